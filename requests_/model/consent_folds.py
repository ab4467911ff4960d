"""What the events of asking another person for their agreement do to a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from requests_.model.case import Case
from requests_.model.consents import ConsentState
from requests_.model.events.base import CaseEvent
from requests_.model.events.consents import (
    ThirdPartyAnswered,
    ThirdPartyAsked,
    ThirdPartyLetterSent,
    ThirdPartyReminded,
)
from requests_.model.staff import Actor


def _asked(case: Case, event: ThirdPartyAsked, _: Actor) -> Case:
    state = ConsentState(person=event.person, road=event.road, asked_on=event.asked_on, answer_by=event.answer_by)
    return replace(case, consents={**case.consents, event.consent: state})


def _sent(case: Case, event: ThirdPartyLetterSent, _: Actor) -> Case:
    return _changed(case, event.consent, sent_on=event.sent_on)


def _reminded(case: Case, event: ThirdPartyReminded, _: Actor) -> Case:
    return _changed(case, event.consent, reminded_on=event.reminded_on)


def _answered(case: Case, event: ThirdPartyAnswered, _: Actor) -> Case:
    return _changed(case, event.consent, answer=event.answer, answered_on=event.answered_on)


def _changed(case: Case, consent: str, **values: Any) -> Case:
    return replace(case, consents={**case.consents, consent: replace(case.consents[consent], **values)})


CONSENT_FOLDS: dict[type[CaseEvent], Callable[[Case, Any, Actor], Case]] = {
    ThirdPartyAsked: _asked,
    ThirdPartyLetterSent: _sent,
    ThirdPartyReminded: _reminded,
    ThirdPartyAnswered: _answered,
}
