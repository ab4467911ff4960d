"""A mail of ours that came back: its case is flagged, and where there is no such address, a breach is suspected."""

from __future__ import annotations

from requests_.errors import NotFound
from requests_.ids import CaseId
from requests_.model.arrivals import Fate, Returned, is_only_late, reason_of, returned_in
from requests_.model.breaches.commands import SuspectBreach
from requests_.model.breaches.terms import BreachKind, Origin
from requests_.services import breaches
from requests_.services.work import record_work_failed
from requests_.store.outbox import Work
from requests_.store.session import UnitOfWork
from workers.context import Tools

UNKNOWN = "A mail of ours came back, and does not say which: look at it in the mailbox."
SUSPICION = (
    "A message of this case came back, as there is no such address. Look whose address was given, and whether anything "
    "else was sent to it."
)


def take_returned(tools: Tools, uow: UnitOfWork, content: bytes) -> tuple[Fate, str]:
    """Flag what a delivery report tells of; returns the mail's fate, and why it was left."""
    if is_only_late(content):
        return Fate.IGNORED, ""
    returned = returned_in(content)
    work = None if returned is None else _work(uow, returned)
    if returned is None or work is None:
        return Fate.LEFT, UNKNOWN
    case = uow.cases.load(work.case)
    if case.erased_on is not None or work.key in case.failed_work:
        return Fate.RETURNED, ""
    record_work_failed(uow, tools.clock, case=work.case, outbox=work.key, job=work.job, reason=reason_of(returned))
    if returned.is_wrong_address:
        _suspect(tools, uow, work)
    return Fate.RETURNED, ""


def _work(uow: UnitOfWork, returned: Returned) -> Work | None:
    if returned.work:
        found = uow.outbox.named(returned.work)
        return found if found is not None and found.case else None
    try:
        case = CaseId(uow.people.message(returned.message).case_id)
    except NotFound:
        return None
    return uow.outbox.for_effect("send_message", case, returned.message)


def _suspect(tools: Tools, uow: UnitOfWork, work: Work) -> None:
    command = SuspectBreach(
        origin=Origin.BOUNCED_MESSAGE,
        what=BreachKind.WRONG_RECIPIENT,
        about=work.key,
        report=SUSPICION,
        reference=uow.cases.reference_of(work.case),
    )
    breaches.suspect(uow, tools.clock, command)
