"""What is asked of the letters' service: frozen, imperative."""

from __future__ import annotations

from dataclasses import dataclass

from requests_.ids import CaseId
from requests_.model.correspondence import Letter
from requests_.model.staff import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepLetter:
    """Keep a letter that was sent with a message; the digests name its page and its PDFs in the vault."""

    message: str
    letter: Letter
    page_sha256: str
    pdf_sha256: str
    large_pdf_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RewriteLetter:
    """Put other words into a letter that has not been sent."""

    case: CaseId
    message: str
    words: str
    actor: Actor
