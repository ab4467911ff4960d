"""An extension hides no delay: late is told against the first date, and against the extended one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_.deadlines.event_grammar import read_facts
from requests_.deadlines.lateness import Lateness, lateness_of
from requests_.deadlines.rules import calendar_for
from requests_.deadlines.statutory_clock import ClockReading, read_clock


def reading(*events: str) -> ClockReading:
    facts = read_facts("UKGDPR_SAR", received="2026-06-15", events=events)
    return read_clock(facts, calendar=calendar_for(facts.regime))


@pytest.mark.parametrize(
    ("events", "on", "expected", "days"),
    [
        ((), date(2026, 7, 15), Lateness(0, None), 0),
        ((), date(2026, 7, 20), Lateness(5, None), 5),
        (("extend_notice=2026-07-01",), date(2026, 9, 15), Lateness(62, 0), 0),
        (("extend_notice=2026-07-01",), date(2026, 9, 18), Lateness(65, 3), 3),
        (("extend_notice=2026-07-16",), date(2026, 9, 18), Lateness(65, None), 65),
        (("clarify=2026-06-20/2026-06-24",), date(2026, 7, 21), Lateness(1, None), 1),
        (("clarify=2026-06-20/",), date(2026, 12, 1), Lateness(None, None), 0),
        (("id_requested=2026-06-16",), date(2026, 12, 1), Lateness(None, None), 0),
    ],
)
def test_TL_33_days_late_against_both_dates(events: tuple[str, ...], on: date, expected: Lateness, days: int) -> None:
    found = lateness_of(reading(*events), on)
    assert (found, found.days) == (expected, days)


@given(st.dates(date(2026, 6, 15), date(2027, 12, 31)), st.booleans())
def test_an_extension_never_makes_an_answer_later(on: date, is_extended: bool) -> None:
    found = lateness_of(reading(*(["extend_notice=2026-07-01"] if is_extended else [])), on)
    assert found.original is not None
    assert found.days == (found.extended if is_extended else found.original)
    assert found.days <= found.original
