"""Notes that colleagues leave on a case."""

from __future__ import annotations

import re
from dataclasses import dataclass

from requests_.clock import Clock
from requests_.errors import Conflict, InvalidCommand, NotAllowed
from requests_.ids import CaseId, new_id
from requests_.model.handling import called_in
from requests_.model.staff import Actor, ActorKind, Permission, Role
from requests_.store.full_text import TextKind
from requests_.store.note_tables import CaseNote
from requests_.store.session import UnitOfWork

LONGEST_NOTE = 4_000
_KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote:
    """Leave a note on a case. `form` is the key of the form it was written in: one form leaves one note."""

    case: CaseId
    words: str
    actor: Actor
    form: str = ""


def add_note(uow: UnitOfWork, clock: Clock, command: AddNote) -> None:
    """Keep a note, and call whoever it names with an `@`.

    A note is added to, never rewritten: what a colleague acted on stays to be read.
    """
    if not command.actor.may(Permission.WORK_CASE):
        raise NotAllowed("Your role does not allow this. Ask an administrator if it should.")
    if not uow.cases.is_held(command.case):
        raise Conflict("The details of this case were erased: nothing can be added to it.")
    words = command.words.strip()
    if not words:
        raise InvalidCommand("Write the note", field="words")
    if len(words) > LONGEST_NOTE:
        raise InvalidCommand(f"Shorten the note to {LONGEST_NOTE:,} characters or fewer", field="words")
    key = command.form if _KEY.fullmatch(command.form) else new_id()
    if uow.session.get(CaseNote, key) is not None:
        return  # The form was sent twice, or sent again after going back: what it left stays as it is.
    called = _called(uow, command.case, words)
    note = CaseNote(id=key, case_id=command.case, by_id=command.actor.key, at=clock.utc_now(), words=words)
    uow.session.add(note)
    uow.handling.call(note.id, command.case, called - {command.actor.key}, by=command.actor.key, at=note.at)
    uow.full_text.put(command.case, TextKind.NOTE, words)


def read_notes(uow: UnitOfWork, clock: Clock, *, case: CaseId, actor: Actor) -> None:
    """Whoever opens the notes has seen those that call them."""
    uow.handling.see_calls(case, actor.key, clock.utc_now())


def _called(uow: UnitOfWork, case: CaseId, words: str) -> frozenset[str]:
    """Whom a note calls. Raises InvalidCommand for whoever may not open the case: a call would tell them of it."""
    if "@" not in words:
        return frozenset()
    colleagues = {member.id: member for member in uow.handling.colleagues()}
    called = called_in(words, {key: member.display_name for key, member in colleagues.items()})
    for key in called:
        member = colleagues[key]
        reader = Actor(ActorKind.STAFF, key, frozenset(map(Role, member.roles)))
        if not uow.desk.need_to_know(case, key).opens_for(reader):
            raise InvalidCommand(f"{member.display_name} may not open this case: name them on it first.", field="words")
    return called
