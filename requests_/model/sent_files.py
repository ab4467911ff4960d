"""Files that a requester sends: proof of who they are, evidence of what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from requests_.ids import CaseId
from requests_.model.identity import Check
from requests_.model.staff import Actor

MOST_FILES = 20
# A copy of a paper that proves something is not kept longer than it takes to look at it (UK GDPR art. 5(1)(e)).
PROOF_DAYS = 28
LOOK_AGAIN_DAYS = 7


class Purpose(StrEnum):
    """What a file is sent for."""

    IDENTITY = "identity"
    ADDRESS = "address"
    SUBJECT_IDENTITY = "subject_identity"
    AUTHORITY = "authority"
    EVIDENCE = "evidence"
    OTHER = "other"

    @property
    def proves(self) -> Check | None:
        """The check that it is a proof for: it is looked at, noted down and destroyed."""
        return _PROVES.get(self)

    @property
    def is_for_another(self) -> bool:
        """Whether only somebody who asks for another person has such a paper."""
        return self in (Purpose.SUBJECT_IDENTITY, Purpose.AUTHORITY)


_PROVES = {
    Purpose.IDENTITY: Check.IDENTITY,
    Purpose.ADDRESS: Check.IDENTITY,
    Purpose.SUBJECT_IDENTITY: Check.AUTHORITY,
    Purpose.AUTHORITY: Check.AUTHORITY,
}


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
