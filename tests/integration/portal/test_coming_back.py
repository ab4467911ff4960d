"""A half-answered form is saved and taken up elsewhere, once, by whoever holds the link or the code."""

import html
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from requests_.services.draft_returns import LIFETIME, UNTIL_SHOWN
from requests_.store.queries.case_queue import queue_rows
from requests_.store.queries.sent_files import files_sent
from tests.factories import sent_files as made
from tests.factories.answers import answers_for
from tests.factories.cases import Desk
from tests.factories.post import Post, post_office
from tests.factories.post import work_on as work_on_job
from tests.integration.portal.test_sending_files import add

DOES_NOT_WORK = "This link or code does not work."
Open = Callable[[], Any]


@pytest.fixture
def post(desk: Desk) -> Iterator[Post]:
    with post_office(desk) as office:
        yield office


def begun(visitor: Any, **safe: str) -> dict[str, dict[str, Any]]:
    """Answer everything as a young person would; gives the answers."""
    answers = answers_for("subject", "access")
    answers["safe"].update(safe)
    visitor.answer_all(answers)
    return answers


def save(visitor: Any, way: str, email: str = "") -> Any:
    visitor.get("/request/save")
    return visitor.post("/request/save", {"way": way, "email": email})


def come_back(visitor: Any, code: str) -> Any:
    visitor.get("/request/back")
    return visitor.post("/request/back", {"code": code})


def work_on(desk: Desk) -> list[str]:
    return work_on_job(desk, "send_draft_link")


def code_on(page: Any) -> str:
    found = re.search(r"\b\w{4}-\w{4}-\w{4}\b", page.text)
    assert found is not None, page.text
    return found[0]


