"""Fonts: their programs, widths and encodings under neutral names, with the map to Unicode written anew."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import pikepdf
from fontTools.agl import AGL2UV

from redaction.allowed.carrier import Carrier, Untrusted, is_number, numbers, plain
from redaction.allowed.programs import bare_program
from redaction.allowed.unicode_map import rewrite_unicode_map

DESCRIPTOR_KEYS = ("/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/CapHeight", "/XHeight", "/StemV",
                   "/StemH", "/Leading", "/AvgWidth", "/MaxWidth", "/MissingWidth")  # fmt: skip
KNOWN_FACES = re.compile(
    r"(Helvetica|Arial|Times|TimesNewRoman|Courier|CourierNew|Symbol|ZapfDingbats|Calibri|Cambria|Verdana|Tahoma|Georgia"
    r"|Garamond|BookAntiqua|TrebuchetMS|ComicSansMS|Palatino|Wingdings)(PS)?(MT)?"
    r"([-,](Roman|Regular|Bold|Italic|Oblique|BoldItalic|BoldOblique)(MT)?)?$"
)
KNOWN_ENCODINGS = frozenset(
    {"/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding", "/MacExpertEncoding", "/PDFDocEncoding",
     "/Identity-H", "/Identity-V"}
)  # fmt: skip
PREDEFINED_MAP = re.compile(r"/[A-Za-z0-9]{2,12}(-[A-Za-z0-9]{1,12}){1,3}$")
GLYPH_NAME = re.compile(r"(\.?[A-Za-z]{1,3}_?\d*|uni[0-9A-Fa-f]{4,}|u[0-9A-Fa-f]{4,6}|glyph\d+|cid\d+|index\d+)$")
GLYPH_SUFFIX = re.compile(
    r"[._](alt|sc|smcp|c2sc|oldstyle|lf|tf|onum|lnum|tnum|pnum|inferior|superior|sups|numr|dnom|small|liga|ss\d\d|\d+)$"
)
ORDERINGS = frozenset({"Identity", "Japan1", "GB1", "CNS1", "Korea1", "KR", "UCS"})


def carry_font(carrier: Carrier, font: Any, carry_content: Any) -> Any:
    """A font of any type; `carry_content` rebuilds the drawing streams of a Type 3 font."""
    if not isinstance(font, pikepdf.Dictionary):
        raise Untrusted("a malformed font")
    return carrier.once(font, ("font",), lambda: _carry_font(carrier, font, carry_content))


def _carry_font(carrier: Carrier, font: Any, carry_content: Any) -> Any:
    subtype = str(font.get("/Subtype", "/Type1"))
    entries: dict[str, Any] = {"/Type": pikepdf.Name.Font, "/Subtype": pikepdf.Name(subtype)}
    if isinstance(font.get("/ToUnicode"), pikepdf.Stream):
        entries["/ToUnicode"] = carrier.stream(rewrite_unicode_map(font["/ToUnicode"].read_bytes()), {})
    if subtype == "/Type0":
        return carrier.indirect(entries | _composite(carrier, font))
    entries |= plain(font, ("/FirstChar", "/LastChar", "/Widths"))
    if (encoding := _encoding(font.get("/Encoding"), drawn=subtype == "/Type3")) is not None:
        entries["/Encoding"] = encoding
    if subtype == "/Type3":
        return carrier.indirect(entries | _drawn(carrier, font, carry_content))
    if subtype not in {"/Type1", "/MMType1", "/TrueType"}:
        raise Untrusted("a font of an unknown type")
    return carrier.indirect(entries | _named(carrier, font))


def _named(carrier: Carrier, font: Any) -> dict[str, Any]:
    """The name and the descriptor of a font; an embedded font is called after nothing."""
    descriptor = font.get("/FontDescriptor")
    embedded = isinstance(descriptor, pikepdf.Dictionary) and any(
        isinstance(descriptor.get(key), pikepdf.Stream) for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )
    name = (
        f"/AAAAAA+{carrier.fresh('Face')[1:]}" if embedded else stand_in_face(str(font.get("/BaseFont", "/Helvetica")))
    )
    entries: dict[str, Any] = {"/BaseFont": pikepdf.Name(name)}
    if isinstance(descriptor, pikepdf.Dictionary):
        entries["/FontDescriptor"] = _descriptor(carrier, descriptor, name)
    return entries


def stand_in_face(name: str) -> str:
    """The name of a font that is not in the file: kept when it is a well-known one, else the nearest of those."""
    bare = re.sub(r"^[A-Z]{6}\+", "", name.lstrip("/")).replace(" ", "")
    if KNOWN_FACES.match(bare):
        return f"/{bare}"
    lowered = bare.casefold()
    bold, slanted = "bold" in lowered, "italic" in lowered or "oblique" in lowered
    if "times" in lowered or "serif" in lowered or "roman" in lowered:
        return "/Times-" + {(0, 0): "Roman", (1, 0): "Bold", (0, 1): "Italic", (1, 1): "BoldItalic"}[bold, slanted]
    face = "/Courier" if "mono" in lowered or "courier" in lowered else "/Helvetica"
    style = ("Bold" if bold else "") + ("Oblique" if slanted else "")
    return f"{face}-{style}" if style else face


def _descriptor(carrier: Carrier, descriptor: Any, name: str) -> Any:
    entries = plain(descriptor, DESCRIPTOR_KEYS)
    entries |= {"/Type": pikepdf.Name.FontDescriptor, "/FontName": pikepdf.Name(name)}
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        program = descriptor.get(key)
        if isinstance(program, pikepdf.Stream):
            entries[key] = carrier.once(program, ("program",), partial(_program, carrier, program))
    return carrier.indirect(entries)


def _program(carrier: Carrier, program: pikepdf.Stream) -> Any:
    kinds = frozenset({"/Type1C", "/CIDFontType0C", "/OpenType"})
    entries = plain(program, ("/Length1", "/Length2", "/Length3", "/Subtype"), names=kinds)
    content = program.read_bytes()
    bare = bare_program(content)
    if len(bare) != len(content):
        entries["/Length1"] = len(bare)
    return carrier.stream(bare, entries)


def _composite(carrier: Carrier, font: Any) -> dict[str, Any]:
    descendants = font.get("/DescendantFonts")
    if not isinstance(descendants, pikepdf.Array) or not isinstance(descendants[0], pikepdf.Dictionary):
        raise Untrusted("a malformed composite font")
    child = descendants[0]
    entries = _named(carrier, child)
    entries |= {"/Type": pikepdf.Name.Font, "/Subtype": child.get("/Subtype", pikepdf.Name.CIDFontType2)}
    if str(entries["/Subtype"]) not in {"/CIDFontType0", "/CIDFontType2"}:
        raise Untrusted("a malformed composite font")
    entries |= plain(child, ("/DW", "/DW2"))
    for key in ("/W", "/W2"):
        if isinstance(widths := child.get(key), pikepdf.Array):
            entries[key] = _widths(widths)
    entries["/CIDSystemInfo"] = _character_collection(child.get("/CIDSystemInfo"))
    glyphs = child.get("/CIDToGIDMap")
    if isinstance(glyphs, pikepdf.Stream):
        entries["/CIDToGIDMap"] = carrier.stream(glyphs.read_bytes()[: 2 * 65536], {})
    elif glyphs == pikepdf.Name.Identity:
        entries["/CIDToGIDMap"] = glyphs
    return {
        "/BaseFont": entries["/BaseFont"],
        "/Encoding": _composite_encoding(carrier, font.get("/Encoding")),
        "/DescendantFonts": pikepdf.Array([carrier.indirect(entries)]),
    }


def _widths(widths: pikepdf.Array) -> pikepdf.Array:
    kept: list[Any] = []
    for part in widths:
        if is_number(part):
            kept.append(part)
        elif (inner := numbers(part)) is not None:
            kept.append(inner)
        else:
            raise Untrusted("malformed glyph widths")
    return pikepdf.Array(kept)


def _character_collection(value: Any) -> pikepdf.Dictionary:
    ordering = str(value.get("/Ordering", "Identity")) if isinstance(value, pikepdf.Dictionary) else "Identity"
    if ordering not in ORDERINGS:
        ordering = "Identity"
    supplement = value.get("/Supplement", 0) if isinstance(value, pikepdf.Dictionary) else 0
    return pikepdf.Dictionary(
        {"/Registry": pikepdf.String("Adobe"), "/Ordering": pikepdf.String(ordering), "/Supplement": int(supplement)}
    )


def _composite_encoding(carrier: Carrier, encoding: Any) -> Any:
    if isinstance(encoding, pikepdf.Name) and (str(encoding) in KNOWN_ENCODINGS or PREDEFINED_MAP.match(str(encoding))):
        return encoding
    if isinstance(encoding, pikepdf.Stream):
        raise Untrusted("a character map of its own")
    raise Untrusted("an unknown encoding")


def _encoding(encoding: Any, *, drawn: bool) -> Any:
    if isinstance(encoding, pikepdf.Name):
        return encoding if str(encoding) in KNOWN_ENCODINGS else None
    if not isinstance(encoding, pikepdf.Dictionary):
        return None
    entries = plain(encoding, ("/BaseEncoding",), names=KNOWN_ENCODINGS)
    differences = []
    for part in encoding.get("/Differences", []):
        if is_number(part):
            differences.append(part)
        elif isinstance(part, pikepdf.Name):
            differences.append(pikepdf.Name("/" + glyph_name(str(part)[1:])))
    if differences:
        entries["/Differences"] = pikepdf.Array(differences)
    return pikepdf.Dictionary(entries | {"/Type": pikepdf.Name.Encoding})


def glyph_name(name: str) -> str:
    """The name of a glyph, when it is one that a font may use; raises Untrusted for one that could spell something."""
    bare = GLYPH_SUFFIX.sub("", name)
    if name == ".notdef" or bare in AGL2UV or GLYPH_NAME.match(bare):
        return name
    if all(part in AGL2UV for part in re.split(r"[._]", bare)):
        return name
    raise Untrusted("a font with glyph names of its own")


def _drawn(carrier: Carrier, font: Any, carry_content: Any) -> dict[str, Any]:
    entries = plain(font, ("/FontBBox", "/FontMatrix"))
    resources = font.get("/Resources", pikepdf.Dictionary())
    drawings = {}
    for name, drawing in font.get("/CharProcs", pikepdf.Dictionary()).items():
        used = pikepdf.Dictionary()
        content = carry_content(drawing, resources, used, "font")
        key = "/" + glyph_name(str(name)[1:])
        drawings[key] = carrier.stream(content, {})
        for kind, members in used.items():
            entries.setdefault("/Resources", pikepdf.Dictionary()).setdefault(kind, pikepdf.Dictionary())
            for member, value in members.items():
                entries["/Resources"][kind][member] = value
    entries["/CharProcs"] = pikepdf.Dictionary(drawings)
    return entries
