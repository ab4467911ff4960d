"""What became of background work: a message that left, a job that gave up, a job that is started again."""

from __future__ import annotations

from requests_.clock import Clock
from requests_.errors import Conflict
from requests_.ids import CaseId
from requests_.model.events.keeping import WorkFailed, WorkResumed
from requests_.model.events.sending import MessageSent, TextSent
from requests_.model.staff import SYSTEM, Actor, Permission
from requests_.store.session import UnitOfWork

MAY_HAVE_LEFT = (
    "This was restored from a backup: the message may have left already. Look at the mail server's log before you "
    "start it again."
)


def record_message_sent(uow: UnitOfWork, clock: Clock, message: str, *, letter: str = "") -> None:
    """The mail server took a message, and what it says holds; `letter` is the SHA-256 of the PDF that is kept of it."""
    row, at, today = uow.people.message(message), clock.utc_now(), clock.london_date()
    row.sent_at = at
    case = uow.cases.load(CaseId(row.case_id))
    waiting = case.letters.get(message)
    effects = () if waiting is None else waiting.effects_on(today)
    sent = MessageSent(
        message=message, message_kind=row.kind, letter=letter, sent_on=today, row_seal=uow.row_seals.seal_sent(message)
    )
    uow.cases.append(case, SYSTEM, at, sent, *effects)


def record_text_sent(uow: UnitOfWork, clock: Clock, message: str) -> None:
    """A text message was taken: a code, or the word that there is something to read."""
    row, at = uow.people.message(message), clock.utc_now()
    row.sent_at = row.sent_at or at
    case = uow.cases.load(CaseId(row.case_id))
    uow.cases.append(case, SYSTEM, at, TextSent(message=message, message_kind=row.kind))


def record_work_failed(uow: UnitOfWork, clock: Clock, *, case: CaseId, outbox: str, job: str, reason: str) -> None:
    """A job gave up: its case is flagged until somebody starts it again. `reason` holds no personal data."""
    uow.outbox.give_up(outbox, clock.utc_now(), reason)
    event = WorkFailed(job=job, outbox=outbox, reason=reason)
    uow.cases.append(uow.cases.load(case), SYSTEM, clock.utc_now(), event)


def hold_messages(uow: UnitOfWork, clock: Clock) -> int:
    """Hold every message of a restored backup that had not left then: it may have left since. Returns how many."""
    works = [*uow.outbox.open_of("send_message"), *uow.outbox.open_of("send_text")]
    for work in works:
        record_work_failed(uow, clock, case=work.case, outbox=work.key, job=work.job, reason=MAY_HAVE_LEFT)
    return len(works)


def resume_work(uow: UnitOfWork, clock: Clock, *, case: CaseId, actor: Actor) -> None:
    """Start everything again that had given up for a case."""
    loaded = uow.cases.load(case)
    if not actor.may(Permission.WORK_CASE) or not loaded.failed_work:
        raise Conflict("Nothing in this case has to be started again.")
    at = clock.utc_now()
    for outbox in sorted(loaded.failed_work):
        uow.outbox.resume(outbox, at)
        loaded = uow.cases.append(loaded, actor, at, WorkResumed(outbox=outbox))
