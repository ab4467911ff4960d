"""Why an answer is late: recorded by whoever works the case, tracked for managers and the regulator."""

from __future__ import annotations

from requests_.clock import Clock
from requests_.errors import Conflict, InvalidCommand
from requests_.model.commands import ExplainLateness
from requests_.model.events.base import LateReason
from requests_.model.events.sending import LatenessExplained
from requests_.model.lifecycle import Action, require
from requests_.store.cases import reading_of
from requests_.store.session import UnitOfWork


def explain_lateness(uow: UnitOfWork, clock: Clock, command: ExplainLateness) -> None:
    """Record the reason.

    Raises Conflict for a case that is not late, InvalidCommand for another reason without its words.
    """
    case = uow.cases.load(command.case)
    require(case, Action.EXPLAIN_LATENESS, command.actor)
    due_on = reading_of(case).due_on
    if due_on is None or (case.responded_on or clock.london_date()) <= due_on:
        raise Conflict("This request is not late.")
    by, at, words = command.actor, clock.utc_now(), command.words.strip()
    if command.reason is LateReason.OTHER and not words:
        raise InvalidCommand("Write what the other reason is.", field="words")
    record = uow.people.add_record(case.key, "lateness", command.reason, words, by=by.key, at=at) if words else ""
    uow.cases.append(case, by, at, LatenessExplained(reason=command.reason, unit=command.unit, record=record))
