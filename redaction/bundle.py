"""Finished parts → one PDF with a reference and a page number at the foot of every page, and an outline."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pikepdf

from redaction.allowed.pages import visible_box
from redaction.helvetica import escaped, width_of
from redaction.rebuild import finish

FOOT_POINTS = 13.0  # below the foot lines that documents bring with them
SIZE = 8.0


def bundle(parts: Sequence[tuple[str, bytes]], *, reference: str, title: str) -> bytes:
    """The parts one after another; each `(title, pdf)` must have come out of `rebuild`.

    Every page says "<reference> · page N of M" at its foot; the outline has an entry a part; the same parts give the
    same bytes. Titles, reference and the parts' titles are printed for everyone, so none may name a third party.
    """
    whole = pikepdf.new()
    starts: list[tuple[str, int]] = []
    for name, content in parts:
        starts.append((name, len(whole.pages)))
        with pikepdf.open(io.BytesIO(content)) as part:
            whole.pages.extend(part.pages)
    face = whole.make_indirect(
        pikepdf.Dictionary(
            {"/Type": pikepdf.Name.Font, "/Subtype": pikepdf.Name.Type1, "/BaseFont": pikepdf.Name.Helvetica,
             "/Encoding": pikepdf.Name.WinAnsiEncoding}
        )
    )  # fmt: skip
    total = len(whole.pages)
    for number, page in enumerate(whole.pages, start=1):
        _stamp(whole, page, _foot_line(reference, number, total), face)
    _outline(whole, starts)
    labels = pikepdf.Array([0, pikepdf.Dictionary({"/S": pikepdf.Name.D, "/St": 1})])
    whole.Root["/PageLabels"] = pikepdf.Dictionary({"/Nums": labels})
    return finish(whole, title=title)


def _foot_line(reference: str, number: int, total: int) -> str:
    return f"{reference} \u00b7 page {number} of {total}" if reference else f"Page {number} of {total}"


def _stamp(whole: pikepdf.Pdf, page: pikepdf.Page, line: str, face: pikepdf.Object) -> None:
    x0, y0, x1, y1 = visible_box(page)
    turn = int(page.get("/Rotate", 0)) % 360
    width = (y1 - y0) if turn in {90, 270} else (x1 - x0)
    across = (width - width_of(line, SIZE)) / 2
    # The foot of a page as it is seen, for each way a page may be turned.
    matrix = {
        0: (1, 0, 0, 1, x0 + across, y0 + FOOT_POINTS),
        90: (0, 1, -1, 0, x1 - FOOT_POINTS, y0 + across),
        180: (-1, 0, 0, -1, x1 - across, y1 - FOOT_POINTS),
        270: (0, -1, 1, 0, x0 + FOOT_POINTS, y1 - across),
    }[turn]
    placed = b" ".join(f"{value:.2f}".encode() for value in matrix)
    pad = 4
    back = b"1 g %d %d %.1f %.1f re f " % (-pad, -3, width_of(line, SIZE) + 2 * pad, SIZE + 3)
    drawing = b"q " + placed + b" cm " + back + b"0.25 g BT /Foot %.1f Tf (%s) Tj ET Q" % (SIZE, escaped(line))
    held: Any = page.obj.get("/Resources", pikepdf.Dictionary())
    faces: Any = held.get("/Font", pikepdf.Dictionary())
    # Copies: pages of one part may share their resources, and each is stamped once.
    fonts = pikepdf.Dictionary(dict(faces.items()) | {"/Foot": face})
    page.obj["/Resources"] = pikepdf.Dictionary(dict(held.items()) | {"/Font": fonts})
    page.contents_add(b"q", prepend=True)
    page.contents_add(b"Q\n" + drawing)


def _outline(whole: pikepdf.Pdf, starts: list[tuple[str, int]]) -> None:
    if not starts:
        return
    root = whole.make_indirect(pikepdf.Dictionary({"/Type": pikepdf.Name.Outlines, "/Count": len(starts)}))
    entries = []
    for name, number in starts:
        target = whole.pages[min(number, len(whole.pages) - 1)].obj
        entry = pikepdf.Dictionary(
            {"/Title": pikepdf.String(name), "/Parent": root, "/Dest": pikepdf.Array([target, pikepdf.Name.Fit])}
        )
        entries.append(whole.make_indirect(entry))
    for one, other in zip(entries, entries[1:], strict=False):
        one["/Next"], other["/Prev"] = other, one
    root["/First"], root["/Last"] = entries[0], entries[-1]
    whole.Root["/Outlines"] = root
    whole.Root["/PageMode"] = pikepdf.Name.UseOutlines
