"""The public form: what a requester can count on, whatever they press."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from portal.public.forms_rights import LONGEST_STORY
from portal.public.intake_steps import STEPS
from portal.public.signposts import SIGNPOSTS
from portal.web.application import PortalApp
from portal.web.fields import TextField
from requests_.model.people import Capacity
from requests_.model.rights import AccessScope, Category
from requests_.services import drafts
from requests_.store.people_tables import DraftRow
from requests_.store.queries.case_page import case_summary
from requests_.store.queries.case_queue import queue_rows
from templates.labels import LABELS
from tests.factories.answers import ASK_KEYS, answers_for
from tests.factories.cases import Desk
from tests.integration.portal.test_track_and_collect import let_in

Answers = dict[str, dict[str, Any]]
STORIES = ("wording", "wrong", "right", "why", "what", "remedy")


def cases(desk: Desk) -> list[Any]:
    with desk.store.reading() as session:
        return list(queue_rows(session))


def test_a_parents_answers_become_one_case_and_the_page_shows_reference_and_due_date(
    visitor: Any, desk: Desk, parent_answers: Answers
) -> None:
    visitor.answer_all(parent_answers)
    assert visitor.post("/request/check").location == "/request/sent"
    page = visitor.get("/request/sent").text
    (row,) = cases(desk)
    assert row.reference in page
    assert "Wednesday 15 July 2026" in page
    with desk.store.reading() as session:
        summary = case_summary(session, row.case)
    assert summary.case.capacity is Capacity.PARENT
    assert summary.subject is not None
    assert summary.requester is not None
    assert summary.subject.other_names == ("Orla Fox",)
    assert summary.subject.upn == "A123456789" + "012"
    assert summary.subject.addresses == ("12 Mill Lane, Brackenford, QX1 4ZZ", "3 Old Road, Brackenford")
    assert (summary.requester.name, summary.requester.relation) == ("Maeve Fenwick", "mother")
    assert summary.wording == "The panel in March"


@pytest.mark.parametrize(
    ("step", "typed", "says"),
    [
        ("address", {"address": ", ,\n,"}, "Enter an address, with a postcode if you know it"),
        ("answer", {"answer_as": "other_language", "language": ""}, "Enter the language"),
    ],
)
def test_what_says_nothing_is_asked_for_again(
    visitor: Any, parent_answers: Answers, step: str, typed: dict[str, str], says: str
) -> None:
    visitor.answer_all(parent_answers)
    page = visitor.answer(step, typed)
    assert (page.status_code, says in page.text) == (400, True)


def test_a_young_person_is_not_asked_for_a_requester(visitor: Any, desk: Desk, parent_answers: Answers) -> None:
    parent_answers["who"] = {"capacity": "subject"}
    for step in ("your-name", "relation", "agrees", "authority"):
        del parent_answers[step]
    visitor.answer_all(parent_answers)
    visitor.post("/request/check")
    with desk.store.reading() as session:
        summary = case_summary(session, cases(desk)[0].case)
    assert summary.requester is not None
    assert summary.requester.name == "Orla Fenwick"
    assert summary.subject is not None
    assert summary.subject.emails == ("maeve@fenwick.example",)


def test_sending_twice_makes_one_case_and_shows_the_same_reference(
    visitor: Any, desk: Desk, parent_answers: Answers
) -> None:
    visitor.answer_all(parent_answers)
    draft = {cookie.key: cookie.value for cookie in visitor.client._cookies.values()}
    visitor.post("/request/check")
    first = visitor.get("/request/sent").text
    for name, value in draft.items():  # the second press of a double click carries the cookies of the first
        visitor.client.set_cookie(name, value)
    visitor.post("/request/check")
    assert cases(desk)[0].reference in first
    assert cases(desk)[0].reference in visitor.get("/request/sent").text
    assert len(cases(desk)) == 1


def test_a_second_request_from_the_same_browser_is_another_case(
    visitor: Any, desk: Desk, parent_answers: Answers
) -> None:
    for _ in range(2):
        visitor.answer_all(parent_answers)
        visitor.post("/request/check")
    assert len(cases(desk)) == 2


@pytest.mark.parametrize("step", [step.key for step in STEPS[1:]] + ["check"])
def test_no_question_can_be_jumped_to(visitor: Any, step: str) -> None:
    assert visitor.get(f"/request/{step}").location.startswith("/request")


def test_a_day_that_is_over_and_a_number_that_is_none_are_asked_for_again(
    visitor: Any, parent_answers: Answers
) -> None:
    visitor.answer_all(parent_answers)
    over = {"answer_as": "online", "needed_by-day": "3", "needed_by-month": "4", "needed_by-year": "1985"}
    assert "The date must be today or later" in visitor.answer("answer", over).text
    for upn in ("JANEPARENT", "B123456789012", "I123456789012"):
        assert "A UPN is a letter and 12 more characters" in visitor.answer("school", {"upn": upn}).text


@pytest.mark.parametrize(
    "typed", ["A123456789012", "a-1234-5678-9012", "A1234–56789–012", "A 1 2 3 4 5 6 7 8 9 0 1 2", "A1234.5678/9012"]
)
def test_a_pupil_number_is_taken_however_its_parts_are_parted(visitor: Any, desk: Desk, typed: str) -> None:
    answers = answers_for("parent", "access")
    visitor.answer_all(answers | {"school": {"school": "", "upn": typed}})
    visitor.post("/request/check")
    with desk.store.reading() as session:
        subject = case_summary(session, cases(desk)[0].case).subject
    assert subject is not None
    assert subject.upn == "A123456789012"


def test_a_changed_answer_leads_straight_back_to_the_check(visitor: Any, parent_answers: Answers) -> None:
    visitor.answer_all(parent_answers)
    changed = visitor.answer("name", {"given_name": "Órla", "family_name": "Fenwick"}, "?change=yes")
    assert changed.location == "/request/check"
    page = visitor.get("/request/check").text
    assert "<bdi>Órla Fenwick</bdi>" in page


def test_a_change_that_opens_a_question_leads_to_that_question(visitor: Any, parent_answers: Answers) -> None:
    visitor.answer_all(parent_answers)
    changed = visitor.answer("what", {"extent": "some"}, "?change=yes")
    assert changed.location == "/request/kinds?change=yes"
    chosen = visitor.answer("kinds", {"categories": ["attendance", "health"]}, "?change=yes")
    assert chosen.location == "/request/check"
    page = visitor.get("/request/check").text
    assert LABELS["category"][Category.ATTENDANCE] in page
    assert LABELS["category"][Category.HEALTH] in page


def test_a_time_between_two_dates_is_asked_for_and_kept(visitor: Any, desk: Desk, parent_answers: Answers) -> None:
    parent_answers["when"] = {"period": "between"}
    last_asked = ("help", "copy-to", "answer")
    visitor.answer_all({step: fields for step, fields in parent_answers.items() if step not in last_asked})
    first = {"from_on-day": "1", "from_on-month": "9", "from_on-year": "2023"}
    last = {"until_on-day": "21", "until_on-month": "7", "until_on-year": "2025"}
    for wrong, words in (
        ({}, "at least one of the two dates"),
        ({**first, **last, "until_on-year": "2022"}, "the same as or after"),
    ):
        refused = visitor.answer("dates", wrong)
        assert refused.status_code == 400
        assert words in refused.text
    visitor.answer("dates", {**first, **last})
    visitor.answer("help", {"wording": ""})
    visitor.answer("copy-to", {"goes_to": "requester"})
    visitor.answer("answer", {"answer_as": "online"})
    assert "From: 1 September 2023</bdi><br><bdi>Until: 21 July 2025" in visitor.get("/request/check").text
    visitor.post("/request/check")
    with desk.store.reading() as session:
        scope = case_summary(session, cases(desk)[0].case).case.scope
    assert (scope.from_on, scope.until_on) == (date(2023, 9, 1), date(2025, 7, 21))


def test_dates_may_count_for_some_of_the_kinds_alone(visitor: Any, desk: Desk, parent_answers: Answers) -> None:
    asked = parent_answers | {
        "what": {"extent": "some"},
        "kinds": {"categories": ["attendance", "safeguarding", "health"]},
        "when": {"period": "between"},
        "dates": {"from_on-day": "1", "from_on-month": "9", "from_on-year": "2022"},
        "dated-kinds": {"dated": ["attendance"]},
    }
    order = [step.key for step in STEPS]
    visitor.answer_all(dict(sorted(asked.items(), key=lambda answer: order.index(answer[0]))))
    page = visitor.get("/request/dated-kinds").text
    assert ('value="attendance"' in page, 'value="behaviour"' in page) == (True, False)
    # Other kinds are another question: which of them the dates count for is asked anew.
    changed = visitor.answer("kinds", {"categories": ["safeguarding", "health"]}, "?change=yes")
    assert changed.location == "/request/dated-kinds?change=yes"
    visitor.answer("dated-kinds", {"dated": ["health"]}, "?change=yes")
    visitor.get("/request/check")
    visitor.post("/request/check")
    with desk.store.reading() as session:
        scope = case_summary(session, cases(desk)[0].case).case.scope
    assert scope == AccessScope(
        categories=(Category.SAFEGUARDING, Category.HEALTH), from_on=date(2022, 9, 1), dated=(Category.HEALTH,)
    )


def test_what_was_typed_is_still_there_when_an_answer_is_wrong(visitor: Any) -> None:
    visitor.answer("asks", {"asks": ["access"]})
    visitor.answer("who", {"capacity": "parent"})
    page = visitor.answer("name", {"given_name": "Zoë", "family_name": ""})
    assert page.status_code == 400
    assert 'value="Zoë"' in page.text
    assert "<title>Error: " in page.text
    assert 'href="#family_name"' in page.text


def test_answers_too_long_to_keep_are_refused_on_their_page(
    visitor: Any, parent_answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "LARGEST_CHARACTERS", 440)
    visitor.answer("asks", parent_answers["asks"])
    visitor.answer("who", {"capacity": "parent"})
    visitor.answer("name", {"given_name": "Orla", "family_name": "Fenwick"})
    page = visitor.answer("other-names", {"other_names": "Orla Fox " * 30})
    assert page.status_code == 400
    assert "too long to keep" in page.text
    assert "Orla Fox" in page.text
    assert visitor.get("/request/birth").location == "/request/other-names"


def test_every_box_takes_all_that_its_page_says_and_nothing_is_lost(visitor: Any, desk: Desk) -> None:
    """Five thousand characters, of any script, in each box of every right at once."""
    story = "Ж" * LONGEST_STORY
    answers = answers_for("both", *ASK_KEYS)
    for fields in answers.values():
        fields.update({name: story for name in fields if name in STORIES})
    visitor.answer_all(answers)
    assert visitor.post("/request/check").location == "/request/sent"
    with desk.store.reading() as session:
        wordings = [case_summary(session, row.case).wording for row in cases(desk)]
    assert wordings.count(story) == 12  # six rights have words of their own, for two people


def test_what_is_too_long_is_shown_whole_with_how_much_of_it_is_too_much(visitor: Any, desk: Desk) -> None:
    answers, long = answers_for("representative", "access", "complaint"), "Ж" * 6_000 + "z"
    boxes = {step.key: vars(step.form).items() for step in STEPS}
    for step, fields in answers.items():
        texts = [name for name, made in boxes[step] if getattr(made, "field_class", None) is TextField]
        if texts:
            page = visitor.answer(step, fields | dict.fromkeys(texts, long)).text
            assert (page.count(long), page.count("too many.")) == (len(texts), 2 * len(texts)), step
        visitor.answer(step, fields)
    let_in(visitor, desk, desk.received())
    visitor.get("/your-request/write")
    page = visitor.post("/your-request/write", {"words": long}).text
    assert long in page
    assert "Shorten this to 5,000 characters or fewer. It has 6,001: 1,001 too many." in page


def test_two_tabs_add_to_one_form(visitor: Any, open_visitor: Any, parent_answers: Answers) -> None:
    visitor.answer("asks", parent_answers["asks"])
    other = open_visitor()
    for cookie in visitor.client._cookies.values():
        other.client.set_cookie(cookie.key, cookie.value)
    visitor.answer("who", parent_answers["who"])
    other.answer("name", parent_answers["name"])
    visitor.answer("other-names", parent_answers["other-names"])
    assert other.get("/request/on").location == "/request/birth"


def test_no_answer_can_be_read_on_the_server_before_it_is_sent(
    visitor: Any, desk: Desk, parent_answers: Answers
) -> None:
    visitor.answer_all(parent_answers)
    assert cases(desk) == []
    with desk.store.reading() as session:
        (row,) = session.scalars(select(DraftRow))
    secrets = "".join(cookie.value for cookie in visitor.client._cookies.values())
    assert "Fenwick" not in row.sealed
    assert row.id not in secrets


def test_answers_that_nobody_sent_are_gone_after_two_days(visitor: Any, desk: Desk, parent_answers: Answers) -> None:
    visitor.answer_all(parent_answers)
    desk.clock.move(hours=49)
    assert visitor.get("/request", follow_redirects=True).request.path == "/request/asks"
    visitor.answer("asks", parent_answers["asks"])
    with desk.store.reading() as session:
        assert len(list(session.scalars(select(DraftRow)))) == 1


def test_no_personal_data_stands_in_an_address_or_in_a_readable_cookie(visitor: Any, parent_answers: Answers) -> None:
    for step, fields in parent_answers.items():
        response = visitor.answer(step, fields)
        assert "Fenwick" not in response.location
    cookies = "".join(cookie.value for cookie in visitor.client._cookies.values())
    assert "Fenwick" not in cookies
    assert "maeve" not in cookies.lower()


def test_leaving_takes_the_answers_away(visitor: Any) -> None:
    visitor.answer("asks", {"asks": ["access"]})
    visitor.get("/request/who")
    visitor.post("/request/forget")
    assert visitor.get("/request").location == "/request/asks"


ODD = ["", "\x00", "\u202e\u05d0", "\U0001f600" * 400, "9" * 5000, "-1", "31", "{{7*7}}", "<b>", "' OR 1=1", "\ud7ff"]
TEXTS = st.one_of(st.text(max_size=60), st.sampled_from(ODD))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_form_ever_fails_whatever_is_sent(public_app: PortalApp, parent_answers: Answers, data: Any) -> None:
    """Fields missing, repeated, of the wrong kind, endless: an answer or an error page, never a failure."""
    public_app.config["WTF_CSRF_ENABLED"] = False
    client = public_app.test_client()
    place = data.draw(st.integers(0, len(parent_answers) - 1))
    steps = list(parent_answers)
    for step in steps[:place]:
        client.post(f"/request/{step}", data=parent_answers[step])
    names = [*parent_answers[steps[place]], "capacity", "from_on-day", "categories"]
    sent = data.draw(st.dictionaries(st.sampled_from(names), st.lists(TEXTS, max_size=3), max_size=6))
    response = client.post(f"/request/{steps[place]}", data=sent)
    assert response.status_code in (302, 400)
    assert client.get(f"/request/{steps[place]}").status_code in (200, 302)


@pytest.mark.parametrize("place", SIGNPOSTS)
def test_who_else_has_what_people_look_for_is_said_before_anything_is_asked(visitor: Any, place: str) -> None:
    for page in ("/", "/request/asks"):
        assert place in visitor.get(page).text
    assert "Ask somebody else for" not in visitor.get("/request/who").text


def test_going_back_after_sending_says_that_the_request_was_sent(
    visitor: Any, parent_answers: dict[str, dict[str, Any]]
) -> None:
    visitor.answer_all(parent_answers)
    assert "We have the request that you sent" not in visitor.get("/request/asks").text
    visitor.get("/request/check")
    visitor.post("/request/check")
    for page in ("/request", "/request/asks", "/request/answer"):
        shown = visitor.get(page, follow_redirects=True).text
        assert ("We have the request that you sent" in shown, 'href="/request/sent"' in shown) == (True, True)
    visitor.answer("asks", {"asks": ["erasure"]})
    assert "We have the request that you sent" not in visitor.get("/request/who").text


def test_whoever_began_a_request_chooses_to_go_on_with_it_or_to_begin_another(
    visitor: Any, parent_answers: Answers
) -> None:
    visitor.answer("asks", parent_answers["asks"])
    visitor.answer("who", parent_answers["who"])
    page = visitor.get("/request?want=erasure").text
    places = [page.index(words) for words in ("You have begun a request", "Go on with it", "Remove them", "My child")]
    assert places == sorted(places)
    assert visitor.get("/request/on").location == "/request/name"
    assert visitor.post("/request?want=erasure").location == "/request/on?want=erasure"
    assert visitor.get("/request/on?want=erasure").location == "/request/asks?want=erasure"
    assert visitor.get("/request/who").location == "/request/asks"


def test_whoever_begins_another_request_can_come_back_to_the_one_they_saved(
    visitor: Any, parent_answers: Answers
) -> None:
    visitor.answer("asks", parent_answers["asks"])
    visitor.answer("who", parent_answers["who"])
    visitor.get("/request/save")
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", visitor.post("/request/save", {"way": "code"}).text)
    assert code is not None
    visitor.post("/request")
    visitor.answer("asks", {"asks": ["erasure"]})
    visitor.get("/request/back")
    assert visitor.post("/request/back", {"code": code[0]}).location == "/request/on"
    assert visitor.get("/request/on").location == "/request/name"


def test_what_was_sent_before_is_shown_for_an_hour_whatever_is_begun_since(
    visitor: Any, desk: Desk, parent_answers: Answers
) -> None:
    numbers = []
    for ask in ("access", "erasure"):
        visitor.answer_all(answers_for("parent", ask))
        visitor.post("/request/check")
        numbers.append(max(row.reference for row in cases(desk)))
    page = visitor.get("/request/sent").text
    assert [number for number in numbers if number not in page] == []
    visitor.answer("asks", {"asks": ["complaint"]})
    assert "See its number" in visitor.get("/request/who").text
    visitor.post("/request")
    page = visitor.get("/request/sent").text
    assert [number for number in numbers if number not in page] == []
    desk.clock.move(hours=2)
    assert visitor.get("/request/sent", follow_redirects=True).request.path == "/request/asks"
    assert "See its number" not in visitor.get("/request/asks").text


@pytest.mark.parametrize(
    ("is_own", "next_question", "asked_anew"),
    [("yes", "school", ()), ("mistyped", "birth", ("birth",)), ("child", "who", ("who",))],
)
def test_a_birth_date_below_school_age_is_asked_about_and_never_refused(
    visitor: Any, desk: Desk, is_own: str, next_question: str, asked_anew: tuple[str, ...]
) -> None:
    today = desk.clock.london_date()
    born = {"date_of_birth-day": "1", "date_of_birth-month": "1", "date_of_birth-year": str(today.year - 4)}
    answers = answers_for("subject", "access")
    for step in ("asks", "who", "name", "other-names"):
        visitor.answer(step, answers[step])
    assert visitor.answer("birth", born).location == "/request/young-birth"
    visitor.answer("young-birth", {"is_own": is_own})
    assert visitor.get("/request/on").location == f"/request/{next_question}"
    order = ("asks", "who", "name", "other-names", "birth")
    left = [step for step in order if visitor.get(f"/request/{step}").status_code == 200]
    assert left == [step for step in order if order.index(step) <= min([order.index(one) for one in asked_anew] + [9])]


@pytest.mark.parametrize(
    ("year", "is_asked"), [("1980", False), ("2012", True), ("2020", True), ("2024", True), ("2011", False)]
)
def test_a_parent_who_types_the_childs_birth_date_as_their_own_is_asked_and_never_refused(
    visitor: Any, year: str, is_asked: bool
) -> None:
    answers = answers_for("both", "access")
    own = answers["own-birth"] | {"date_of_birth-year": year}
    for step in list(answers)[: list(answers).index("own-birth")]:
        visitor.answer(step, answers[step])
    asked = "/request/young-own-birth"
    assert visitor.answer("own-birth", own).location == (asked if is_asked else "/request/own-address")
    if is_asked:
        assert visitor.answer("young-own-birth", {"is_own": "yes"}).location == "/request/own-address"
        visitor.answer("young-own-birth", {"is_own": "mistyped"})
        assert visitor.get("/request/on").location == "/request/own-birth"
        assert visitor.answer("own-birth", answers["own-birth"]).location == "/request/own-address"


def test_a_parent_is_not_asked_whether_their_babys_birth_date_is_their_own(visitor: Any, desk: Desk) -> None:
    today = desk.clock.london_date()
    born = {"date_of_birth-day": "1", "date_of_birth-month": "1", "date_of_birth-year": str(today.year - 1)}
    answers = answers_for("parent", "access")
    for step in ("asks", "who", "name", "other-names"):
        visitor.answer(step, answers[step])
    assert visitor.answer("birth", born).location == "/request/school"
