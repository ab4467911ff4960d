"""PDFs that each hold one invented token in one place where a name can hide, for the tests of burning and checking.

`CHANNELS` maps a channel's name to a function of the token that returns the bytes of a PDF.
"""

# ruff: noqa: E501 - one channel a line reads better than one key a line
from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

Builder = Callable[[str], bytes]
CHANNELS: dict[str, Builder] = {}
FILLER = "The meeting was held at the school office and everybody signed the register."


def channel(build: Builder) -> Builder:
    CHANNELS[build.__name__] = build
    return build


def _font(pdf: Pdf, **more: object) -> pikepdf.Object:
    return pdf.make_indirect(
        Dictionary({"/Type": Name.Font, "/Subtype": Name.Type1, "/BaseFont": Name.Helvetica, "/Encoding": Name.WinAnsiEncoding}
                   | {f"/{key}": value for key, value in more.items()})
    )  # fmt: skip


def _page(
    pdf: Pdf, content: str | bytes, resources: dict[str, object] | None = None, **entries: object
) -> pikepdf.Object:
    raw = content.encode("latin-1") if isinstance(content, str) else content
    base = b"BT /F1 11 Tf 72 760 Td (" + FILLER.encode() + b") Tj ET\n"
    given = Dictionary({"/Font": Dictionary(F1=_font(pdf))} | (resources or {}))
    if "/F1" not in given["/Font"]:
        given["/Font"]["/F1"] = _font(pdf)
    page = pdf.make_indirect(
        Dictionary({"/Type": Name.Page, "/MediaBox": Array([0, 0, 595, 842]), "/Resources": given,
                    "/Contents": pdf.make_stream(base + raw)} | {f"/{key}": value for key, value in entries.items()})
    )  # fmt: skip
    pdf.pages.append(pikepdf.Page(page))
    return pdf.pages[-1].obj


def _saved(pdf: Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def _show(token: str, at: tuple[int, int] = (72, 600), before: str = "", after: str = "") -> str:
    return f"BT /F1 12 Tf {before} {at[0]} {at[1]} Td ({token}) Tj {after} ET"


def _simple(content: Callable[[str], str]) -> Builder:
    def build(token: str) -> bytes:
        pdf = Pdf.new()
        _page(pdf, content(token))
        return _saved(pdf)

    return build


def _picture(token: str, size: tuple[int, int] = (700, 90), ground: int = 255) -> Image.Image:
    image = Image.new("L", size, ground)
    ImageDraw.Draw(image).text((20, 15), token, font=ImageFont.load_default(52), fill=0)
    return image


def _image(pdf: Pdf, image: Image.Image, **more: object) -> pikepdf.Object:
    stream = pdf.make_stream(zlib.compress(image.tobytes()))
    entries = {"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": image.width, "/Height": image.height, "/Filter": Name.FlateDecode,
               "/ColorSpace": Name.DeviceGray, "/BitsPerComponent": 1 if image.mode == "1" else 8}  # fmt: skip
    for key, value in (entries | {f"/{key}": value for key, value in more.items()}).items():
        stream[key] = value
    return stream


def _form(pdf: Pdf, content: str, resources: Dictionary, **more: object) -> pikepdf.Object:
    stream = pdf.make_stream(content.encode())
    for key, value in ({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 595, 842]), "/Resources": resources}
                       | {f"/{key}": value for key, value in more.items()}).items():  # fmt: skip
        stream[key] = value
    return stream


