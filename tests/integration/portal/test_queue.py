"""The queue as its people open it."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from requests_.store.desk_tables import ViewLogRow
from tests.factories.cases import Desk
from tests.factories.people import data_subject


def test_whom_somebody_looks_for_is_in_no_address(caseworker: Any, desk: Desk) -> None:
    desk.received(subject=data_subject(given_name="Orla"))
    desk.received(subject=data_subject(given_name="Bea"))
    caseworker.get("/")
    sent = caseworker.post("/find", {"search": "bea"})
    assert "bea" not in sent.location
    found = caseworker.get(sent.location).text
    assert ("Bea Fenwick" in found, "Orla Fenwick" in found) == (True, False)
    assert "Bea Fenwick" in caseworker.get(f"{sent.location}&view=unassigned").text
    cleared = caseworker.get("/?view=open").text
    assert "Orla Fenwick" in cleared


def test_a_list_is_as_it_was_left(caseworker: Any) -> None:
    caseworker.get("/?view=overdue&right=erasure")
    assert caseworker.get("/").location == "/?right=erasure&sort=due&view=overdue"


def test_pages_of_the_queue_lead_on_and_back(caseworker: Any, desk: Desk) -> None:
    today = desk.clock.london_date()
    for days in range(30):
        desk.received(received_on=today - timedelta(days))
    first = caseworker.get("/?view=open").text
    assert (first.count("/case/RR-"), "Previous page" in first) == (25, False)
    later = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = caseworker.get(later).text
    assert (second.count("/case/RR-"), "Next page" in second) == (5, False)
    earlier = second.split('rel="prev" href="')[1].split('"')[0].replace("&amp;", "&")
    assert caseworker.get(earlier).text.count("/case/RR-") == 25


def test_a_look_at_the_queue_is_written_down(caseworker: Any, desk: Desk) -> None:
    desk.received()
    caseworker.get("/")
    caseworker.get("/?view=all")
    with desk.store.reading() as session:
        assert session.execute(select(ViewLogRow.page, ViewLogRow.case_id)).all() == [("queue.show", None)] * 2
