"""Accounts and sessions of members of staff."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from requests_.errors import Conflict
from requests_.ids import StaffId, new_id
from requests_.model.staff import Role
from requests_.store.operations_tables import StaffMember, StaffSession


class StaffRepository:
    """Who may sign in, and who is signed in."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, *, email: str, display_name: str, roles: tuple[Role, ...], password_hash: str) -> StaffId:
        """Open an account. Raises Conflict when the address has one."""
        if self.with_email(email) is not None:
            raise Conflict("There is an account with this e-mail address already.")
        row = StaffMember(
            id=new_id(),
            email=email.casefold(),
            display_name=display_name,
            roles=[role.value for role in roles],
            password_hash=password_hash,
            is_active=True,
        )
        self._session.add(row)
        self._session.flush()
        return StaffId(row.id)

    def with_email(self, email: str) -> StaffMember | None:
        """The account of an address, whatever its case."""
        return self._session.scalars(select(StaffMember).where(StaffMember.email == email.casefold())).one_or_none()

    def open_session(self, secret_hash: str, staff: str, at: datetime) -> None:
        """Keep a session."""
        self._session.add(StaffSession(secret_hash=secret_hash, staff_id=staff, started_at=at, last_seen_at=at))

    def session(self, secret_hash: str) -> tuple[StaffSession, StaffMember] | None:
        """A session and whose it is."""
        row = self._session.execute(
            select(StaffSession, StaffMember)
            .join(StaffMember, StaffMember.id == StaffSession.staff_id)
            .where(StaffSession.secret_hash == secret_hash)
        ).one_or_none()
        return None if row is None else (row[0], row[1])

    def end_session(self, secret_hash: str) -> None:
        """Forget a session."""
        self._session.execute(delete(StaffSession).where(StaffSession.secret_hash == secret_hash))
