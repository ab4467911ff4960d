"""Work to be done, asked for in the same transaction as the reason for it. Nothing is only in the queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from requests_.ids import CaseId, new_id
from requests_.store.operations_tables import OutboxRow

# What is done for a case that has ended too: mails leave, what somebody asked or sent is seen to, a copy of a proof is
# destroyed, and programs are told how it ended.
_OUTLIVES_THE_CASE = frozenset(
    {
        "send_message",
        "send_text",
        "open_follow_up",
        "check_file",
        "forget_proof",
        "announce_stage",
        "send_webhook",
    }
)


class WorkState(StrEnum):
    """How far a piece of work has come."""

    OPEN = "open"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One piece of work: the job's name and its arguments, which are ids only. `case` is "" for work of no case."""

    key: str
    case: CaseId
    job: str
    arguments: dict[str, Any]
    attempts: int
    made_at: datetime
    sent_at: datetime | None


class Outbox:
    """The list of work, in the database."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        job: str,
        case: CaseId | None,
        effect: str,
        at: datetime,
        *,
        not_before: datetime | None = None,
        **arguments: str,
    ) -> str:
        """Ask for a job. The same effect of the same case asked for twice is one piece of work; returns its id."""
        key = f"{job}:{case}:{effect}"
        known = self._session.scalar(select(OutboxRow.id).where(OutboxRow.key == key))
        if known is not None:
            return known
        row = OutboxRow(
            id=new_id(),
            key=key,
            case_id=case,
            job=job,
            arguments=arguments,
            state=WorkState.OPEN,
            attempts=0,
            made_at=at,
            available_at=not_before or at,
            sent_at=None,
            done_at=None,
            reason="",
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def named(self, key: str) -> Work | None:
        """One piece of work, however far it has come."""
        row = self._session.get(OutboxRow, key)
        return None if row is None else _work(row)

    def for_effect(self, job: str, case: CaseId, effect: str) -> Work | None:
        """The piece of work that was asked for with this effect, however far it has come."""
        row = self._session.scalars(select(OutboxRow).where(OutboxRow.key == f"{job}:{case}:{effect}")).one_or_none()
        return None if row is None else _work(row)

    def due(self, now: datetime, *, resend_after: timedelta, limit: int = 200) -> list[Work]:
        """Open work that was never sent to the queue, or was sent so long ago that it may be lost."""
        rows = self._session.scalars(
            select(OutboxRow)
            .where(
                OutboxRow.state == WorkState.OPEN,
                OutboxRow.available_at <= now,
                (OutboxRow.sent_at.is_(None)) | (OutboxRow.sent_at <= now - resend_after),
            )
            .order_by(OutboxRow.available_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return [_work(row) for row in rows]

    def take(self, key: str) -> Work | None:
        """Lock one piece of open work for this transaction; None when it is done, failed or unknown."""
        row = self._session.scalars(
            select(OutboxRow).where(OutboxRow.id == key, OutboxRow.state == WorkState.OPEN).with_for_update()
        ).one_or_none()
        return None if row is None else _work(row)

    def mark_sent(self, key: str, now: datetime) -> None:
        """The queue has it."""
        self._change(key, sent_at=now)

    def mark_done(self, key: str, now: datetime) -> None:
        """Its effect is in this transaction."""
        self._change(key, state=WorkState.DONE, done_at=now, reason="")

    def postpone(self, key: str, until: datetime, reason: str) -> None:
        """It did not work this time: try again at `until`."""
        self._change(key, sent_at=None, available_at=until, attempts=OutboxRow.attempts + 1, reason=reason)

    def withdraw(self, job: str, case: CaseId, now: datetime) -> None:
        """Nobody wants it any more: whoever is doing it now finds it closed, and records nothing."""
        is_open = (OutboxRow.case_id == case, OutboxRow.job == job, OutboxRow.state == WorkState.OPEN)
        change = update(OutboxRow).where(*is_open)
        self._session.execute(change.values(state=WorkState.DONE, done_at=now, reason="Withdrawn."))

    def withdraw_failed(self, job: str, case: CaseId, now: datetime) -> tuple[str, ...]:
        """Nobody wants any more what had given up; returns the keys of that work."""
        has_failed = (OutboxRow.case_id == case, OutboxRow.job == job, OutboxRow.state == WorkState.FAILED)
        keys = tuple(sorted(self._session.scalars(select(OutboxRow.id).where(*has_failed))))
        change = update(OutboxRow).where(OutboxRow.id.in_(keys))
        self._session.execute(change.values(state=WorkState.DONE, done_at=now, reason="Withdrawn."))
        return keys

    def withdraw_all(self, case: CaseId, now: datetime, *, with_mails: bool = False) -> None:
        """Nobody wants anything of a case done any more, but what outlives it, its mails first; or not even that."""
        change = update(OutboxRow).where(OutboxRow.case_id == case, OutboxRow.state == WorkState.OPEN)
        if not with_mails:
            change = change.where(OutboxRow.job.not_in(_OUTLIVES_THE_CASE))
        self._session.execute(change.values(state=WorkState.DONE, done_at=now, reason="Withdrawn."))

    def give_up(self, key: str, now: datetime, reason: str) -> None:
        """It will not be tried again unless somebody says so."""
        self._change(key, state=WorkState.FAILED, done_at=now, attempts=OutboxRow.attempts + 1, reason=reason)

    def resume(self, key: str, now: datetime) -> None:
        """Try failed work again."""
        self._change(key, state=WorkState.OPEN, sent_at=None, done_at=None, available_at=now, attempts=0)

    def resume_failed(self, key: str, now: datetime) -> None:
        """Try work again that was given up, and leave other work as it is."""
        if self._session.scalar(select(OutboxRow.state).where(OutboxRow.id == key)) == WorkState.FAILED:
            self.resume(key, now)

    def open_of(self, job: str) -> list[Work]:
        """All open work of one kind."""
        query = select(OutboxRow).where(OutboxRow.state == WorkState.OPEN, OutboxRow.job == job)
        return [_work(row) for row in self._session.scalars(query.order_by(OutboxRow.made_at))]

    def _change(self, key: str, **values: Any) -> None:
        self._session.execute(update(OutboxRow).where(OutboxRow.id == key).values(**values))


def _work(row: OutboxRow) -> Work:
    return Work(
        key=row.id,
        case=CaseId(row.case_id or ""),
        job=row.job,
        arguments=dict(row.arguments),
        attempts=row.attempts,
        made_at=row.made_at,
        sent_at=row.sent_at,
    )
