"""The cells of tables and of labelled fields: what each is called, and the names that stand in cells of their own.

A surname in one cell and a forename in the next are one person; a heading or a label is nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from redaction.detect import names
from redaction.detect.mention import PERSON, Mention
from redaction.detect.name_words import is_no_name, name_length, names_a_place
from redaction.detect.roster import Roster
from redaction.lexicon import is_listed_name, is_title, is_word
from redaction.normalise import ROW_FORMS, Reading, fold, read
from redaction.values import UnitForm

DETECTOR = "cells"
_FAMILY = re.compile(
    r"(?:legal |birth |maiden |last |family |prev(?:ious)? ?|former )?(?:sur|s|l|last |family )name\b", re.I
)
_GIVEN = re.compile(
    r"(?:legal |preferred |chosen )?(?:fore ?|f|first ?|given ?|christian ?|preferred ?|middle ?)name(?:s|\(s\))?\b"
    r"|known ?as\b",
    re.I,
)
_HEADING = re.compile(
    r"\b(?:(?:sur|fore|s|f|last |first )?names?|name|pupil|child|parent|carer|student|date|dob|upn|form|class|"
    r"year|text|"
    r"address|telephone|phone|tel|e-?mail|contact|record|filed|code|sessions|action|detail|what|who|when|kind|"
    r"comment|notes?|txt|ref|reference|relationship|officer|off ?nm|school|agency|how|poss|pres|unauth|att|pct)\b",
    re.I,
)
# A name of its own in a cell: "Marsh, Kit", "Mrs Dora Quill", "Abdul al-Masri"
_HEADING_ONLY = re.compile(rf"(?:[\w%/]+[ ]){{0,2}}{_HEADING.pattern}\??", re.I)
_CELL_NAMES = re.compile(
    r"[A-Z][\w'-]+, [A-Z][\w'-]+(?: [A-Z][\w'-]*\.?){0,2}(?![\w,])|"
    r"[A-Z][\w'.-]*(?:[ ](?:(?:van|von|der|den|de|del|di|da|la|le|el|al|bin|st)[ ])*(?:al-|el-|d')?[A-Z][\w'.-]*){1,3}"
)
_PEOPLE_LABEL = re.compile(
    r"^(?:full |contact |print )?names?\b|\b(?:pupil|child|student|parents?|carers?|mother|father|officer|off ?nm|"
    r"who|present|"
    r"apologies|attendees|(?:taken|reported|completed|referred|signed|seen) by|author|from|to|cc|bcc|teacher|worker|"
    r"interviewed|defendant|witness|sibling|next of kin|chair|taking part|concerning)\b(?!.*(?:no|number|date|ref)\b)",
    re.I,
)
_WRITTEN = re.compile(r"[^\W\d_][\w.'-]*(?:[ ][^\W\d_][\w.'-]*){0,3}")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's half-open span of `Reading.plain`, its place in the grid, and whether it only names others."""

    start: int
    end: int
    row: int
    column: int
    is_label: bool


class Grid:
    """The cells of one unit, and what each is called."""

    def __init__(self, reading: Reading) -> None:
        self._plain = reading.plain
        self._fields = reading.form is UnitForm.FIELDS
        rows: list[list[tuple[int, int]]] = []
        start = 0
        for row in reading.plain.split("\r"):
            cells = []
            for cell in row.split("\t"):
                cells.append((start, start + len(cell)))
                start += len(cell) + 1
            rows.append(cells)
        self._headings = {} if self._fields else self._heading_rows(rows)
        self.rows = [
            [
                Cell(
                    low,
                    high,
                    number,
                    column,
                    number in self._headings or (self._fields and not column and len(row) > 1),
                )
                for column, (low, high) in enumerate(row)
            ]
            for number, row in enumerate(rows)
        ]
        self.cells = [cell for row in self.rows for cell in row]
        self._starts = [cell.start for cell in self.cells]

    def at(self, place: int) -> Cell:
        """The cell that holds a place."""
        return self.cells[bisect_right(self._starts, place) - 1]

    def labels(self, cell: Cell) -> tuple[str, ...]:
        """What stands above a cell and at the beginning of its row: at least one of them says what the cell holds."""
        first = self.rows[cell.row][0]
        beside = self._plain[first.start : first.end] if cell.column else ""
        titles = self.headings_over(cell.row)
        above = titles[cell.column] if cell.column < len(titles) and not cell.is_label else ""
        return tuple(label for label in (above, beside) if label)

    def headings_over(self, row: int) -> Sequence[str]:
        """The headings of the part of a table that a row stands in."""
        number = max((one for one in self._headings if one <= row), default=-1)
        return self._headings.get(number, ())

    def _heading_rows(self, rows: list[list[tuple[int, int]]]) -> dict[int, Sequence[str]]:
        """The rows of headings: the first row of several written cells, and every row of nothing but headings."""
        found: dict[int, Sequence[str]] = {}
        first = True
        for number, row in enumerate(rows):
            titles = [self._plain[low:high].strip() for low, high in row]
            written = [title for title in titles if title]
            if len(written) < 2:
                continue
            known = sum(_HEADING.search(one) is not None for one in written)
            if known * 2 >= len(written) if first else all(map(_HEADING_ONLY.fullmatch, written)):
                found[number] = titles
            first = False
        return found


