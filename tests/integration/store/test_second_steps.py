"""The second step: what is taken, how often, and what is left when a telephone is lost."""

from collections.abc import Callable

import pyotp
import pytest

from portal.web.sealed_text import SealedText
from requests_.errors import Conflict, InvalidCommand, NotAllowed, NotFound
from requests_.ids import StaffId, digest_of
from requests_.model.staff import Actor, Role
from requests_.services import second_step, staff_accounts
from requests_.store.queries.accounts import account_events
from requests_.store.queries.staff_sessions import session_state
from requests_.store.session import UnitOfWork
from requests_.store.staff_tables import RecoveryCode, StaffMember
from tests.factories.cases import Desk
from tests.factories.clocks import MovingClock
from tests.factories.people import member

EMAIL, PASSWORD = "sam.reid@brackenford.example", "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SEALER = SealedText("a secret that only tests know, long enough")


@pytest.fixture
def sam(desk: Desk) -> Actor:
    key = desk.within(lambda uow: _add(uow, desk.clock, EMAIL, Role.CASEWORKER))
    return member(Role.CASEWORKER, key=key)


@pytest.fixture
def codes(desk: Desk, sam: Actor) -> tuple[str, ...]:
    """Sam's recovery codes; the app is set up with them."""
    return desk.within(
        lambda uow: second_step.set_up_app(uow, desk.clock, SEALER, sam, secret=SECRET, code=app_code(desk))
    )


def _add(uow: UnitOfWork, clock: MovingClock, email: str, role: Role) -> StaffId:
    return staff_accounts.add_staff(
        uow, clock, email=email, roles=(role,), password=PASSWORD, display_name=email.partition("@")[0]
    )


def app_code(desk: Desk) -> str:
    return pyotp.TOTP(SECRET).at(desk.clock.utc_now())


def password_given(desk: Desk) -> str:
    return desk.within(lambda uow: staff_accounts.sign_in(uow, desk.clock, EMAIL, PASSWORD)).secret


def code_given(desk: Desk, secret: str, code: str) -> str:
    return desk.within(lambda uow: second_step.finish_sign_in(uow, desk.clock, SEALER, secret, code)).secret


def opens(desk: Desk, secret: str) -> bool:
    with desk.store.reading() as session:
        state = session_state(session, digest_of(secret))
    return state is not None and not state.awaits_code and not state.is_over(desk.clock.utc_now())


def test_with_an_app_a_password_alone_opens_nothing(desk: Desk, codes: tuple[str, ...], clock: MovingClock) -> None:
    secret = password_given(desk)
    assert not opens(desk, secret)
    clock.move(seconds=30)
    fresh = code_given(desk, secret, app_code(desk))
    assert opens(desk, fresh)
    assert not opens(desk, secret)
    with pytest.raises(NotFound):
        code_given(desk, secret, app_code(desk))


def test_a_code_is_good_once_and_so_is_the_one_the_app_was_set_up_with(
    desk: Desk, codes: tuple[str, ...], clock: MovingClock
) -> None:
    with pytest.raises(NotAllowed):
        code_given(desk, password_given(desk), app_code(desk))
    clock.move(seconds=30)
    code_given(desk, password_given(desk), app_code(desk))
    with pytest.raises(NotAllowed):
        code_given(desk, password_given(desk), app_code(desk))


@pytest.mark.parametrize("seconds", [-120, 120])
def test_a_code_of_another_time_is_refused(
    desk: Desk, codes: tuple[str, ...], clock: MovingClock, seconds: int
) -> None:
    clock.move(minutes=10)
    other = pyotp.TOTP(SECRET).at(int(clock.utc_now().timestamp()) + seconds)
    with pytest.raises(NotAllowed):
        code_given(desk, password_given(desk), other)


def test_the_code_must_follow_the_password_within_ten_minutes(
    desk: Desk, codes: tuple[str, ...], clock: MovingClock
) -> None:
    secret = password_given(desk)
    with desk.store.reading() as session:
        state = session_state(session, digest_of(secret))
    assert state is not None
    clock.move(minutes=10)
    assert not state.is_over(clock.utc_now())
    clock.move(seconds=1)
    assert state.is_over(clock.utc_now())


def test_each_recovery_code_stands_in_once_however_it_is_typed(desk: Desk, codes: tuple[str, ...]) -> None:
    assert len(set(codes)) == 10
    assert opens(desk, code_given(desk, password_given(desk), f" {codes[0].upper().replace('-', ' ')} "))
    with pytest.raises(NotAllowed):
        code_given(desk, password_given(desk), codes[0])
    assert opens(desk, code_given(desk, password_given(desk), codes[1]))


def test_new_recovery_codes_make_the_old_ones_useless(desk: Desk, sam: Actor, codes: tuple[str, ...]) -> None:
    fresh = desk.within(lambda uow: second_step.renew_recovery_codes(uow, desk.clock, sam))
    with pytest.raises(NotAllowed):
        code_given(desk, password_given(desk), codes[0])
    assert opens(desk, code_given(desk, password_given(desk), fresh[0]))


