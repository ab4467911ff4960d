"""Telling the person what was done and what was refused, once it is done."""

from __future__ import annotations

from dataclasses import dataclass

from requests_.clock import Clock
from requests_.errors import InvalidCommand
from requests_.ids import CaseId
from requests_.model.answers import answer_kind
from requests_.model.case import Case
from requests_.model.correspondence import law_of_answer
from requests_.model.events.answering import LookAgainSet
from requests_.model.events.base import CaseEvent
from requests_.model.events.deciding import RightAnswered
from requests_.model.events.sending import PackReleased, ResponseSent
from requests_.model.letters.check import require_words
from requests_.model.lifecycle import Action, require
from requests_.model.looking_again import Matter, latest_look
from requests_.model.outcome_terms import StoreAct
from requests_.model.outcomes import OUTCOMES
from requests_.model.staff import Actor
from requests_.store.queries.decisions import laws_decided
from requests_.store.queries.letters import silence_of
from requests_.store.released import tell_addressee
from requests_.store.session import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRight:
    """Send the answer; `words` say, record by record, what was done and why something was not."""

    case: CaseId
    words: str
    actor: Actor


def answer_right(uow: UnitOfWork, clock: Clock, command: AnswerRight) -> None:
    """Tell the person the outcome (UK GDPR art. 12(3)-(4); DPA 2018 s.48(1)-(2)): the clock is answered."""
    case = uow.cases.load(command.case)
    require(case, Action.ANSWER_RIGHT, command.actor)
    words = command.words.strip()
    if not words:
        raise InvalidCommand("Write what was done, and why something was not.", field="words")
    laws = laws_decided(uow.session, case)
    kind = answer_kind(case, laws)
    silence = silence_of(uow.session, case.key)
    require_words(words, regime=law_of_answer(kind, laws), silence=silence, field="words")
    granted = sum(OUTCOMES[outcome].is_granted for outcome in case.decisions.values())
    at = clock.utc_now()
    answered = RightAnswered(granted=granted, refused=len(case.decisions) - granted)
    today = clock.london_date()
    again = LookAgainSet(matter=Matter.RESTRICTION, due_on=latest_look(Matter.RESTRICTION, today))
    is_limited = any(OUTCOMES[outcome].act is StoreAct.RESTRICT for outcome in case.decisions.values())
    events = [*_released(case), answered, ResponseSent(sent_on=today), *([again] if is_limited else [])]
    message = uow.people.add_message(command.case, kind.value, at, words=words)
    # A second person approved every decision that the letter tells.
    tell_addressee(uow, uow.letters.send(case, command.actor, at, message, *events, is_agreed=True), at)


def _released(case: Case) -> list[CaseEvent]:
    """A file to take elsewhere leaves with the answer (UK GDPR art. 20(1)): the bytes that were approved."""
    if case.pack is None or not case.pack.may_be_released:
        return []
    return [PackReleased(pack=case.pack.key, sha256=case.pack.sha256, copy_goes_to=case.addressee.goes_to)]
