"""The notice promises every right to everyone: each is asked for by each requester, and becomes the right cases."""

from datetime import date
from typing import Any

import pytest

from portal.public.asks import ASKS, Ask
from requests_.ids import case_reference
from requests_.model.people import Capacity
from requests_.model.rights import Right
from requests_.store.queries.case_page import CaseSummary, case_summary
from tests.factories.answers import ASK_KEYS, REQUESTERS, answers_for
from tests.factories.cases import Desk

CAPACITIES = {
    "subject": [Capacity.SUBJECT],
    "parent": [Capacity.PARENT],
    "both": [Capacity.PARENT, Capacity.SUBJECT],
    "representative": [Capacity.REPRESENTATIVE],
    "court_order": [Capacity.COURT_ORDER],
}


def summaries(desk: Desk) -> list[CaseSummary]:
    """The cases there are, in the order in which they came."""
    with desk.store.reading() as session:
        return [case_summary(session, case) for case in desk.arrived()]


def send(visitor: Any, requester: str, *asks: str, **changes: dict[str, Any]) -> str:
    """Ask, and give the last page."""
    answers = answers_for(requester, *asks)
    for step, fields in changes.items():
        answers[step].update(fields)
    visitor.answer_all(answers)
    assert visitor.post("/request/check").location == "/request/sent"
    page: str = visitor.get("/request/sent").text
    return page


@pytest.mark.parametrize("requester", REQUESTERS)
@pytest.mark.parametrize("ask", ASKS, ids=lambda ask: ask.key)
def test_each_requester_can_ask_for_each_right(visitor: Any, desk: Desk, ask: Ask, requester: str) -> None:
    page = send(visitor, requester, ask.key)
    found = summaries(desk)
    assert [summary.case.capacity for summary in found] == CAPACITIES[requester]
    for summary in found:
        assert summary.reference in page
        assert summary.case.right is ask.right
        assert summary.case.received_on == desk.clock.london_date()
        assert summary.asked["answer_as"] == "large_print"
        assert summary.asked.get("objection", "") == ask.kind
        assert ("agrees" in summary.asked) == (summary.case.capacity is not Capacity.SUBJECT)


def test_the_notices_rights_are_all_on_the_first_page(visitor: Any) -> None:
    page = visitor.get("/").text
    assert {ask.right for ask in ASKS} == set(Right)
    assert [ask.key for ask in ASKS if f"want={ask.key}" not in page or ask.says not in page] == []


def test_what_was_picked_on_the_first_page_is_ticked_on_the_next(visitor: Any) -> None:
    assert visitor.get("/request?want=erasure").location == "/request/asks?want=erasure"
    page = visitor.get("/request/asks?want=erasure").text
    assert page.split('value="erasure"')[1].split(">")[0].count("checked") == 1
    assert visitor.get("/request?want=nonsense").location == "/request/asks"


def test_one_visit_asks_for_everything_and_sending_it_twice_makes_each_case_once(visitor: Any, desk: Desk) -> None:
    visitor.answer_all(answers_for("both", *ASK_KEYS))
    before = {cookie.key: cookie.value for cookie in visitor.client._cookies.values()}
    visitor.post("/request/check")
    for name, value in before.items():
        visitor.client.set_cookie(name, value)
    visitor.post("/request/check")
    assert len(summaries(desk)) == len(ASK_KEYS) * 2


@pytest.mark.parametrize("ask", ["marketing", "automated", "consent", "complaint"])
def test_nobody_is_asked_for_what_only_a_search_needs_when_nothing_is_searched(visitor: Any, ask: str) -> None:
    questions = answers_for("parent", ask)
    assert {"other-names", "earlier-addresses"}.isdisjoint(questions)
    visitor.answer_all(questions)
    assert "Unique pupil number" not in visitor.get("/request/school").text
    assert "court hearing" not in visitor.get("/request/answer").text


