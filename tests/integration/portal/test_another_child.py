"""A parent with two children: the second request asks nothing of the parent again, and holds nothing of the first."""

import re
from typing import Any

import pytest

from portal.public import another_child
from requests_.model.people import Capacity
from requests_.store.queries.case_page import case_summary
from requests_.store.queries.case_queue import queue_rows
from tests.factories.answers import answers_for
from tests.factories.cases import Desk
from tests.integration.portal.test_changed_answers import hidden_on, two_tabs

BUTTON = "Ask about another child"
SECOND = {"given_name": "Rowan", "family_name": "Oakes"}
SAFE = {"mailbox": "private", "is_safe_to_write": "no", "is_safe_to_call": "no"}


def send(visitor: Any) -> None:
    visitor.get("/request/check")
    assert visitor.post("/request/check").location == "/request/sent"
    visitor.get("/request/sent")


def sent_about_orla(visitor: Any, requester: str = "parent") -> dict[str, dict[str, Any]]:
    answers = {**answers_for(requester, "access", "rectification"), "safe": SAFE}
    answers["protect"] = {"is_protected": "yes", "keep_from": "Orla’s uncle"}
    visitor.answer_all(answers)
    send(visitor)
    return answers


def summaries(desk: Desk) -> list[Any]:
    with desk.store.reading() as session:
        return [case_summary(session, row.case) for row in queue_rows(session)]


@pytest.mark.parametrize("requester", ["parent", "both"])
def test_only_the_child_is_asked_about_again_and_nothing_of_the_first_is_sent(
    visitor: Any, desk: Desk, requester: str
) -> None:
    first = sent_about_orla(visitor, requester)
    begun = visitor.post("/request/another-child")
    assert begun.location == "/request/asks?change=yes"
    first_page = visitor.get(begun.location).text
    ticked = re.findall(r'value="(\w+)"[^>]* checked', first_page)
    assert (another_child.KEPT in first_page, ticked) == (True, ["access", "rectification"])
    begun = visitor.post(begun.location, {"asks": ["access", "rectification"]})
    assert begun.location == "/request/name?change=yes"
    again = answers_for("parent", "access", "rectification") | {"name": SECOND}
    again |= {"birth": {**first["birth"], "date_of_birth-year": "2016"}, "address": {"address": "9 New Road"}}
    again |= {"school": {"school": "", "upn": ""}, "relation": {"relation": "carer"}, "help": {"wording": ""}}
    again |= {"wrong": {**first["wrong"], "item": "The photo"}}
    went_by, address = [], begun.location
    while not address.endswith("/check"):
        step = address.removeprefix("/request/").removesuffix("?change=yes")
        went_by.append(step)
        page = visitor.get(address).text
        assert not [said for said in ("Orla", "Mill Lane", "uncle", " checked", "A panel") if said in page], step
        address = visitor.post(address, again[step]).location
    assert not set(went_by) & {"asks", "who", "your-name", "contact", "safe"}
    assert {"birth", "address", "relation", "agrees", "authority", "protect", "copy-to"} <= set(went_by)
    send(visitor)
    new = [one for one in summaries(desk) if one.subject.given_name == "Rowan"]
    assert [(one.case.capacity, one.requester.name, one.requester.email) for one in new] == [
        (Capacity.PARENT, "Maeve Ann Fenwick", "maeve@fenwick.example")
    ] * 2
    for one in new:
        assert (one.requester.is_safe_to_write, one.requester.is_protected, one.requester.keep_from) == (
            False,
            False,
            "",
        )
        assert (one.requester.relation, one.subject.addresses, one.subject.school) == ("carer", ("9 New Road",), "")
    shown = visitor.get("/request/sent").text
    assert (shown.count("(<bdi>Rowan Oakes</bdi>)"), shown.count("(<bdi>Orla Fenwick</bdi>)")) == (2, 2)
    assert [one.reference for one in summaries(desk) if one.reference not in shown] == []


def test_what_is_kept_is_an_answer_of_a_page_about_the_parent_alone() -> None:
    answers: Any = answers_for("both", "access", "complaint")
    own = another_child.own_answers(answers)
    assert set(own) == {"asks", "who", "your-name", "contact", "safe"}
    assert own["who"] == {"capacity": "parent"}


@pytest.mark.parametrize("requester", ["subject", "representative", "court_order"])
def test_whoever_is_no_parent_is_not_asked_for_another_child(visitor: Any, requester: str) -> None:
    visitor.answer_all(answers_for(requester, "access"))
    send(visitor)
    assert BUTTON not in visitor.get("/request/sent").text
    assert visitor.post("/request/another-child").location == "/request"
    assert visitor.get("/request/check").location == "/request/asks"


