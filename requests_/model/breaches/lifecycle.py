"""What may be done to a breach, when and by whom: one table, from which pages and checks are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from requests_.errors import Conflict, NotAllowed
from requests_.model.breaches.breach import Breach, BreachStage, left_to_do
from requests_.model.breaches.terms import UNTOLD
from requests_.model.staff import Actor, Permission


class BreachAction(StrEnum):
    """Something that is done to a breach."""

    CONFIRM = "confirm"
    SET_ASIDE = "set_aside"
    ASSESS = "assess"
    DECIDE_REGULATOR = "decide_regulator"
    RECORD_REGULATOR = "record_regulator"
    DECIDE_PEOPLE = "decide_people"
    NAME_PERSON = "name_person"
    TELL_PEOPLE = "tell_people"
    RECORD_TOLD = "record_told"
    TELL_PUBLIC = "tell_public"
    AGREE_MEASURE = "agree_measure"
    END_MEASURE = "end_measure"
    RECORD_CAUSE = "record_cause"
    CLOSE = "close"
    REOPEN = "reopen"


Guard = Callable[[Breach], str | None]


@dataclass(frozen=True, slots=True)
class BreachTransition:
    """One row: from which stages, by whom, and what must be so."""

    action: BreachAction
    starts: tuple[BreachStage, ...]
    permission: Permission
    guards: tuple[Guard, ...] = ()


def _is_assessed(breach: Breach) -> str | None:
    return None if breach.assessment is not None else "The risk is assessed before anything is decided."


def _tells_regulator(breach: Breach) -> str | None:
    return None if breach.tells_regulator else "It is decided first that the regulator is told."


def _tells_people(breach: Breach) -> str | None:
    return None if breach.tells_people else "It is decided first that the people are told."


def _tells_public(breach: Breach) -> str | None:
    is_public = breach.untold is not None and UNTOLD[breach.untold].is_public
    return None if is_public else "The public is told only where telling each person is out of proportion."


def _has_untold(breach: Breach) -> str | None:
    return None if breach.untold_people else "Nobody is named who was not told."


def _has_measure(breach: Breach) -> str | None:
    return None if breach.open_measures else "There is no action to finish."


def _is_done(breach: Breach) -> str | None:
    left = left_to_do(breach)
    return f"It cannot be closed yet. {left[0]}" if left else None


_OPEN = (BreachStage.OPEN,)
_ENDED = (BreachStage.CLOSED, BreachStage.SET_ASIDE)
BREACH_TRANSITIONS: dict[BreachAction, BreachTransition] = {
    row.action: row
    for row in (
        BreachTransition(BreachAction.CONFIRM, (BreachStage.SUSPECTED,), Permission.WORK_BREACH),
        BreachTransition(BreachAction.SET_ASIDE, (BreachStage.SUSPECTED, BreachStage.OPEN), Permission.DECIDE_BREACH),
        BreachTransition(BreachAction.ASSESS, _OPEN, Permission.WORK_BREACH),
        BreachTransition(BreachAction.DECIDE_REGULATOR, _OPEN, Permission.DECIDE_BREACH, (_is_assessed,)),
        # The regulator may be told before anything is known for sure, and in phases.
        BreachTransition(BreachAction.RECORD_REGULATOR, _OPEN, Permission.DECIDE_BREACH, (_tells_regulator,)),
        BreachTransition(BreachAction.DECIDE_PEOPLE, _OPEN, Permission.DECIDE_BREACH, (_is_assessed,)),
        BreachTransition(BreachAction.NAME_PERSON, _OPEN, Permission.WORK_BREACH, (_tells_people,)),
        BreachTransition(BreachAction.TELL_PEOPLE, _OPEN, Permission.DECIDE_BREACH, (_tells_people, _has_untold)),
        BreachTransition(BreachAction.RECORD_TOLD, _OPEN, Permission.WORK_BREACH, (_tells_people, _has_untold)),
        BreachTransition(BreachAction.TELL_PUBLIC, _OPEN, Permission.DECIDE_BREACH, (_tells_public,)),
        BreachTransition(BreachAction.AGREE_MEASURE, _OPEN, Permission.WORK_BREACH),
        BreachTransition(BreachAction.END_MEASURE, _OPEN, Permission.WORK_BREACH, (_has_measure,)),
        BreachTransition(BreachAction.RECORD_CAUSE, _OPEN, Permission.WORK_BREACH),
        BreachTransition(BreachAction.CLOSE, _OPEN, Permission.DECIDE_BREACH, (_is_done,)),
        BreachTransition(BreachAction.REOPEN, _ENDED, Permission.DECIDE_BREACH),
    )
}


def why_not(breach: Breach, action: BreachAction, actor: Actor) -> str | None:
    """Why `actor` may not do `action` now, in one sentence for people; None when they may."""
    row = BREACH_TRANSITIONS[action]
    if not actor.may(row.permission):
        return "Your role does not allow this."
    if breach.erased_on is not None:
        return f"The details of this breach were erased on {breach.erased_on:%-d %B %Y}."
    if breach.stage not in row.starts:
        return f"This cannot be done while the breach is {breach.stage.replace('_', ' ')}."
    return next((fault for guard in row.guards if (fault := guard(breach))), None)


def require(breach: Breach, action: BreachAction, actor: Actor) -> None:
    """Raise NotAllowed or Conflict, with the reason, when `why_not` has one."""
    fault = why_not(breach, action, actor)
    if fault is None:
        return
    raise Conflict(fault) if actor.may(BREACH_TRANSITIONS[action].permission) else NotAllowed(fault)


def open_actions(breach: Breach, actor: Actor) -> tuple[BreachAction, ...]:
    """Everything `actor` may do now, in the order of the table."""
    return tuple(action for action in BREACH_TRANSITIONS if why_not(breach, action, actor) is None)
