"""Who may sign in to the staff side: accounts, passwords and sessions."""

from __future__ import annotations

from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from email_validator import EmailNotValidError, validate_email

from requests_.clock import Clock
from requests_.errors import Conflict, InvalidCommand, NotAllowed, NotFound
from requests_.ids import StaffId, digest_of, new_id, new_secret
from requests_.model import passwords
from requests_.model.staff import MAIL_JOB, Actor, Role, StaffMail
from requests_.model.staff_session import OpenedSession, OpenedWith, SessionState
from requests_.store.session import UnitOfWork

INVITED_FOR = timedelta(days=7)
NOT_RIGHT = "The e-mail address or the password is not right."
_HASHER = PasswordHasher()
# Checked when there is no account, so that an unknown address takes as long as a wrong password.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$yy+hscxoXEEFl9Ux20CBvA$diE9LeTgb7GX1Wt9CQvvdv7Vg6LPHqZldsnZaVsIniw"


def add_staff(
    uow: UnitOfWork, clock: Clock, *, email: str, roles: tuple[Role, ...], password: str, display_name: str
) -> StaffId:
    """Open an account. Raises InvalidCommand for an address or password that will not do, Conflict when it exists."""
    _require_account(email, roles)
    _require_password(password, email)
    staff = uow.staff.add(email=email, display_name=display_name, roles=roles, password_hash=_HASHER.hash(password))
    uow.staff.record(staff, "opened", clock.utc_now(), by="", detail=_listed(roles))
    return staff


def invite(
    uow: UnitOfWork, clock: Clock, actor: Actor, *, email: str, roles: tuple[Role, ...], display_name: str
) -> StaffId:
    """Open an account without a password, and have its owner mailed the link with which they choose one."""
    _require_account(email, roles)
    # Nobody knows what was hashed: only the link opens the account.
    staff = uow.staff.add(email=email, display_name=display_name, roles=roles, password_hash=_HASHER.hash(new_secret()))
    uow.staff.record(staff, "opened", clock.utc_now(), by=actor.key, detail=_listed(roles))
    invite_again(uow, clock, actor, staff)
    return staff


def invite_again(uow: UnitOfWork, clock: Clock, actor: Actor, staff: str) -> None:
    """Have a fresh link mailed to somebody who forgot their password: whoever asks for it never sees it.

    An old link, and the old password, stand until it is there. Raises NotAllowed for one's own account, Conflict for a
    closed one.
    """
    _require_other(actor, staff)
    _require_open(uow, staff)
    uow.staff.record(staff, "invited", clock.utc_now(), by=actor.key)
    _write_to_owner(uow, clock, staff, StaffMail.LINK, by=actor.key)


def make_password_link(uow: UnitOfWork, clock: Clock, staff: str) -> str:
    """The secret of a link with which an account's owner chooses a password; only its hash is kept.

    For the job that mails it, and for the command line where there is no mailbox. Raises Conflict for a closed account.
    """
    _require_open(uow, staff)
    secret = new_secret()
    uow.staff.invite(digest_of(secret), staff, clock.utc_now() + INVITED_FOR)
    return secret


def hand_out_link(uow: UnitOfWork, clock: Clock, email: str) -> str:
    """A link's secret for the command line, which alone gives one to somebody whose mailbox does not work.

    Raises NotFound for an address without an account, Conflict for a closed account.
    """
    member = uow.staff.with_email(email)
    if member is None:
        raise NotFound("There is no account with this e-mail address.")
    uow.staff.record(member.id, "link_handed_out", clock.utc_now(), by="")
    return make_password_link(uow, clock, member.id)


def record_written(uow: UnitOfWork, clock: Clock, staff: str, mail: StaffMail, *, by: str) -> None:
    """A mail to an account's owner has left."""
    kind = "link_mailed" if mail is StaffMail.LINK else "owner_told"
    uow.staff.record(staff, kind, clock.utc_now(), by=by)


def require_open_link(uow: UnitOfWork, clock: Clock, secret: str) -> None:
    """Raise NotFound for a link that chooses no password any more, before anybody thinks of one."""
    _invited(uow, clock, secret)


def _invited(uow: UnitOfWork, clock: Clock, secret: str) -> str:
    member = uow.staff.invited(digest_of(secret), clock.utc_now())
    if member is None:
        raise NotFound("This link was used already, or is too old. Ask an administrator for another.")
    return member.id


def accept_invitation(uow: UnitOfWork, clock: Clock, secret: str, password: str) -> None:
    """Choose a password with an invitation. Raises NotFound for a used link, InvalidCommand."""
    staff = _invited(uow, clock, secret)
    _set_password(uow, clock, staff, password)
    uow.staff.end_sessions_of(staff)
    _write_to_owner(uow, clock, staff, StaffMail.CHOSEN, by=staff)


def change_password(uow: UnitOfWork, clock: Clock, actor: Actor, *, old: str, new: str, session: str) -> None:
    """Change one's own password, and sign out everywhere but here. Raises NotAllowed, InvalidCommand."""
    require_own_password(uow, actor, old)
    _set_password(uow, clock, actor.key, new)
    uow.staff.end_sessions_of(actor.key, but=session)


def require_own_password(uow: UnitOfWork, actor: Actor, password: str) -> None:
    """Raise NotAllowed unless it is the actor's own password."""
    if not _verify(uow.staff.get(actor.key).password_hash, password):
        raise NotAllowed("That is not your password.")