def test_an_answer_to_what_is_not_asked_any_more_is_not_sent(visitor: Any, desk: Desk) -> None:
    visitor.answer_all(answers_for("parent", "access"))
    visitor.answer("other-names", {"other_names": "Orla Fox"}, "?change=yes")
    visitor.answer("asks", {"asks": ["complaint"]}, "?change=yes")
    send(visitor, "representative", "complaint")
    (summary,) = summaries(desk)
    assert summary.requester is not None
    assert summary.subject is not None
    assert (summary.requester.relation, summary.subject.other_names) == ("solicitor", ())
    assert "needed_by" not in summary.asked


def test_a_parent_and_a_child_who_ask_together_are_two_people(visitor: Any, desk: Desk) -> None:
    send(visitor, "both", "access")
    of_child, of_adult = summaries(desk)
    assert of_child.subject is not None
    assert of_adult.subject is not None
    assert (of_child.subject.full_name, of_adult.subject.full_name) == ("Orla Fenwick", "Maeve Ann Fenwick")
    assert of_adult.subject.date_of_birth == date(1980, 3, 9)
    assert of_adult.subject.addresses == ("4 Own Street, Brackenford",)
    assert of_child.subject.emails == ()
    assert of_adult.subject.emails == ("maeve@fenwick.example",)
    assert "Orla" not in str(of_adult.subject)


def test_what_a_right_needs_is_with_the_case(visitor: Any, desk: Desk) -> None:
    send(visitor, "subject", "rectification", "erasure", "portability")
    wrong, erase, move = summaries(desk)
    assert (wrong.asked["item"], wrong.asked["right"]) == ("The letter of 3 March", "2 days")
    assert (erase.asked["ground"], erase.wording) == ("unlawful", "It was about my sister")
    assert move.asked["to"] == "North College"
    assert "to" not in wrong.asked


def test_a_complaint_says_which_request_it_is_about(visitor: Any, desk: Desk) -> None:
    send(
        visitor,
        "subject",
        "complaint",
        complaint={"about_reference": "rr" + case_reference(2026, 42)[2:].replace("-", " ")},
    )
    send(visitor, "subject", "complaint", complaint={"about_reference": "the one of May"})
    spelled, unknown = summaries(desk)
    assert spelled.asked["about_reference"] == case_reference(2026, 42)
    assert unknown.asked["about_reference"] == "the one of May"


def test_a_solicitor_and_a_court_order_are_told_apart(visitor: Any, desk: Desk) -> None:
    send(visitor, "representative", "access")
    send(visitor, "court_order", "access")
    solicitor, guardian = summaries(desk)
    assert solicitor.requester is not None
    assert guardian.requester is not None
    assert (solicitor.requester.relation, solicitor.requester.organisation) == ("solicitor", "Hale and Hale")
    assert guardian.asked["order"] == "Special guardianship order"
    assert {check.value for check in guardian.case.open_checks} == {"identity", "authority"}


def test_staff_read_what_somebody_wants_about_a_decision(visitor: Any, desk: Desk, caseworker: Any) -> None:
    send(visitor, "subject", "automated")
    (summary,) = summaries(desk)
    page = caseworker.get(f"/case/{summary.reference}").text
    assert "A person should look at it again, An explanation of how it was made" in page


def test_staff_read_what_helps_to_search_and_what_is_unsafe(visitor: Any, desk: Desk, caseworker: Any) -> None:
    send(
        visitor,
        "parent",
        "access",
        safe={"mailbox": "shared", "is_safe_to_write": "no", "is_safe_to_call": "no"},
        protect={"is_protected": "no", "keep_from": "Declan Fenwick"},
    )
    (summary,) = summaries(desk)
    page = caseworker.get(f"/case/{summary.reference}").text
    for words in ("Mrs Hale", "the civic centre", "In large print", "1 September 2026", "Declan Fenwick"):
        assert words in page, words
    for words in ("Not safe to post", "Not safe to ring", "Somebody else can read the mailbox", "Show no address"):
        assert words in page, words
