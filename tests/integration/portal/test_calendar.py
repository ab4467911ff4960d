"""Due dates in a calendar, and lists of one's own."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from icalendar import Calendar

from requests_.model.staff import Role
from tests.factories.cases import Desk


def own_case(caseworker: Any, desk: Desk) -> str:
    case = desk.received()
    caseworker.get("/?view=open")
    caseworker.post("/assign", {"case": f"{case}~", "to_me": "yes"})
    return desk.reference(case)


def address_in(page: str) -> str:
    found = re.search(r"http://localhost(/calendar/[\w-]+\.ics)", page)
    assert found
    return found[1]


def test_an_address_feeds_a_calendar_with_days_and_references_and_nobodys_name(
    caseworker: Any, desk: Desk, open_staff: Callable[[], Any]
) -> None:
    reference = own_case(caseworker, desk)
    caseworker.get("/calendar")
    address = address_in(caseworker.post("/calendar/address").text)
    answer = open_staff().get(address)  # a calendar does not sign in
    assert answer.mimetype == "text/calendar"
    [event] = Calendar.from_ical(answer.data).walk("VEVENT")
    assert str(event["SUMMARY"]) == f"{reference} due: access request"
    assert event.decoded("DTSTART").isoformat() == "2026-07-15"
    assert "Fenwick" not in answer.text
    assert address_in(caseworker.post("/calendar/address").text) != address
    assert open_staff().get(address).status_code == 404


def test_a_month_without_a_due_date_says_so(caseworker: Any, desk: Desk) -> None:
    reference = own_case(caseworker, desk)
    assert reference in caseworker.get("/calendar?month=2026-07").text
    empty = caseworker.get("/calendar?month=2031-07").text
    assert "Nothing of yours is due in this month." in empty
    assert "<table" not in empty


def test_an_address_that_is_ended_shows_nothing(caseworker: Any, open_staff: Callable[[], Any]) -> None:
    caseworker.get("/calendar")
    address = address_in(caseworker.post("/calendar/address").text)
    caseworker.post("/calendar/address/end")
    assert open_staff().get(address).status_code == 404
    assert "calendar/" not in caseworker.get("/calendar").text.split("In your own calendar")[1].split("action")[0]


@pytest.mark.parametrize("query", ["", "?month=2026-07", "?month=2026-13", "?month=x&of=all", "?of=all&month=2026-07"])
def test_the_calendar_takes_any_address(caseworker: Any, desk: Desk, query: str) -> None:
    reference = own_case(caseworker, desk)
    page = caseworker.get(f"/calendar{query}")
    assert (page.status_code, reference in page.text) == (200, "2026-07" in query)


def test_a_list_is_kept_under_a_name_without_what_somebody_looks_for(caseworker: Any, desk: Desk) -> None:
    desk.received()
    caseworker.get("/?view=overdue&right=erasure")
    found = caseworker.post("/find", {"search": "fenwick", "view": "overdue"})
    caseworker.get(found.location)
    kept = caseworker.post("/lists", {"view": "overdue", "right": "erasure", "find": "1", "name": "Late deletions"})
    page = caseworker.get(kept.location).text
    assert re.search(r'href="/\?view=overdue&amp;right=erasure&amp;sort=due">Late deletions<', page)
    [key] = re.findall(r"/lists/(\w+)/forget", page)
    caseworker.post(f"/lists/{key}/forget")
    assert "Late deletions" not in caseworker.get("/?view=open").text
    for name, says in (("", "Enter a name for the list"), ("Late deletions " * 9, "40 characters or fewer")):
        refused = caseworker.post("/lists", {"view": "overdue", "name": name})
        assert (refused.status_code, says in refused.text, name.strip() in refused.text) == (400, True, True)


def test_counts_are_told_while_the_page_stands(caseworker: Any, desk: Desk) -> None:
    desk.received()
    assert caseworker.get("/counts").json == {
        "open": "1",
        "mine": "0",
        "unassigned": "1",
        "requester": "0",
        "team": "0",
        "soon": "0",
        "overdue": "0",
        "unanswered": "0",
        "unopened": "0",
        "watched": "0",
        "second_person": "0",
    }


def test_a_manager_sees_the_workload_and_no_name_of_a_child(signed_in: Callable[..., Any], desk: Desk) -> None:
    caseworker, manager = signed_in(Role.CASEWORKER), signed_in(Role.MANAGER)
    own_case(caseworker, desk)
    page = manager.get("/workload").text
    assert ("Tamsin Hale" in page, "Fenwick" in page) == (True, False)
