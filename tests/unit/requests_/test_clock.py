from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import time_machine

from requests_.clock import FixedClock, SystemClock, london_date_of
from requests_.errors import RightsRequestError


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 6, 15, 22, 59, tzinfo=UTC), date(2026, 6, 15)),
        (datetime(2026, 6, 15, 23, 0, tzinfo=UTC), date(2026, 6, 16)),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 6, 16, 1, 0, tzinfo=timezone(timedelta(hours=9))), date(2026, 6, 15)),
    ],
)
def test_a_london_date_is_the_date_in_london_and_not_in_utc(moment: datetime, expected: date) -> None:
    assert london_date_of(moment) == expected
    assert FixedClock(moment).london_date() == expected


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="timezone-aware"):
        london_date_of(datetime(2026, 6, 15))
    with pytest.raises(ValueError, match="timezone-aware"):
        FixedClock(datetime(2026, 6, 15))


def test_a_fixed_clock_answers_in_utc() -> None:
    clock = FixedClock(datetime(2026, 6, 16, 9, 0, tzinfo=timezone(timedelta(hours=9))))
    assert clock.utc_now() == datetime(2026, 6, 16, tzinfo=UTC)
    assert clock.utc_now().tzinfo is UTC


def test_the_system_clock_follows_the_machine() -> None:
    with time_machine.travel(datetime(2026, 6, 15, 23, 30, tzinfo=UTC), tick=False):
        assert SystemClock().utc_now() == datetime(2026, 6, 15, 23, 30, tzinfo=UTC)
        assert SystemClock().london_date() == date(2026, 6, 16)


def test_an_error_keeps_its_public_line_and_its_context_apart() -> None:
    error = RightsRequestError("The case is closed.", case_id="c-1")
    assert str(error) == error.public_message == "The case is closed."
    assert error.context == {"case_id": "c-1"}
    assert error.code == "rights_request_error"
