"""Dates set from outside, on the pages of a case and in the queue."""

from datetime import date
from typing import Any

import pytest

from tests.factories.cases import Desk

FIELDS = {
    "what": "complaint_inquiry",
    "letter": "Case officer, IC-104233-B7K2",
    **{f"due_on-{part}": value for part, value in (("day", "20"), ("month", "6"), ("year", "2026"))},
    **{f"letter_on-{part}": value for part, value in (("day", "12"), ("month", "6"), ("year", "2026"))},
}


def test_a_date_of_the_regulator_is_kept_shown_and_met(caseworker: Any, desk: Desk) -> None:
    case = desk.responded()
    page = f"/case/{desk.reference(case)}"
    caseworker.get(f"{page}/dates")
    assert caseworker.post(f"{page}/dates", FIELDS).status_code == 302
    assert "5 days left" in caseworker.get(page).text
    queue = caseworker.get("/?view=soon").text
    assert desk.reference(case) in queue
    assert "The regulator" in queue
    told = caseworker.get(f"{page}/why").text
    assert "The regulator set 20 June 2026 as well." in told
    shown = caseworker.get(f"{page}/dates").text
    assert "IC-104233-B7K2" in shown
    assert "section 165(4)" in shown
    (key,) = desk.case(case).set_dates
    today = {f"ended_on-{part}": value for part, value in (("day", "15"), ("month", "6"), ("year", "2026"))}
    met = {"which": key, "end": "met", **today}
    refused = caseworker.post(f"{page}/dates/end", met)
    assert refused.status_code == 400
    assert "what we answered or did" in refused.text
    assert caseworker.post(f"{page}/dates/end", {**met, "answer": "Letter 42 in the file."}).status_code == 302
    assert desk.case(case).set_dates[key].ended_on == date(2026, 6, 15)
    kept = caseworker.get(f"{page}/dates").text
    assert "We met it, 15 June 2026" in kept
    assert "Letter 42 in the file." in kept
    assert "in a letter of 12 June 2026" in caseworker.get(f"{page}/history").text


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"what": ""}, "Select what was set"),
        ({"letter": ""}, "Name the letter that set the date"),
        ({"letter_on-year": "2027"}, "must be today or in the past"),
        ({"due_on-day": "11"}, "The date cannot be before the letter that set it."),
    ],
)
def test_a_date_that_cannot_be_says_why(caseworker: Any, desk: Desk, changes: dict[str, str], says: str) -> None:
    page = f"/case/{desk.reference(desk.received())}/dates"
    caseworker.get(page)
    refused = caseworker.post(page, {**FIELDS, **changes})
    assert (refused.status_code, says in refused.text) == (400, True)
