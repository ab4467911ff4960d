"""Passages about somebody else: an item of minutes, a row of a list, that name another person and never the data
subject.

Covering the names in them is not enough: what else they say is about that person too, and a request reaches the data
subject's own information only (UK GDPR, article 15(1)). So the whole passage is referred. Only lists count, where
somebody's name heads each part: a paragraph about a parent in a child's own file is about the child as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol, TypeVar

from redaction.detect.mention import PERSON
from redaction.policy import PROFESSIONAL_HINT, THIRD_PARTY
from redaction.values import Disposition, Person, Proposal, Role, TextUnit, UnitForm

PASSAGE = "passage"
EXTRACT, PAGE = (
    "extract",
    "page",
)  # what a reviewer withholds under an exemption: a stretch, or all of a page or section
COVERING = frozenset({PASSAGE, EXTRACT, PAGE})
WHY = (
    "This part is about somebody else and does not name the data subject, so a person must decide whether any of it "
    "goes (Article 15(1) UK GDPR)"
)
_NUMBER = re.compile(r"\s*(?:(?:item|case)\s+)?\(?(\d{1,2})[.):]\s+", re.IGNORECASE)
_CLOSES = re.compile(r"\s*(?:any other business|a\.?o\.?b\b|date of (?:the )?next|next meeting)", re.IGNORECASE)
_LEAD = re.compile(r"[^\W\d]")  # an entry of a list has no words before the name
_LONGEST_HEADING = 120
_LONGEST_LEAD = 12  # "Re: ", "Case of ", "Child: "
_LEAST_LISTED = 3
_BLOCK = re.compile(r"(?:[^\n]+\n?)+")
_ROW = re.compile(r"(?:\d+[.)]?\s)?[^\W\d_][^\d\n]*\n(?:[^\n]*\n)+")  # words first, then two cells or more
_DIGIT = re.compile(r"\d")
_HEADINGS = frozenset({"h1", "h2", "h3"})


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a unit, and whom it begins with: "" for nobody.

    `number` is 0 where it has none; an entry has a name first, and something after it.
    """

    start: int
    end: int
    head: str = ""
    number: int = 0
    is_heading: bool = False
    closes: bool = False
    is_entry: bool = False

    @property
    def begins_item(self) -> bool:
        return bool(self.number) or self.is_heading or self.closes


@dataclass(frozen=True, slots=True)
class _Named:
    """Where one unit names the data subject, and where somebody whose name is kept back."""

    subject: tuple[Proposal, ...]
    others: tuple[Proposal, ...]

    def names_subject(self, start: int, end: int) -> bool:
        return any(one.start < end and start < one.end for one in self.subject)

    def first_in(self, start: int, end: int) -> Proposal | None:
        inside = [one for one in (*self.subject, *self.others) if start <= one.start < end]
        return min(inside, key=lambda one: one.start, default=None)


class Stretch(Protocol):
    """A stretch of one unit's text, of some kind."""

    @property
    def unit(self) -> int:
        """The number of its unit."""

    @property
    def start(self) -> int:
        """Where it begins, in code points."""

    @property
    def end(self) -> int:
        """Where it ends, half-open."""

    @property
    def kind(self) -> str:
        """What it is: `person`, `phone`, `passage` …"""


S = TypeVar("S", bound=Stretch)


def outermost(withheld: Sequence[S]) -> list[S]:
    """The stretches of one document without those inside a withheld passage: its label stands for all of it."""
    covering: dict[int, list[S]] = {}
    for one in withheld:
        if one.kind in COVERING:
            covering.setdefault(one.unit, []).append(one)
    return [
        one
        for one in withheld
        if not any(
            p is not one
            and p.start <= one.start
            and one.end <= p.end
            and (one.kind not in COVERING or p.kind == PAGE != one.kind)
            for p in covering.get(one.unit, ())
        )
    ]


def about_others(units: Sequence[TextUnit], proposals: Sequence[Proposal], people: Sequence[Person]) -> list[Proposal]:
    """The passages of one document to refer whole, in text order; they lie over the proposals inside them."""
    subjects = {person.key for person in people if person.role is Role.SUBJECT}
    found: list[Proposal] = []
    is_open = False  # whether the page before ended inside such a passage
    for place, unit in enumerate(units):
        named = _named(proposals, place, subjects)
        spans, is_open = _spans(unit, named, is_open=is_open and unit.page is not None)
        found += [_proposal(unit, place, start, end) for start, end in spans]
    return found


def _named(proposals: Sequence[Proposal], place: int, subjects: set[str]) -> _Named:
    people = [one for one in proposals if one.unit == place and one.kind == PERSON]
    return _Named(
        tuple(one for one in people if one.person in subjects),
        tuple(
            one
            for one in people
            if one.person not in subjects
            and one.disposition is not Disposition.DISCLOSE
            and not one.why.startswith(PROFESSIONAL_HINT)
        ),
    )


def _spans(unit: TextUnit, named: _Named, *, is_open: bool) -> tuple[list[tuple[int, int]], bool]:
    if unit.form is UnitForm.TABLE:
        return list(_rows(unit, named)), False
    if unit.form is not UnitForm.PROSE:
        return [], False
    lines = [_line(unit, start, end, named) for start, end in _lines(unit.text)]
    items, ends_open = _items(lines, named, is_open=is_open)
    printed = list(_printed_rows(unit.text, named)) if unit.page is not None else []
    return items or list(_listed(lines, named)) or printed, ends_open


