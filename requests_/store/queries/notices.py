"""Whom a case's information was given to, and what came of telling them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.store.notice_tables import LegalHoldRow, RecipientNoticeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """One recipient, what they are told, and what they answered."""

    key: str
    recipient: str
    name: str
    email: str
    given_on: date | None
    words: str
    sent_at: datetime | None
    answered_on: date | None
    answer: str


def notice_rows(session: Session, case: CaseId) -> tuple[NoticeRow, ...]:
    """Every recipient of a case, in the order in which they were named."""
    rows = session.scalars(
        select(RecipientNoticeRow)
        .where(RecipientNoticeRow.case_id == case)
        .order_by(RecipientNoticeRow.made_at, RecipientNoticeRow.id)
    )
    return tuple(
        NoticeRow(
            key=row.id,
            recipient=row.recipient,
            name=row.name,
            email=row.email,
            given_on=row.given_on,
            words=row.words,
            sent_at=row.sent_at,
            answered_on=row.answered_on,
            answer=row.answer,
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRow:
    """One legal hold; `lifted_at` is None while it stands."""

    key: str
    source: str
    ref: str
    reason: str
    placed_at: datetime
    lifted_at: datetime | None


def hold_rows(session: Session, case: CaseId) -> tuple[HoldRow, ...]:
    """Every hold that was placed in a case, oldest first."""
    rows = session.scalars(
        select(LegalHoldRow).where(LegalHoldRow.case_id == case).order_by(LegalHoldRow.placed_at, LegalHoldRow.id)
    )
    return tuple(
        HoldRow(
            key=row.id,
            source=row.source,
            ref=row.ref,
            reason=row.reason,
            placed_at=row.placed_at,
            lifted_at=row.lifted_at,
        )
        for row in rows
    )
