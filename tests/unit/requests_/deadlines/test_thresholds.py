from datetime import date, timedelta

import pytest

from requests_.deadlines.periods import Pause
from requests_.deadlines.statutory_clock import ClockFacts, ClockReading, ClockRegime, read_clock
from requests_.deadlines.thresholds import THRESHOLDS, WarningKind, warnings_between
from requests_.deadlines.working_days import WorkingDays

RECEIVED_ON = date(2026, 6, 1)  # due 1 July 2026, target 29 June


def reading(**facts: object) -> ClockReading:
    values = {"regime": ClockRegime.UKGDPR_SAR, "received_on": RECEIVED_ON, **facts}
    return read_clock(ClockFacts(**values), calendar=WorkingDays.england_and_wales())


def kinds(found: ClockReading, after: date, until: date) -> list[tuple[WarningKind, date]]:
    return [(each.kind, each.on) for each in warnings_between(found, after=after, until=until)]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 6, 20), []),
        (date(2026, 6, 21), [WarningKind.DUE_SOON]),
        (date(2026, 6, 24), [WarningKind.EXTENSION_NOTICE_SOON]),
        (date(2026, 6, 29), [WarningKind.TARGET_TODAY]),
        (date(2026, 6, 30), [WarningKind.DUE_SOON]),
        (date(2026, 7, 1), [WarningKind.EXTENSION_NOTICE_TODAY, WarningKind.DUE_TODAY]),
        (date(2026, 7, 2), [WarningKind.OVERDUE]),
        (date(2026, 7, 8), [WarningKind.OVERDUE]),
    ],
)
def test_a_day_has_its_warnings(on: date, expected: list[WarningKind]) -> None:
    found = warnings_between(reading(), after=on - timedelta(days=1), until=on)
    assert [each.kind for each in found] == expected


def test_a_sweep_that_missed_days_gives_every_warning_once_and_in_order() -> None:
    whole = kinds(reading(), date(2026, 6, 1), date(2026, 8, 1))
    by_day = [
        each
        for n in range(61)
        for each in kinds(reading(), date(2026, 6, 1) + timedelta(days=n), date(2026, 6, 2) + timedelta(days=n))
    ]
    assert whole == by_day
    assert [on for _, on in whole] == sorted(on for _, on in whole)


def test_an_extended_clock_warns_of_no_extension_notice() -> None:
    found = kinds(reading(extension_notice_on=date(2026, 6, 20)), date(2026, 6, 1), date(2026, 12, 1))
    assert (WarningKind.DUE_TODAY, date(2026, 9, 1)) in found
    assert not any(kind.startswith("extension") for kind, _ in found)


def test_a_stopped_clock_warns_of_the_answer_and_of_no_date() -> None:
    found = kinds(reading(clarifications=(Pause(date(2026, 6, 3)),)), date(2026, 6, 1), date(2027, 6, 1))
    assert [kind for kind, _ in found] == [WarningKind.ANSWER_AWAITED] * 3 + [WarningKind.ANSWER_LAPSED]
    assert found[-1][1] == date(2026, 6, 3) + timedelta(days=90)


def test_a_clock_that_has_not_started_warns_of_nothing() -> None:
    assert not kinds(reading(id_requested_on=date(2026, 6, 2)), date(2026, 6, 1), date(2027, 6, 1))


def test_every_kind_of_warning_has_a_threshold() -> None:
    assert {threshold.kind for threshold in THRESHOLDS} == set(WarningKind)
