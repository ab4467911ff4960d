"""Notes that colleagues leave on a case."""

from __future__ import annotations

from dataclasses import dataclass

from requests_.clock import Clock
from requests_.errors import Conflict, InvalidCommand, NotAllowed
from requests_.ids import CaseId, new_id
from requests_.model.staff import Actor, Permission
from requests_.store.full_text import TextKind
from requests_.store.note_tables import CaseNote
from requests_.store.session import UnitOfWork

LONGEST_NOTE = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote:
    """Leave a note on a case."""

    case: CaseId
    words: str
    actor: Actor


def add_note(uow: UnitOfWork, clock: Clock, command: AddNote) -> None:
    """Keep a note. A note is added to, never rewritten: what a colleague acted on stays to be read."""
    if not command.actor.may(Permission.WORK_CASE):
        raise NotAllowed("Your role does not allow this. Ask an administrator if it should.")
    if not uow.cases.is_held(command.case):
        raise Conflict("The details of this case were erased: nothing can be added to it.")
    words = command.words.strip()
    if not words:
        raise InvalidCommand("Write the note", field="words")
    if len(words) > LONGEST_NOTE:
        raise InvalidCommand(f"Shorten the note to {LONGEST_NOTE:,} characters or fewer", field="words")
    note = CaseNote(id=new_id(), case_id=command.case, by_id=command.actor.key, at=clock.utc_now(), words=words)
    uow.session.add(note)
    uow.full_text.put(command.case, TextKind.NOTE, words)