@lru_cache(maxsize=4)
def grid_of(reading: Reading) -> Grid | None:
    """The grid of a table or of fields; None for a text."""
    return Grid(reading) if reading.form in ROW_FORMS else None


def find_split_names(reading: Reading, roster: Roster) -> list[Mention]:
    """The names whose family part and given part stand in cells of their own, each cell a mention of one person."""
    grid = grid_of(reading)
    if grid is None:
        return []
    found: list[Mention] = []
    for family, givens in _pairs(grid, reading.plain):
        given = givens[0]
        name = fold(f"{reading.plain[given.start : given.end]} {reading.plain[family.start : family.end]}")
        keys = _listed(name, roster)
        for cell in (family, *givens):
            found.append(_mention(cell, name, keys))
    return found


def is_label_word(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch stands in a heading or a label and holds no name that is nothing else."""
    grid = grid_of(reading)
    if grid is None or not grid.at(start).is_label:
        return False
    words = [word.strip(".,:()").lower() for word in reading.plain[start:end].split()]
    named = [word for word in words if is_listed_name(word) and not is_word(word)]
    return not (named and (len(words) > 1 or is_title(words[0])))


def _pairs(grid: Grid, plain: str) -> Iterator[tuple[Cell, list[Cell]]]:
    """Family-name cell and given-name cells of one row of a table, or of one set of fields."""
    for row in grid.rows:
        titles = [title.strip() for title in grid.headings_over(row[0].row)]
        named = [cell for cell in row if _titled(cell, titles, _GIVEN) and _holds_name(cell, plain)]
        for cell in row if named else ():
            if _titled(cell, titles, _FAMILY) and _holds_name(cell, plain):
                yield cell, named
    beside = [(plain[row[0].start : row[0].end].strip(), row[1]) for row in grid.rows if len(row) == 2]
    families_in = [cell for label, cell in beside if _FAMILY.match(label) and _holds_name(cell, plain)]
    named = [cell for label, cell in beside if _GIVEN.match(label) and _holds_name(cell, plain)]
    for cell in families_in if named else ():
        yield cell, named


def _titled(cell: Cell, titles: Sequence[str], pattern: re.Pattern[str]) -> bool:
    return cell.column < len(titles) and pattern.match(titles[cell.column]) is not None


def _holds_name(cell: Cell, plain: str) -> bool:
    return not cell.is_label and _WRITTEN.fullmatch(plain[cell.start : cell.end].strip()) is not None


def _listed(name: str, roster: Roster) -> tuple[str, ...]:
    """The listed people of that whole name."""
    reading = read(name.title())
    whole = [one for one in names.find_names(reading, roster) if one.start == 0 and one.end == len(reading.plain)]
    return whole[0].keys if whole else ()


def _mention(cell: Cell, name: str, keys: tuple[str, ...]) -> Mention:
    if keys:
        return Mention(
            start=cell.start, end=cell.end, kind=PERSON, detector=DETECTOR, keys=keys,
            why=f"{names.WHOLE}, in two cells",
        )  # fmt: skip
    return Mention(
        start=cell.start, end=cell.end, kind=PERSON, detector=DETECTOR, name=name, score=0.9,
        why="a name by the heading of its cell",
    )  # fmt: skip


def names_in_cells(reading: Reading) -> Iterator[tuple[int, int]]:
    """Names in a cell that is headed or labelled as one of people: "Officer", "Present", "Who"."""
    grid = grid_of(reading)
    for cell in grid.cells if grid else ():
        text = reading.plain[cell.start : cell.end]
        if grid is None or cell.is_label or not text or not any(map(_PEOPLE_LABEL.search, grid.labels(cell))):
            continue
        for run in _CELL_NAMES.finditer(text):
            tokens = run.group().replace(",", "").split()
            if names_a_place(run.group()) or not 1 < len(tokens) < 5:
                continue
            if run.group() == text.strip() and all(map(_is_plausible, tokens)):
                yield cell.start + run.start(), cell.start + run.end()
            elif not any(map(is_no_name, tokens)):
                yield cell.start + run.start(), cell.start + run.start() + name_length(run.group())


def _is_plausible(token: str) -> bool:
    """Whether a word may be part of a name where the whole cell is one: "Summer Day" under "Pupil"."""
    return not is_word(token.lower()) or is_listed_name(token.lower())