CHANNELS["visible"] = _simple(lambda token: _show(token))
CHANNELS["tj_kern"] = _simple(
    lambda token: "BT /F1 12 Tf 72 600 Td [" + " -30 ".join(f"({c})" for c in token) + "] TJ ET"
)
CHANNELS["char_by_char"] = _simple(
    lambda token: (
        "BT /F1 12 Tf " + " ".join(f"1 0 0 1 {72 + 9 * i} 600 Tm ({c}) Tj" for i, c in enumerate(token)) + " ET"
    )
)
CHANNELS["invisible_tr3"] = _simple(lambda token: _show(token, before="3 Tr"))
CHANNELS["white_text"] = _simple(lambda token: "1 g " + _show(token))
CHANNELS["off_page"] = _simple(lambda token: _show(token, (900, 1200)))
CHANNELS["clipped_text"] = _simple(lambda token: "q 0 0 20 20 re W n " + _show(token) + " Q")
CHANNELS["black_box_over"] = _simple(lambda token: _show(token) + " 0 g 60 590 300 30 re f")
CHANNELS["content_comment"] = _simple(lambda token: f"% {token}\n")
CHANNELS["actualtext_inline"] = _simple(
    lambda token: f"/Span <</ActualText ({token})>> BDC BT /F1 12 Tf 72 600 Td (someone) Tj ET EMC"
)
CHANNELS["actualtext_over_visible"] = _simple(lambda token: f"/Span <</ActualText ({token})>> BDC {_show(token)} EMC")
CHANNELS["marked_point"] = _simple(lambda token: f"/Mark <</Text ({token})>> DP")
CHANNELS["font_name"] = lambda token: _with_font(token, BaseFont=Name("/" + token))


def _with_font(token: str, **more: object) -> bytes:
    pdf = Pdf.new()
    _page(pdf, "BT /F2 12 Tf 72 600 Td (somebody) Tj ET", {"/Font": Dictionary(F2=_font(pdf, **more))})
    return _saved(pdf)


@channel
def outside_cropbox(token: str) -> bytes:
    pdf = Pdf.new()
    _page(pdf, _show(token, (72, 40)), CropBox=Array([0, 100, 595, 842]))
    return _saved(pdf)


@channel
def image_over_text(token: str) -> bytes:
    pdf = Pdf.new()
    image = _image(pdf, Image.new("L", (300, 30), 90))
    _page(pdf, _show(token) + " q 300 0 0 30 60 590 cm /X1 Do Q", {"/XObject": Dictionary(X1=image)})
    return _saved(pdf)


def _with_forms(token: str, *, nested: bool = False, used: bool = True, pages: int = 1) -> bytes:
    pdf = Pdf.new()
    form = _form(pdf, _show(token), Dictionary(Font=Dictionary(F1=_font(pdf))))
    if nested:
        form = _form(pdf, "/X1 Do", Dictionary(XObject=Dictionary(X1=form)))
    for _ in range(pages):
        _page(pdf, "/X1 Do" if used else "", {"/XObject": Dictionary(X1=form)})
    return _saved(pdf)


CHANNELS["form_xobject"] = lambda token: _with_forms(token)
CHANNELS["nested_form"] = lambda token: _with_forms(token, nested=True)
CHANNELS["shared_form_2pages"] = lambda token: _with_forms(token, pages=2)
CHANNELS["unused_xobject"] = lambda token: _with_forms(token, used=False)


@channel
def tiling_pattern(token: str) -> bytes:
    pdf = Pdf.new()
    pattern = pdf.make_stream(_show(token, (10, 20)).encode())
    for key, value in {"/PatternType": 1, "/PaintType": 1, "/TilingType": 1, "/BBox": Array([0, 0, 300, 60]), "/XStep": 300,
                       "/YStep": 60, "/Matrix": Array([1, 0, 0, 1, 72, 500]), "/Resources": Dictionary(Font=Dictionary(F1=_font(pdf)))}.items():  # fmt: skip
        pattern[key] = value
    _page(pdf, "/Pattern cs /P1 scn 72 500 300 60 re f", {"/Pattern": Dictionary(P1=pattern)})
    return _saved(pdf)


@channel
def soft_mask_group(token: str) -> bytes:
    pdf = Pdf.new()
    group = Dictionary({"/S": Name.Transparency, "/CS": Name.DeviceGray})
    form = _form(pdf, "1 g " + _show(token), Dictionary(Font=Dictionary(F1=_font(pdf))), Group=group)
    state = Dictionary({"/Type": Name.ExtGState, "/SMask": Dictionary({"/S": Name.Luminosity, "/G": form})})
    _page(pdf, "q /G1 gs 0 g 60 580 300 50 re f Q", {"/ExtGState": Dictionary(G1=state)})
    return _saved(pdf)


