"""An answer that changes: nothing said about one person is sent about another."""

import re
from typing import Any

import pytest

from portal.public import written
from portal.public.intake_changes import DEPENDS_ON
from portal.web.forms import PortalForm
from tests.factories.answers import REQUESTERS, answers_for
from tests.factories.cases import Desk
from tests.integration.portal.test_track_and_collect import let_in

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


REACHED = {"email": "maeve@fenwick.example", "phone": "01632 960001"}


@pytest.mark.parametrize(
    ("changed", "is_asked_anew"),
    [({"email": "new@fenwick.example"}, True), ({"phone": "01632 960999"}, True), ({"phone": ""}, True), ({}, False)],
)
def test_whoever_changes_how_they_are_reached_says_again_what_is_safe(
    visitor: Any, changed: dict[str, str], is_asked_anew: bool
) -> None:
    visitor.answer_all({**answers_for("parent", "access"), "contact": REACHED})
    answered = visitor.answer("contact", {**REACHED, **changed}, CHANGE)
    assert answered.location == ("/request/safe?change=yes" if is_asked_anew else "/request/check")
    page = visitor.get(answered.location).text
    assert ("Tell us again which ways are safe" in page, " checked" in page) == (is_asked_anew, False)
    assert visitor.post("/request/check").location == ("/request/safe" if is_asked_anew else "/request/sent")


def test_no_link_is_mailed_while_it_is_open_who_reads_the_mail(visitor: Any) -> None:
    visitor.answer_all({**answers_for("parent", "access"), "contact": REACHED})
    assert 'value="mail"' in visitor.get("/request/save").text
    visitor.answer("contact", {**REACHED, "email": "new@fenwick.example"}, CHANGE)
    assert 'value="mail"' not in visitor.get("/request/save").text
    visitor.get("/request/save")
    refused = visitor.post("/request/save", {"way": "mail", "email": "new@fenwick.example"})
    assert refused.status_code == 400


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


@pytest.mark.parametrize(
    ("path", "fields"), [("/request/who", {"capacity": "parent"}), ("/request/check", {}), ("/request/files", {})]
)
@pytest.mark.parametrize("is_begun_anew", [True, False])
def test_whoever_ticks_or_sends_when_their_answers_are_gone_reads_that_it_was_not_taken(
    visitor: Any, desk: Desk, path: str, fields: dict[str, str], is_begun_anew: bool
) -> None:
    visitor.answer_all(answers_for("parent", "access"))
    if is_begun_anew:
        visitor.post("/request")
    else:
        desk.clock.move(hours=49)
    page = visitor.post(path, fields)
    assert (page.status_code, "What you sent just now was not taken" in page.text) == (409, True)


STORY = "They wrote to the wrong house. " * 100
TYPED = {"what": STORY, "remedy": "", "about_reference": ""}


def at_the_story(visitor: Any) -> dict[str, str]:
    """Where somebody writes what they are unhappy about, with what the page was drawn for."""
    answers = answers_for("parent", "complaint")
    visitor.answer_all({step: given for step, given in answers.items() if step not in ("complaint", "answer")})
    return hidden_on(visitor.get("/request/complaint"))


@pytest.mark.parametrize(
    ("done_in_another_tab", "says"),
    [
        (("/request/name", {"given_name": "Bob", "family_name": "Two"}), "You changed your answers in another tab"),
        (("/request", {}), "Your answers are no longer in this browser"),
        (("/request/forget", {}), "Your answers are no longer in this browser"),
    ],
)
def test_a_story_that_is_not_taken_is_given_back(
    visitor: Any, open_visitor: Any, done_in_another_tab: tuple[str, dict[str, str]], says: str
) -> None:
    drawn, (path, fields) = at_the_story(visitor), done_in_another_tab
    other = two_tabs(visitor, open_visitor)
    other.get("/request/name")
    other.post(path, fields)
    for cookie in other.client._cookies.values():
        visitor.client.set_cookie(cookie.key, cookie.value)
    page = visitor.post("/request/complaint", {**TYPED, **drawn})
    assert (page.status_code, says in page.text, STORY.strip() in page.text) == (409, True, True)
    assert STORY.strip() not in visitor.get("/request/complaint", follow_redirects=True).text


@pytest.mark.parametrize(
    ("says_where_it_stood", "is_given_back"),
    [
        ({"Origin": "http://localhost"}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Referer": "http://localhost/request/complaint"}, True),
        ({"Origin": "http://elsewhere.example"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, False),
        ({"Origin": "null"}, False),
        ({}, False),
    ],
)
def test_a_page_that_is_too_old_gives_back_what_was_written_and_no_words_of_another_site(
    visitor: Any, says_where_it_stood: dict[str, str], is_given_back: bool
) -> None:
    at_the_story(visitor)
    typed = {**TYPED, "csrf_token": "of another day"}
    page = visitor.client.post("/request/complaint", data=typed, headers=says_where_it_stood)
    assert (page.status_code, STORY.strip() in page.text) == (400, is_given_back)


def test_whatever_is_refused_on_the_way_gives_back_what_was_written(visitor: Any, desk: Desk) -> None:
    let_in(visitor, desk, desk.received())
    visitor.get("/your-request/write")
    page = visitor.post("/your-request/write", {"words": STORY, "followed": "another"})
    assert (page.status_code, STORY.strip() in page.text) == (409, True)
    visitor.get("/your-request/scope")
    dates = {"until_on-day": "9", "until_on-month": "March", "followed": "another"}
    assert "<bdi>9 March</bdi>" in visitor.post("/your-request/scope", dates).text
    for _ in range(100):
        visitor.get("/your-request/complain")
        page = visitor.post("/your-request/complain", {"what": STORY})
        if page.status_code == 429:
            break
    assert (page.status_code, STORY.strip() in page.text) == (429, True)


def test_everything_that_somebody_can_write_is_known_by_its_name() -> None:
    """A form of the public app that is in no list has nothing to give back: it asks for a code, a number or a file."""
    others = [form for form in made_of(PortalForm) if form.__module__.startswith("portal.public.")]
    asked = {name for form in others if form not in written.FORMS for name in vars(form) if is_field(form, name)}
    assert asked == {"reference", "by", "code", "word", "way", "email", "file", "purpose"}


def made_of(form: type[PortalForm]) -> list[type[PortalForm]]:
    """Every form that builds on one, at whatever remove."""
    return [each for made in form.__subclasses__() for each in (made, *made_of(made))]


def is_field(form: type[PortalForm], name: str) -> bool:
    return hasattr(getattr(form, name), "field_class")
