"""Signing in with the council's own sign-in service: it says who somebody is; an account here says what they may do.

Nobody gets an account in this way. An account is found by the identity it is connected to, and the first time by a mail
address that the provider says it verified. From then on the address no longer counts: another person may get it.
"""

from __future__ import annotations

from requests_.clock import Clock
from requests_.errors import Conflict, NotAllowed
from requests_.model.proved_identity import ProvedIdentity
from requests_.model.staff import Actor
from requests_.model.staff_session import OpenedSession, OpenedWith
from requests_.store.session import UnitOfWork
from requests_.store.staff_tables import StaffMember

NO_ACCOUNT = (
    "You are signed in there, and no account here is yours. Ask an administrator for one. If you have one, sign in "
    "with your password and connect it on the page “Your account”."
)


def sign_in(
    uow: UnitOfWork, clock: Clock, proved: ProvedIdentity, *, browser: str, trusts_second_step: bool
) -> OpenedSession:
    """A new session for whoever was proved; it awaits a code when the account has a second step.

    The account's own second step is asked for, unless `trusts_second_step` and the provider asked for one itself.
    Raises NotAllowed, alike for nobody's, a closed and a foreign account.
    """
    member = _owner(uow, clock, proved)
    if member is None or not member.is_active:
        raise NotAllowed(NO_ACCOUNT)
    has_second_step = bool(member.totp_sealed) or bool(uow.staff.second_steps.passkeys_of(member.id))
    is_shown = trusts_second_step and proved.second_step_shown
    return uow.staff.open_session(
        member,
        clock.utc_now(),
        opened_with=OpenedWith.SINGLE_SIGN_ON,
        browser=browser,
        awaits_code=has_second_step and not is_shown,
    )


def connect(uow: UnitOfWork, clock: Clock, actor: Actor, proved: ProvedIdentity) -> None:
    """Let an identity open the actor's own account, in place of any before. Raises Conflict when it is another's."""
    found = uow.staff.identities.owner(proved.issuer, proved.subject)
    if found is not None and found[1].id != actor.key:
        raise Conflict("That sign-in opens somebody else’s account here. Ask an administrator.")
    uow.staff.identities.disconnect(actor.key)
    _connect(uow, clock, actor.key, proved)


def disconnect(uow: UnitOfWork, clock: Clock, actor: Actor) -> None:
    """Let no identity open one's own account any more."""
    if uow.staff.identities.disconnect(actor.key):
        uow.staff.record(actor.key, "single_sign_on_disconnected", clock.utc_now(), by=actor.key)


def _owner(uow: UnitOfWork, clock: Clock, proved: ProvedIdentity) -> StaffMember | None:
    found = uow.staff.identities.owner(proved.issuer, proved.subject)
    if found is not None:
        return found[1]
    member = uow.staff.with_email(proved.email) if proved.email else None
    # An account that is somebody's already is not given to the next holder of their address.
    if member is None or not member.is_active or uow.staff.identities.has(member.id):
        return None
    _connect(uow, clock, member.id, proved)
    return member


def _connect(uow: UnitOfWork, clock: Clock, staff: str, proved: ProvedIdentity) -> None:
    uow.staff.identities.connect(staff, proved.issuer, proved.subject, clock.utc_now())
    uow.staff.record(staff, "single_sign_on_connected", clock.utc_now(), by=staff)