@pytest.mark.parametrize("how", ["left", "an hour later", "something else begun"])
def test_nothing_of_the_parent_is_kept_once_they_left_or_the_hour_is_over(visitor: Any, desk: Desk, how: str) -> None:
    sent_about_orla(visitor)
    assert BUTTON in visitor.get("/request/sent").text
    if how == "left":
        visitor.post("/request/forget")
    elif how == "an hour later":
        desk.clock.move(hours=1.1)
    else:
        visitor.answer("asks", {"asks": ["erasure"]})
    visitor.get("/request/who")
    assert BUTTON not in visitor.get("/request/sent", follow_redirects=True).text
    visitor.get("/track")
    assert visitor.post("/request/another-child").location == "/request"
    why = visitor.get("/request", follow_redirects=True).text
    assert (another_child.OVER in why) == (how != "something else begun")
    for step, given in answers_for("parent", "erasure").items():
        page = visitor.get(f"/request/{step}").text
        assert "maeve@" not in page, step
        visitor.post(f"/request/{step}", given)


def test_pages_of_the_first_child_in_another_tab_change_nothing_of_the_second(
    visitor: Any, open_visitor: Any, desk: Desk
) -> None:
    answers = answers_for("parent", "access")
    visitor.answer_all(answers)
    drawn = {step: hidden_on(visitor.get(f"/request/{step}")) for step in ("name", "birth", "contact", "check")}
    send(visitor)
    other = two_tabs(visitor, open_visitor)
    other.get("/request/sent")
    other.post("/request/another-child")
    for step in ("name", "birth", "contact"):
        assert visitor.post(f"/request/{step}", {**answers[step], **drawn[step]}).status_code in (302, 409)
    assert visitor.post("/request/check", drawn["check"]).status_code == 409
    for step in ("name", "birth", "address"):
        other.answer(step, answers[step] | ({"given_name": "Rowan"} if step == "name" else {}), "?change=yes")
    assert visitor.post("/request/name", {**answers["name"], **drawn["name"]}).status_code == 409
    page = other.get("/request").text
    assert ("Rowan" in page, "Orla" in page) == (True, False)
    assert len(summaries(desk)) == 1


def test_the_button_in_a_second_tab_or_pressed_twice_never_replaces_what_is_under_way(
    visitor: Any, open_visitor: Any
) -> None:
    sent_about_orla(visitor)
    other = two_tabs(visitor, open_visitor)
    other.get("/request/sent")
    visitor.post("/request/another-child")
    visitor.answer("name", SECOND, "?change=yes")
    assert other.post("/request/another-child").location == "/request"
    assert "Rowan Oakes" in visitor.get("/request").text


def test_once_the_hour_is_over_no_page_names_the_child(visitor: Any, desk: Desk) -> None:
    visitor.answer_all(answers_for("parent", "access"))
    send(visitor)
    assert "(<bdi>Orla Fenwick</bdi>)" in visitor.get("/request/sent").text
    desk.clock.move(hours=1.1)
    later = visitor.get("/request/sent").text
    assert ("Orla" in later, "(your child)" in later) == (False, True)


def test_something_else_can_be_asked_for_the_other_child(visitor: Any) -> None:
    sent_about_orla(visitor)
    begun = visitor.post("/request/another-child")
    assert visitor.post(begun.location, {"asks": ["erasure"]}).location == "/request/name?change=yes"
    visitor.get("/request/asks?change=yes")
    page = visitor.get("/request").text
    assert ("Delete" in page, "Correct" in page) == (True, False)


def test_a_second_press_goes_on_with_the_child_begun_and_the_sent_page_leads_on(visitor: Any) -> None:
    sent_about_orla(visitor)
    first, second = (visitor.post("/request/another-child") for _ in range(2))
    assert first.location == second.location == "/request/asks?change=yes"
    back = visitor.get("/request/sent").text
    assert ("You have not sent it yet." in back, 'href="/request/on"' in back, BUTTON in back) == (True, True, False)
    assert visitor.get("/request/on").location == "/request/name"


def test_whoever_shares_a_mailbox_has_a_word_for_each_request(visitor: Any, desk: Desk) -> None:
    answers = {**answers_for("parent", "erasure"), "safe": {**SAFE, "mailbox": "shared"}}
    visitor.answer_all(answers)
    send(visitor)
    visitor.post("/request/another-child")
    for step in ("name", "other-names", "birth", "school", "address", "earlier-addresses", "relation"):
        visitor.answer(step, {**answers[step], **(SECOND if step == "name" else {})}, "?change=yes")
    for step in ("agrees", "authority", "protect", "erase", "answer"):
        visitor.answer(step, answers[step], "?change=yes")
    send(visitor)
    assert visitor.get("/request/sent").text.count("Your word to get in is") == 2
    assert {one.requester.is_mailbox_private for one in summaries(desk)} == {False}
