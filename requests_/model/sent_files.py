"""Files that a requester sends: proof of who they are, evidence of what is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from requests_.ids import CaseId
from requests_.model.staff import Actor

MOST_FILES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedFile:
    """A file whose kind is known and whose bytes are in the vault, under `sha256`."""

    sha256: str
    name: str
    media_type: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SendFiles:
    """Add files to a case. `space` is where the vault keeps their bytes: the case's own, or that of a form's files."""

    case: CaseId
    space: str
    files: tuple[OfferedFile, ...]
    actor: Actor
