"""What asking a second person, and what they say, does to a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from requests_.model.case import Case
from requests_.model.events.agreeing import SecondPersonAgreed, SecondPersonAsked, SecondPersonDeclined
from requests_.model.events.base import CaseEvent
from requests_.model.second_persons import Proposal
from requests_.model.staff import Actor
from requests_.model.waiting_letters import from_json


def _asked(case: Case, event: SecondPersonAsked, actor: Actor) -> Case:
    proposal = Proposal(
        step=event.step,
        by=actor.key,
        effects=from_json(event.effects),
        needed=event.needed,
        message=event.message,
        message_kind=event.message_kind,
        record=event.record,
    )
    return replace(case, proposal=proposal)


def _agreed(case: Case, event: SecondPersonAgreed, actor: Actor) -> Case:
    if case.proposal is None or not event.still_needed:
        return replace(case, proposal=None)
    return replace(case, proposal=replace(case.proposal, agreed_by=case.proposal.agreed_by | {actor.key}))


def _declined(case: Case, event: SecondPersonDeclined, _: Actor) -> Case:
    return replace(case, proposal=None)


AGREEMENT_FOLDS: dict[type[CaseEvent], Callable[[Case, Any, Actor], Case]] = {
    SecondPersonAsked: _asked,
    SecondPersonAgreed: _agreed,
    SecondPersonDeclined: _declined,
}
