"""What becomes of a case while a letter waits, and when it has left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from requests_.model.case import Case
from requests_.model.complaints import ACKNOWLEDGING
from requests_.model.events.base import CaseEvent
from requests_.model.events.sending import LetterPrinted, LetterWithdrawn, LetterWritten, MessageSent
from requests_.model.rights import Right
from requests_.model.staff import Actor
from requests_.model.waiting_letters import WaitingLetter, from_json


def _written(case: Case, event: LetterWritten, _: Actor) -> Case:
    letter = WaitingLetter(
        message=event.message, kind=event.message_kind, effects=from_json(event.effects), post_by=event.post_by
    )
    return replace(case, letters={**case.letters, event.message: letter})


def _printed(case: Case, event: LetterPrinted, _: Actor) -> Case:
    letter = replace(case.letters[event.message], letter=event.letter, is_printed=True)
    return replace(case, letters={**case.letters, event.message: letter})


def _withdrawn(case: Case, event: LetterWithdrawn, _: Actor) -> Case:
    return _without(case, event.message)


def _sent(case: Case, event: MessageSent, _: Actor) -> Case:
    after = _without(case, event.message)
    if case.right is not Right.COMPLAINT or event.message_kind not in ACKNOWLEDGING:
        return after
    return replace(after, acknowledged_on=case.acknowledged_on or event.sent_on, told_on=event.sent_on)


def _without(case: Case, message: str) -> Case:
    return replace(case, letters={key: letter for key, letter in case.letters.items() if key != message})


LETTER_FOLDS: dict[type[CaseEvent], Callable[[Case, Any, Actor], Case]] = {
    LetterWritten: _written,
    LetterPrinted: _printed,
    LetterWithdrawn: _withdrawn,
    MessageSent: _sent,
}