def sign_in(uow: UnitOfWork, clock: Clock, email: str, password: str, *, browser: str = "") -> OpenedSession:
    """A new session; it awaits a code when the account has a second step.

    Raises NotAllowed, alike for an unknown address and a wrong password.
    """
    member = uow.staff.with_email(email.strip())
    is_right = _verify(_NOBODY if member is None else member.password_hash, password)
    if member is None or not member.is_active or not is_right:
        raise NotAllowed(NOT_RIGHT)
    if _HASHER.check_needs_rehash(member.password_hash):
        member.password_hash = _HASHER.hash(password)
    awaits_code = bool(member.totp_sealed) or bool(uow.staff.second_steps.passkeys_of(member.id))
    return uow.staff.open_session(
        member, clock.utc_now(), opened_with=OpenedWith.PASSWORD, browser=browser, awaits_code=awaits_code
    )


def sign_out(uow: UnitOfWork, clock: Clock, secret: str) -> None:
    """End a session."""
    uow.staff.end_session(digest_of(secret))


def see_session(uow: UnitOfWork, clock: Clock, secret: str, state: SessionState) -> None:
    """Write down that a session is in use: it is not idle."""
    uow.staff.see_session(digest_of(secret), state, clock.utc_now())


def end_session(uow: UnitOfWork, clock: Clock, actor: Actor, key: str) -> None:
    """End one of one's own sessions, elsewhere. Raises NotFound for another's."""
    uow.staff.end_session_of(actor.key, key)


def end_other_sessions(uow: UnitOfWork, clock: Clock, actor: Actor, session: str) -> None:
    """End all of one's own sessions but this one."""
    uow.staff.end_sessions_of(actor.key, but=session)


def change_roles(uow: UnitOfWork, clock: Clock, actor: Actor, staff: str, roles: tuple[Role, ...]) -> None:
    """Give an account other roles, from its next page on. Raises NotAllowed, InvalidCommand, Conflict."""
    _require_other(actor, staff)
    if not roles:
        raise InvalidCommand("An account needs a role at least.")
    member = uow.staff.get(staff)
    if Role.ADMINISTRATOR not in roles:
        _require_an_administrator_besides(uow, staff, member.roles)
    member.roles = [role.value for role in roles]
    uow.staff.record(staff, "roles_changed", clock.utc_now(), by=actor.key, detail=_listed(roles))


def close_account(uow: UnitOfWork, clock: Clock, actor: Actor, staff: str) -> None:
    """Close an account and end its sessions. Raises NotAllowed for one's own, Conflict for the last administrator's."""
    _require_other(actor, staff)
    member = uow.staff.get(staff)
    _require_an_administrator_besides(uow, staff, member.roles)
    member.is_active = False
    uow.staff.end_sessions_of(staff)
    uow.staff.withdraw_invitations(staff)
    uow.staff.record(staff, "closed", clock.utc_now(), by=actor.key)


def reopen_account(uow: UnitOfWork, clock: Clock, actor: Actor, staff: str) -> None:
    """Open a closed account again, as it was."""
    _require_other(actor, staff)
    uow.staff.get(staff).is_active = True
    uow.staff.record(staff, "reopened", clock.utc_now(), by=actor.key)


def reset_second_step(uow: UnitOfWork, clock: Clock, actor: Actor, staff: str) -> None:
    """Take away all but the password of somebody who lost their second step, and end their sessions."""
    _require_other(actor, staff)
    member = uow.staff.get(staff)
    member.totp_sealed, member.totp_step = "", 0
    uow.staff.second_steps.remove_all(staff)
    uow.staff.identities.disconnect(staff)
    uow.staff.end_sessions_of(staff)
    uow.staff.record(staff, "second_step_reset", clock.utc_now(), by=actor.key)
    _write_to_owner(uow, clock, staff, StaffMail.RESET, by=actor.key)


def _write_to_owner(uow: UnitOfWork, clock: Clock, staff: str, mail: StaffMail, *, by: str) -> None:
    uow.outbox.add(MAIL_JOB, None, f"{staff}:{new_id()}", clock.utc_now(), staff=staff, mail=mail.value, by=by)


def _require_open(uow: UnitOfWork, staff: str) -> None:
    if not uow.staff.get(staff).is_active:
        raise Conflict("This account is closed: open it again first.")


def _set_password(uow: UnitOfWork, clock: Clock, staff: str, password: str) -> None:
    member = uow.staff.get(staff)
    _require_password(password, member.email)
    member.password_hash = _HASHER.hash(password)
    uow.staff.withdraw_invitations(staff)
    uow.staff.record(staff, "password_changed", clock.utc_now(), by=staff)


def _require_account(email: str, roles: tuple[Role, ...]) -> None:
    try:
        validate_email(email, check_deliverability=False, test_environment=True)
    except EmailNotValidError as fault:
        raise InvalidCommand("That is not an e-mail address.") from fault
    if not roles:
        raise InvalidCommand("An account needs a role at least.")


def _require_password(password: str, email: str) -> None:
    fault = passwords.why_not(password, email=email)
    if fault is not None:
        raise InvalidCommand(fault)


def _require_other(actor: Actor, staff: str) -> None:
    # Nobody gives themselves a role, and nobody locks themselves out by a slip.
    if actor.key == staff:
        raise NotAllowed("Another administrator has to do this to your account.")


def _require_an_administrator_besides(uow: UnitOfWork, staff: str, roles: list[str]) -> None:
    if Role.ADMINISTRATOR in roles and not uow.staff.others_with(Role.ADMINISTRATOR, staff):
        raise Conflict("This is the last administrator: make somebody else one first.")


def _listed(roles: tuple[Role, ...]) -> str:
    return ",".join(sorted(role.value for role in roles))


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
