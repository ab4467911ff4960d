"""Letters on paper: ready to print, posted or handed over on a day that a person records, or taken back."""

from __future__ import annotations

from requests_.clock import Clock, london_date_of
from requests_.errors import Conflict, InvalidCommand
from requests_.ids import CaseId
from requests_.model.case import Case
from requests_.model.desk import ENDED
from requests_.model.events.answering import NotConfirmed
from requests_.model.events.base import SentBy
from requests_.model.events.linking import RequestTransferred
from requests_.model.events.sending import LetterPrinted, LetterWithdrawn, MessageSent, PackReleased
from requests_.model.lifecycle import Action, require
from requests_.model.staff import SYSTEM
from requests_.model.waiting_letters import RecordPosted, WaitingLetter, WithdrawLetter
from requests_.store.released import tell_addressee
from requests_.store.session import UnitOfWork


def record_printed(uow: UnitOfWork, clock: Clock, message: str, *, letter: str = "") -> None:
    """A letter is ready to be printed; `letter` is the SHA-256 of its PDF, "" for one that comes with its pack."""
    case = uow.cases.load(CaseId(uow.people.message(message).case_id))
    if message in case.letters:
        uow.cases.append(case, SYSTEM, clock.utc_now(), LetterPrinted(message=message, letter=letter))


def record_posted(uow: UnitOfWork, clock: Clock, command: RecordPosted) -> None:
    """A person posted a letter or handed it over: the requester was told on that day, and what it says holds from it.

    Raises InvalidCommand for a day that cannot be, or a road that is not safe; Conflict for a letter that is not ready,
    or that would end a request which ended in the meantime.
    """
    case, at = uow.cases.load(command.case), clock.utc_now()
    require(case, Action.POST_LETTER, command.actor)
    letter, row = _waiting(case, command.message), uow.people.message(command.message)
    if not letter.is_printed:
        raise Conflict("This letter is still being made. Look again in a moment.")
    if not london_date_of(row.made_at) <= command.posted_on <= clock.london_date():
        raise InvalidCommand("A letter is posted between the day it was written and today.", field="posted_on")
    if command.sent_by is SentBy.POST and not uow.people.requester_of(case.key).is_safe_to_write:
        raise InvalidCommand("It is not safe to post letters to this person: hand it over.", field="sent_by")
    if letter.ends_the_case and case.stage in ENDED:
        raise Conflict("This request ended before the letter was posted. Withdraw the letter.")
    row.sent_at, row.posted_on = at, command.posted_on
    sent = MessageSent(
        message=command.message,
        message_kind=letter.kind,
        letter=letter.letter,
        sent_on=command.posted_on,
        sent_by=command.sent_by,
        row_seal=uow.row_seals.seal_sent(command.message),
    )
    effects = letter.effects_on(command.posted_on)
    after = uow.cases.append(case, command.actor, at, sent, *effects)
    if any(isinstance(effect, PackReleased) for effect in effects):
        tell_addressee(uow, after, at)
    if any(isinstance(effect, NotConfirmed | RequestTransferred) for effect in effects):
        uow.outbox.withdraw_all(case.key, at)


def withdraw_letter(uow: UnitOfWork, clock: Clock, command: WithdrawLetter) -> None:
    """Take a letter back that was not posted: nothing that it says holds, and it is thrown away."""
    case, at = uow.cases.load(command.case), clock.utc_now()
    require(case, Action.WITHDRAW_LETTER, command.actor)
    letter = _waiting(case, command.message)
    work = uow.outbox.for_effect("send_message", case.key, command.message)
    if work is not None:
        uow.outbox.mark_done(work.key, at)
    withdrawn = LetterWithdrawn(message=letter.message, message_kind=letter.kind)
    uow.cases.append(case, command.actor, at, withdrawn)
    uow.letters.forget(command.message)


def _waiting(case: Case, message: str) -> WaitingLetter:
    letter = case.letters.get(message)
    if letter is None or letter.post_by is None:
        raise Conflict("This letter does not wait to be posted: it was posted, or withdrawn, in the meantime.")
    return letter