@channel
def type3_font(token: str) -> bytes:
    pdf = Pdf.new()
    letters = sorted(set(token))
    inner = Dictionary(Font=Dictionary(F1=_font(pdf)))
    procs = {f"/{c}": pdf.make_stream(f"600 0 d0 BT /F1 1000 Tf ({c}) Tj ET".encode()) for c in letters}
    font = pdf.make_indirect(
        Dictionary({"/Type": Name.Font, "/Subtype": Name.Type3, "/FontBBox": Array([0, -200, 1000, 1000]),
                    "/FontMatrix": Array([0.001, 0, 0, 0.001, 0, 0]), "/CharProcs": Dictionary(procs), "/Resources": inner,
                    "/Encoding": Dictionary({"/Differences": Array([x for c in letters for x in (ord(c), Name("/" + c))])}),
                    "/FirstChar": 0, "/LastChar": 255, "/Widths": Array([750] * 256)})
    )  # fmt: skip
    _page(pdf, f"BT /F3 12 Tf 72 600 Td ({token}) Tj ET", {"/Font": Dictionary(F3=font)})
    return _saved(pdf)


def _unicode_map(pairs: list[tuple[int, str]]) -> bytes:
    lines = "\n".join(f"<{code:02x}> <{ord(letter):04x}>" for code, letter in pairs)
    return (f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <00> <ff> "
            f"endcodespacerange {len(pairs)} beginbfchar\n{lines}\nendbfchar endcmap end end").encode()  # fmt: skip


@channel
def tounicode_lies(token: str) -> bytes:
    pdf = Pdf.new()
    pairs = [(ord(c), "abcdefghijklmnopqrst"[i % 20]) for i, c in enumerate(sorted(set(token)))]
    font = _font(pdf, ToUnicode=pdf.make_stream(_unicode_map(pairs)))
    _page(pdf, f"BT /F2 16 Tf 72 600 Td ({token}) Tj ET", {"/Font": Dictionary(F2=font)})
    return _saved(pdf)


@channel
def shifted_encoding(token: str) -> bytes:
    pdf = Pdf.new()
    letters = sorted(set(token))
    codes = {letter: 33 + at for at, letter in enumerate(letters)}
    differences = Array([33, *[Name("/" + letter) for letter in letters]])
    font = _font(pdf, ToUnicode=pdf.make_stream(_unicode_map([(code, letter) for letter, code in codes.items()])),
                 Encoding=Dictionary({"/Type": Name.Encoding, "/Differences": differences}))  # fmt: skip
    coded = "".join(f"{codes[letter]:02x}" for letter in token)
    _page(pdf, f"BT /F2 12 Tf 72 600 Td <{coded}> Tj ET", {"/Font": Dictionary(F2=font)})
    return _saved(pdf)


@channel
def vector_outlines(token: str) -> bytes:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    page.insert_text((72, 300), token, fontsize=26)
    drawn = page.get_svg_image(text_as_path=True)
    outlines = pymupdf.open("pdf", pymupdf.open(stream=drawn.encode(), filetype="svg").convert_to_pdf())
    outlines[0].insert_text((72, 80), FILLER)
    return outlines.tobytes()


def _with_image(token: str, make: Callable[[Pdf], pikepdf.Object], pages: int = 1) -> bytes:
    pdf = Pdf.new()
    image = make(pdf)
    for _ in range(pages):
        _page(pdf, "q 350 0 0 45 72 560 cm /X1 Do Q", {"/XObject": Dictionary(X1=image)})
    return _saved(pdf)


def _jpeg(pdf: Pdf, image: Image.Image, **options: object) -> pikepdf.Object:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85, **options)
    stream = pdf.make_stream(b"")
    stream.write(out.getvalue(), filter=Name.DCTDecode)
    for key, value in {"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": image.width, "/Height": image.height,
                       "/ColorSpace": Name.DeviceGray, "/BitsPerComponent": 8}.items():  # fmt: skip
        stream[key] = value
    return stream


