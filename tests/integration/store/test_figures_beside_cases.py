"""What a return counts that is no request: what regulator and courts set, breaches, the team (RP-13, 14 and 18)."""

from datetime import date, timedelta

import pytest

from requests_.model.breaches.terms import Likelihood, Severity
from requests_.model.kept_registers import KeepEntry, RegisterKey
from requests_.model.set_dates import SetDateEnd
from requests_.reporting.period import Period, period_named
from requests_.reporting.words import value_words
from requests_.services import registers, set_dates
from requests_.store.queries.returns import return_of
from requests_.store.session import Store
from tests.factories import breaches
from tests.factories.cases import Desk
from tests.factories.people import OFFICER
from tests.integration.store.test_set_dates import ended, set_by

JUNE, MAY = period_named("2026-06"), period_named("2026-05")


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    return Desk(sqlite_store)


def figures(desk: Desk, period: Period = JUNE) -> dict[str, str]:
    """Every figure of a period in words, as it is known today."""
    with desk.store.reading() as session:
        found = return_of(session, period, known_at=desk.clock.utc_now())
    return {figure.name: value_words(figure) for figure in found.figures}


def keep_team(desk: Desk, key: str, from_on: str, people: str, full_time: str, trained: str) -> None:
    values = dict(note="A change", from_on=from_on, people=people, full_time=full_time, trained=trained)
    desk.do(
        registers.keep_entry,
        KeepEntry(register=RegisterKey.STRENGTH, key=key, seen=0, values=values, actor=OFFICER),
    )


def test_RP_13_counts_letters_by_their_day_and_the_dates_that_were_met(desk: Desk) -> None:
    today = desk.clock.london_date()
    met, late, taken_back = desk.received(), desk.received(), desk.received()
    for case in (met, late, taken_back):
        set_by(desk, case, today + timedelta(2))
    set_by(desk, met, date(2026, 12, 1), "lawfulness_check")
    desk.do(set_dates.end_date, ended(desk, met))
    desk.do(set_dates.end_date, ended(desk, taken_back, SetDateEnd.WITHDRAWN))
    desk.clock.move(days=40)
    found = figures(desk)
    assert (found["RP-13.complaint_inquiry"], found["RP-13.lawfulness_check"], found["RP-13.court_order"]) == (
        *("3", "1"),
        "0",
    )
    assert found["RP-13.met"] == "50%"  # of the two that fell in June and were not taken back
    assert figures(desk, MAY)["RP-13.complaint_inquiry"] == "0"


def test_RP_14_counts_breaches_by_risk_and_whether_the_regulator_was_told_within_72_hours(desk: Desk) -> None:
    in_time, late, unlikely, _ = (breaches.reported(desk).breach for _ in range(4))
    breaches.assess(desk, in_time)
    breaches.assess(desk, late)
    breaches.assess(desk, unlikely, Likelihood.UNLIKELY, Severity.LOW)
    desk.clock.move(hours=70)
    breaches.tell_regulator(desk, in_time)
    desk.clock.move(hours=3)
    breaches.tell_regulator(desk, late, late_reasons="The post room was closed.")
    found = figures(desk)
    assert {key: found[f"RP-14.{key}"] for key in ("aware", "unlikely", "unassessed", "regulator", "in_time")} == {
        "aware": "4",
        "unlikely": "25%",
        "unassessed": "25%",
        "regulator": "50%",
        "in_time": "50%",
    }
    assert figures(desk, MAY)["RP-14.aware"] == "0"


def test_RP_18_is_of_the_team_at_the_end_of_the_period_and_a_dash_while_nobody_wrote_it_down(desk: Desk) -> None:
    for _ in range(5):
        desk.received()
    assert figures(desk)["RP-18.people"] == "–"
    keep_team(desk, "first", "2026-01-01", "2", "2", "1")
    keep_team(desk, "second", "2026-06-20", "3", "2.5", "3")
    desk.clock.move(days=40)
    found = figures(desk)
    assert [found[f"RP-18.{key}"] for key in ("people", "full_time", "each", "trained")] == ["3", "2.5", "2", "100%"]
    assert [figures(desk, MAY)[f"RP-18.{key}"] for key in ("people", "trained")] == ["2", "50%"]


def test_a_breach_or_an_entry_of_a_register_moves_the_audit_head(desk: Desk) -> None:
    heads = []
    for change in (
        lambda: None,
        lambda: breaches.reported(desk),
        lambda: keep_team(desk, "a", "2026-01-01", "1", "1", "1"),
    ):
        change()
        with desk.store.reading() as session:
            heads.append(return_of(session, JUNE, known_at=desk.clock.utc_now()).origin)
    assert len({origin.head for origin in heads}) == 3
    assert [origin.events for origin in heads] == [0, 1, 2]
