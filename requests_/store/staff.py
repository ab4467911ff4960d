"""Accounts of members of staff, and where they are signed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from requests_.errors import Conflict, NotFound
from requests_.ids import StaffId, digest_of, new_id, new_secret
from requests_.model.staff import Actor, ActorKind, Role
from requests_.model.staff_session import LONGEST_BROWSER, OpenedSession, OpenedWith, SessionState
from requests_.store.own_marks import give_mark, is_ours
from requests_.store.provider_identities import ProviderIdentities
from requests_.store.second_steps import SecondSteps
from requests_.store.staff_tables import StaffEventRow, StaffInvitation, StaffMember, StaffSession


class StaffRepository:
    """Who may sign in, and who is signed in."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.second_steps = SecondSteps(session)
        self.identities = ProviderIdentities(session)

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
            totp_sealed="",
            totp_step=0,
        )
        self._session.add(row)
        self._session.flush()
        return StaffId(row.id)

    def with_email(self, email: str) -> StaffMember | None:
        """The account of an address, whatever its case."""
        return self._session.scalars(select(StaffMember).where(StaffMember.email == email.casefold())).one_or_none()

    def get(self, staff: str) -> StaffMember:
        """An account, locked until this transaction ends. Raises NotFound."""
        row = self._session.scalars(select(StaffMember).where(StaffMember.id == staff).with_for_update()).one_or_none()
        if row is None:
            raise NotFound("There is no such account.")
        return row

    def others_with(self, role: Role, staff: str) -> int:
        """How many other open accounts hold a role."""
        members = self._session.scalars(select(StaffMember).where(StaffMember.is_active, StaffMember.id != staff))
        return sum(role.value in member.roles for member in members)

    # --- sessions ---

    def open_session(
        self,
        member: StaffMember,
        at: datetime,
        *,
        opened_with: OpenedWith,
        browser: str,
        awaits_code: bool = False,
    ) -> OpenedSession:
        """Open a session; only the hash of its secret is kept."""
        secret = new_secret()
        self._session.add(
            StaffSession(
                secret_hash=digest_of(secret),
                key=new_id(),
                staff_id=member.id,
                started_at=at,
                last_seen_at=at,
                opened_with=opened_with.value,
                browser=browser[:LONGEST_BROWSER],
                awaits_code=awaits_code,
            )
        )
        roles = frozenset(Role(role) for role in member.roles)
        return OpenedSession(secret, Actor(ActorKind.STAFF, member.id, roles), awaits_code)

    def session(self, secret_hash: str) -> tuple[StaffSession, StaffMember] | None:
        """A session that the portal opened, and whose it is."""
        row = self._session.execute(
            select(StaffSession, StaffMember)
            .join(StaffMember, StaffMember.id == StaffSession.staff_id)
            .where(StaffSession.secret_hash == secret_hash)
        ).one_or_none()
        return None if row is None or not is_ours(self._session, row[0]) else (row[0], row[1])

    def see_session(self, secret_hash: str, state: SessionState, at: datetime) -> None:
        """Write down that a session is in use, if it is still what it was."""
        row = StaffSession(
            secret_hash=secret_hash,
            key=state.key,
            staff_id=state.actor.key,
            started_at=state.started_at,
            last_seen_at=at,
            opened_with=state.opened_with.value,
            browser=state.browser,
            awaits_code=state.awaits_code,
        )
        give_mark(self._session, row)
        self._session.execute(
            update(StaffSession)
            .where(StaffSession.secret_hash == secret_hash, StaffSession.last_seen_at == state.last_seen_at)
            .values(last_seen_at=at, mark=row.mark)
        )

    def end_session(self, secret_hash: str) -> None:
        """Forget a session."""
        self._session.execute(delete(StaffSession).where(StaffSession.secret_hash == secret_hash))

    def end_session_of(self, staff: str, key: str) -> None:
        """Forget one session of an account by its key. Raises NotFound for another's."""
        ended = self._session.execute(
            delete(StaffSession)
            .where(StaffSession.key == key, StaffSession.staff_id == staff)
            .returning(StaffSession.key)
        ).all()
        if not ended:
            raise NotFound("There is no such session.")

    def end_sessions_of(self, staff: str, *, but: str = "") -> None:
        """Forget every session of an account but one."""
        self._session.execute(delete(StaffSession).where(StaffSession.staff_id == staff, StaffSession.key != but))

    # --- invitations, and what happened ---

    def invite(self, secret_hash: str, staff: str, expires_at: datetime) -> None:
        """Keep an invitation in place of any earlier one."""
        self._session.execute(delete(StaffInvitation).where(StaffInvitation.staff_id == staff))
        self._session.add(StaffInvitation(secret_hash=secret_hash, staff_id=staff, expires_at=expires_at))

    def invited(self, secret_hash: str, now: datetime) -> StaffMember | None:
        """Whom an invitation is for, while it lasts and their account is open."""
        return self._session.scalars(
            select(StaffMember)
            .join(StaffInvitation, StaffInvitation.staff_id == StaffMember.id)
            .where(StaffInvitation.secret_hash == secret_hash, StaffInvitation.expires_at > now, StaffMember.is_active)
        ).one_or_none()

    def withdraw_invitations(self, staff: str) -> None:
        """Make every open invitation of an account useless."""
        self._session.execute(delete(StaffInvitation).where(StaffInvitation.staff_id == staff))

    def record(self, staff: str, kind: str, at: datetime, *, by: str, detail: str = "") -> None:
        """Write down what happened to an account; never a secret, never a password."""
        self._session.add(StaffEventRow(staff_id=staff, by_id=by, kind=kind, detail=detail, at=at))