PLAIN = "School office"
CHANNELS["raster_image"] = lambda token: _with_image(token, lambda pdf: _image(pdf, _picture(token)))
CHANNELS["raster_jpeg"] = lambda token: _with_image(token, lambda pdf: _jpeg(pdf, _picture(token)))
CHANNELS["raster_1bit"] = lambda token: _with_image(token, lambda pdf: _image(pdf, _picture(token).convert("1")))
CHANNELS["shared_image_2pages"] = lambda token: _with_image(token, lambda pdf: _image(pdf, _picture(token)), 2)
CHANNELS["jpeg_comment"] = lambda token: _with_image(
    token, lambda pdf: _jpeg(pdf, _picture(PLAIN), comment=token.encode())
)
CHANNELS["image_alternates"] = lambda token: _with_image(
    token,
    lambda pdf: _image(pdf, _picture(PLAIN), Alternates=Array([Dictionary(Image=_image(pdf, _picture(token)))])),
)
CHANNELS["image_smask"] = lambda token: _with_image(
    token,
    lambda pdf: _image(pdf, Image.new("L", (700, 90), 0), SMask=_image(pdf, _picture(token).point(lambda v: 255 - v))),
)


@channel
def jpeg_exif(token: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = token
    return _with_image(token, lambda pdf: _jpeg(pdf, _picture(PLAIN), exif=exif.tobytes()))


@channel
def inline_image(token: str) -> bytes:
    pdf = Pdf.new()
    image = _picture(token)
    raw = image.tobytes().hex().encode()
    head = f"q 350 0 0 45 72 560 cm BI /W {image.width} /H {image.height} /CS /G /BPC 8 /F /AHx ID ".encode()
    _page(pdf, head + raw + b"> EI Q")
    return _saved(pdf)


@channel
def thumbnail(token: str) -> bytes:
    pdf = Pdf.new()
    _page(pdf, "", Thumb=_image(pdf, _picture(token)))
    return _saved(pdf)


def _annotation(token: str, subtype: str, flags: int = 4, *, appearance: bool = False, **more: object) -> bytes:
    pdf = Pdf.new()
    page = _page(pdf, "")
    entries: dict[str, object] = {
        "/Type": Name.Annot,
        "/Subtype": Name("/" + subtype),
        "/Rect": Array([72, 500, 400, 540]),
        "/F": flags,
    }
    if appearance:
        form = _form(
            pdf,
            f"BT /F1 12 Tf 5 15 Td ({token}) Tj ET",
            Dictionary(Font=Dictionary(F1=_font(pdf))),
            BBox=Array([0, 0, 328, 40]),
        )
        entries["/AP"] = Dictionary(N=form)
    entries |= {f"/{key}": value(pdf) if callable(value) else value for key, value in more.items()}
    page["/Annots"] = Array([pdf.make_indirect(Dictionary(entries))])
    return _saved(pdf)


CHANNELS["annot_freetext"] = lambda token: _annotation(
    token, "FreeText", appearance=True, Contents=String(token), DA=String("/Helv 12 Tf 0 g")
)
CHANNELS["annot_note"] = lambda token: _annotation(token, "Text", Contents=String(token))
CHANNELS["annot_author"] = lambda token: _annotation(token, "Text", Contents=String("seen"), T=String(token))
CHANNELS["annot_hidden"] = lambda token: _annotation(token, "FreeText", 2, appearance=True, Contents=String(token))
CHANNELS["annot_stamp_ap"] = lambda token: _annotation(token, "Stamp", appearance=True)
CHANNELS["annot_ap_D_R"] = lambda token: _annotation(
    token, "Stamp", AP=lambda pdf: Dictionary(
        N=_form(pdf, "0 0 10 10 re f", Dictionary(), BBox=Array([0, 0, 20, 20])),
        D=_form(pdf, _show(token), Dictionary(Font=Dictionary(F1=_font(pdf)))),
    )
)  # fmt: skip
CHANNELS["annot_file_attachment"] = lambda token: _annotation(
    token, "FileAttachment", FS=lambda pdf: _filespec(pdf, "a.txt", token)
)
CHANNELS["annot_file_name"] = lambda token: _annotation(
    token, "FileAttachment", FS=lambda pdf: _filespec(pdf, token, "x")
)
CHANNELS["link_uri"] = lambda token: _annotation(
    token, "Link", A=Dictionary(S=Name.URI, URI=String(f"https://x.example/{token}"))
)
CHANNELS["link_launch_path"] = lambda token: _annotation(
    token, "Link", A=Dictionary(S=Name.Launch, F=String(f"C:\\{token}.doc"))
)


def _filespec(pdf: Pdf, name: str, content: str, **more: object) -> pikepdf.Object:
    stream = pdf.make_stream(content.encode())
    stream["/Type"] = Name.EmbeddedFile
    return pdf.make_indirect(
        Dictionary({"/Type": Name.Filespec, "/F": String(name), "/UF": String(name), "/EF": Dictionary(F=stream)}
                   | {f"/{key}": value for key, value in more.items()})
    )  # fmt: skip


def _field(token: str, kind: str = "Tx", **more: object) -> bytes:
    pdf = Pdf.new()
    page = _page(pdf, "")
    entries = {"/Type": Name.Annot, "/Subtype": Name.Widget, "/FT": Name("/" + kind), "/Rect": Array([72, 500, 400, 540]), "/F": 4,
               "/T": String("field"), "/DA": String("/F1 12 Tf 0 g")}  # fmt: skip
    field = pdf.make_indirect(Dictionary(entries | {f"/{key}": value for key, value in more.items()}))
    page["/Annots"] = Array([field])
    pdf.Root["/AcroForm"] = Dictionary(
        {"/Fields": Array([field]), "/DR": Dictionary(Font=Dictionary(F1=_font(pdf))), "/NeedAppearances": True}
    )
    return _saved(pdf)


CHANNELS["field_value"] = lambda token: _field(token, V=String(token))
CHANNELS["field_default"] = lambda token: _field(token, V=String("x"), DV=String(token))
CHANNELS["field_name_tooltip"] = lambda token: _field(token, T=String(token), TU=String(token))
CHANNELS["field_choice_opt"] = lambda token: _field(
    token, "Ch", Ff=1 << 17, Opt=Array([String("none"), String(token)]), V=String("none")
)
CHANNELS["signature_dict"] = lambda token: _field(
    token, "Sig", V=Dictionary(Type=Name.Sig, Name=String(token), Reason=String(token), Filter=Name("/Adobe.PPKLite"))
)


@channel
def field_xfa(token: str) -> bytes:
    pdf = Pdf.new()
    _page(pdf, "")
    pdf.Root["/AcroForm"] = Dictionary(
        Fields=Array([]), XFA=pdf.make_stream(f"<xdp><name>{token}</name></xdp>".encode())
    )
    return _saved(pdf)


def _with(change: Callable[[Pdf, pikepdf.Object, str], None], content: str = "") -> Builder:
    def build(token: str) -> bytes:
        pdf = Pdf.new()
        change(pdf, _page(pdf, content), token)
        return _saved(pdf)

    return build


def _set(target: pikepdf.Object, key: str, value: object) -> None:
    target[key] = value


def _xmp(pdf: Pdf, token: str) -> pikepdf.Object:
    words = (
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        "<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/' dc:source='{}'/></rdf:RDF></x:xmpmeta>"
    )
    stream = pdf.make_stream(words.format(token).encode())
    stream["/Type"], stream["/Subtype"] = Name.Metadata, Name.XML
    return stream


def _outline(pdf: Pdf, page: pikepdf.Object, token: str) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=1))
    entry = pdf.make_indirect(Dictionary(Title=String(token), Parent=root, Dest=Array([page, Name.Fit])))
    root["/First"], root["/Last"] = entry, entry
    pdf.Root["/Outlines"] = root


