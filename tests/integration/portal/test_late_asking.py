"""What is asked for after the last day, or had come before it was asked for, on the pages of a case."""

from datetime import date, timedelta
from typing import Any

import pytest

from requests_.model.events.base import Channel
from requests_.model.identity import Check
from requests_.model.people import Capacity
from requests_.store.cases import reading_of
from tests.factories.cases import Desk


@pytest.fixture
def late(desk: Desk) -> str:
    """The page of a request of somebody's own that came 57 days before its letter was opened."""
    received_on = desk.clock.london_date() - timedelta(57)
    case = desk.received(capacity=Capacity.SUBJECT, channel=Channel.LETTER, received_on=received_on)
    return f"/case/{desk.reference(case)}"


def test_proof_asked_for_after_the_last_day_mends_no_breach(caseworker: Any, late: str) -> None:
    shown = caseworker.get(late).text
    assert "the last day has passed, so asking changes no date" in shown
    asked = caseworker.post(f"{late}/evidence/identity/ask", follow_redirects=True).text
    for words in ("That moves no date: the last day has passed.", "27 days late", "The clock does not wait"):
        assert words in asked, words
    assert "Not started" not in asked
    told = caseworker.get(f"{late}/why").text
    assert "a period that has ended does not begin again" in told
    assert late.rpartition("/")[2] in caseworker.get("/?view=overdue").text


def test_a_question_asked_after_the_last_day_is_not_said_to_stop_the_clock(caseworker: Any, late: str) -> None:
    caseworker.get(late)
    today = {"received_on-day": "15", "received_on-month": "6", "received_on-year": "2026"}
    caseworker.post(f"{late}/evidence/identity", {"evidence": "known_contact", **today})
    assert "asking now does not stop the clock" in caseworker.get(f"{late}/clarify").text
    question = {"question": "Which year?", "reason": "period", "needed_for": "Nine years are held."}
    asked = caseworker.post(f"{late}/clarify", question, follow_redirects=True).text
    assert "The question is sent now. It does not stop the clock." in asked
    told = caseworker.get(f"{late}/why").text
    assert "has no effect" in told
    assert "A question that we need answered" not in told


def test_proof_that_had_come_before_it_was_asked_for_leaves_the_case_in_one_state(caseworker: Any, desk: Desk) -> None:
    received_on = desk.clock.london_date() - timedelta(9)
    case = desk.received(capacity=Capacity.SUBJECT, channel=Channel.LETTER, received_on=received_on)
    page = f"/case/{desk.reference(case)}"
    caseworker.get(page)
    asked = caseworker.post(f"{page}/evidence/identity/ask", follow_redirects=True).text
    assert "The clock waits until the evidence comes." in asked
    came = {"received_on-day": "8", "received_on-month": "6", "received_on-year": "2026"}
    shown = caseworker.post(f"{page}/evidence/identity", {"evidence": "known_contact", **came}, follow_redirects=True)
    assert "It was here before it was asked for, so it does not move the clock." in shown.text
    assert "Not started" not in shown.text
    assert desk.case(case).checks[Check.IDENTITY].received_on == date(2026, 6, 8)
    assert reading_of(desk.case(case)).due_on == date(2026, 7, 6)


def test_a_law_that_was_not_offered_is_refused_and_nothing_is_extended(caseworker: Any, desk: Desk) -> None:
    case = desk.assessing()
    page = f"/case/{desk.reference(case)}"
    caseworker.get(f"{page}/extend")
    fields = {"reason": "complexity", "explanation": "Nine schools have to be asked.", "laws": "law_enforcement"}
    refused = caseworker.post(f"{page}/extend", fields)
    assert (refused.status_code, "There is one law to choose" in refused.text) == (400, True)
    assert desk.case(case).extension_notice_on is None
