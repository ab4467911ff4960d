"""A document before it has a format: headed blocks of prose and tables, and what it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from workers.demo.prose import Prose, joined


class Style(StrEnum):
    """How a block is set."""

    LETTERHEAD = "letterhead"
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    SMALL = "small"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a table of rows of cells."""

    style: Style
    prose: Prose = field(default_factory=Prose)
    rows: tuple[tuple[Prose, ...], ...] = ()

    @property
    def text(self) -> Prose:
        """The block as plain text: cells parted by tabs, rows by line ends."""
        if self.style is not Style.TABLE:
            return self.prose
        return joined((joined(row, "\t") for row in self.rows), "\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A document of one kind (`referral`, `home_visit` …), dated, about some people.

    `aside` is a margin comment in a Word document, a hidden sheet in a workbook; other formats have no place for it.
    """

    kind: str
    title: str
    category: str
    on: date
    about: tuple[str, ...]
    blocks: tuple[Block, ...]
    aside: tuple[Block, ...] = ()

    @property
    def prose(self) -> Prose:
        """The whole text, one block a paragraph, and what is written where a reader does not look."""
        return joined((block.text for block in (*self.blocks, *self.aside)), "\n")


def heading(text: Prose | str) -> Block:
    """A heading within the document."""
    return Block(Style.HEADING, text if isinstance(text, Prose) else Prose(text))


def title(text: Prose | str) -> Block:
    """The document's own title."""
    return Block(Style.TITLE, text if isinstance(text, Prose) else Prose(text))


def paragraph(text: Prose | str) -> Block:
    """Running text."""
    return Block(Style.PARAGRAPH, text if isinstance(text, Prose) else Prose(text))


def small(text: Prose | str) -> Block:
    """Small print."""
    return Block(Style.SMALL, text if isinstance(text, Prose) else Prose(text))


def letterhead(text: Prose | str) -> Block:
    """Who writes: the lines at the top of a letter."""
    return Block(Style.LETTERHEAD, text if isinstance(text, Prose) else Prose(text))


def table(rows: list[tuple[Prose | str, ...]]) -> Block:
    """A table; the first row is its head."""
    cells = tuple(tuple(cell if isinstance(cell, Prose) else Prose(cell) for cell in row) for row in rows)
    return Block(Style.TABLE, rows=cells)
