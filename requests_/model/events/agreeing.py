"""What waits for a second person, and what they said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from requests_.model.events.base import CaseEvent


class Step(StrEnum):
    """What takes effect only once a second person agrees; a letter is told apart by its kind."""

    LIFTING = "lifting"
    LETTER = "letter"
    UNLINKING = "unlinking"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPersonAsked(CaseEvent):
    """Somebody wants to take a step that others have to agree to: as many as `needed`.

    `effects` are the events that it will be; `message` is the letter that then leaves, "" where there is none.
    """

    kind = "second_person_asked"
    step: Step
    effects: tuple[str, ...]
    needed: int
    message: str = ""
    message_kind: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPersonAgreed(CaseEvent):
    """Another person agreed; the step is taken once nobody is still needed."""

    kind = "second_person_agreed"
    still_needed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPersonDeclined(CaseEvent):
    """The step is not taken; `record` names why."""

    kind = "second_person_declined"
    record: str
