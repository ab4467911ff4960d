"""What a reader brings back from the sandbox."""

from __future__ import annotations

from dataclasses import dataclass

from redaction.values import Box, Document, WordBox


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page whose words can only be seen, not read: the whole page when `box` is None.

    `box` is in points of the page as it is seen (rotated).
    """

    page: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words seen in a region, with boxes on the unrotated page."""

    region: Region
    text: str
    words: tuple[WordBox, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as far as it could be read, and the regions left for character recognition."""

    document: Document
    regions: tuple[Region, ...] = ()
