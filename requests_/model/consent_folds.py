"""What the events of asking another person for their agreement do to a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from requests_.model import events as e
from requests_.model.case import Case
from requests_.model.consents import ConsentState
from requests_.model.staff import Actor


def _asked(case: Case, event: e.ThirdPartyAsked, _: Actor) -> Case:
    state = ConsentState(person=event.person, road=event.road, asked_on=event.asked_on, answer_by=event.answer_by)
    return replace(case, consents={**case.consents, event.consent: state})


def _sent(case: Case, event: e.ThirdPartyLetterSent, _: Actor) -> Case:
    return _changed(case, event.consent, sent_on=event.sent_on)


def _reminded(case: Case, event: e.ThirdPartyReminded, _: Actor) -> Case:
    return _changed(case, event.consent, reminded_on=event.reminded_on)


def _answered(case: Case, event: e.ThirdPartyAnswered, _: Actor) -> Case:
    return _changed(case, event.consent, answer=event.answer, answered_on=event.answered_on)


def _changed(case: Case, consent: str, **values: Any) -> Case:
    return replace(case, consents={**case.consents, consent: replace(case.consents[consent], **values)})


CONSENT_FOLDS: dict[type[e.CaseEvent], Callable[[Case, Any, Actor], Case]] = {
    e.ThirdPartyAsked: _asked,
    e.ThirdPartyLetterSent: _sent,
    e.ThirdPartyReminded: _reminded,
    e.ThirdPartyAnswered: _answered,
}
