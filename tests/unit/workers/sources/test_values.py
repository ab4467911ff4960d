"""Dates and names as stores write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from workers.sources.values import dated_in_name, parsed_date, split_name


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


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("CAMHS CGF 20260209.pdf", date(2026, 2, 9)),
        ("visit 2025-12-01.docx", date(2025, 12, 1)),
        ("letter 01.12.2025.txt", date(2025, 12, 1)),
        ("SKM_2511038765.pdf", None),
        ("2025-26 plan.docx", None),
        ("20261345.pdf", None),
    ],
)
def test_the_date_in_a_file_name_is_the_files_date(name: str, on: date | None) -> None:
    assert dated_in_name(name) == on
