"""Dates and names as stores write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from workers.sources.values import parsed_date, split_name


@pytest.mark.parametrize(
    "written",
    ["2012-03-04", "04/03/2012", "4.3.12", "20120304", "4 March 2012", "4th of Mar 2012", "March 4, 2012",
     "2012-03-04 10:00:00", "40972", date(2012, 3, 4), datetime(2012, 3, 4, 9, 30)],
)  # fmt: skip
def test_a_date_is_read_day_first_however_it_is_written(written: object) -> None:
    assert parsed_date(written) == date(2012, 3, 4)


@pytest.mark.parametrize("written", ["", None, "soon", "31/02/2012", "12345678901", "2012"])
def test_what_is_no_date_gives_none(written: object) -> None:
    assert parsed_date(written) is None


@pytest.mark.parametrize(
    ("full", "parts"),
    [("Smith, Jack", ("Jack", "Smith")), ("Mr Jack T Smith", ("Jack T", "Smith")),
     ("Anna van der Berg", ("Anna", "van der Berg")), ("Smith", ("", "Smith"))],
)  # fmt: skip
def test_a_full_name_is_split_into_given_and_family_name(full: str, parts: tuple[str, str]) -> None:
    assert split_name(full) == parts
