"""Who may sign in to the staff side."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from requests_.clock import Clock
from requests_.errors import InvalidCommand, NotAllowed
from requests_.ids import StaffId, new_secret
from requests_.model.staff import Actor, ActorKind, Role
from requests_.store.session import UnitOfWork

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=10)
SHORTEST_PASSWORD = 12
_HASHER = PasswordHasher()
# Checked when there is no account, so that an unknown address takes as long as a wrong password.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$yy+hscxoXEEFl9Ux20CBvA$diE9LeTgb7GX1Wt9CQvvdv7Vg6LPHqZldsnZaVsIniw"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def add_staff(
    uow: UnitOfWork, clock: Clock, *, email: str, roles: tuple[Role, ...], password: str, display_name: str
) -> StaffId:
    """Open an account. Raises InvalidCommand for an address or password that will not do, Conflict when it exists."""
    if not _EMAIL.fullmatch(email):
        raise InvalidCommand("That is not an e-mail address.")
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidCommand(f"A password has {SHORTEST_PASSWORD} characters at least.")
    if not roles:
        raise InvalidCommand("An account needs a role at least.")
    return uow.staff.add(email=email, display_name=display_name, roles=roles, password_hash=_HASHER.hash(password))


def sign_in(uow: UnitOfWork, clock: Clock, email: str, password: str) -> str:
    """A new session's secret. Raises NotAllowed, alike for an unknown address and a wrong password."""
    member = uow.staff.with_email(email.strip())
    is_right = _verify(_NOBODY if member is None else member.password_hash, password)
    if member is None or not member.is_active or not is_right:
        raise NotAllowed("The e-mail address or the password is not right.")
    secret = new_secret()
    uow.staff.open_session(_digest(secret), member.id, clock.utc_now())
    return secret


def actor_for_session(uow: UnitOfWork, clock: Clock, secret: str) -> Actor | None:
    """Who a session belongs to; None when it ended, was idle too long, or its account was closed."""
    found = uow.staff.session(_digest(secret))
    if found is None:
        return None
    session, member = found
    now = clock.utc_now()
    if not member.is_active or now > session.last_seen_at + IDLE or now > session.started_at + ABSOLUTE:
        uow.staff.end_session(_digest(secret))
        return None
    session.last_seen_at = now
    return Actor(ActorKind.STAFF, member.id, frozenset(Role(role) for role in member.roles))


def sign_out(uow: UnitOfWork, clock: Clock, secret: str) -> None:
    """End a session."""
    uow.staff.end_session(_digest(secret))


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
