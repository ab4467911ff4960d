"""Sending a letter because somebody pressed a button: what it needs first, and whether it answers the request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from requests_.clock import Clock
from requests_.errors import Conflict, InvalidCommand
from requests_.ids import DocumentId
from requests_.model.answer_commands import RecordFee, SendLetter
from requests_.model.case import Case, Stage
from requests_.model.complaints import ROW_OF
from requests_.model.correspondence import LetterKind
from requests_.model.events.answering import ComplaintDecided, FeeAsked, FeePaid, LetterOrdered
from requests_.model.events.base import CaseEvent, DocumentOutcome
from requests_.model.events.deciding import LimitEnding, TaskAsked
from requests_.model.events.sending import ResponseSent
from requests_.model.letters.actions import LETTER_ACTIONS
from requests_.model.letters.check import require_words
from requests_.model.letters.draft import LIFT_NOTICE_DAYS, draft, is_unwritten, kinds_for
from requests_.model.lifecycle import Action, require
from requests_.model.limits import mark_to_take_off, require_limit
from requests_.model.outcome_terms import StoreAct
from requests_.model.outcomes import OUTCOMES
from requests_.model.sources import SearchState
from requests_.store.queries.letters import facts_for, silence_of
from requests_.store.queries.recipients import has_named
from requests_.store.session import UnitOfWork

# What was found about the person, or may still turn out to be.
_FOUND = (
    None,
    DocumentOutcome.INCLUDE,
    DocumentOutcome.WITHHOLD,
    DocumentOutcome.TO_FOLLOW,
    DocumentOutcome.NOT_ASKED_FOR,
)


def send_letter(uow: UnitOfWork, clock: Clock, command: SendLetter) -> None:
    """Have a letter written, sent and kept; one that answers the request ends its clock.

    Raises InvalidCommand for a letter that is sent another way, or whose words the law does not let stand; Conflict
    while something that the letter would tell is not so yet.
    """
    case, row = uow.cases.load(command.case), LETTER_ACTIONS[command.kind]
    if row.action is None or not row.is_sent_here or command.kind not in kinds_for(case.right, case.regime):
        raise InvalidCommand(f"This letter is not sent from here. {row.says}", field="words")
    require(case, row.action, command.actor)
    _require_true(uow, case, command.kind)
    _require_written(uow, clock, command, case)
    at = clock.utc_now()
    message = uow.people.add_message(command.case, command.kind, at, words=command.words.strip())
    answers = row.action is Action.ANSWER_BY_LETTER
    ordered = LetterOrdered(message=message, message_kind=command.kind.value, answers=answers)
    effects = _effects(command.kind, clock.london_date(), answers=answers)
    ending = _limit_ending(uow, clock, case) if command.kind is LetterKind.RESTRICTION_LIFTING else ()
    uow.letters.send(case, command.actor, at, message, *_decided(uow, clock, command), ordered, *effects, *ending)


def record_fee(uow: UnitOfWork, clock: Clock, command: RecordFee) -> None:
    """The fee came: the clock starts on that day (UK GDPR art. 12A(2)(c); DPA 2018 s.54(3))."""
    case = uow.cases.load(command.case)
    require(case, Action.RECORD_FEE, command.actor)
    assert case.fee_asked_on is not None
    if not case.fee_asked_on <= command.paid_on <= clock.london_date():
        raise InvalidCommand("A fee comes between the day it was asked for and today.", field="paid_on")
    uow.cases.append(case, command.actor, clock.utc_now(), FeePaid(paid_on=command.paid_on))


def _decided(uow: UnitOfWork, clock: Clock, command: SendLetter) -> Iterator[CaseEvent]:
    """What the complaint came to, which its letter says (DPA 2018 s.164A(4)); nothing for a letter of another kind."""
    if command.kind is not LetterKind.COMPLAINT_OUTCOME:
        return
    if command.result is None:
        raise InvalidCommand("Choose what you decided about the complaint.", field="result")
    if ROW_OF[command.result].has_lesson and not command.lessons.strip():
        raise InvalidCommand("Write down what changes, so that it does not happen again.", field="lessons")
    record = uow.people.add_record(
        command.case, "complaint", command.result, command.lessons, by=command.actor.key, at=clock.utc_now()
    )
    yield ComplaintDecided(result=command.result, record=record)


def _effects(kind: LetterKind, today: date, *, answers: bool) -> Iterator[CaseEvent]:
    if answers:
        yield ResponseSent(sent_on=today)
    if kind is LetterKind.FEE_REQUEST:
        yield FeeAsked(asked_on=today)


def _limit_ending(uow: UnitOfWork, clock: Clock, case: Case) -> Iterator[CaseEvent]:
    """The day on which the limit ends, and a task for the mark of each record."""
    ends_on = clock.london_date() + timedelta(days=LIFT_NOTICE_DAYS)
    yield LimitEnding(ends_on=ends_on)
    places = {document.key: (document.source, document.ref) for document in uow.documents.of_case(case.key)}
    for document, outcome in case.decisions.items():
        if OUTCOMES[outcome].act is StoreAct.RESTRICT:
            source, ref = places.get(DocumentId(document), ("", ""))
            task = uow.decisions.ask(case.key, mark_to_take_off(document, source, ref, ends_on), clock.utc_now())
            yield TaskAsked(task=task, document=document, source=source)


def _require_true(uow: UnitOfWork, case: Case, kind: LetterKind) -> None:
    """Nothing is told that is not so yet."""
    if kind is LetterKind.RESTRICTION_LIFTING:
        require_limit(case)
    if kind is LetterKind.RECIPIENTS_NAMED and not has_named(uow.session, case):
        raise Conflict("Say first who was given the information, or that nobody was: see “Recipients”.")
    if kind is not LetterKind.NO_DATA:
        return
    searched = {key for key, source in case.sources.items() if source.state is SearchState.SEARCHED}
    if case.stage is not Stage.REVIEWING or {source.key for source in uow.searches.sources()} - searched:
        raise Conflict(
            "That nothing is held can be said once every store is searched. Where one was left out, answer with a "
            "pack: its letter says where we looked, and where we did not."
        )
    if any(document.outcome in _FOUND for document in uow.documents.of_case(case.key)):
        raise Conflict("Something was found: decide that it is about somebody else, or answer with a pack.")


def _require_written(uow: UnitOfWork, clock: Clock, command: SendLetter, case: Case) -> None:
    words, today = command.words.strip(), clock.london_date()
    known = facts_for(uow.session, command.case, command.kind, written_on=today, words=words)
    if is_unwritten(draft(command.kind, replace(known, result=command.result))):
        raise InvalidCommand("Write the words of the letter.", field="words")
    require_words(words, regime=case.regime, silence=silence_of(uow.session, case.key), field="words")
