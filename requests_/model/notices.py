"""What people ask about notices to recipients, and about legal holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.ids import CaseId
from requests_.model.recipient_kinds import Recipient
from requests_.model.staff import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRecipient:
    """Name somebody who was given the information, and write `words` to them."""

    case: CaseId
    recipient: Recipient
    name: str
    email: str
    words: str
    actor: Actor
    given_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerNotice:
    """Record what a recipient answered, and the day it came."""

    case: CaseId
    notice: str
    answered_on: date
    answer: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHold:
    """Keep a record as it is until the hold is lifted; `ref` "" is everything in the store."""

    case: CaseId
    source: str
    ref: str
    reason: str
    actor: Actor