def test_the_database_holds_neither_the_apps_secret_nor_a_code(desk: Desk, sam: Actor, codes: tuple[str, ...]) -> None:
    with desk.store.reading() as session:
        sealed = session.get_one(StaffMember, sam.key).totp_sealed
        kept = [row.code_hash for row in session.query(RecoveryCode)]
    assert SECRET not in sealed
    assert SEALER.open(sealed, sam.key) == SECRET
    assert SEALER.open(sealed, "another account") is None
    assert not set(codes) & set(kept)


def test_an_app_is_set_up_only_with_its_own_code(desk: Desk, sam: Actor) -> None:
    with pytest.raises(InvalidCommand, match="six digits"):
        desk.within(lambda uow: second_step.set_up_app(uow, desk.clock, SEALER, sam, secret=SECRET, code="000000"))
    assert opens(desk, password_given(desk))


def test_taking_the_app_away_takes_the_recovery_codes_too(desk: Desk, sam: Actor, codes: tuple[str, ...]) -> None:
    desk.within(lambda uow: second_step.remove_app(uow, desk.clock, sam))
    assert opens(desk, password_given(desk))
    with desk.store.reading() as session:
        assert session.query(RecoveryCode).count() == 0


def test_an_administrator_takes_a_lost_second_step_away_and_ends_the_sessions(
    desk: Desk, sam: Actor, codes: tuple[str, ...], admin: Actor
) -> None:
    secret = code_given(desk, password_given(desk), codes[0])
    desk.within(lambda uow: staff_accounts.reset_second_step(uow, desk.clock, admin, sam.key))
    assert not opens(desk, secret)
    assert opens(desk, password_given(desk))


@pytest.fixture
def admin(desk: Desk) -> Actor:
    key = desk.within(lambda uow: _add(uow, desk.clock, "ada@brackenford.example", Role.ADMINISTRATOR))
    return member(Role.ADMINISTRATOR, key=key)


DEEDS: dict[str, Callable[[UnitOfWork, MovingClock, Actor, str], object]] = {
    "roles": lambda uow, clock, actor, staff: staff_accounts.change_roles(uow, clock, actor, staff, (Role.APPROVER,)),
    "close": staff_accounts.close_account,
    "reopen": staff_accounts.reopen_account,
    "reset": staff_accounts.reset_second_step,
    "invite": staff_accounts.invite_again,
}


@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_does_any_of_it_to_their_own_account(desk: Desk, admin: Actor, deed: str) -> None:
    with pytest.raises(NotAllowed, match="Another administrator"):
        desk.within(lambda uow: DEEDS[deed](uow, desk.clock, admin, admin.key))  # type: ignore[arg-type]


def test_there_is_always_an_administrator(desk: Desk, admin: Actor) -> None:
    """Two administrators may not close each other: the second finds that they are the last."""
    other_key = desk.within(lambda uow: _add(uow, desk.clock, "bo@brackenford.example", Role.ADMINISTRATOR))
    desk.within(lambda uow: staff_accounts.close_account(uow, desk.clock, admin, other_key))
    ghost = member(Role.ADMINISTRATOR, key=other_key)
    for deed in ("close", "roles"):
        with pytest.raises(Conflict, match="last administrator"):
            desk.within(lambda uow, deed=deed: DEEDS[deed](uow, desk.clock, ghost, admin.key))  # type: ignore[misc]


def test_an_invitation_sets_a_password_once_within_a_week(desk: Desk, admin: Actor, clock: MovingClock) -> None:
    invited = dict(email="new@brackenford.example", roles=(Role.ESS_OFFICER,), display_name="Nia Vale")
    staff = desk.within(lambda uow: staff_accounts.invite(uow, desk.clock, admin, **invited))  # type: ignore[arg-type]
    link = lambda: desk.within(lambda uow: staff_accounts.make_password_link(uow, desk.clock, staff))  # noqa: E731
    secret = link()
    accept = lambda given: desk.within(  # noqa: E731
        lambda uow: staff_accounts.accept_invitation(uow, desk.clock, given, "seven quiet herons")
    )
    accept(secret)
    with pytest.raises(NotFound):
        accept(secret)
    desk.within(lambda uow: staff_accounts.invite_again(uow, desk.clock, admin, staff))
    again = link()
    clock.move(days=7, seconds=1)
    with pytest.raises(NotFound):
        accept(again)
    with desk.store.reading() as session:
        events = account_events(session, staff)
    assert [event.kind for event in events] == ["invited", "password_changed", "invited", "opened"]
    assert events[0].by == "ada"


def test_changing_the_password_signs_out_everywhere_else(desk: Desk, sam: Actor) -> None:
    here, there = password_given(desk), password_given(desk)
    with desk.store.reading() as session:
        state = session_state(session, digest_of(here))
    assert state is not None
    desk.within(
        lambda uow: staff_accounts.change_password(
            uow, desk.clock, sam, old=PASSWORD, new="seven quiet herons", session=state.key
        )
    )
    assert (opens(desk, here), opens(desk, there)) == (True, False)
