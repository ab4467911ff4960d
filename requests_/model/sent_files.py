"""Files that a requester sends: proof of who they are, evidence of what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from requests_.ids import CaseId
from requests_.model.staff import Actor

MOST_FILES = 20
# A copy of a paper that proves something is not kept longer than it takes to look at it (UK GDPR art. 5(1)(e)).
PROOF_DAYS = 28
LOOK_AGAIN_DAYS = 7


class Purpose(StrEnum):
    """What a file is sent for."""

    IDENTITY = "identity"
    AUTHORITY = "authority"
    EVIDENCE = "evidence"
    OTHER = "other"

    @property
    def is_proof(self) -> bool:
        """Whether it proves who somebody is, or that they may act: it is looked at, noted down and destroyed."""
        return self in (Purpose.IDENTITY, Purpose.AUTHORITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedFile:
    """A file whose kind is known and whose bytes are in the vault, under `sha256`."""

    sha256: str
    name: str
    media_type: str
    size_bytes: int
    purpose: str = Purpose.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class SendFiles:
    """Add files to a case. `space` is where the vault keeps their bytes: the case's own, or that of a form's files."""

    case: CaseId
    space: str
    files: tuple[OfferedFile, ...]
    actor: Actor
