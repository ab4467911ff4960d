"""What keeps a pack from being sent, and where: the check, the document, and the pages of its copy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from redaction.verify import Certificate
from requests_.ids import DocumentId

PROTECTED = "a protected address can be read"
_PAGE = re.compile(r"\bpage (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One check that failed. `document` is "" for the letter, the index and the schedule; `pages` count from 1."""

    check: str
    document: str = ""
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A document of a pack with its certificate; `first_page` is where it begins in the pack."""

    document: DocumentId
    first_page: int
    pages: int
    shows_protected: bool
    certificate: Certificate


def failures(parts: Sequence[Checked], whole: Certificate) -> tuple[Failure, ...]:
    """Every document that failed; where none did, what failed in the whole pack, by the document it stands in."""
    found = [failure for part in parts for failure in _of_part(part)]
    return tuple(found or _of_whole(parts, whole))


def _of_part(part: Checked) -> Iterator[Failure]:
    check = PROTECTED if part.shows_protected else _first_failed(part.certificate)
    if check:
        yield Failure(check=check, document=part.document, pages=pages_named(part.certificate))


def _of_whole(parts: Sequence[Checked], whole: Certificate) -> Iterator[Failure]:
    check, pages = _first_failed(whole), pages_named(whole)
    for part in parts:
        own = tuple(page - part.first_page + 1 for page in pages if 0 <= page - part.first_page < part.pages)
        if own:
            yield Failure(check=check, document=part.document, pages=own)
    front = tuple(page for page in pages if all(page < part.first_page for part in parts))
    if check and (front or not pages):
        yield Failure(check=check, pages=front)


def _first_failed(certificate: Certificate) -> str:
    return next((check.name for check in certificate.checks if not check.passed), "")


def pages_named(certificate: Certificate) -> tuple[int, ...]:
    """The pages on which something failed, from 1."""
    where = " ".join(check.where for check in certificate.checks if not check.passed)
    return tuple(sorted({int(number) for number in _PAGE.findall(where)}))
