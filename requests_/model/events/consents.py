"""Other people are asked whether they agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.model.consents import ConsentAnswer, Road
from requests_.model.events.base import CaseEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyAsked(CaseEvent):
    """Another person is asked whether what is about them may be shown."""

    kind = "third_party_asked"
    consent: str
    person: str
    road: Road
    asked_on: date
    answer_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyLetterSent(CaseEvent):
    """The question left, or is ready to be posted: these bytes."""

    kind = "third_party_letter_sent"
    consent: str
    sent_on: date
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyReminded(CaseEvent):
    """They were reminded of the question."""

    kind = "third_party_reminded"
    consent: str
    reminded_on: date
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyAnswered(CaseEvent):
    """What came of the question; it advises, and decides nothing."""

    kind = "third_party_answered"
    consent: str
    answer: ConsentAnswer
    answered_on: date
    record: str
