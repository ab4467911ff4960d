from datetime import UTC, datetime
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import update

from requests_.errors import Conflict, InvalidCommand, NotAllowed
from requests_.ids import StaffId, digest_of
from requests_.model.staff import Actor, ActorKind, Role
from requests_.services import staff_accounts
from requests_.store.queries.staff_sessions import session_state
from requests_.store.staff_tables import StaffMember, StaffSession
from tests.factories.cases import Desk
from tests.factories.clocks import MovingClock
from tests.factories.intruders import as_intruder

EMAIL, PASSWORD = "sam.reid@brackenford.example", "correct horse battery"


def add(desk: Desk, **changes: object) -> StaffId:
    values: dict[str, object] = dict(email=EMAIL, roles=(Role.CASEWORKER,), password=PASSWORD, display_name="Sam Reid")
    return desk.within(
        lambda uow: staff_accounts.add_staff(uow, desk.clock, **{**values, **changes})  # type: ignore[arg-type]
    )


def sign_in(desk: Desk, email: str = EMAIL, password: str = PASSWORD) -> str:
    return desk.within(lambda uow: staff_accounts.sign_in(uow, desk.clock, email, password)).secret


def who(desk: Desk, secret: str) -> Actor | None:
    """Whom a secret signs in now; being seen is written down as a page does."""
    with desk.store.reading() as session:
        state = session_state(session, digest_of(secret))
    if state is None or state.is_over(desk.clock.utc_now()) or state.awaits_code:
        return None
    desk.within(lambda uow: staff_accounts.see_session(uow, desk.clock, secret, state))
    return state.actor


def close_account(desk: Desk) -> None:
    desk.within(lambda uow: uow.session.execute(update(StaffMember).values(is_active=False)))


def test_whoever_signs_in_is_known_with_their_roles(desk: Desk) -> None:
    key = add(desk, roles=(Role.CASEWORKER, Role.AUDITOR))
    actor = who(desk, sign_in(desk, email=f" {EMAIL.upper()} "))
    assert actor == Actor(ActorKind.STAFF, key, frozenset({Role.CASEWORKER, Role.AUDITOR}))


@pytest.mark.parametrize(
    ("email", "password"),
    [(EMAIL, "correct horse batterz"), (EMAIL, ""), ("nobody@brackenford.example", PASSWORD), ("", PASSWORD)],
)
def test_a_wrong_password_and_an_unknown_address_are_answered_alike(desk: Desk, email: str, password: str) -> None:
    add(desk)
    with pytest.raises(NotAllowed, match="The e-mail address or the password is not right."):
        sign_in(desk, email, password)


def test_a_closed_account_is_answered_like_a_wrong_password(desk: Desk) -> None:
    add(desk)
    close_account(desk)
    with pytest.raises(NotAllowed, match="The e-mail address or the password is not right."):
        sign_in(desk)


def test_closing_an_account_ends_its_sessions(desk: Desk) -> None:
    add(desk)
    secret = sign_in(desk)
    close_account(desk)
    assert who(desk, secret) is None


def test_a_session_left_alone_for_half_an_hour_ends(desk: Desk, clock: MovingClock) -> None:
    add(desk)
    secret = sign_in(desk)
    clock.move(minutes=30, seconds=1)
    assert who(desk, secret) is None


def test_a_session_in_use_goes_on_for_ten_hours_and_no_longer(desk: Desk, clock: MovingClock) -> None:
    add(desk)
    secret = sign_in(desk)
    for _ in range(20):
        clock.move(minutes=30)
        assert who(desk, secret) is not None
    clock.move(seconds=1)
    assert who(desk, secret) is None


@pytest.mark.parametrize("column", ["staff_id", "started_at", "mark"])
def test_a_session_that_somebody_wrote_over_opens_nothing(desk: Desk, column: str) -> None:
    somebody = add(desk, email="dpo@brackenford.example", roles=(Role.DATA_PROTECTION_OFFICER,))
    changes: dict[str, Any] = {"staff_id": somebody, "started_at": datetime(2099, 1, 1, tzinfo=UTC), "mark": None}
    add(desk)
    secret = sign_in(desk)
    assert who(desk, secret)
    with as_intruder(desk.store) as connection:
        connection.execute(update(StaffSession).values({column: changes[column]}))
    assert who(desk, secret) is None


def test_signing_out_ends_this_session_and_no_other(desk: Desk) -> None:
    add(desk)
    here, there = sign_in(desk), sign_in(desk)
    desk.do(staff_accounts.sign_out, here)
    assert who(desk, here) is None
    assert who(desk, there) is not None


def test_a_secret_nobody_was_given_is_nobody(desk: Desk) -> None:
    assert who(desk, "guess") is None


def test_neither_secrets_nor_passwords_are_kept(desk: Desk) -> None:
    add(desk)
    secret = sign_in(desk)
    with desk.store.reading() as session:
        [member], [opened] = session.query(StaffMember).all(), session.query(StaffSession).all()
    assert PASSWORD not in member.password_hash
    assert secret not in opened.secret_hash


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (dict(email="not an address"), "not an e-mail address"),
        (dict(password="elevenchars"), "12 characters"),
        (dict(roles=()), "needs a role"),
    ],
)
def test_an_account_that_will_not_do_is_refused(desk: Desk, changes: dict[str, object], says: str) -> None:
    with pytest.raises(InvalidCommand, match=says):
        add(desk, **changes)


def test_an_address_has_one_account_whatever_its_case(desk: Desk) -> None:
    add(desk)
    with pytest.raises(Conflict, match="already"):
        add(desk, email=EMAIL.upper())


def test_passwords_are_hashed_as_hard_as_the_comparison_for_nobody(real_hasher: PasswordHasher) -> None:
    assert PasswordHasher().hash(PASSWORD).rsplit("$", 2)[0] == staff_accounts._NOBODY.rsplit("$", 2)[0]
    assert not real_hasher.check_needs_rehash(staff_accounts._NOBODY)
