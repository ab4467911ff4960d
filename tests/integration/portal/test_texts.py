"""Texts: only to whoever said that it is safe, once, and saying no more than anybody may read."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from portal.public import create_public_app
from portal.web.resources import Resources
from requests_.ids import CaseId, case_reference
from requests_.settings import ControllerProfile
from requests_.store.queries.case_page import unfinished_work
from requests_.store.queries.case_queue import queue_rows
from requests_.store.queries.timeline import timeline_rows
from tests.factories import notify_service as made
from tests.factories.answers import answers_for
from tests.factories.cases import Desk
from tests.factories.notify_service import NotifyService, running_notify
from tests.factories.people import requester
from tests.factories.rights import tools_for, work_off
from tests.integration.portal.conftest import SETTINGS, Visitor
from workers.context import Tools
from workers.mail.address import texter_for
from workers.mail.folder import FolderMailer

MOBILE, SENT_TO = "07700 900 982", "+447700900982"
NEWS = f"there is something for you to read at {ControllerProfile().website}/track"
Post = Callable[[], list[str]]


@pytest.fixture(scope="module")
def running() -> Iterator[NotifyService]:
    with running_notify() as notify:
        yield notify


@pytest.fixture
def notify(running: NotifyService) -> NotifyService:
    running.sent.clear()
    running.fault, running.loses_answers = None, False
    return running


@pytest.fixture
def tools(desk: Desk, notify: NotifyService, tmp_path: Path) -> Tools:
    return replace(tools_for(desk, {}, FolderMailer(tmp_path / "mail")), texter=texter_for(notify.settings()))


@pytest.fixture
def post(tmp_path: Path) -> Post:
    return lambda: [path.read_text() for path in (tmp_path / "mail").glob("*.eml")]


@pytest.fixture
def visitor(handed_in: Resources) -> Visitor:
    return Visitor(create_public_app(SETTINGS, replace(handed_in, offers_texts=True)))


def texted(desk: Desk, **changes: object) -> CaseId:
    """A case whose requester may be texted."""
    return desk.received(requester=requester(**{"phone": MOBILE, "is_safe_to_text": True, **changes}))


def ask_code(visitor: Any, reference: str, by: str = "text") -> str:
    visitor.get("/track")
    assert visitor.post("/track", {"reference": reference, "by": by}).location == "/track/code"
    return str(visitor.get("/track/code").text)


def kinds(desk: Desk, case: CaseId) -> list[str]:
    with desk.store.reading() as session:
        return [row.kind for row in timeline_rows(session, case)]


def test_who_says_that_texts_are_safe_hears_of_news_by_text_and_gets_codes_by_text(
    visitor: Any, desk: Desk, tools: Tools, notify: NotifyService, post: Post
) -> None:
    answers = answers_for("subject", "access")
    answers["contact"]["texts"] = "yes"
    before = {
        step: fields for step, fields in answers.items() if list(answers).index(step) < list(answers).index("contact")
    }
    visitor.answer_all(before)
    assert "Enter a UK mobile number" in visitor.answer("contact", answers["contact"]).text
    answers["contact"]["phone"] = MOBILE
    visitor.answer_all({step: fields for step, fields in answers.items() if step not in before})
    assert "Yes, you can text me" in visitor.get("/request/check").text
    visitor.post("/request/check")
    work_off(desk, tools)
    with desk.store.reading() as session:
        (row,) = queue_rows(session)
    assert notify.texts() == [(SENT_TO, f"{ControllerProfile().name}: {NEWS}")]
    assert len(post()) == 1
    ask_code(visitor, row.reference)
    work_off(desk, tools)
    (_, (number, words)), mails = notify.texts(), post()
    code = re.search(r"\b\w{5}-\w{5}\b", words)
    assert code is not None
    assert (number, len(mails)) == (SENT_TO, 1)
    assert row.reference not in words
    assert visitor.post("/track/code", {"code": code[0]}).location == "/your-request"


def test_codes_that_went_by_mail_keep_none_from_going_by_text(
    visitor: Any, desk: Desk, tools: Tools, notify: NotifyService
) -> None:
    reference = desk.reference(texted(desk))
    for _ in range(4):
        ask_code(visitor, reference, "email")
    work_off(desk, tools)
    notify.sent.clear()
    ask_code(visitor, reference)
    work_off(desk, tools)
    ((_, words),) = notify.texts()
    code = re.search(r"\b\w{5}-\w{5}\b", words)
    assert code is not None
    visitor.get("/track/code")
    assert visitor.post("/track/code", {"code": code[0]}).location == "/your-request"


def test_without_a_key_texts_are_offered_nowhere(desk: Desk, public_app: Any, tools: Tools, post: Post) -> None:
    visitor, answers = Visitor(public_app), answers_for("subject", "access")
    for step, fields in answers.items():
        assert "text" not in re.sub(r"<[^>]+>", "", visitor.get(f"/request/{step}").text).casefold().split(), step
        visitor.post(f"/request/{step}", {**fields, "texts": "yes"})
    assert "By text" not in visitor.get("/track").text
    case = texted(desk)
    visitor.post("/track", {"reference": desk.reference(case), "by": "text"})
    assert work_off(desk, replace(tools, texter=None)) == ["done"] * 3
    assert len(post()) == 2


@pytest.mark.parametrize("changes", [{"is_safe_to_text": False}, {"phone": ""}, {"phone": "01632 960 123"}])
def test_a_number_that_nobody_called_safe_is_never_texted_and_the_code_is_mailed(
    visitor: Any, desk: Desk, tools: Tools, notify: NotifyService, post: Post, changes: dict[str, object]
) -> None:
    case = texted(desk, **changes)
    ask_code(visitor, desk.reference(case))
    work_off(desk, tools)
    assert notify.sent == []
    assert len([mail for mail in post() if re.search(r"\b\w{5}-\w{5}\b", mail)]) == 1
    assert "text_sent" not in kinds(desk, case)


def test_asking_for_a_text_is_answered_alike_for_every_reference(visitor: Any, desk: Desk) -> None:
    pages = [
        ask_code(visitor, reference).replace(visitor.token, "token")
        for reference in (desk.reference(texted(desk)), desk.reference(desk.received()), case_reference(2026, 99_999))
    ]
    assert pages[0] == pages[1] == pages[2]


def test_a_code_that_left_before_the_worker_died_is_not_made_anew(
    visitor: Any, desk: Desk, tools: Tools, notify: NotifyService
) -> None:
    case = desk.received(requester=requester(phone=MOBILE, is_safe_to_text=True, email=""))
    # Their acknowledgement is made to be printed.
    assert work_off(desk, tools) == ["done"]
    ask_code(visitor, desk.reference(case))
    desk.offer_codes()
    notify.loses_answers = True
    assert work_off(desk, tools) == ["postponed"]
    notify.loses_answers = False
    desk.clock.move(minutes=1)
    assert work_off(desk, tools) == ["done"]
    ((_, words),) = notify.texts()
    assert visitor.post("/track/code", {"code": words.split("code is ")[1][:11]}).location == "/your-request"
    assert kinds(desk, case).count("text_sent") == 1


def test_a_text_that_notify_refuses_is_shown_to_staff_with_its_mend_and_started_again(
    desk: Desk, tools: Tools, notify: NotifyService, caseworker: Any
) -> None:
    case, notify.fault = texted(desk), made.TEAM_ONLY
    assert work_off(desk, tools) == ["done", "failed"]
    page = caseworker.get(f"/case/{desk.reference(case)}").text
    assert "put a live key there" in page
    with desk.store.reading() as session:
        assert [row.job for row in unfinished_work(session, case)] == ["send_text"]
    notify.fault = None
    caseworker.post(f"/case/{desk.reference(case)}/resume")
    assert work_off(desk, tools) == ["done"]
    assert len(notify.texts()) == 1
