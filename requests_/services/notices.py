"""Writing to those who were given information that changed (UK GDPR art. 19; DPA 2018 s.48(7), (9)); legal holds."""

from __future__ import annotations

from requests_.clock import Clock
from requests_.errors import Conflict, InvalidCommand
from requests_.ids import CaseId
from requests_.model.events.answering import RecipientRecorded
from requests_.model.events.deciding import HoldLifted, HoldPlaced, NoticeAnswered, NoticeSent, RecipientNamed
from requests_.model.letters.placeholders import UNFILLED_SAYS, unfilled
from requests_.model.lifecycle import Action, require
from requests_.model.notices import AnswerNotice, NameRecipient, PlaceHold
from requests_.model.recipients import RecipientFinding
from requests_.model.staff import SYSTEM, Actor
from requests_.store.session import UnitOfWork


def name_recipient(uow: UnitOfWork, clock: Clock, command: NameRecipient) -> None:
    """Name somebody who was given the information, and tell them what became of it."""
    case = uow.cases.load(command.case)
    require(case, Action.NAME_RECIPIENT, command.actor)
    if not command.name.strip():
        raise InvalidCommand("Enter who was given the information.", field="name")
    if not command.email.strip() or not command.words.strip():
        raise InvalidCommand("Enter what they are told, and where.", field="words")
    if unfilled(command.words):
        raise InvalidCommand(f"This cannot be sent. {UNFILLED_SAYS}", field="words")
    if command.given_on is not None and command.given_on > clock.london_date():
        raise InvalidCommand("The day it was given to them cannot be in the future.", field="given_on")
    at = clock.utc_now()
    notice = uow.notices.name(command, at)
    event = RecipientNamed(notice=notice, recipient=command.recipient)
    uow.cases.append(case, command.actor, at, event)
    uow.outbox.add("tell_recipient", command.case, notice, at, notice=notice)


def record_told(uow: UnitOfWork, clock: Clock, case_key: CaseId, notice: str) -> None:
    """The mail server took the message to a recipient: from now on they count among those who were told."""
    case, at, row = uow.cases.load(case_key), clock.utc_now(), uow.notices.notice(notice)
    row.sent_at = at
    told = RecipientFinding.TOLD
    record = uow.people.add_record(case_key, "recipient", told.value, row.name, by=SYSTEM.key, at=at)
    recorded = RecipientRecorded(finding=told, told_on=clock.london_date(), record=record)
    uow.cases.append(case, SYSTEM, at, NoticeSent(notice=notice), recorded)


def answer_notice(uow: UnitOfWork, clock: Clock, command: AnswerNotice) -> None:
    """Record what a recipient did about it."""
    case = uow.cases.load(command.case)
    require(case, Action.ANSWER_NOTICE, command.actor)
    if not command.answer.strip():
        raise InvalidCommand("Write down what they answered.", field="answer")
    if command.answered_on > clock.london_date():
        raise InvalidCommand("The day of an answer cannot be in the future.", field="answered_on")
    uow.notices.keep_answer(command)
    event = NoticeAnswered(notice=command.notice, answered_on=command.answered_on)
    uow.cases.append(case, command.actor, clock.utc_now(), event)


def place_hold(uow: UnitOfWork, clock: Clock, command: PlaceHold) -> str:
    """Keep a record as it is, whoever asks for a change of it, until the hold is lifted; returns the hold's key."""
    case = uow.cases.load(command.case)
    require(case, Action.PLACE_HOLD, command.actor)
    if not command.reason.strip():
        raise InvalidCommand("Write down why the record has to be kept, and for whom.", field="reason")
    if command.source not in {source.key for source in uow.searches.sources()}:
        raise InvalidCommand("Choose a store of this installation.", field="source")
    at = clock.utc_now()
    hold = uow.notices.place_hold(command, at)
    uow.cases.append(case, command.actor, at, HoldPlaced(hold=hold, source=command.source))
    return hold


def lift_hold(uow: UnitOfWork, clock: Clock, case_key: CaseId, hold: str, actor: Actor) -> None:
    """Lift a hold: the record can be changed again."""
    case = uow.cases.load(case_key)
    require(case, Action.PLACE_HOLD, actor)
    if hold not in case.holds:
        raise Conflict("This hold does not stand any more.")
    at = clock.utc_now()
    uow.notices.lift_hold(case_key, hold, actor.key, at)
    uow.cases.append(case, actor, at, HoldLifted(hold=hold))