def _layer(pdf: Pdf, page: pikepdf.Object, token: str, *, name: str) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
    pdf.Root["/OCProperties"] = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
    page["/Resources"]["/Properties"] = Dictionary(MC0=layer)
    shown = f"/OC /MC0 BDC {_show(token if name == 'layer' else 'x')} EMC"
    page["/Contents"] = pdf.make_stream(page["/Contents"].read_bytes() + shown.encode())


SCRIPT = "app.alert('{}')"
CHANNELS |= {
    "info_dict": _with(lambda pdf, page, token: _set(pdf.docinfo, "/Author", String(token))),
    "xmp": _with(lambda pdf, page, token: _set(pdf.Root, "/Metadata", _xmp(pdf, token))),
    "xmp_on_page": _with(lambda pdf, page, token: _set(page, "/Metadata", _xmp(pdf, token))),
    "embedded_file": _with(lambda pdf, page, token: _set(pdf.Root, "/Names", Dictionary(
        EmbeddedFiles=Dictionary(Names=Array([String("a.txt"), _filespec(pdf, "a.txt", token)]))))),
    "embedded_file_desc": _with(lambda pdf, page, token: _set(pdf.Root, "/Names", Dictionary(
        EmbeddedFiles=Dictionary(Names=Array([String("a.txt"), _filespec(pdf, "a.txt", "hello there", Desc=String(token))]))))),
    "associated_file_AF": _with(lambda pdf, page, token: _set(pdf.Root, "/AF", Array([_filespec(pdf, "a.txt", token)]))),
    "outlines": _with(_outline),
    "named_dest": _with(lambda pdf, page, token: _set(pdf.Root, "/Names", Dictionary(
        Dests=Dictionary(Names=Array([String(token), Array([page, Name.Fit])]))))),
    "page_labels": _with(lambda pdf, page, token: _set(pdf.Root, "/PageLabels", Dictionary(
        Nums=Array([0, Dictionary(P=String(token))])))),
    "doc_javascript": _with(lambda pdf, page, token: _set(pdf.Root, "/Names", Dictionary(JavaScript=Dictionary(
        Names=Array([String("a"), Dictionary(S=Name.JavaScript, JS=String(SCRIPT.format(token)))]))))),
    "js_name": _with(lambda pdf, page, token: _set(pdf.Root, "/Names", Dictionary(JavaScript=Dictionary(
        Names=Array([String(token), Dictionary(S=Name.JavaScript, JS=String("1"))]))))),
    "open_action_js_stream": _with(lambda pdf, page, token: _set(pdf.Root, "/OpenAction", Dictionary(
        S=Name.JavaScript, JS=pdf.make_stream(SCRIPT.format(token).encode())))),
    "page_aa": _with(lambda pdf, page, token: _set(page, "/AA", Dictionary(
        O=Dictionary(S=Name.JavaScript, JS=String(SCRIPT.format(token)))))),
    "ocg_hidden_text": _with(lambda pdf, page, token: _layer(pdf, page, token, name="layer")),
    "ocg_name": _with(lambda pdf, page, token: _layer(pdf, page, token, name=token)),
    "actualtext_propdict": _with(
        lambda pdf, page, token: _set(page["/Resources"], "/Properties", Dictionary(MC0=Dictionary(ActualText=String(token)))),
        "/Span /MC0 BDC BT /F1 12 Tf 72 600 Td (someone) Tj ET EMC"),
    "struct_alt": _with(lambda pdf, page, token: _set(pdf.Root, "/StructTreeRoot", Dictionary(Type=Name.StructTreeRoot,
        K=pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Figure, Alt=String(token)))))),
    "pieceinfo": _with(lambda pdf, page, token: _set(page, "/PieceInfo", Dictionary(App=Dictionary(Private=String(token))))),
    "threads": _with(lambda pdf, page, token: _set(pdf.Root, "/Threads", Array([
        pdf.make_indirect(Dictionary(Type=Name.Thread, I=Dictionary(Title=String(token))))]))),
    "custom_catalog_key": _with(lambda pdf, page, token: _set(pdf.Root, "/XYZ", String(token))),
    "custom_page_key": _with(lambda pdf, page, token: _set(page, "/XYZ", String(token))),
}  # fmt: skip


