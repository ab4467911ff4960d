"""Changing the words of a letter for every case to come: only to words that hold what the law wants in it."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import func, select

from requests_.clock import Clock
from requests_.errors import InvalidCommand, NotAllowed
from requests_.ids import new_id
from requests_.model.letters.wording import ChangeWording, LetterType, ResetWording, letter_types
from requests_.model.staff import Actor, Permission
from requests_.store.session import UnitOfWork
from requests_.store.wording_tables import LetterWording

LONGEST_TITLE, LONGEST_TEXT = 200, 20_000
# What a letter in these words (title, text) would lack, one line each; whoever can write letters out knows.
Faults = Callable[[LetterType, str, str], list[str]]


def change_wording(uow: UnitOfWork, clock: Clock, command: ChangeWording, faults_of: Faults) -> None:
    """Keep other words for a letter, in force from now on.

    Raises InvalidCommand, naming everything that is missing, for words without what the law wants in the letter.
    """
    _require(command.actor, command.type)
    title, text = command.title.strip(), command.text.strip()
    if not title:
        raise InvalidCommand("Write the title of the letter.", field="title")
    if len(title) > LONGEST_TITLE or len(text) > LONGEST_TEXT:
        raise InvalidCommand("These words are too long for a letter: shorten them.", field="text")
    faults = faults_of(command.type, title, text)
    if faults:
        raise InvalidCommand(f"These words cannot be used. {' '.join(faults)}", field="text")
    _keep(uow, clock, command.type, command.actor, title=title, text=text)


def reset_wording(uow: UnitOfWork, clock: Clock, command: ResetWording) -> None:
    """Use the shipped words of a letter again; what was saved before stays to be read."""
    _require(command.actor, command.type)
    _keep(uow, clock, command.type, command.actor, is_shipped=True)


def _require(actor: Actor, of: LetterType) -> None:
    if not actor.may(Permission.EDIT_LETTERS):
        raise NotAllowed("Your role does not allow this. Ask an administrator if it should.")
    if of not in letter_types():
        raise InvalidCommand("The words of this letter are not changed here.", field="text")


def _keep(
    uow: UnitOfWork,
    clock: Clock,
    of: LetterType,
    actor: Actor,
    *,
    title: str = "",
    text: str = "",
    is_shipped: bool = False,
) -> None:
    last = uow.session.scalar(select(func.max(LetterWording.number))) or 0
    row = LetterWording(
        id=new_id(),
        kind=of.kind.value,
        audience=of.audience.value,
        regime=of.regime.value,
        number=last + 1,
        title=title,
        text=text,
        is_shipped=is_shipped,
        changed_by=actor.key,
        changed_at=clock.utc_now(),
    )
    uow.session.add(row)
    uow.session.flush()
