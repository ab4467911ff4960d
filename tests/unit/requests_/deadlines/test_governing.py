"""Of two laws' clocks the one that ends first is kept to, and what moves one leaves the other."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from requests_.deadlines.governing import governing
from requests_.deadlines.periods import Pause
from requests_.deadlines.rules import ClockRegime
from requests_.deadlines.statutory_clock import ClockFacts, ClockReading, read_clock
from requests_.deadlines.working_days import WorkingDays

ENGLAND = WorkingDays.england_and_wales()
RECEIVED_ON = date(2026, 6, 15)


def read(regime: ClockRegime, pauses: list[Pause], notice_on: date | None) -> ClockReading:
    facts = ClockFacts(regime=regime, received_on=RECEIVED_ON, clarifications=tuple(pauses))
    return read_clock(replace(facts, extension_notice_on=notice_on), calendar=ENGLAND)


def days(limit: int) -> st.SearchStrategy[date]:
    return st.integers(0, limit).map(lambda number: RECEIVED_ON + timedelta(number))


PAUSES = st.lists(st.tuples(days(40), st.none() | st.integers(0, 9)), max_size=2).map(
    lambda found: [Pause(on, None if length is None else on + timedelta(length)) for on, length in found]
)


@given(PAUSES, PAUSES, st.none() | days(40), st.none() | days(40))
def test_the_earlier_date_is_kept_to(
    ours: list[Pause], theirs: list[Pause], our_notice: date | None, their_notice: date | None
) -> None:
    readings = (
        read(ClockRegime.UKGDPR_SAR, ours, our_notice),
        read(ClockRegime.P3_ACCESS, theirs, their_notice),
    )
    dates = [reading.due_on for reading in readings if reading.due_on]
    assert governing(readings).due_on == min(dates, default=None)


def test_two_clocks_that_stand_still_leave_the_first() -> None:
    stopped = [Pause(RECEIVED_ON + timedelta(3))]
    readings = (read(ClockRegime.UKGDPR_SAR, stopped, None), read(ClockRegime.P3_ACCESS, stopped, None))
    assert governing(readings) is readings[0]
