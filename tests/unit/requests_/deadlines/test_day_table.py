"""Day by day: whoever counts the rows of the table comes to the date."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_.deadlines.day_table import DayKind, day_table, runs
from requests_.deadlines.event_grammar import read_facts
from requests_.deadlines.periods import Pause
from requests_.deadlines.rules import RULES, Method, calendar_for
from requests_.deadlines.statutory_clock import ClockFacts, read_clock

BY_DAYS = [regime for regime, rule in RULES.items() if rule.method not in (Method.HOURS, Method.WINDOW)]


def told(regime: str, received: str, *events: str) -> list[str]:
    facts = read_facts(regime, received=received, events=events)
    calendar = calendar_for(facts.regime)
    table = day_table(read_clock(facts, calendar=calendar), calendar)
    return [f"{run.days[0].on:%m-%d}/{run.days[-1].on:%m-%d} {run.says}" for run in runs(table)]


@pytest.mark.parametrize(
    ("regime", "received", "events", "says"),
    [
        ("UKGDPR_SAR", "2026-06-15", (), ["06-16/07-14 Days 1 to 29.", "07-15/07-15 Day 30: the last day, until"]),
        (
            "UKGDPR_SAR",
            "2026-03-03",
            (),
            ["04-03/04-06 Day 31 is the last, but it is no working day (Good Friday, Saturday, Sunday, Easter Monday)"],
        ),
        (
            "UKGDPR_SAR",
            "2026-06-15",
            ("clarify=2026-06-20/2026-06-24",),
            [
                "06-16/06-19 Days 1 to 4.",
                "06-20/06-24 5 days left out: we waited for an answer.",
                "06-25/07-19 Days 5 to 29.",
            ],
        ),
        (
            "UKGDPR_SAR",
            "2026-06-15",
            ("id_requested=2026-06-16", "id_received=2026-06-18"),
            ["06-15/06-15 Received. The time has not begun", "06-16/06-17 Waiting", "06-18/06-18 The time begins."],
        ),
        ("UKGDPR_SAR", "2026-06-15", ("clarify=2026-06-20/",), ["06-20/06-20 The clock stopped"]),
        ("UKGDPR_SAR", "2026-06-15", ("id_requested=2026-06-16",), ["06-15/06-15 Received. The time has not begun"]),
        ("COMPLAINT_ACK", "2026-06-25", (), ["07-25/07-26 Day 30 is the last, but it is no working day (Saturday, S"]),
        ("FOI", "2026-06-15", (), ["06-20/06-21 Not counted: Saturday, Sunday.", "06-22/06-26 Days 5 to 9."]),
        (
            "SCHOOL_RECORD",
            "2026-06-15",
            ("noschool=2026-06-17/2026-06-18",),
            ["06-17/06-18 2 days left out: the school was closed."],
        ),
    ],
)
def test_every_run_of_days_says_what_it_was(
    regime: str, received: str, events: tuple[str, ...], says: list[str]
) -> None:
    found = told(regime, received, *events)
    for line in says:
        assert any(each.startswith(line) for each in found), found


@pytest.mark.parametrize(
    ("regime", "received", "events"),
    [("BREACH_72H", "2026-04-02T16:30", ()), ("HEALTH_OPINION", "2026-08-31", ("rely=2027-02-28",))],
)
def test_a_clock_that_counts_no_days_has_no_table(regime: str, received: str, events: tuple[str, ...]) -> None:
    assert told(regime, received, *events) == []


@st.composite
def any_facts(draw: st.DrawFn) -> ClockFacts:
    received_on = draw(st.dates(min_value=date(2026, 6, 19), max_value=date(2028, 3, 1)))

    def later(limit: int) -> date:
        return received_on + timedelta(days=draw(st.integers(0, limit)))

    asked = [later(60) for _ in range(draw(st.integers(0, 3)))]
    return ClockFacts(
        regime=draw(st.sampled_from(BY_DAYS)),
        received_on=received_on,
        id_received_on=draw(st.none() | st.just(later(20))),
        clarifications=tuple(Pause(on, on + timedelta(days=draw(st.integers(0, 15)))) for on in asked),
        extension_notice_on=draw(st.none() | st.just(later(50))),
        no_school=((asked[0], later(80)),) if asked and asked[0] <= received_on else (),
    )


@given(any_facts())
def test_the_table_has_every_day_once_and_counts_to_the_date(facts: ClockFacts) -> None:
    calendar = calendar_for(facts.regime)
    reading = read_clock(facts, calendar=calendar)
    days = day_table(reading, calendar)
    assert (days[0].on, days[-1].on, days[-1].kind) == (facts.received_on, reading.due_on, DayKind.DUE)
    assert all(after.on == day.on + timedelta(days=1) for day, after in pairwise(days))
    numbers = [day.number for day in days if day.number is not None]
    assert numbers == list(range(len(numbers)))
    assert next(day.on for day in reversed(days) if day.number is not None) == reading.ends_on
    if RULES[facts.regime].method is Method.MONTHS:
        assert sum(day.kind is DayKind.LEFT_OUT for day in days) == reading.stopped_days
    assert all(not calendar.is_working_day(day.on) for day in days if day.kind is DayKind.MOVED)
    assert tuple(day for run in runs(days) for day in run.days) == days
