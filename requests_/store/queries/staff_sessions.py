"""Who a session belongs to, and where a member of staff is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from requests_.model.staff import Actor, ActorKind, Role
from requests_.model.staff_session import OpenedWith, SessionState
from requests_.store.own_marks import is_ours
from requests_.store.staff_tables import Passkey, StaffMember, StaffSession


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One place where somebody is signed in."""

    key: str
    started_at: datetime
    last_seen_at: datetime
    opened_with: str
    browser: str


def session_state(session: Session, secret_hash: str) -> SessionState | None:
    """The session of a secret's hash, in one statement; None when there is none that the portal opened."""
    has_passkey = exists().where(Passkey.staff_id == StaffMember.id)
    row = session.execute(
        select(StaffSession, StaffMember, or_(StaffMember.totp_sealed != "", has_passkey))
        .join(StaffMember, StaffMember.id == StaffSession.staff_id)
        .where(StaffSession.secret_hash == secret_hash)
    ).one_or_none()
    if row is None or not is_ours(session, row[0]):
        return None
    opened, member, has_second_step = row
    return SessionState(
        key=opened.key,
        actor=Actor(ActorKind.STAFF, member.id, frozenset(Role(role) for role in member.roles)),
        display_name=member.display_name,
        email=member.email,
        started_at=opened.started_at,
        last_seen_at=opened.last_seen_at,
        awaits_code=opened.awaits_code,
        opened_with=OpenedWith(opened.opened_with),
        browser=opened.browser,
        is_account_open=member.is_active,
        has_second_step=bool(has_second_step),
    )


def session_rows(session: Session, staff: str) -> tuple[SessionRow, ...]:
    """Where a member of staff is signed in, the newest first."""
    rows = session.scalars(
        select(StaffSession)
        .where(StaffSession.staff_id == staff, StaffSession.awaits_code.is_(False))
        .order_by(StaffSession.last_seen_at.desc(), StaffSession.key)
    )
    return tuple(
        SessionRow(
            key=row.key,
            started_at=row.started_at,
            last_seen_at=row.last_seen_at,
            opened_with=row.opened_with,
            browser=row.browser,
        )
        for row in rows
    )
