"""The counts that a watching machine reads: one statement each, over rows that an index finds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from requests_.clock import london_date_of
from requests_.model.case import Stage
from requests_.model.desk import CaseList
from requests_.reporting.metrics import Sample
from requests_.store.case_tables import CaseRow
from requests_.store.daily_tables import DailyRunRow
from requests_.store.operations_tables import OutboxRow
from requests_.store.outbox import WorkState

AT_RISK = timedelta(days=7)
# The jobs that end in a mail.
MAIL_JOBS = (
    "offer_code",
    "send_message",
    "send_draft_link",
    "write_to_staff",
    "ask_team",
    "tell_recipient",
    "ask_third_party",
    "remind_third_party",
)
_OPEN = CaseRow.case_list == CaseList.OPEN.value


def metrics(session: Session, now: datetime) -> Iterator[Sample]:
    """Every sample that the database knows."""
    today = london_date_of(now)
    counted = _by(session, CaseRow.stage, _OPEN)
    yield from (Sample("rights_cases_open", counted.get(stage.value, 0), stage.value) for stage in Stage)
    for name, condition in (
        ("rights_deadlines_at_risk", CaseRow.due_on.between(today, today + AT_RISK)),
        ("rights_deadlines_overdue", CaseRow.due_on < today),
        ("rights_deadlines_unknown", CaseRow.clock_state == "unknown"),
        ("rights_cases_flagged", CaseRow.has_failure),
    ):
        yield Sample(name, session.scalar(select(func.count()).select_from(CaseRow).where(_OPEN, condition)) or 0)
    waiting = _by(session, OutboxRow.job, OutboxRow.state == WorkState.OPEN)
    failed = _by(session, OutboxRow.job, OutboxRow.state == WorkState.FAILED)
    yield from (Sample("rights_work_waiting", count, job) for job, count in waiting.items())
    yield from (Sample("rights_work_failed", count, job) for job, count in failed.items())
    yield from _ages(session, now)
    unsent = sum(found.get(job, 0) for job in MAIL_JOBS for found in (waiting, failed))
    yield Sample("rights_mail_not_sent", unsent)
    newest = select(DailyRunRow.job, func.max(DailyRunRow.ended_at)).where(DailyRunRow.about == "")
    for job, ended_at in session.execute(newest.group_by(DailyRunRow.job)):
        yield Sample("rights_last_done_timestamp_seconds", ended_at.timestamp(), job)


def _by(session: Session, column: InstrumentedAttribute[str], condition: ColumnElement[bool]) -> dict[str, int]:
    rows = session.execute(select(column, func.count()).where(condition).group_by(column))
    return {row[0]: row[1] for row in rows}


def _ages(session: Session, now: datetime) -> Iterator[Sample]:
    is_due = (OutboxRow.state == WorkState.OPEN, OutboxRow.available_at <= now)
    oldest = select(OutboxRow.job, func.min(OutboxRow.available_at)).where(*is_due).group_by(OutboxRow.job)
    for job, since in session.execute(oldest):
        yield Sample("rights_work_oldest_seconds", (now - since).total_seconds(), job)
