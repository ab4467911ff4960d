"""Staff accounts as their owners and the administrators see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import Session, aliased

from requests_.errors import NotFound
from requests_.model.staff import MAIL_JOB, Role
from requests_.store.operations_tables import OutboxRow
from requests_.store.outbox import WorkState
from requests_.store.staff_tables import (
    Passkey,
    ProviderIdentityRow,
    RecoveryCode,
    StaffEventRow,
    StaffMember,
    StaffSession,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """One account. `sessions` is how many places it is signed in at; `team` is "" for none."""

    key: str
    email: str
    display_name: str
    roles: tuple[Role, ...]
    is_open: bool
    has_app: bool
    has_single_sign_on: bool
    passkeys: int
    recovery_codes: int
    sessions: int
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PasskeyRow:
    """One passkey of an account."""

    key: str
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEventRow:
    """One thing that happened to an account; `by` is "" for the command line."""

    kind: str
    detail: str
    by: str
    at: datetime


def account_rows(session: Session) -> tuple[AccountRow, ...]:
    """Every account, the open ones first, by name."""
    query = _accounts().order_by(StaffMember.is_active.desc(), StaffMember.display_name, StaffMember.email)
    return tuple(_account(*row) for row in session.execute(query))


def account(session: Session, staff: str) -> AccountRow:
    """One account. Raises NotFound."""
    row = session.execute(_accounts().where(StaffMember.id == staff)).one_or_none()
    if row is None:
        raise NotFound("There is no such account.")
    return _account(*row)


def passkey_rows(session: Session, staff: str) -> tuple[PasskeyRow, ...]:
    """The passkeys of an account, the oldest first."""
    rows = session.scalars(select(Passkey).where(Passkey.staff_id == staff).order_by(Passkey.added_at, Passkey.id))
    return tuple(PasskeyRow(key=row.id, name=row.name, added_at=row.added_at, used_at=row.used_at) for row in rows)


def account_events(session: Session, staff: str) -> tuple[AccountEventRow, ...]:
    """What happened to an account, the newest first."""
    by = aliased(StaffMember)
    rows = session.execute(
        select(StaffEventRow, by.display_name)
        .outerjoin(by, by.id == StaffEventRow.by_id)
        .where(StaffEventRow.staff_id == staff)
        .order_by(StaffEventRow.id.desc())
    )
    return tuple(AccountEventRow(kind=row.kind, detail=row.detail, by=name or "", at=row.at) for row, name in rows)


def unsent_mail(session: Session, staff: str) -> str:
    """Why the newest mail to an account's owner has not left; "" when it has, or is only just waiting."""
    query = select(OutboxRow.reason).where(
        OutboxRow.key.startswith(f"{MAIL_JOB}:None:{staff}:"), OutboxRow.state != WorkState.DONE
    )
    return session.scalars(query.order_by(OutboxRow.made_at.desc()).limit(1)).first() or ""


_Counted = type[Passkey] | type[RecoveryCode] | type[StaffSession] | type[ProviderIdentityRow]


def _accounts() -> Select[StaffMember, int, int, int, int]:
    def count(table: _Counted) -> ScalarSelect[int]:
        return select(func.count()).where(table.staff_id == StaffMember.id).scalar_subquery()

    return select(StaffMember, count(Passkey), count(RecoveryCode), count(StaffSession), count(ProviderIdentityRow))


def _account(member: StaffMember, passkeys: int, codes: int, sessions: int, identities: int) -> AccountRow:
    return AccountRow(
        key=member.id,
        email=member.email,
        display_name=member.display_name,
        roles=tuple(Role(role) for role in member.roles),
        is_open=member.is_active,
        has_app=bool(member.totp_sealed),
        has_single_sign_on=bool(identities),
        passkeys=passkeys,
        recovery_codes=codes,
        sessions=sessions,
        team=member.team_id or "",
    )
