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
TALL = 100_000.0
CSS = """
body {font-family: sans-serif; font-size: 10.5pt; line-height: 1.35; color: #0b0c0c; margin: 0;}
h1 {font-size: 16pt; margin: 8pt 0 6pt 0;} h2 {font-size: 13.5pt; margin: 8pt 0 5pt 0;}
h3 {font-size: 11.5pt; margin: 6pt 0 4pt 0;}
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
            self.turn(across=False)
            self._flow(html, after=4)

    def fields(self, rows: list[list[str]]) -> None:
        """Labels with their values, a thin line under each."""
        self.turn(across=False)
        wide = self._width()
        for row in rows:
            label, value = (row + ["", ""])[:2]
            cells = f'<td class="k" style="width:104pt">{label}</td><td style="width:{wide - 120:.0f}pt">{value}</td>'
            self._row("f", f"<tr>{cells}</tr>", None)
        self._y += 12

    def table(self, rows: list[list[str]], columns: list[float], *, across: bool) -> None:
        """A table whose first row is repeated at the head of every page; `columns` are widths in points."""
        self.turn(across=across)
        css = "a" if across else "t"
        head = self._cells(rows[0], columns, "th")
        self._room(KEEP_TOGETHER)
        self._row(css, head, None)
        for row in rows[1:]:
            self._row(css, self._cells(row, columns, "td"), head)
        self._y += 12

    @staticmethod
    def _cells(row: list[str], columns: list[float], tag: str) -> str:
        cells = "".join(
            f'<{tag} style="width:{width - CELL_PAD:.1f}pt">{cell or "&#160;"}</{tag}>'
            for cell, width in zip(row, columns, strict=True)
        )
        return f"<tr>{cells}</tr>"

    def _row(self, css: str, cells: str, head: str | None) -> None:
        """One row as a table of its own, so that it is never cut in two unless it is longer than a page."""
        started = self._begin()
        story = _story(f'<table class="{css}">{cells}</table>')
        height = self._height(story)
        if not started and self._y + height > self._page.height - BOTTOM:
            self._end()
            started = self._begin()
        if started and head is not None:
            self._row(css, head, None)
        more = True
        while more:
            # A row that fits is given its own height and no less: MuPDF would cut one that is a hair too tall.
            space = self._space()
            if height <= space.height:
                space.y1 = space.y0 + height + 1
            more, filled = story.place(space)
            box = pymupdf.Rect(LEFT, self._y, self._page.width - RIGHT, min(filled[3], space.y1))
            self._rules.append((self._count - 1, box, "head" if "<th" in cells else "row"))
            story.draw(self._device)
            self._y = box.y1
            if more:
                self._end()
                self._begin()

    def _height(self, story: pymupdf.Story) -> float:
        _, filled = story.place(pymupdf.Rect(LEFT, 0, self._page.width - RIGHT, TALL))
        story.reset()
        return float(filled[3])

    def _flow(self, html: str, *, after: float) -> None:
        self._begin()
        story = _story(html)
        more = True
        while more:
            more, filled = story.place(self._space())
            story.draw(self._device)
            self._y = filled[3]
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

    def turn(self, *, across: bool) -> None:
        """Go on on an upright page or one on its side; what stands there already stays."""
        if (self._page.width > self._page.height) != across:
            self._end()
            self._page = pymupdf.paper_rect("a4-l" if across else "a4")

    def _begin(self) -> bool:
        """Start a page when none is open or the open one is full; whether it did."""
        if self._device is None or self._y > self._page.height - BOTTOM - 14:
            self._end()
            self._device = self._writer.begin_page(self._page)
            self._count += 1
            self._y = TOP
            return True
        return False

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
        wanted.append(min(room, max((_length(line, size) for line in lines), default=0)) + CELL_PAD + 4)
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
