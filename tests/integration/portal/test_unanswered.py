"""Closing a request whose question was not answered, on its pages."""

from typing import Any

from requests_.model.case import Stage
from requests_.model.commands import AskClarification
from requests_.services import assessment, unanswered
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER


def test_staff_are_offered_to_close_only_from_the_day_that_was_named(caseworker: Any, desk: Desk) -> None:
    case = desk.searching()
    page = f"/case/{desk.reference(case)}"
    desk.do(assessment.ask_clarification, AskClarification(case=case, question="Which year?", actor=CASEWORKER))
    desk.clock.move(days=90)
    caseworker.sign_in("caseworker@brackenford.example")
    desk.within(lambda uow: unanswered.remind_requester(uow, desk.clock, case, 90))
    shown = caseworker.get(page).text
    assert "has until 11 October 2026 to answer" in shown
    assert "Close the request" not in shown
    caseworker.get(f"{page}/unanswered")
    early = caseworker.post(f"{page}/unanswered", {"words": ""})
    assert (early.status_code, "The requester has until 11 October 2026" in early.text) == (400, True)
    desk.clock.move(days=28)
    caseworker.sign_in("caseworker@brackenford.example")
    assert "Close the request" in caseworker.get(page).text
    assert desk.reference(case) in caseworker.get("/?view=unanswered").text
    caseworker.get(f"{page}/unanswered")
    assert caseworker.post(f"{page}/unanswered", {"words": ""}).status_code == 302
    assert desk.case(case).stage is Stage.CLOSED
    assert "A late answer opens it again." in caseworker.get(page).text
    assert "the question was not answered" in caseworker.get(f"{page}/history").text