def link_in(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    found = re.search(r"https://\S+?(/request/back/\S+)", body.get_content())
    assert found is not None
    return found[1]


@pytest.mark.parametrize("way", ["mail", "code"])
def test_the_answers_and_files_are_taken_up_in_another_browser_and_sent_once(
    visitor: Any, desk: Desk, open_visitor: Open, post: Post, way: str
) -> None:
    begun(visitor)
    add(visitor, made.picture(), "me.jpg")
    page = save(visitor, way, "orla@fenwick.example")
    other = open_visitor()
    if way == "mail":
        assert work_on(desk) == ["done"]
        shown = other.get(link_in(post.mails[0])).text
        secret = html.unescape(re.findall(r'name="code" value="([^"]+)"', shown)[0])
        assert other.post("/request/back", {"code": secret}).location == "/request/on"
    else:
        assert come_back(other, code_on(page).lower().replace("-", " ")).location == "/request/on"
    assert "Your answers are here" in other.get("/request/check").text
    assert "me.jpg" in other.get("/request/check").text
    other.post("/request/check")
    assert visitor.get("/request/check").location != "/request/check"
    with desk.store.reading() as session:
        (row,) = queue_rows(session)
        assert [file.name for file in files_sent(session, row.case)] == ["me.jpg"]


def test_a_link_or_code_works_once_and_for_a_week_and_wrong_used_and_late_ones_are_answered_alike(
    visitor: Any, desk: Desk, open_visitor: Open
) -> None:
    begun(visitor)
    used, late = code_on(save(visitor, "code")), code_on(save(visitor, "code"))
    first = open_visitor()
    come_back(first, used)
    first.get("/request/on")
    saved_again = code_on(save(first, "code"))
    desk.clock.move(hours=int(LIFETIME / timedelta(hours=1)) + 1)
    pages = []
    for code in (used, late, saved_again, "7KQ2-MXW4-RBTH", "x"):
        stranger = open_visitor()
        page = come_back(stranger, code)
        assert page.status_code == 400
        assert DOES_NOT_WORK in page.text
        pages.append(page.text.replace(stranger.token, "token"))
    assert len(set(pages)) == 1


def test_whose_answer_is_lost_on_the_way_back_loses_nothing_and_whoever_pressed_twice_neither(
    visitor: Any, open_visitor: Open
) -> None:
    begun(visitor)
    add(visitor, made.picture(), "me.jpg")
    code = code_on(save(visitor, "code"))
    lost, again = open_visitor(), open_visitor()
    come_back(lost, code)  # the connection drops: this browser never sees what it was answered
    assert come_back(again, code).location == "/request/on"
    assert again.get("/request/on").location == "/request/check"
    assert "me.jpg" in again.get("/request/check").text
    assert "me.jpg" not in lost.get("/request/check").text
    assert DOES_NOT_WORK in come_back(open_visitor(), code).text


def test_what_was_used_leads_on_for_minutes_and_no_longer(visitor: Any, desk: Desk, open_visitor: Open) -> None:
    begun(visitor)
    code = code_on(save(visitor, "code"))
    come_back(open_visitor(), code)
    desk.clock.move(seconds=UNTIL_SHOWN.total_seconds() + 1)
    assert DOES_NOT_WORK in come_back(open_visitor(), code).text


def test_a_form_lives_as_long_as_the_way_back_to_it(visitor: Any, desk: Desk, open_visitor: Open) -> None:
    begun(visitor)
    code = code_on(save(visitor, "code"))
    visitor.answer("answer", answers_for("subject", "access")["answer"])
    desk.clock.move(hours=6 * 24)
    assert come_back(open_visitor(), code).location == "/request/on"


def test_opening_a_link_changes_nothing_as_mail_servers_open_links_too(
    visitor: Any, desk: Desk, open_visitor: Open, post: Post
) -> None:
    begun(visitor)
    save(visitor, "mail", "orla@fenwick.example")
    work_on(desk)
    for _ in range(3):
        assert open_visitor().get(link_in(post.mails[0])).status_code == 200
    assert visitor.get("/request/check").status_code == 200


def test_a_mailbox_that_others_read_gets_no_link(visitor: Any, desk: Desk) -> None:
    begun(visitor, mailbox="shared")
    page = save(visitor, "mail", "orla@fenwick.example")
    assert page.status_code == 400
    assert "Choose the code" in page.text
    assert work_on(desk) == []


def test_the_mail_says_nothing_of_what_was_answered_and_the_address_is_forgotten(
    visitor: Any, desk: Desk, post: Post
) -> None:
    answers = begun(visitor)
    save(visitor, "mail", "orla@fenwick.example")
    work_on(desk)
    (mail,) = post.mails
    assert mail["To"] == "orla@fenwick.example"
    assert answers["name"]["family_name"] not in mail.as_string().replace("orla@fenwick.example", "")
    with desk.store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT email FROM draft_return").all() == [("",)]


def test_a_mail_server_that_is_down_is_tried_again_and_given_up_at_last(visitor: Any, desk: Desk, post: Post) -> None:
    begun(visitor)
    save(visitor, "mail", "orla@fenwick.example")
    post.is_down = True
    fates = []
    for _ in range(13):
        fates += work_on(desk)
        desk.clock.move(hours=1)
    assert fates == ["postponed"] * 11 + ["failed"]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Select how you would like to come back"),
        ({"way": "mail"}, "Enter the email address for the link"),
        ({"way": "mail", "email": "orla"}, "in the correct format"),
    ],
)
def test_what_is_missing_is_said(visitor: Any, fields: dict[str, str], says: str) -> None:
    begun(visitor)
    visitor.get("/request/save")
    page = visitor.post("/request/save", fields)
    assert page.status_code == 400
    assert says in page.text


def test_nothing_is_saved_where_nothing_was_answered(visitor: Any) -> None:
    visitor.get("/track")
    assert visitor.get("/request/save").location == "/request/on"
    assert visitor.post("/request/save", {"way": "code"}).location == "/request/on"


