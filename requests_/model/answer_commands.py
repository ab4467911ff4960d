"""What is asked of the services that answer by letter, and that look again at what lasts only for a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.ids import CaseId
from requests_.model.complaints import ComplaintResult
from requests_.model.correspondence import LetterKind
from requests_.model.looking_again import Matter
from requests_.model.recipients import RecipientFinding
from requests_.model.staff import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class NeitherConfirm:
    """Answer that there is nothing we are required to give. `record` says how saying more would do harm now."""

    case: CaseId
    record: str
    recheck_on: date
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLook:
    """Have a limit on the use of information looked at again by a day."""

    case: CaseId
    due_on: date
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOwnDay:
    """Have what is withheld for an exemption (`code`) looked at again on another day; `record` says why on that one."""

    case: CaseId
    code: str
    due_on: date
    record: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLook:
    """Somebody looked again; `again_on` is None when the reason has ended. `record` says what they found."""

    case: CaseId
    matter: Matter
    about: str
    again_on: date | None
    record: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SendLetter:
    """Have a letter of a kind written with these words, sent and kept.

    The answer to a complaint has its `result`, and `lessons` where something was wrong: what changes because of it.
    """

    case: CaseId
    kind: LetterKind
    words: str
    actor: Actor
    result: ComplaintResult | None = None
    lessons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFee:
    """The fee that was asked for came on a day."""

    case: CaseId
    paid_on: date
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRecipient:
    """What was found about one recipient (`name`), or that nobody was given the information."""

    case: CaseId
    finding: RecipientFinding
    name: str
    told_on: date | None
    record: str
    actor: Actor
