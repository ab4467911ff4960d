"""Setting up, giving and taking away the second step: an authenticator app's code, or a recovery code."""

from __future__ import annotations

import hmac

import pyotp

from requests_.clock import Clock
from requests_.errors import InvalidCommand, NotAllowed, NotFound
from requests_.ids import digest_of
from requests_.model.second_step import (
    STEP_SECONDS,
    STEPS_EITHER_WAY,
    Sealer,
    is_app_code,
    new_recovery_codes,
    normal_code,
)
from requests_.model.staff import Actor
from requests_.model.staff_session import WITH_A_CODE, OpenedSession, OpenedWith
from requests_.store.session import UnitOfWork
from requests_.store.staff_tables import StaffMember

WRONG_CODE = "That code is not right. A code of the app is good once, and for half a minute."


def set_up_app(
    uow: UnitOfWork, clock: Clock, sealer: Sealer, actor: Actor, *, secret: str, code: str
) -> tuple[str, ...]:
    """Take an authenticator app whose first code is right; returns fresh recovery codes. Raises InvalidCommand."""
    member = uow.staff.get(actor.key)
    step = _step_of(secret, normal_code(code), clock, after=0)
    if step is None:
        raise InvalidCommand("That code is not right. Type the six digits the app shows now.")
    member.totp_sealed, member.totp_step = sealer.seal(secret, member.id), step
    uow.staff.record(member.id, "app_set_up", clock.utc_now(), by=actor.key)
    return renew_recovery_codes(uow, clock, actor)


def remove_app(uow: UnitOfWork, clock: Clock, actor: Actor) -> None:
    """Forget one's authenticator app; without a passkey, the recovery codes go with it."""
    member = uow.staff.get(actor.key)
    member.totp_sealed, member.totp_step = "", 0
    if not uow.staff.second_steps.passkeys_of(member.id):
        uow.staff.second_steps.remove_all(member.id)
    uow.staff.record(member.id, "app_removed", clock.utc_now(), by=actor.key)


def renew_recovery_codes(uow: UnitOfWork, clock: Clock, actor: Actor) -> tuple[str, ...]:
    """Fresh recovery codes in place of the old ones; shown once, kept only as hashes."""
    codes = new_recovery_codes()
    uow.staff.second_steps.replace_codes(actor.key, tuple(_code_hash(actor.key, code) for code in codes))
    uow.staff.record(actor.key, "recovery_codes_made", clock.utc_now(), by=actor.key)
    return codes


def finish_sign_in(uow: UnitOfWork, clock: Clock, sealer: Sealer, secret: str, code: str) -> OpenedSession:
    """Give the code that a session awaits; returns the session that takes its place.

    Raises NotFound when no session awaits one, NotAllowed for a wrong code.
    """
    found = uow.staff.session(digest_of(secret))
    if found is None or not found[0].awaits_code:
        raise NotFound("Sign in first.")
    session, member = found
    with_app, with_recovery = WITH_A_CODE[OpenedWith(session.opened_with)]
    locked, normal = uow.staff.get(member.id), normal_code(code)
    if _takes_app_code(clock, sealer, locked, normal):
        opened_with = with_app
    elif _takes_recovery_code(uow, clock, locked, normal):
        opened_with = with_recovery
    else:
        raise NotAllowed(WRONG_CODE)
    uow.staff.end_session(digest_of(secret))
    return uow.staff.open_session(member, clock.utc_now(), opened_with=opened_with, browser=session.browser)


def _takes_app_code(clock: Clock, sealer: Sealer, member: StaffMember, code: str) -> bool:
    if not is_app_code(code):
        return False
    secret = sealer.open(member.totp_sealed, member.id) if member.totp_sealed else None
    step = None if secret is None else _step_of(secret, code, clock, after=member.totp_step)
    if step is None:
        return False
    member.totp_step = step
    return True


def _takes_recovery_code(uow: UnitOfWork, clock: Clock, member: StaffMember, code: str) -> bool:
    if is_app_code(code) or not uow.staff.second_steps.use_code(member.id, _code_hash(member.id, code)):
        return False
    uow.staff.record(member.id, "recovery_code_used", clock.utc_now(), by=member.id)
    return True


def _step_of(secret: str, code: str, clock: Clock, *, after: int) -> int | None:
    """The time step of a code, later than the last one that was taken."""
    app, now = pyotp.TOTP(secret), int(clock.utc_now().timestamp()) // STEP_SECONDS
    for step in range(max(now - STEPS_EITHER_WAY, after + 1), now + STEPS_EITHER_WAY + 1):
        if hmac.compare_digest(app.generate_otp(step), code):
            return step
    return None


def _code_hash(staff: str, code: str) -> str:
    return digest_of(f"{staff}:{normal_code(code)}")
