"""Closing a request for want of what the requester was asked for, on its pages."""

from typing import Any

from requests_.model.case import Stage
from requests_.model.commands import AskClarification, RequestEvidence
from requests_.model.identity import Check
from requests_.services import assessment, identity, unanswered
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER
from tests.integration.portal.test_track_and_collect import let_in


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
    assert "opens it again." in caseworker.get(page).text
    assert "the question was not answered" in caseworker.get(f"{page}/history").text


def test_a_request_without_proof_is_not_valid_yet_for_staff_and_in_the_requesters_words(
    caseworker: Any, visitor: Any, desk: Desk
) -> None:
    case = desk.received()
    page = f"/case/{desk.reference(case)}"
    desk.do(identity.request_evidence, RequestEvidence(case=case, check=Check.IDENTITY, actor=CASEWORKER))
    let_in(visitor, desk, case)
    asked = visitor.get("/your-request").text
    assert "Something is missing" in asked
    assert "If we hear nothing by 13 September 2026, we may close your request" in asked
    assert visitor.get("/your-request/status.json").json["waits_for_you"] == ["identity"]
    desk.clock.move(days=90)
    desk.within(lambda uow: unanswered.remind_requester(uow, desk.clock, case, 90))
    caseworker.sign_in("caseworker@brackenford.example")
    shown = caseworker.get(page).text
    for says in ("Not valid yet: waiting for proof of who asks", "closed from 11 October 2026"):
        assert says in shown
    desk.clock.move(days=28)
    caseworker.sign_in("caseworker@brackenford.example")
    assert desk.reference(case) in caseworker.get("/?view=unanswered").text
    assert "No proof came of who asks" in caseworker.get(f"{page}/unanswered").text
    assert caseworker.post(f"{page}/unanswered", {"words": ""}).status_code == 302
    let_in(visitor, desk, case)
    closed = visitor.get("/your-request").text
    assert "You still can send it: then we go on." in closed
    assert "Send a photo or a file" in closed
    lapsed = caseworker.get(page).text
    assert "What comes late opens it again." in lapsed
    assert "Record the evidence" in lapsed