def test_codes_are_not_guessed(visitor: Any) -> None:
    visitor.get("/request/back")
    statuses = [visitor.post("/request/back", {"code": f"7KQ2-MXW4-RB{n:02}"}).status_code for n in range(20)]
    assert statuses.count(400) == 6
    assert set(statuses[6:]) == {429}


@pytest.mark.parametrize(
    ("step", "changed", "offers_mail"),
    [
        ("safe", {"mailbox": "shared"}, False),
        ("protect", {"is_protected": "yes"}, False),
        ("contact", {"email": "other@fenwick.example"}, True),
    ],
)
def test_a_link_that_was_mailed_ends_once_the_mailbox_is_not_safe(
    visitor: Any,
    desk: Desk,
    open_visitor: Open,
    post: Post,
    step: str,
    changed: dict[str, str],
    offers_mail: bool,
) -> None:
    answers = begun(visitor)
    save(visitor, "mail", "orla@fenwick.example")
    assert work_on(desk) == ["done"]
    visitor.answer(step, {**answers[step], **changed}, "?change=yes")
    assert "no longer open them" in visitor.get("/request/check", follow_redirects=True).text
    visitor.answer("safe", {**answers["safe"], **(changed if step == "safe" else {})}, "?change=yes")
    for mail in post.mails:
        assert come_back(open_visitor(), link_in(mail).rsplit("/", 1)[1]).status_code == 400
    assert ('value="mail"' in visitor.get("/request/save").text) is offers_mail
    assert come_back(open_visitor(), code_on(save(visitor, "code"))).status_code == 302


def begun_about(visitor: Any, given_name: str) -> None:
    """Answer everything about somebody of this name."""
    answers = answers_for("subject", "access")
    for fields in answers.values():
        fields |= {"given_name": given_name} if "given_name" in fields else {}
    visitor.answer_all(answers)


def link_mailed(visitor: Any, desk: Desk, post: Post) -> str:
    """The secret of the link to the form under way."""
    save(visitor, "mail", "orla@fenwick.example")
    assert work_on(desk) == ["done"]
    return link_in(post.mails[-1]).rpartition("/")[2]


def begin_another(visitor: Any) -> None:
    visitor.get("/request")
    assert visitor.post("/request").status_code == 302


def test_opening_a_saved_form_loses_no_other_one_that_is_under_way_here(
    visitor: Any, desk: Desk, post: Post, open_visitor: Open
) -> None:
    begun(visitor)
    secret = link_mailed(visitor, desk, post)
    begin_another(visitor)
    begun_about(visitor, "Bea")
    assert come_back(visitor, secret).status_code == 302
    code = visitor.get("/request/asks").text.partition("Its code is ")[2][:14]
    assert "Bea" not in visitor.get("/request").text
    other = open_visitor()
    assert come_back(other, code).status_code == 302
    assert "Bea" in other.get("/request").text


def test_a_link_to_what_was_sent_opens_nothing_that_is_answered_later(
    visitor: Any, desk: Desk, post: Post, open_visitor: Open
) -> None:
    begun(visitor)
    secret = link_mailed(visitor, desk, post)
    visitor.post("/request/check")
    begun_about(visitor, "Bea")
    stranger = open_visitor()
    assert come_back(stranger, secret).status_code == 400
    assert "Bea" in visitor.get("/request").text


def test_who_says_that_others_read_their_mail_ends_the_links_to_every_form_saved_here(
    visitor: Any, desk: Desk, post: Post, open_visitor: Open
) -> None:
    begun(visitor)
    secret = link_mailed(visitor, desk, post)
    begin_another(visitor)
    begun_about(visitor, "Bea")
    visitor.get("/request/safe")
    shared = {**answers_for("subject", "access")["safe"], "mailbox": "shared"}
    after = visitor.post("/request/safe", shared)
    assert after.status_code == 302
    told = visitor.get(after.location).text.partition("with this code alone now: ")[2]
    code = told[:14]
    assert come_back(open_visitor(), secret).status_code == 400
    assert come_back(open_visitor(), code).status_code == 302
