"""A file and everything inside it (attachments, archive members, embedded files), as documents in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from redaction.errors import Encrypted, RedactionError, TooLarge
from redaction.ingest import ingest
from redaction.ingest.kinds import Kind
from redaction.ingest.left_out import SIGNATURES
from redaction.ingest.limits import DEEPEST_ARCHIVE, LARGEST_FILE_BYTES, MOST_ARCHIVE_MEMBERS
from redaction.values import Document, Layout, TextUnit, UnitForm, UnitSource

DEEPEST = 6
CONTAINERS = frozenset({str(Kind.ZIP), str(Kind.TAR), str(Kind.PACKED), str(Kind.MAILBOX)})


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a file; `path` is `outer!inner` from the file's name; `refused` says why it is not shown."""

    path: str
    document: Document
    refused: str = ""


@dataclass(slots=True)
class _Budget:
    passwords: Sequence[str]
    parts: int = MOST_ARCHIVE_MEMBERS
    content_bytes: int = LARGEST_FILE_BYTES


def parts_of(content: bytes, name: str, passwords: Sequence[str] = ()) -> list[Part]:
    """The file itself first, then what is inside it; a part that cannot be read becomes a page that says so.

    A locked file is tried with each password in turn. Raises a RedactionError when the file itself cannot be read.
    """
    document = _opened(content, name, passwords)
    budget = _Budget(passwords)
    return [Part(name, document), *_inside(document, name, 1, int(document.media_type in CONTAINERS), budget)]


def _opened(content: bytes, name: str, passwords: Sequence[str]) -> Document:
    for password in (None, *passwords):
        try:
            return ingest(content, name, password=password)
        except Encrypted as fault:
            locked = fault
    raise locked


def _inside(document: Document, path: str, depth: int, archives: int, budget: _Budget) -> Iterator[Part]:
    for attachment in document.attachments:
        if attachment.name.casefold().endswith(SIGNATURES):
            continue
        inner_path = f"{path}!{attachment.name}"
        try:
            _spend(budget, attachment.name, len(attachment.content), depth)
            inner = _opened(attachment.content, attachment.name, budget.passwords)
            deeper = archives + (inner.media_type in CONTAINERS)
            if deeper > DEEPEST_ARCHIVE:
                raise TooLarge(attachment.name, f"archives are nested more than {DEEPEST_ARCHIVE} deep")
        except RedactionError as error:
            yield Part(inner_path, _page_about(attachment.name, error.reason), refused=error.reason)
            continue
        yield Part(inner_path, headed(inner, f"Attached file: {attachment.name}"))
        yield from _inside(inner, inner_path, depth + 1, deeper, budget)


def _spend(budget: _Budget, name: str, size: int, depth: int) -> None:
    budget.parts -= 1
    budget.content_bytes -= size
    if budget.parts < 0 or budget.content_bytes < 0 or depth > DEEPEST:
        raise TooLarge(name, "the file it came in holds too much, or holds it too deep")


def headed(document: Document, heading: str) -> Document:
    """A re-typeset document that begins with a heading; a document of pages stays as it is."""
    if document.layout is Layout.PAGES:
        return document
    line = TextUnit(label="Heading", text=heading, source=UnitSource.NATIVE, form=UnitForm.HEADING)
    return replace(document, units=(line, *document.units))


def heading_page(name: str) -> Document:
    """A page that says which attached file follows, for one that keeps its own pages."""
    line = TextUnit(label="Heading", text=f"Attached file: {name}", source=UnitSource.NATIVE, form=UnitForm.HEADING)
    return Document(name=name, media_type=str(Kind.TEXT), layout=Layout.RETYPESET, units=(line,))


def _page_about(name: str, reason: str) -> Document:
    said = TextUnit(
        label="Text", text=f"This file could not be read and is not shown here: {reason}.", source=UnitSource.NATIVE
    )
    return replace(heading_page(name), units=(*heading_page(name).units, said))
