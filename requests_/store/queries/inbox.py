"""What came by mail and waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from requests_.model.arrivals import Fate
from requests_.store.inbox_tables import InboxMailRow
from requests_.store.logging_tables import LoggedDraft

_LEFT = (InboxMailRow.fate == Fate.LEFT, InboxMailRow.settled_at.is_(None))


@dataclass(frozen=True, slots=True)
class MailLeft:
    """A mail that lies in the mailbox still, and why: people find it there by the moment it came."""

    digest: str
    arrived_at: datetime
    reason: str


def mails_left(session: Session) -> tuple[MailLeft, ...]:
    """Every mail that was left and that nobody has looked at, the oldest first."""
    columns = (InboxMailRow.digest, InboxMailRow.arrived_at, InboxMailRow.reason)
    rows = session.execute(select(*columns).where(*_LEFT).order_by(InboxMailRow.arrived_at))
    return tuple(MailLeft(*row) for row in rows)


def waiting_by_mail() -> Select[int]:
    """How many mails wait for a person: drafts that nobody began, and mails that were left."""
    drafts = select(func.count()).select_from(LoggedDraft).where(LoggedDraft.made_by.is_(None)).scalar_subquery()
    left = select(func.count()).select_from(InboxMailRow).where(*_LEFT).scalar_subquery()
    return select(drafts + left)
