"""Words that every PDF is written with: found in its bytes they say nothing about anybody.

A term that is one of them (a person called Page, a withheld sentence with "group" in it) is looked for in everything
that can be read, but not in names and unpacked bytes.
"""

from __future__ import annotations

_WORDS = """
    adobe alpha alternate annots ascent author avgwidth baseencoding basefont begin beginbfchar beginbfrange
    begincmap begincodespacerange bitspercomponent black blacks1 bold border bounding bounds capheight catalog
    ccittfaxdecode charprocs cidinit cidsysteminfo cidtogidmap cmapname cmaptype colors colorspace
    colortransform columns contents coords courier creator currentdict dctdecode decode decodeparms
    defineresource descendantfonts descent destination devicecmyk devicegray devicergb dict differences
    displaydoctitle domain encode encoding endbfchar endbfrange endcmap endcodespacerange endobj endofblock
    endofline endstream extend extgstate face filter findresource first firstchar flags flatedecode fontbbox
    fontdescriptor fontfile fontmatrix fontname foot form function functions functiontype gamma gray group
    height helvetica hival identity image imagemask index indexed intent interpolate italic italicangle
    jbig2decode jbig2globals jpxdecode knockout lang last lastchar leading length linearized luminosity
    macromanencoding mask matrix matte maxwidth mediabox missingwidth multiply name names next nonsymbolic
    normal notdef nums oblique order ordering original outlines overlay page pagelabels pagemode pages painttype
    parent pattern patterntype predictor prev procset range registry resources roman root rotate rows saturation
    screen separation shading shadingtype size smask standardencoding startxref stemv stream subtype supplement
    symbol times title tounicode trailer transparency truetype type useoutlines version verticesperrow
    viewerpreferences whitepoint width widths winansiencoding xheight xobject xstep ystep zapfdingbats
"""
SYNTAX_WORDS = frozenset(_WORDS.split())
