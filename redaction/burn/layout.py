"""A4 pages filled from top to bottom with headings, prose, label-and-value lists and tables."""

from __future__ import annotations

# PyMuPDF annotates only some of its functions.
# mypy: disable-error-code="no-untyped-call,attr-defined,var-annotated,arg-type"
import io

import pymupdf

LEFT, TOP, RIGHT, BOTTOM = 57.0, 57.0, 57.0, 62.0
KEEP_TOGETHER = 80.0
CELL_PAD = 9.0
NARROWEST_COLUMN = 30.0
CSS = """
body {font-family: sans-serif; font-size: 10.5pt; line-height: 1.35; color: #0b0c0c; margin: 0;}
h1 {font-size: 16pt; margin: 8pt 0 6pt 0;} h2 {font-size: 13.5pt; margin: 8pt 0 5pt 0;} h3 {font-size: 11.5pt; margin: 6pt 0 4pt 0;}
p {margin: 0 0 7pt 0;} ul {margin: 0 0 3pt 0; padding-left: 16pt;} li {margin: 0;}
.w {background-color: #1d1d1b; color: #ffffff; font-weight: bold; font-size: 90%;}
.q1 {margin-left: 10pt; padding-left: 7pt; border-left: 1.5pt solid #b1b4b6; color: #3b3f42;}
.q2 {margin-left: 20pt; padding-left: 7pt; border-left: 1.5pt solid #b1b4b6; color: #3b3f42;}
.q3 {margin-left: 30pt; padding-left: 7pt; border-left: 1.5pt solid #b1b4b6; color: #3b3f42;}
.q4 {margin-left: 40pt; padding-left: 7pt; border-left: 1.5pt solid #b1b4b6; color: #3b3f42;}
table {border-collapse: collapse; margin: 0; padding: 0;}
td, th {vertical-align: top; text-align: left; padding: 3pt 4pt; margin: 0;}
.t td, .t th {font-size: 9pt; line-height: 1.25;} .a td, .a th {font-size: 8pt; line-height: 1.25; padding: 2.5pt 3pt;}
.f td {font-size: 10pt;} .k {font-weight: bold; color: #3b3f42;}
"""


