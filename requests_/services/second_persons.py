"""A second person agrees to a step that waits, or stops it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from requests_.clock import Clock
from requests_.ids import MessageId
from requests_.model.events.agreeing import SecondPersonAgreed, SecondPersonDeclined
from requests_.model.events.base import CaseEvent
from requests_.model.events.linking import CasesUnlinked
from requests_.model.handling import given_reason
from requests_.model.lifecycle import Action, require
from requests_.model.second_persons import AgreeToStep, DeclineStep
from requests_.store.session import UnitOfWork


def agree_to_step(uow: UnitOfWork, clock: Clock, command: AgreeToStep) -> bool:
    """Agree; with the last that is needed the step is taken, and its letter leaves. Returns whether it was."""
    case, by, at = uow.cases.load(command.case), command.actor, clock.utc_now()
    require(case, Action.AGREE_TO_STEP, by)
    proposal = case.proposal
    assert proposal is not None
    left = proposal.still_needed - 1
    after = uow.cases.append(case, by, at, SecondPersonAgreed(still_needed=left))
    if left:
        return False
    effects = proposal.effects_on(clock.london_date())
    if proposal.message:
        uow.letters.send(after, by, at, MessageId(proposal.message), *effects, is_agreed=True)
    else:
        uow.cases.append(after, by, at, *effects)
        _unlink_the_others(uow, command, at, effects)
    return True


def _unlink_the_others(uow: UnitOfWork, command: AgreeToStep, at: datetime, effects: Iterable[CaseEvent]) -> None:
    """A link is taken away in both cases."""
    references = [effect.reference for effect in effects if isinstance(effect, CasesUnlinked)]
    for other in map(uow.cases.with_reference, references):
        if other is not None:
            there = CasesUnlinked(reference=uow.cases.reference_of(command.case))
            uow.cases.append(uow.cases.load(other), command.actor, at, there)


def decline_step(uow: UnitOfWork, clock: Clock, command: DeclineStep) -> None:
    """Stop it; a letter that waited is thrown away. Raises InvalidCommand without a reason."""
    case, by, at = uow.cases.load(command.case), command.actor, clock.utc_now()
    require(case, Action.DECLINE_STEP, by)
    proposal = case.proposal
    assert proposal is not None
    reason = given_reason(command.reason, "Write why it is not to be done: whoever prepared it reads this.")
    record = uow.people.add_record(command.case, "second_person", "", reason, by=by.key, at=at)
    uow.cases.append(case, by, at, SecondPersonDeclined(record=record))
    if proposal.message:
        uow.letters.forget(proposal.message)
