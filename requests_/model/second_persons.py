"""What one person may prepare and only others may let happen: which steps, how many others, and the step that waits.

Signing off and approving changes have gates of their own (`guards.has_other_eyes`): they look at a whole bundle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from requests_.errors import InvalidCommand
from requests_.ids import CaseId
from requests_.model.correspondence import LetterKind
from requests_.model.events.agreeing import Step
from requests_.model.events.base import CaseEvent
from requests_.model.staff import Actor
from requests_.model.waiting_letters import dated

# How many others agree before a letter of a kind leaves, at the least; a kind that has no row needs nobody. The council
# may ask for more (`model/controller_columns.py`), up to MOST.
# A refusal ends the request of somebody who may be entitled (UK GDPR art. 12(4)-(5)): no one person's mistake does.
LETTERS_NEED: Mapping[LetterKind, int] = {
    LetterKind.REFUSAL: 1,
    LetterKind.NO_DATA: 0,
    LetterKind.COMPLAINT_OUTCOME: 0,
    LetterKind.FEE_REQUEST: 0,
}
MOST = 3
# What protects somebody from being found is not done away with by one person (DPA 2018 Sch. 3 para. 21).
LIFTING_NEEDS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A step that waits: who wants it, what it will do, how many have to agree and who has."""

    step: Step
    by: str
    effects: tuple[CaseEvent, ...]
    needed: int
    message: str = ""
    message_kind: str = ""
    record: str = ""
    agreed_by: frozenset[str] = frozenset()

    @property
    def still_needed(self) -> int:
        """How many have still to agree."""
        return self.needed - len(self.agreed_by)

    def may_agree(self, actor: Actor) -> bool:
        """Whether somebody is a person who has had no part in it yet."""
        return actor.key != self.by and actor.key not in self.agreed_by

    def effects_on(self, day: date) -> tuple[CaseEvent, ...]:
        """What the step does to the case when it is taken on a day."""
        return tuple(dated(effect, day) for effect in self.effects)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeToStep:
    """Agree, as another person, to the step that waits."""

    case: CaseId
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineStep:
    """Let the step that waits not happen, for a reason that is kept."""

    case: CaseId
    reason: str
    actor: Actor


def column_of(kind: LetterKind) -> str:
    """The name under which the council writes down how many agree to a letter of a kind."""
    return f"second_{kind}"


def letter_needs(kind: str, written: Mapping[str, str]) -> int:
    """How many others agree before a message of a kind leaves; `written` is what the council wrote down."""
    if kind not in LETTERS_NEED:
        return 0
    return max(LETTERS_NEED[LetterKind(kind)], int(written.get(column_of(LetterKind(kind))) or 0))


def require_numbers(written: Mapping[str, str]) -> None:
    """Raise InvalidCommand for a number of second persons that cannot be, or is less than the table's."""
    for kind, least in LETTERS_NEED.items():
        typed = written.get(column_of(kind)) or str(least)
        if not typed.isdecimal() or not least <= int(typed) <= MOST:
            raise InvalidCommand(f"Enter a whole number from {least} to {MOST}.", field=column_of(kind))