class Sheet:
    """The pages in the making and how far down the current one is filled."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._writer = pymupdf.DocumentWriter(self._out)
        self._device: object | None = None
        self._page = pymupdf.paper_rect("a4")
        self._y = 0.0
        self._fresh = True
        self._rules: list[tuple[int, pymupdf.Rect, str]] = []
        self._count = 0

    def heading(self, html: str) -> None:
        """A heading that is not left alone at the foot of a page."""
        self._room(KEEP_TOGETHER)
        self._flow(f"<h2>{html}</h2>", after=2)

    def small_heading(self, html: str) -> None:
        """A heading of a record within a table."""
        self._room(KEEP_TOGETHER)
        self._flow(f"<h3>{html}</h3>", after=0)

    def prose(self, html: str) -> None:
        """Paragraphs, over as many pages as they need."""
        if html:
            self._flow(html, after=4)

    def fields(self, rows: list[list[str]]) -> None:
        """Labels with their values, a thin line under each."""
        self._upright()
        wide = self._width()
        for row in rows:
            label, value = (row + ["", ""])[:2]
            cells = f'<td class="k" style="width:104pt">{label}</td><td style="width:{wide - 120:.0f}pt">{value}</td>'
            self._row("f", f"<tr>{cells}</tr>", None)
        self._y += 12

    def table(self, rows: list[list[str]], columns: list[float], *, across: bool) -> None:
        """A table whose first row is repeated at the head of every page; `columns` are widths in points."""
        self._across() if across else self._upright()
        css = "a" if across else "t"
        head = self._cells(rows[0], columns, "th")
        self._room(KEEP_TOGETHER)
        self._row(css, head, None)
        for row in rows[1:]:
            self._row(css, self._cells(row, columns, "td"), head)
        self._y += 12
        if across:
            self._upright()

    @staticmethod
    def _cells(row: list[str], columns: list[float], tag: str) -> str:
        cells = "".join(
            f'<{tag} style="width:{width - CELL_PAD:.1f}pt">{cell or "&#160;"}</{tag}>'
            for cell, width in zip(row, columns, strict=True)
        )
        return f"<tr>{cells}</tr>"

    def _row(self, css: str, cells: str, head: str | None) -> None:
        """One row as a table of its own, so that it is never cut in two unless it is longer than a page."""
        self._begin()
        story = _story(f'<table class="{css}">{cells}</table>')
        more, filled = story.place(self._space())
        if more and not self._fresh:
            self._end()
            self._begin()
            if head is not None:
                self._row(css, head, None)
            story.reset()
            more, filled = story.place(self._space())
        is_head = "<th" in cells
        while True:
            box = pymupdf.Rect(LEFT, self._y, self._page.width - RIGHT, filled[3])
            self._rules.append((self._count - 1, box, "head" if is_head else "row"))
            story.draw(self._device)
            self._y, self._fresh = filled[3], False
            if not more:
                return
            self._end()
            self._begin()
            more, filled = story.place(self._space())

    def _flow(self, html: str, *, after: float) -> None:
        self._begin()
        story = _story(html)
        more = True
        while more:
            more, filled = story.place(self._space())
            story.draw(self._device)
            self._y, self._fresh = filled[3], False
            if more:
                self._end()
                self._begin()
        self._y += after

    def _space(self) -> pymupdf.Rect:
        return pymupdf.Rect(LEFT, self._y, self._page.width - RIGHT, self._page.height - BOTTOM)

    def _width(self) -> float:
        return float(self._page.width - LEFT - RIGHT)

    def _room(self, height: float) -> None:
        if self._device is not None and self._y + height > self._page.height - BOTTOM:
            self._end()

    def _across(self) -> None:
        self._end()
        self._page = pymupdf.paper_rect("a4-l")

    def _upright(self) -> None:
        if self._page.width > self._page.height:
            self._end()
            self._page = pymupdf.paper_rect("a4")

    def _begin(self) -> None:
        if self._device is None or self._y > self._page.height - BOTTOM - 14:
            self._end()
            self._device = self._writer.begin_page(self._page)
            self._count += 1
            self._y, self._fresh = TOP, True

    def _end(self) -> None:
        if self._device is not None:
            self._writer.end_page()
            self._device = None

    def finish(self) -> bytes:
        """The bytes of the finished pages."""
        self._begin()
        self._end()
        self._writer.close()
        pdf = pymupdf.open(stream=self._out.getvalue(), filetype="pdf")
        self._draw_rules(pdf)
        pdf.subset_fonts()
        made: bytes = pdf.tobytes(garbage=3, deflate=True)
        return made

    def _draw_rules(self, pdf: pymupdf.Document) -> None:
        """Lines between rows and the ground of table heads, under the text."""
        for number in {number for number, _, _ in self._rules}:
            shape = pdf[number].new_shape()
            for _, box, kind in (one for one in self._rules if one[0] == number):
                if kind == "head":
                    shape.draw_rect(box)
                    shape.finish(fill=(0.93, 0.94, 0.945), color=None, width=0)
                shape.draw_line(box.bl, box.br)
                shape.finish(color=(0.69, 0.71, 0.72), width=1.2 if kind == "head" else 0.5)
            shape.commit(overlay=False)


def _story(html: str) -> pymupdf.Story:
    return pymupdf.Story(html=f"<body>{html}</body>", user_css=CSS)


def fitting_columns(texts: list[list[str]], *, across: bool) -> list[float] | None:
    """Column widths in points that use the page well, or None when the columns cannot be read side by side."""
    page = pymupdf.paper_rect("a4-l" if across else "a4")
    room = page.width - LEFT - RIGHT
    size = 8.0 if across else 9.0
    sample = texts[:200]
    wanted, least = [], []
    for column in range(len(texts[0])):
        cells = [row[column] for row in sample]
        lines = [line for cell in cells for line in cell.split("\u2028")]
        words = [word for cell in cells for word in cell.split()]
        wanted.append(min(0.6 * room, max((_length(line, size) for line in lines), default=0)) + CELL_PAD + 4)
        least.append(
            max(NARROWEST_COLUMN, min(150.0, max((_length(word, size) for word in words), default=0) + CELL_PAD + 4))
        )
    if sum(least) > room:
        return None
    spare = room - sum(least)
    over = [max(0.0, want - low) for want, low in zip(wanted, least, strict=True)]
    total = sum(over)
    if total <= spare:
        return [max(want, low) for want, low in zip(wanted, least, strict=True)]
    return [low + spare * part / total for low, part in zip(least, over, strict=True)]


def _length(text: str, size: float) -> float:
    return float(pymupdf.get_text_length(text[:400], "hebo", size))
