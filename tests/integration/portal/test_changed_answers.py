"""An answer that changes: nothing said about one person is sent about another."""

import re
from typing import Any

import pytest

from portal.public.intake_changes import DEPENDS_ON
from tests.factories.answers import REQUESTERS, answers_for

CHANGE = "?change=yes"
OTHER_PEOPLE = [
    (before, after)
    for before in REQUESTERS
    for after in REQUESTERS
    if before != after and {before, after} != {"parent", "both"}
]


@pytest.mark.parametrize(("before", "after"), OTHER_PEOPLE)
def test_whoever_changes_whom_they_ask_about_answers_for_the_people_anew(visitor: Any, before: str, after: str) -> None:
    visitor.answer_all(answers_for(before, "access"))
    changed = visitor.answer("who", {"capacity": after}, CHANGE)
    assert changed.location == "/request/name?change=yes"
    page = visitor.get(changed.location).text
    assert "You changed who this is about" in page
    assert "Fenwick" not in page
    assert visitor.get("/request/check").location == "/request/name"
    assert visitor.post("/request/check").location == "/request/name"
    anew = answers_for(after, "access")
    asked_anew = [step for step in anew if step in DEPENDS_ON["who"]]
    for step in asked_anew:
        shown = visitor.get(f"/request/{step}{CHANGE}").text
        assert not any(said in shown for said in ("Orla", "Maeve", "maeve", "Mill Lane", 'value="2012"', " checked")), (
            step
        )
        last = visitor.answer(step, anew[step], CHANGE)
    assert last.location == "/request/check"


@pytest.mark.parametrize(("before", "after"), [("parent", "parent"), ("parent", "both"), ("both", "parent")])
def test_the_same_child_is_not_asked_about_twice(visitor: Any, before: str, after: str) -> None:
    visitor.answer_all(answers_for(before, "access"))
    visitor.answer("who", {"capacity": after}, CHANGE)
    page = visitor.get(f"/request/name{CHANGE}").text
    assert "Orla" in page
    assert "You changed who this is about" not in page


def hidden_on(page: Any) -> dict[str, str]:
    return {"drawn_for": re.findall(r'name="drawn_for" value="([^"]+)"', page.text)[0]}


def two_tabs(visitor: Any, open_visitor: Any) -> Any:
    """Another tab of the same browser."""
    other = open_visitor()
    for cookie in visitor.client._cookies.values():
        other.client.set_cookie(cookie.key, cookie.value)
    return other


def test_two_children_in_two_tabs_are_never_mixed(visitor: Any, open_visitor: Any) -> None:
    answers = answers_for("parent", "access")
    for step in ("asks", "who", "name"):
        visitor.answer(step, answers[step])
    drawn = hidden_on(visitor.get("/request/other-names"))
    other = two_tabs(visitor, open_visitor)
    other.answer("name", {"given_name": "Bob", "family_name": "Two"})
    page = visitor.post("/request/other-names", {"other_names": "Annie", **drawn})
    assert page.status_code == 409
    assert "You changed your answers in another tab" in page.text
    assert "<bdi>Bob Two</bdi>" in page.text
    assert "Annie" not in visitor.get("/request/other-names").text


def test_only_the_answers_that_were_looked_at_are_sent(visitor: Any, open_visitor: Any) -> None:
    visitor.answer_all(answers_for("parent", "access"))
    drawn = hidden_on(visitor.get("/request/check"))
    two_tabs(visitor, open_visitor).answer("address", {"address": "1 Other Street"}, CHANGE)
    page = visitor.post("/request/check", drawn)
    assert page.status_code == 409
    assert "1 Other Street" in page.text
    assert visitor.post("/request/check", hidden_on(visitor.get("/request/check"))).location == "/request/sent"


def test_pressing_continue_twice_is_one_answer(visitor: Any) -> None:
    answers = answers_for("parent", "access")
    for step in ("asks", "who", "name"):
        drawn = hidden_on(visitor.get(f"/request/{step}"))
        first, second = (visitor.post(f"/request/{step}", {**answers[step], **drawn}) for _ in range(2))
        assert first.location == second.location
