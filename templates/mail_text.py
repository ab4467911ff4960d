"""The paragraphs of a mail's words: what its page is made of, so that the words are written once."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that stand together; `is_list` where each was a point of a list."""

    lines: tuple[str, ...]
    is_list: bool = False

    @property
    def is_link(self) -> bool:
        """Whether it is nothing but an address of ours."""
        return len(self.lines) == 1 and re.fullmatch(r"https?://\S+", self.lines[0]) is not None


def paragraphs_of(words: str) -> tuple[Paragraph, ...]:
    """The paragraphs of plain words, parted by empty lines; lines that begin with a star are a list."""
    return tuple(_paragraph(part.strip().split("\n")) for part in re.split(r"\n\s*\n", words) if part.strip())


def _paragraph(lines: list[str]) -> Paragraph:
    if all(line.startswith("* ") for line in lines):
        return Paragraph(tuple(line.removeprefix("* ") for line in lines), is_list=True)
    return Paragraph(tuple(line.strip() for line in lines))
