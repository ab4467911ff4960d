"""An answer that changes: nothing said about one person is sent about another."""

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
