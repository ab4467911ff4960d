"""Erasing what is kept no longer: the details of a case for good, what its requester sent, and keeping a case back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from requests_.clock import Clock
from requests_.deadlines.periods import add_months
from requests_.errors import Conflict, InvalidCommand
from requests_.ids import CaseId
from requests_.model.case import Case
from requests_.model.events.keeping import DetailsErased, EvidenceErased, KeptLonger
from requests_.model.lifecycle import Action, require
from requests_.model.retention import FEWEST_TOGETHER, LONGEST_HOLD_MONTHS, SCHEDULE, ErasureReason, KeepLonger, Kept
from requests_.model.staff import SYSTEM
from requests_.model.verdicts import Verdict
from requests_.store.case_words import forget_words
from requests_.store.erased_tables import LONGEST_SCHOOL, ErasedCase
from requests_.store.file_tables import SentFile
from requests_.store.people_tables import RequestDetails
from requests_.store.personal_data import erase_rows
from requests_.store.queries.retention import DueGroup, due_evidence, due_groups, group_of
from requests_.store.session import Store, UnitOfWork

DESTROY = "destroy_files"


@dataclass(frozen=True, slots=True)
class Applied:
    """What the schedule came to on a day."""

    cases: tuple[CaseId, ...]
    files: int


def apply_schedule(store: Store, clock: Clock) -> Applied:
    """Erase everything whose time is over today: a sweep over all cases, each group of them in its own transaction."""
    today = clock.london_date()
    with store.unit_of_work() as uow:
        files = erase_evidence(uow, clock)
        uow.commit()
    with store.reading() as session:
        due = [group.spans[0].case for group in _due(session, today)]
    erased: list[CaseId] = []
    for case in due:
        with store.unit_of_work() as uow:
            erased += erase_due(uow, clock, case)
            uow.commit()
    return Applied(tuple(erased), files)


def foresee_schedule(store: Store, clock: Clock) -> Applied:
    """What `apply_schedule` would erase today; nothing is changed."""
    today = clock.london_date()
    with store.reading() as session:
        files = sum(due.files for due in due_evidence(session, today))
        cases = tuple(span.case for group in _due(session, today) for span in group.spans)
    return Applied(cases, files)


def _due(session: Session, today: date) -> list[DueGroup]:
    return [group for group in due_groups(session, today) if group.is_due(today)]


def erase_due(uow: UnitOfWork, clock: Clock, case: CaseId) -> tuple[CaseId, ...]:
    """Erase a case whose time is over, with every request about it; returns them, none when they are kept after all."""
    group = group_of(uow.session, case)
    return _erase(uow, clock, group, ErasureReason.SCHEDULE) if group.is_due(clock.london_date()) else ()


def erase_by_decision(uow: UnitOfWork, clock: Clock, case: CaseId) -> tuple[CaseId, ...]:
    """Erase a case before its time, with every request about it; returns them all.

    Raises Conflict, with the reason, when one of them is not over, is held, or is kept back by somebody.
    """
    require(uow.cases.load(case), Action.ERASE_DETAILS, SYSTEM)
    group, today = group_of(uow.session, case), clock.london_date()
    is_kept = any(span.keep_until is not None and span.keep_until > today for span in group.spans)
    if is_kept or group.goes_on is None:
        raise Conflict(f"Nothing was erased. {group.stays_for}")
    return _erase(uow, clock, group, ErasureReason.DECISION)


def erase_again(uow: UnitOfWork, clock: Clock, case: CaseId) -> bool:
    """Erase a case that a restored backup brought back, whatever stands against it: it was erased before.

    Returns False for what is erased, and for a space of files that is no case.
    """
    if not uow.cases.is_held(case):
        return False
    _erase_one(uow, clock, uow.cases.load(case), ErasureReason.RESTORED)
    return True


def erase_evidence(uow: UnitOfWork, clock: Clock) -> int:
    """Destroy the files of the requesters whose time is over today; returns how many. What was seen stays noted."""
    count = 0
    for due in due_evidence(uow.session, clock.london_date()):
        case = uow.cases.load(due.case)
        require(case, Action.ERASE_EVIDENCE, SYSTEM)
        for row in uow.session.scalars(select(SentFile).where(SentFile.case_id == case.key, SentFile.sha256 != "")):
            uow.vault.of(row.space).shred(row.sha256)
            row.sha256, row.file_name, row.verdict = "", "", Verdict.DESTROYED
        event = EvidenceErased(erased_on=clock.london_date(), files=due.files)
        uow.cases.append(case, SYSTEM, clock.utc_now(), event)
        count += due.files
    return count


def keep_longer(uow: UnitOfWork, clock: Clock, command: KeepLonger) -> None:
    """Keep a case back from erasure until a day. Raises InvalidCommand without a reason or for a day out of reach."""
    case, today = uow.cases.load(command.case), clock.london_date()
    require(case, Action.KEEP_LONGER, command.actor)
    if not command.record.strip():
        raise InvalidCommand("Write down why the case is kept, and for whom.", field="record")
    last = add_months(today, LONGEST_HOLD_MONTHS)
    if not today <= command.until <= last:
        raise InvalidCommand(f"Choose a day from today to {last:%-d %B %Y}; today ends it.", field="until")
    at = clock.utc_now()
    record = uow.people.add_record(command.case, "retention", Kept.CASE, command.record, by=command.actor.key, at=at)
    uow.cases.append(case, command.actor, at, KeptLonger(until=command.until, record=record))


def _erase(uow: UnitOfWork, clock: Clock, group: DueGroup, reason: ErasureReason) -> tuple[CaseId, ...]:
    loaded = [uow.cases.load(span.case) for span in group.spans]
    for case in loaded:
        require(case, Action.ERASE_DETAILS, SYSTEM)
    for case in loaded:
        _erase_one(uow, clock, case, reason)
    return tuple(case.key for case in loaded)


def _erase_one(uow: UnitOfWork, clock: Clock, case: Case, reason: ErasureReason) -> None:
    today, at = clock.london_date(), clock.utc_now()
    # Written down first: what is erased and not on the list could come back with a backup.
    uow.vault.keys.erasures.add(case.key)
    uow.outbox.withdraw_all(case.key, at, with_mails=True)
    spaces = _spaces_of(uow, case.key)
    uow.session.add(ErasedCase(case_id=case.key, erased_on=today, school=_shared_school(uow, case.key)))
    uow.session.flush()
    counts = erase_rows(uow.session, case.key)
    forget_words(uow.session, case.key, uow.cases.reference_of(case.key))
    months = SCHEDULE[Kept.CASE].months if reason is ErasureReason.SCHEDULE else 0
    event = DetailsErased(erased_on=today, reason=reason, months=months, **counts)
    uow.cases.append(case, SYSTEM, at, event)
    for space in (case.key, *spaces):
        uow.outbox.add(DESTROY, case.key, f"{space}:{at.isoformat()}", at, space=space)


def _spaces_of(uow: UnitOfWork, case: CaseId) -> list[str]:
    """The spaces of forms that hold files of this case and of no other."""
    others = select(SentFile.space).where(SentFile.case_id != case)
    own = select(SentFile.space).distinct().where(SentFile.case_id == case, SentFile.space != case)
    return list(uow.session.scalars(own.where(SentFile.space.not_in(others))))


def _shared_school(uow: UnitOfWork, case: CaseId) -> str:
    """The school the figures count the case under, where so many requests name it that it tells of nobody."""
    details = uow.session.get(RequestDetails, case)
    school = str((details.subject if details is not None else {}).get("school") or "")[:LONGEST_SCHOOL]
    if not school:
        return ""
    held = select(func.count()).where(RequestDetails.subject["school"].as_string() == school)
    gone = select(func.count()).where(ErasedCase.school == school)
    count = sum(uow.session.scalar(query) or 0 for query in (held, gone))
    return school if count >= FEWEST_TOGETHER else ""
