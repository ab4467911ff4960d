"""Putting a reply that came by mail, letter or telephone into its case; an answer to our question starts the clock."""

from __future__ import annotations

from datetime import datetime, time

from sqlalchemy import select

from requests_.clock import LONDON, Clock
from requests_.errors import Conflict, InvalidCommand
from requests_.model.case import Case
from requests_.model.events.base import CaseEvent
from requests_.model.events.clock import ClarificationReceived
from requests_.model.events.following import ReplyTaken
from requests_.model.lifecycle import Action, require
from requests_.model.replies import LONGEST_REPLY, TakeReply
from requests_.model.unanswered import ends_lapse
from requests_.store.people_tables import RequesterNote
from requests_.store.session import UnitOfWork


def take_reply(uow: UnitOfWork, clock: Clock, command: TakeReply) -> str:
    """Keep a reply with what it answers; returns its key. The same mail is taken once.

    Raises InvalidCommand for a day that cannot be, Conflict for an answer where nothing is asked.
    """
    case, today = uow.cases.load(command.case), clock.london_date()
    require(case, Action.TAKE_REPLY, command.actor)
    words = command.words.strip()
    if not words or len(words) > LONGEST_REPLY:
        raise InvalidCommand(f"Write what they wrote, in {LONGEST_REPLY:,} characters or fewer.", field="words")
    if not case.received_on <= command.came_on <= today:
        raise InvalidCommand("A reply comes between the day of the request and today.", field="came_on")
    if command.answers and uow.people.message(command.answers).case_id != command.case:
        raise InvalidCommand("Choose a message of this case.", field="answers")
    _require_new(uow, command)
    at = clock.utc_now()
    written_at = at if command.came_on == today else datetime.combine(command.came_on, time(12), LONDON)
    note = uow.people.add_note(
        command.case,
        words,
        written_at,
        is_answer=command.is_answer,
        answers=command.answers,
        channel=command.channel.value,
        is_known_sender=command.is_known_sender,
        original=(command.sha256, command.file_name),
    )
    taken = ReplyTaken(
        note=note.id,
        message=command.answers,
        channel=command.channel,
        came_on=command.came_on,
        row_seal=uow.row_seals.seal_written(note),
    )
    uow.cases.append(case, command.actor, at, taken, *_answered(case, command))
    return note.id


def _answered(case: Case, command: TakeReply) -> list[CaseEvent]:
    if not command.is_answer:
        return ends_lapse(case, command.came_on)
    require(case, Action.RECORD_CLARIFICATION, command.actor)
    if command.came_on < case.pauses[-1].asked_on:
        raise InvalidCommand("An answer comes on the day of the question or later.", field="came_on")
    return [ClarificationReceived(received_on=command.came_on)]


def _require_new(uow: UnitOfWork, command: TakeReply) -> None:
    same = select(RequesterNote.id).where(RequesterNote.case_id == command.case, RequesterNote.sha256 == command.sha256)
    if command.sha256 and uow.session.scalar(same.limit(1)) is not None:
        raise Conflict("This mail is in the case already.")