@channel
def resource_name(token: str) -> bytes:
    pdf = Pdf.new()
    _page(pdf, f"BT /{token} 12 Tf 72 600 Td (somebody) Tj ET", {"/Font": Dictionary({f"/{token}": _font(pdf)})})
    return _saved(pdf)


@channel
def glyph_names(token: str) -> bytes:
    return _with_font(
        token, Encoding=Dictionary({"/Type": Name.Encoding, "/Differences": Array([1, Name("/" + token)])})
    )


@channel
def unicode_map_comment(token: str) -> bytes:
    pdf = Pdf.new()
    font = _font(pdf, ToUnicode=pdf.make_stream(_unicode_map([(115, "s")]) + f"\n% {token}".encode()))
    _page(pdf, "BT /F2 12 Tf 72 600 Td (somebody) Tj ET", {"/Font": Dictionary(F2=font)})
    return _saved(pdf)


@channel
def unreferenced_obj(token: str) -> bytes:
    content = CHANNELS["outlines"]("nothing")
    cut = content.rindex(b"startxref")
    return content[:cut] + b"900 0 obj\n(" + token.encode() + b")\nendobj\n" + content[cut:]


@channel
def trailing_data(token: str) -> bytes:
    return _simple(lambda _: "")(token) + b"\n" + token.encode() + b"\n"


