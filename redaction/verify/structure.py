"""Whether a file holds anything but pages: an allow-list of keys, and no text under a filled box."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from redaction.verify.certificate import Check
from redaction.verify.finished import Finished
from redaction.verify.search import Finder, outcome

ROOT = frozenset(
    {"/Type", "/Pages", "/Lang", "/ViewerPreferences", "/Outlines", "/PageLabels", "/PageMode", "/Version"}
)
TRAILER = frozenset(
    {
        "/Size",
        "/Root",
        "/Info",
        "/ID",
        "/Type",
        "/W",
        "/Index",
        "/Length",
        "/Filter",
        "/DecodeParms",
        "/Prev",
        "/XRefStm",
    }
)
INFO = frozenset({"/Title"})
PAGE = frozenset({"/Type", "/Parent", "/MediaBox", "/Rotate", "/Resources", "/Contents", "/Group"})
OUTLINE = frozenset({"/Title", "/Parent", "/Prev", "/Next", "/First", "/Last", "/Count", "/Dest", "/Type"})
XOBJECT = frozenset(
    {"/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/ImageMask", "/Mask", "/Decode",
     "/Interpolate", "/SMask", "/SMaskInData", "/Matte", "/Filter", "/DecodeParms", "/Length", "/BBox", "/Matrix",
     "/Resources", "/Group"}
)  # fmt: skip
FORBIDDEN = frozenset(
    {"/Metadata", "/PieceInfo", "/AF", "/Annots", "/AA", "/Alternates", "/Thumb", "/OPI", "/StructParent",
     "/StructParents", "/ActualText", "/Alt", "/JS", "/JavaScript", "/EmbeddedFile", "/EF", "/OCProperties",
     "/AcroForm", "/StructTreeRoot", "/Names", "/OpenAction", "/URI", "/Launch", "/XFA", "/LastModified", "/B",
     "/Threads", "/Collection", "/Perms"}
)  # fmt: skip
NOT_AS_KEYS_OF_FONTS = frozenset({"/B"})
FACE = re.compile(r"/([A-Z]{6}\+Face\d+|[A-Za-z]+([-,][A-Za-z]+)?)$")
MARKED = re.compile(rb"(?<![\w/])(BMC|BDC|MP|DP|BX)(?!\w)")


def check_structure(finished: Finished, finder: Finder) -> Check:
    """Nothing in the catalogue, the trailer, the pages and their objects that is not on the lists."""
    del finder
    pdf = finished.pdf
    places = [f"catalogue {key}" for key in pdf.Root if key not in ROOT]
    places += [f"trailer {key}" for key in pdf.trailer if key not in TRAILER]
    info: Any = pdf.trailer.get("/Info", pikepdf.Dictionary())
    places += [f"properties {key}" for key in info if key not in INFO]
    for number, page in enumerate(pdf.pages, start=1):
        places += [f"page {number} {key}" for key in page.obj if key not in PAGE]
        places += _marked_content(page, number)
    for number, obj in enumerate(pdf.objects, start=1):
        places += _object_faults(obj, number)
    places += _outline_faults(pdf.Root.get("/Outlines"), 0)
    return outcome(places)


def _marked_content(page: pikepdf.Page, number: int) -> list[str]:
    try:
        found = pikepdf.parse_content_stream(page, "BMC BDC MP DP BX")
    except pikepdf.PdfError:
        return [f"page {number}: drawing that cannot be read"]
    return [f"page {number}: marked content"] if found else []


def _object_faults(obj: Any, number: int) -> list[str]:
    if not isinstance(obj, (pikepdf.Dictionary, pikepdf.Stream)):
        return []
    kind = str(obj.get("/Type", "")) if isinstance(obj.get("/Type"), pikepdf.Name) else ""
    is_font_part = "/CharProcs" in obj or kind in {"/Font", "/FontDescriptor"} or _is_glyph_list(obj)
    forbidden = set() if is_font_part else set(map(str, obj)) & FORBIDDEN
    places = [f"object {number} {key}" for key in sorted(forbidden) if key != "/B"]
    if obj.get("/Subtype") in (pikepdf.Name.Image, pikepdf.Name.Form):
        places += [f"object {number} {key}" for key in obj if key not in XOBJECT]
    if kind == "/Font" and "/BaseFont" in obj and not FACE.match(str(obj["/BaseFont"])):
        places.append(f"object {number}: a font with a name of its own")
    for key in ("/FontFile2", "/FontFile3"):
        program = obj.get(key)
        if isinstance(program, pikepdf.Stream) and _has_names(program):
            places.append(f"object {number}: a font program with names in it")
    if kind in {"/Annot", "/Filespec", "/EmbeddedFile", "/OCG", "/Action", "/Metadata", "/StructElem", "/Sig"}:
        places.append(f"object {number} {kind}")
    return places


def _has_names(program: pikepdf.Stream) -> bool:
    """Whether a font program has tables that say something: its name table, metadata or signature."""
    try:
        start = program.read_bytes()[:1024]
    except pikepdf.PdfError:
        return True
    count = int.from_bytes(start[4:6], "big") if start[:4] in {b"\0\1\0\0", b"true", b"OTTO"} else 0
    return any(start[12 + 16 * at : 16 + 16 * at] in {b"name", b"meta", b"DSIG"} for at in range(min(count, 60)))


def _is_glyph_list(obj: Any) -> bool:
    # The drawings of a Type 3 font stand under glyph names, which may be any letters.
    return not isinstance(obj, pikepdf.Stream) and all(isinstance(value, pikepdf.Stream) for _, value in obj.items())


def _outline_faults(node: Any, depth: int) -> list[str]:
    if not isinstance(node, pikepdf.Dictionary):
        return []
    places = [f"outline {key}" for key in node if key not in OUTLINE]
    entry = node.get("/First")
    seen = 0
    while isinstance(entry, pikepdf.Dictionary) and seen < 10_000 and depth < 4:
        places += [f"outline {key}" for key in entry if key not in OUTLINE]
        places += _outline_faults(entry, depth + 1) if "/First" in entry else []
        entry, seen = entry.get("/Next"), seen + 1
    return places


def check_covered_text(finished: Finished, finder: Finder) -> Check:
    """No letters that a filled box drawn after them hides."""
    del finder
    return outcome(f"page {number}" for number, look in enumerate(finished.pages, start=1) if look.has_covered)
