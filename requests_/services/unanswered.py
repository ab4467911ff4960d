"""What was asked for and does not come: the reminder, and a person's decision to close the request."""

from __future__ import annotations

from requests_.clock import Clock
from requests_.errors import Conflict
from requests_.ids import CaseId
from requests_.model.awaited import AWAITED
from requests_.model.clock_commands import CloseUnanswered
from requests_.model.events.base import CaseEvent
from requests_.model.events.clock import AnswerReminded, RequestLapsed
from requests_.model.letters.check import require_words
from requests_.model.lifecycle import Action, require, why_not
from requests_.model.staff import SYSTEM
from requests_.model.unanswered import awaited, closable_on, remind_on
from requests_.store.queries.letters import letter_lines, silence_of
from requests_.store.session import UnitOfWork


def remind_requester(uow: UnitOfWork, clock: Clock, case_key: CaseId, after_days: int) -> bool:
    """Send what was asked once more, with the day by which to answer; returns whether it was time to.

    Asked for as often as one likes, it reminds once of what was asked last.
    """
    case, today = uow.cases.load(case_key), clock.london_date()
    due_on = remind_on(case, after_days)
    if due_on is None or today < due_on or why_not(case, Action.REMIND_REQUESTER, SYSTEM) is not None:
        return False
    at = clock.utc_now()
    lines = letter_lines(uow.session, case_key)
    effects: tuple[CaseEvent, ...] = (AnswerReminded(reminded_on=today),)
    for letter in (AWAITED[what].letter for what in awaited(case)):
        words = next((line.words for line in lines if line.kind is letter), "")
        message = uow.people.add_message(case_key, letter.value, at, words=words)
        case, effects = uow.letters.send(case, SYSTEM, at, message, *effects), ()
    return True


def close_unanswered(uow: UnitOfWork, clock: Clock, command: CloseUnanswered) -> None:
    """Close a request for want of what was asked, and tell the requester why and what they can do (art. 12(4)).

    Raises Conflict before the day that the reminder named.
    """
    case, today = uow.cases.load(command.case), clock.london_date()
    require(case, Action.CLOSE_UNANSWERED, command.actor)
    first_on = closable_on(case)
    if first_on is None or today < first_on:
        raise Conflict(f"The requester has until {first_on:%-d %B %Y} to answer." if first_on else "Remind them first.")
    require_words(command.words, regime=case.regime, silence=silence_of(uow.session, command.case), field="words")
    at = clock.utc_now()
    message = uow.people.add_message(command.case, "refusal", at, words=command.words.strip())
    lapsed = RequestLapsed(lapsed_on=today, awaited=awaited(case))
    # They were told the day twice, and what comes late opens the request again: no second person is asked.
    uow.letters.send(case, command.actor, at, message, lapsed, is_agreed=True)