def _rows(unit: TextUnit, named: _Named) -> Iterator[tuple[int, int]]:
    """Rows that hold somebody else's name in the column in which another row holds the data subject's."""
    rows = [list(_cells(unit.text, start, end)) for start, end in _lines(unit.text)]
    columns = {
        number
        for row in rows
        for number, (start, end) in enumerate(row)
        if any(_fills(one, start, end, unit.text) for one in named.subject)
    }
    for row in rows:
        start, end = row[0][0], row[-1][1]
        heads = [row[number] for number in columns if number < len(row)]
        if not named.names_subject(start, end) and any(
            _fills(one, *cell, unit.text) for cell in heads for one in named.others
        ):
            yield start, end


def _fills(one: Proposal, start: int, end: int, text: str) -> bool:
    """Whether a name is all that a cell says, or most of it."""
    return start <= one.start and one.end <= end and 2 * (one.end - one.start) > len(text[start:end].strip())


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for cell in text[start:end].split("\t"):
        yield at, at + len(cell)
        at += len(cell) + 1


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1


def _line(unit: TextUnit, start: int, end: int, named: _Named) -> _Line:
    numbered = _NUMBER.match(unit.text, start, end)
    first = named.first_in(start, end)
    after = numbered.end() if numbered else start
    is_heading = any(style.name in _HEADINGS and style.start < end and start < style.end for style in unit.styles)
    begins = first is not None and first.start - after <= _LONGEST_LEAD and end - start <= _LONGEST_HEADING
    ends_sentence = unit.text[start:end].rstrip().endswith(".")
    head = first.person or first.text if first and begins and not ends_sentence else ""
    says_more = first is not None and bool(unit.text[first.end : end].strip(" .,;:"))
    return _Line(
        start=start,
        end=end,
        head=head,
        number=int(numbered.group(1)) if numbered else 0,
        is_heading=is_heading,
        closes=_CLOSES.match(unit.text, start, end) is not None,
        is_entry=bool(head) and says_more and first is not None and not _LEAD.search(unit.text, start, first.start),
    )


def _printed_rows(text: str, named: _Named) -> Iterator[tuple[int, int]]:
    """Rows of a table printed on a page, a cell a line and an empty line between rows, like the data subject's row.

    Whoever nobody listed and no tagger knows is caught by the place of the name alone.
    """
    rows = [(block.start(), block.start() + len(block.group().rstrip("\n"))) for block in _BLOCK.finditer(text)]
    for is_row, run in groupby(
        rows, key=lambda row: _ROW.match(text, *row) is not None and bool(_DIGIT.search(text, *row))
    ):
        table = list(run)
        own = [any(one.start - start <= _LONGEST_LEAD for one in named.subject if start <= one.start < end)
               for start, end in table]  # fmt: skip
        if is_row and any(own) and len(table) >= _LEAST_LISTED:
            yield from (row for row in table if not named.names_subject(*row))


def _items(lines: Sequence[_Line], named: _Named, *, is_open: bool) -> tuple[list[tuple[int, int]], bool]:
    """Numbered or headed items that begin with a person, where there are at least two; whether the last is one.

    What stands before the first item of a page goes on with the item of the page before.
    """
    items = list(_cut(lines))
    heads = {item[0].head for item in items if item[0].begins_item and item[0].head}
    found: list[tuple[int, int]] = []
    is_about_other = False
    for item in items:
        first, start, end = item[0], item[0].start, item[-1].end
        is_headed = bool(first.head) and len(heads | {""} if is_open else heads) > 1
        is_about_other = (is_headed if first.begins_item else is_open) and not named.names_subject(start, end)
        if is_about_other:
            found.append((start, end))
    return found, is_about_other


def _cut(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """The lines in items: each begins with a heading, with the next number, or with what closes a meeting."""
    item: list[_Line] = []
    number = 0
    for line in lines:
        is_next = line.number > number
        if item and (line.is_heading or line.closes or is_next):
            yield item
            item = []
        number = line.number if is_next else number
        item.append(line)
    if item:
        yield item


def _listed(lines: Sequence[_Line], named: _Named) -> Iterator[tuple[int, int]]:
    """Lines of a list of people, the data subject among them, that are somebody else's."""
    for is_entry, run in groupby(lines, key=lambda line: line.is_entry):
        entries = list(run)
        own = [named.names_subject(line.start, line.end) for line in entries]
        if is_entry and any(own) and len({line.head for line in entries}) >= _LEAST_LISTED:
            yield from ((line.start, line.end) for line, is_own in zip(entries, own, strict=True) if not is_own)


def _proposal(unit: TextUnit, place: int, start: int, end: int) -> Proposal:
    text = unit.text[start:end]
    start, end = start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
    return Proposal(
        unit=place, start=start, end=end, kind=PASSAGE, text=unit.text[start:end], person="",
        disposition=Disposition.REFER, reason=THIRD_PARTY, why=WHY, score=0.7,
    )  # fmt: skip
