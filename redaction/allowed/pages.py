"""Pages: their size, rotation and painting, into a document that starts empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pikepdf

from redaction.allowed.carrier import Carrier, Untrusted, is_number
from redaction.allowed.content import carry_content, carry_group

A4 = [0, 0, 595.276, 841.89]
LARGEST_SIDE = 14400


@dataclass(slots=True)
class Carried:
    """The fresh document, and why some pages could not be carried (by page number; those pages are blank in it)."""

    pdf: pikepdf.Pdf
    untrusted: dict[int, str]


def carry_pages(source: pikepdf.Pdf) -> Carried:
    """A fresh document with every page of `source`, and nothing else of it."""
    target = pikepdf.new()
    carrier = Carrier(source, target)
    untrusted: dict[int, str] = {}
    for number, page in enumerate(source.pages):
        entries: dict[str, Any] = {"/Type": pikepdf.Name.Page, "/MediaBox": pikepdf.Array(visible_box(page))}
        rotate = page.get("/Rotate", 0)
        if is_number(rotate) and int(rotate) % 360 in {90, 180, 270}:
            entries["/Rotate"] = int(rotate) % 360
        used = pikepdf.Dictionary()
        content = b""
        try:
            carrier.depth = 0
            content = carry_content(carrier, page, page.obj.get("/Resources") or page.resources, used, "page")
            if isinstance(page.get("/Group"), pikepdf.Dictionary):
                entries["/Group"] = carry_group(carrier, page["/Group"])
        except (Untrusted, pikepdf.PdfError, TypeError, ValueError, KeyError, AttributeError, RecursionError) as error:
            untrusted[number] = str(error) if isinstance(error, Untrusted) else "objects that cannot be read"
            used = pikepdf.Dictionary()
        entries |= {"/Resources": used, "/Contents": carrier.stream(content, {})}
        target.pages.append(pikepdf.Page(target.make_indirect(pikepdf.Dictionary(entries))))
    return Carried(target, untrusted)


def visible_box(page: pikepdf.Page) -> list[float]:
    """What a reader shows of a page: its crop box within its media box, or A4 when neither makes sense."""
    media = _box(page.mediabox if "/MediaBox" in page or page.get("/Parent") else None) or A4
    crop = _box(page.get("/CropBox") or page.cropbox) or media
    inside = [max(crop[0], media[0]), max(crop[1], media[1]), min(crop[2], media[2]), min(crop[3], media[3])]
    return inside if inside[2] - inside[0] >= 1 and inside[3] - inside[1] >= 1 else media


def _box(value: Any) -> list[float] | None:
    if not isinstance(value, pikepdf.Array) or len(value) != 4 or not all(is_number(part) for part in value):
        return None
    x0, y0, x1, y1 = (float(part) for part in value)
    box = [min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)]
    width, height = box[2] - box[0], box[3] - box[1]
    return box if 1 <= width <= LARGEST_SIDE and 1 <= height <= LARGEST_SIDE else None
