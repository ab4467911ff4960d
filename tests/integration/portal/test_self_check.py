"""The self-check: nothing is ticked, everything is counted, and every gap has its name and a way to mend it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from requests_.model.kept_registers import KeepEntry, RegisterKey
from requests_.model.staff import Role
from requests_.reporting.period import Period
from requests_.reporting.self_check import EXPECTATIONS, Facts, Standing, StoreTally, Tally, self_check
from requests_.services import registers, retention
from requests_.store.daily import DailyRuns
from requests_.store.queries.returns import return_of
from requests_.store.queries.self_check import store_tallies
from tests.factories.cases import Desk
from tests.factories.people import OFFICER
from tests.integration.portal.conftest import Visitor
from tests.integration.portal.test_registers import keep


def facts(desk: Desk, *, is_sealing: bool = True) -> Facts:
    today = desk.clock.london_date()
    period = Period(first_on=today - timedelta(364), last_on=today)
    with desk.store.reading() as session:
        found = return_of(session, period, known_at=desk.clock.utc_now())
        return Facts(found=found, stored=store_tallies(session, period, today, is_sealing=is_sealing))


def ran(desk: Desk, job: str, days: int) -> None:
    for before in range(1, days + 1):
        day = desk.clock.london_date() - timedelta(before)
        desk.within(lambda uow, day=day: DailyRuns(uow.session).mark_done(job, day, desk.clock.utc_now()))


def test_an_empty_council_has_met_nothing_that_it_must_have_and_nothing_is_said_of_what_has_not_happened(
    desk: Desk,
) -> None:
    kept = facts(desk, is_sealing=False).stored
    assert kept[StoreTally.NOTICE] == Tally(0, 1)
    assert kept[StoreTally.RECORD_SEALED] == Tally(0, 7)
    standings = {one.expectation.says: one.standing for one in self_check(facts(desk))}
    assert standings["Complaints are acknowledged within 30 days."] is Standing.NOTHING_YET
    assert standings["The retention schedule was carried out on each of the last seven days."] is Standing.NOT_MET


def test_what_was_done_is_counted(desk: Desk, signed_in: Callable[..., Visitor]) -> None:
    keep(desk, "notice", 0)
    policy = {"title": "P", "in_force_on": "2026-01-01", "condition": "C", "principles": "W", "retention": "R"}
    for key, review_on in (("due", "2026-01-02"), ("kept", "2027-01-01")):
        values = policy | {"review_on": review_on}
        command = KeepEntry(register=RegisterKey.POLICY, key=key, seen=0, values=values, actor=OFFICER)
        desk.do(registers.keep_entry, command)
    ran(desk, "apply_retention", 7)
    ran(desk, "seal_record", 5)
    signed_in(Role.CASEWORKER)
    desk.responded()
    desk.received()
    kept = facts(desk).stored
    assert kept == kept | {
        StoreTally.NOTICE: Tally(1, 1),
        StoreTally.POLICY: Tally(1, 2),
        StoreTally.AGREEMENTS: Tally(0, 0),
        StoreTally.COVER: Tally(1, 2),
        StoreTally.SIGN_OFF_COVER: Tally(0, 2),
        StoreTally.SECOND_STEP: Tally(0, 1),
        StoreTally.SEARCH_RECORDED: Tally(1, 1),
        StoreTally.OTHER_EYES: Tally(1, 1),
        StoreTally.DETAILS_GONE: Tally(0, 0),
        StoreTally.RETENTION_RUN: Tally(7, 7),
        StoreTally.RECORD_SEALED: Tally(5, 7),
    }
    assert facts(desk, is_sealing=False).stored[StoreTally.RECORD_SEALED] == Tally(0, 7)


def test_what_the_schedule_did_is_seen_in_what_is_left_and_not_only_in_what_it_says_it_did(desk: Desk) -> None:
    answered = desk.responded()
    desk.clock.move(days=4000)
    ran(desk, "apply_retention", 7)
    assert facts(desk).stored[StoreTally.DETAILS_GONE] == Tally(0, 1)
    desk.within(lambda uow: retention.erase_due(uow, desk.clock, answered))
    assert facts(desk).stored[StoreTally.DETAILS_GONE] == Tally(1, 1)


def test_a_changed_line_of_the_queue_changes_no_tally(desk: Desk) -> None:
    desk.responded()
    before = facts(desk).stored
    desk.within(
        lambda uow: uow.session.execute(text("UPDATE rights_case SET responded_on = NULL, \"right\" = 'erasure'"))
    )
    assert facts(desk).stored == before


@pytest.mark.parametrize(
    ("tally", "standing"),
    [
        (Tally(0, 0), Standing.NOTHING_YET),
        (Tally(0, 3), Standing.NOT_MET),
        (Tally(2, 3), Standing.PARTLY),
        (Tally(3, 3), Standing.MET),
    ],
)
def test_a_tally_says_no_more_than_was_counted(desk: Desk, tally: Tally, standing: Standing) -> None:
    known = facts(desk)
    everything = Facts(found=known.found, stored=dict.fromkeys(StoreTally, tally))
    of_the_store = [one for one in self_check(everything) if one.tally is tally]
    assert len(of_the_store) == len(StoreTally)
    assert {one.standing for one in of_the_store} == {standing}


def test_the_page_names_every_gap_first_and_the_way_to_mend_it(signed_in: Callable[..., Visitor]) -> None:
    page = signed_in(Role.DATA_PROTECTION_OFFICER).get("/reports/self-check").text
    gaps, everything = page.split("Informing people", 1)
    assert "A privacy notice is in force" in gaps
    assert 'href="/registers"' in gaps
    assert 'href="/accounts"' not in gaps  # the officer opens no accounts
    assert all(row.says.replace("'", "&#39;") in gaps + everything for row in EXPECTATIONS)