@channel
def incremental_history(token: str) -> bytes:
    document = pymupdf.open(stream=CHANNELS["visible"](token), filetype="pdf")
    old = document.tobytes()
    addition = b"\n%d 0 obj\n<</Length 3>>\nstream\nq Q\nendstream\nendobj\n" % 4
    return old + addition + b"%%EOF\n"


@channel
def ligature(token: str) -> bytes:
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4, invariant=1)
    page.drawString(72, 700, FILLER)
    page.drawString(72, 600, token)
    page.save()
    return out.getvalue()


@channel
def separation_name(token: str) -> bytes:
    pdf = Pdf.new()
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0]), C1=Array([1]), N=1)
    space = Array([Name.Separation, Name("/" + token), Name.DeviceGray, tint])
    _page(pdf, "/C1 cs 0.5 scn 72 500 100 50 re f", {"/ColorSpace": Dictionary(C1=space)})
    return _saved(pdf)


@channel
def hex_string(token: str) -> bytes:
    pdf = Pdf.new()
    _page(pdf, f"BT /F1 12 Tf 72 600 Td <{token.encode().hex()}> Tj ET")
    return _saved(pdf)


@channel
def rotated_page(token: str) -> bytes:
    pdf = Pdf.new()
    _page(pdf, _show(token), Rotate=90)
    return _saved(pdf)


@channel
def turned_text(token: str) -> bytes:
    pdf = Pdf.new()
    _page(pdf, f"BT /F1 12 Tf 0 1 -1 0 300 300 Tm ({token}) Tj ET")
    return _saved(pdf)


@channel
def scanned_page(token: str) -> bytes:
    pdf = Pdf.new()
    scan = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(scan)
    pen.text((150, 200), "Witness statement", font=ImageFont.load_default(44), fill=0)
    pen.text((150, 320), f"Seen at the gate by {token} today.", font=ImageFont.load_default(36), fill=0)
    page = Dictionary({"/Type": Name.Page, "/MediaBox": Array([0, 0, 595, 842]),
                       "/Resources": Dictionary(XObject=Dictionary(X1=_image(pdf, scan))),
                       "/Contents": pdf.make_stream(b"q 595 0 0 842 0 0 cm /X1 Do Q")})  # fmt: skip
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return _saved(pdf)
