"""The values that pass between the stages of redaction.

Offsets are half-open code points of a unit's text. Boxes are in points of the unrotated page, origin top left.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a person, or a body, is to the request."""

    SUBJECT = "subject"
    REQUESTER = "requester"
    THIRD_PARTY = "third_party"
    PROFESSIONAL = "professional"
    ORGANISATION = "organisation"


class Disposition(StrEnum):
    """What should happen to a stretch of text."""

    DISCLOSE = "disclose"
    WITHHOLD = "withhold"
    REFER = "refer"


class UnitSource(StrEnum):
    """Where a unit's text was read."""

    TEXT_LAYER = "text_layer"
    OCR = "ocr"
    NATIVE = "native"
    HIDDEN = "hidden"
    METADATA = "metadata"


class Layout(StrEnum):
    """How a document is disclosed: on its own pages, or set afresh from its text."""

    PAGES = "pages"
    RETYPESET = "retypeset"


class UnitForm(StrEnum):
    """How the text of a unit of a re-typeset document is laid out.

    PROSE: one paragraph a line. TABLE: one row a line, cells parted by tabs, the first row its headings.
    FIELDS: one label, a tab, its value a line. HEADING: a heading on its own.
    """

    PROSE = "prose"
    TABLE = "table"
    FIELDS = "fields"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Style:
    """How a stretch of a unit's text looked: `bold`, `italic`, `bullet`, `number`, `quote`, `h1`, `h2` or `h3`."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone a document may name, with every form of their name and every number that points to them.

    `numbers` are those of any kind that no other field is for: an NHS number, a case system's, a passport's.
    """

    key: str
    name: str
    role: Role
    relation: str = ""
    aliases: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    date_of_birth: date | None = None
    upn: str = ""
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on an unrotated page, in points."""

    x0: float
    y0: float
    x1: float
    y1: float


# All of a page, whatever its size: a page with this box becomes a black picture of itself.
WHOLE_PAGE = Box(-20_000, -20_000, 20_000, 20_000)


@dataclass(frozen=True, slots=True)
class WordBox:
    """One word of a unit's text and where it stands on the page."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class TextUnit:
    """A page, a sheet, a part of a mail: the stretch of text that spans are measured in.

    `label` is what a person calls it ("Page 3", "Sheet Attendance", "Message 2, from"); `page` counts from 0 and is
    None where the document is set afresh. `words` is empty where there is no page to point at.
    """

    label: str
    text: str
    source: UnitSource
    page: int | None = None
    words: tuple[WordBox, ...] = ()
    form: UnitForm = UnitForm.PROSE
    styles: tuple[Style, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file found inside another: a mail's attachment, a member of an archive, an embedded object."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file as the rest of the library sees it.

    `pdf` holds the pages when `layout` is PAGES; when it is RETYPESET, `units` alone are the document. `hidden` lists,
    in plain words, what was found and will not be disclosed (comments, tracked changes, hidden sheets, metadata …).
    """

    name: str
    media_type: str
    layout: Layout
    units: tuple[TextUnit, ...]
    pdf: bytes = b""
    attachments: tuple[Attachment, ...] = ()
    hidden: tuple[str, ...] = ()
    untrusted_pages: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A stretch of text, whose it is, and what is proposed for it.

    `kind` is `person`, an identifier's kind (`upn`, `phone`, `postcode` …) or a cue's. `person` is a `Person.key`,
    or `unknown-N` for someone nobody listed, or "" for an identifier that points to nobody known.
    `reason` is an exemption code of DPA 2018 Schedules 2 to 4 ("" when nothing is withheld); `why` is one plain
    sentence.
    """

    unit: int
    start: int
    end: int
    kind: str
    text: str
    person: str
    disposition: Disposition
    reason: str
    why: str
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A decided removal: a stretch of one unit's text and the label printed in its place."""

    unit: int
    start: int
    end: int
    label: str
    box: Box | None = None
