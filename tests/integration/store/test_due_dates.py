"""What is due when, and who has how much to do."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from requests_.ids import CaseId, digest_of
from requests_.model.commands import RequestEvidence
from requests_.model.identity import Check
from requests_.model.staff import Actor, Role
from requests_.services import desk as service
from requests_.services import identity
from requests_.store.case_tables import CaseRow
from requests_.store.queries.due_dates import due_rows, feed_rows, load_rows
from requests_.store.staff_tables import StaffMember
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER, member


@pytest.fixture
def sam(desk: Desk) -> Actor:
    key = desk.within(
        lambda uow: uow.staff.add(
            email="sam@brackenford.example", display_name="Sam Reid", roles=(Role.CASEWORKER,), password_hash=""
        )
    )
    return member(Role.CASEWORKER, key=key)


def case_of(desk: Desk, days_ago: int, owner: Actor | None = None) -> CaseId:
    case = desk.received(received_on=desk.clock.london_date() - timedelta(days_ago))
    if owner is not None:
        desk.within(
            lambda uow: uow.session.execute(update(CaseRow).where(CaseRow.id == case).values(assigned_to=owner.key))
        )
    return case


def test_a_month_shows_what_is_due_in_it_ones_own_or_everybodys(desk: Desk, sam: Actor) -> None:
    own, other = case_of(desk, 5, sam), case_of(desk, 6)
    desk.responded()
    case_of(desk, 60)
    with desk.store.reading() as session:
        july = {"first": date(2026, 7, 1), "last": date(2026, 7, 31)}
        mine = due_rows(session, actor=sam, is_own=True, **july)
        everybodys = due_rows(session, actor=sam, is_own=False, **july)
        named = due_rows(session, actor=member(Role.ESS_OFFICER), is_own=False, **july)
    assert [(row.reference, row.due_on) for row in mine] == [(desk.reference(own), date(2026, 7, 10))]
    assert [row.reference for row in everybodys] == [desk.reference(other), desk.reference(own)]
    assert named == ()


def test_a_feed_shows_references_and_days_until_its_address_is_replaced_or_its_account_closed(
    desk: Desk, sam: Actor
) -> None:
    own = case_of(desk, 5, sam)
    case_of(desk, 6)
    waiting = case_of(desk, 4, sam)
    desk.do(identity.request_evidence, RequestEvidence(case=waiting, check=Check.IDENTITY, actor=CASEWORKER))
    first = desk.within(lambda uow: service.open_feed(uow, sam))
    second = desk.within(lambda uow: service.open_feed(uow, sam))

    def shown(secret: str) -> list[str] | None:
        with desk.store.reading() as session:
            rows = feed_rows(session, digest_of(secret))
        return None if rows is None else [row.reference for row in rows]

    assert (shown(first), shown(second), shown("guess")) == (None, [desk.reference(own)], None)
    desk.within(lambda uow: uow.session.execute(update(StaffMember).values(is_active=False)))
    assert shown(second) is None
    desk.within(lambda uow: uow.session.execute(update(StaffMember).values(is_active=True)))
    desk.within(lambda uow: service.close_feed(uow, sam))
    assert shown(second) is None


def test_workload_counts_the_open_cases_of_everybody_and_of_nobody(desk: Desk, sam: Actor) -> None:
    case_of(desk, 40, sam)
    case_of(desk, 25, sam)
    waiting = case_of(desk, 1)
    desk.do(identity.request_evidence, RequestEvidence(case=waiting, check=Check.IDENTITY, actor=CASEWORKER))
    desk.responded()
    with desk.store.reading() as session:
        rows = load_rows(session, today=desk.clock.london_date())
    assert [(row.name, row.cases, row.overdue, row.soon, row.waiting) for row in rows] == [
        ("Sam Reid", 2, 1, 1, 0),
        ("", 1, 0, 0, 1),
    ]
