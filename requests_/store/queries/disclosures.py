"""Who was given what by the portal: released copies, and the recipients that were named and told of a change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from requests_.model.addressee import CopyGoesTo
from requests_.model.staff import Actor
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.document_tables import Pack
from requests_.store.notice_tables import RecipientNoticeRow
from requests_.store.queries.desk import is_listed_for


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedCopy:
    """A copy that went to whoever asked, or to whom they named; `pages` is 0 once the case's details are erased."""

    reference: str
    right: str
    regime: str
    capacity: str
    copy_goes_to: CopyGoesTo
    pages: int
    released_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRecipient:
    """Somebody who had been given information that changed: who, of which kind, and since when as far as known."""

    reference: str
    right: str
    regime: str
    name: str
    recipient: str
    given_on: date | None
    named_at: datetime
    is_told: bool


def released_copies(session: Session, actor: Actor, since: datetime, until: datetime) -> tuple[ReleasedCopy, ...]:
    """The copies released from one instant to another; of restricted cases for those named on them."""
    received, released = CaseEventRow.__table__.alias("received"), CaseEventRow.__table__.alias("released")
    query = (
        select(CaseRow, received.c.payload, released.c.payload, released.c.at, func.coalesce(Pack.pages, 0))
        .join(released, and_(released.c.case_id == CaseRow.id, released.c.kind == "pack_released"))
        .join(received, and_(received.c.case_id == CaseRow.id, received.c.seq == 1))
        .outerjoin(Pack, Pack.id == released.c.payload["pack"].as_string())
        .where(released.c.at >= since, released.c.at < until, is_listed_for(actor))
        .order_by(released.c.at, CaseRow.reference)
    )
    return tuple(
        ReleasedCopy(
            reference=case.reference,
            right=case.right,
            regime=case.regime,
            capacity=asked["capacity"],
            copy_goes_to=CopyGoesTo(sent.get("copy_goes_to", CopyGoesTo.REQUESTER)),
            pages=pages,
            released_at=at,
        )
        for case, asked, sent, at, pages in session.execute(query)
    )


def told_recipients(session: Session, actor: Actor, since: datetime, until: datetime) -> tuple[ToldRecipient, ...]:
    """The recipients named from one instant to another, until their case's details are erased."""
    query = (
        select(CaseRow, RecipientNoticeRow)
        .join(RecipientNoticeRow, RecipientNoticeRow.case_id == CaseRow.id)
        .where(RecipientNoticeRow.made_at >= since, RecipientNoticeRow.made_at < until, is_listed_for(actor))
        .order_by(RecipientNoticeRow.made_at, CaseRow.reference)
    )
    return tuple(
        ToldRecipient(
            reference=case.reference,
            right=case.right,
            regime=case.regime,
            name=row.name,
            recipient=row.recipient,
            given_on=row.given_on,
            named_at=row.made_at,
            is_told=row.sent_at is not None,
        )
        for case, row in session.execute(query)
    )
