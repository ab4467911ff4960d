"""The letters of a case in the staff app: read, checked, taken in Word, and mended before they leave."""

import base64
import hashlib
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from portal.settings import WebSettings
from portal.staff import create_staff_app
from portal.wiring import build_resources
from requests_.ids import CaseId
from requests_.model.commands import AskClarification
from requests_.model.correspondence import LetterKind
from requests_.model.letters.commands import KeepLetter
from requests_.model.letters.draft import kinds_for
from requests_.model.letters.examples import example
from requests_.model.rights import Regime, Right
from requests_.model.staff import Role
from requests_.services import assessment, correspondence
from requests_.services.work import record_work_failed
from requests_.settings import ControllerProfile
from requests_.store.queries.letters import letter_lines
from templates.letter_writer import LetterWriter
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER

KINDS = kinds_for(Right.ACCESS, Regime.UK_GDPR)
SETTINGS = WebSettings(secret="a secret that only tests know, long enough", secure_cookies=False)
GOOD: dict[str, Any] = {"words": "We are sorry.", "audience": "adult", "size": "standard"}
REASONS = {"reasons": ["S2P24_REF", "OUT_OF_SCOPE"]}


def address(desk: Desk, case: CaseId) -> str:
    return f"/case/{desk.reference(case)}/letters"


def message_of(desk: Desk, case: CaseId, kind: LetterKind) -> str:
    with desk.store.reading() as session:
        return next(line.message for line in letter_lines(session, case) if line.kind is kind)


def sent(desk: Desk) -> tuple[CaseId, str]:
    """A case with its acknowledgement sent and kept."""
    case, letter = desk.received(), example(LetterKind.ACKNOWLEDGEMENT)
    put = desk.store.vault.of(case).put
    message = message_of(desk, case, LetterKind.ACKNOWLEDGEMENT)
    page = LetterWriter().html(letter.template, letter.context(ControllerProfile()))
    command = KeepLetter(
        message=message,
        letter=letter,
        page_sha256=put(page.encode()),
        pdf_sha256=put(b"%PDF small"),
        large_pdf_sha256=put(b"%PDF large"),
    )
    desk.within(lambda uow: correspondence.keep_letter(uow, command))
    return case, message


def words_of(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def test_a_sent_letter_is_read_and_downloaded_as_it_was_sent(caseworker: Any, desk: Desk) -> None:
    case, message = sent(desk)
    page = f"{address(desk, case)}/sent/{message}"
    assert "Acknowledgement" in caseworker.get(address(desk, case)).text
    assert "We have your request" in caseworker.get(page).text
    assert caseworker.get(f"{page}/standard.pdf").data == b"%PDF small"
    large = caseworker.get(f"{page}/large.pdf")
    assert large.data == b"%PDF large"
    assert "acknowledgement large.pdf" in large.headers["Content-Disposition"]
    assert "We have your request" in words_of(caseworker.get(f"{page}/standard.docx").data)
    assert caseworker.get(f"{page}/huge.pdf").status_code == 404
    other = desk.received()
    assert caseworker.get(f"{address(desk, other)}/sent/{message}").status_code == 404


def test_a_letter_in_the_browser_may_use_its_own_style_and_nothing_else(caseworker: Any, desk: Desk) -> None:
    answer = caseworker.get(f"{address(desk, desk.received())}/write/refusal/adult/large")
    style = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = answer.headers["Content-Security-Policy"]
    assert f"style-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert '<body class="large">' in answer.text


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_can_be_looked_at_before_a_word_is_written(caseworker: Any, desk: Desk, kind: LetterKind) -> None:
    page = f"{address(desk, desk.received())}/write/{kind}"
    assert caseworker.get(page).status_code == 200
    for audience in ("adult", "young"):
        assert caseworker.get(f"{page}/{audience}/standard").status_code == 200
    assert "Dear Maeve Fenwick" in words_of(caseworker.get(f"{page}/adult/large.docx").data)


@pytest.mark.parametrize("kind", ["access_response", "nonsense"])
def test_a_letter_that_is_not_written_here_is_not_found(caseworker: Any, desk: Desk, kind: str) -> None:
    assert caseworker.get(f"{address(desk, desk.received())}/write/{kind}").status_code == 404


def test_a_letter_is_checked_before_it_is_given(caseworker: Any, desk: Desk) -> None:
    page = f"{address(desk, desk.reviewing())}/write/refusal"
    caseworker.get(page)
    made = caseworker.post(page, {**GOOD, **REASONS})
    assert made.status_code == 200
    assert "given in confidence. (Data Protection Act 2018, Schedule 2, paragraph 24)" in made.text
    assert "We are sorry." in made.text
    young = {**GOOD, **REASONS, "audience": "young"}
    assert "They were told that it would stay private." in caseworker.post(page, young).text
    in_word = caseworker.post(page, {**GOOD, **REASONS, "as": "word", "size": "large"})
    assert "a reference that was given in confidence" in words_of(in_word.data)


@pytest.mark.parametrize(
    ("kind", "fields", "says"),
    [
        ("refusal", {}, "still to be written"),
        ("refusal", {"reasons": ["P3_S45_4_A"]}, "still to be written"),
        ("refusal", {**REASONS, "words": "We asked Dee Fox, who said no."}, "It names somebody else"),
        ("refusal", {"audience": "robot"}, "Select who the letter is for"),
        ("fee_request", {"words": "much"}, "Write the fee in pence"),
    ],
)
def test_a_letter_that_is_not_right_comes_back_with_what_is_wrong(
    caseworker: Any, desk: Desk, kind: str, fields: dict[str, Any], says: str
) -> None:
    page = f"{address(desk, desk.reviewing())}/write/{kind}"
    caseworker.get(page)
    refused = caseworker.post(page, {**GOOD, **fields})
    assert refused.status_code == 400
    assert says in refused.text


def test_only_the_officer_neither_confirms_nor_denies(
    caseworker: Any, signed_in: Callable[..., Any], desk: Desk
) -> None:
    page = f"{address(desk, desk.received())}/write/not_confirmed"
    assert "Only the Data Protection Officer" in caseworker.get(page).text
    assert caseworker.post(page, GOOD).status_code == 403
    officer = signed_in(Role.DATA_PROTECTION_OFFICER)
    officer.get(page)
    assert "no information that we are required to give you" in officer.post(page, GOOD).text


def test_a_letter_that_could_not_be_sent_says_why_and_can_be_mended(caseworker: Any, desk: Desk) -> None:
    case = desk.assessing()
    desk.do(assessment.ask_clarification, AskClarification(case=case, question="About Dee Fox?", actor=CASEWORKER))
    message = message_of(desk, case, LetterKind.CLARIFICATION)
    fail(desk, case, message)
    page = address(desk, case)
    assert "It names somebody else." in caseworker.get(page).text
    form = caseworker.get(f"{page}/waiting/{message}")
    assert "About Dee Fox?" in form.text
    assert caseworker.post(f"{page}/waiting/{message}", {"words": ""}).status_code == 400
    assert caseworker.post(f"{page}/waiting/{message}", {"words": "About whom?"}).status_code == 302
    assert "About whom?" in caseworker.get(f"{page}/waiting/{message}").text
    assert caseworker.get(f"{page}/waiting/nothing").status_code == 404


def fail(desk: Desk, case: CaseId, message: str) -> None:
    def give_up(uow: Any) -> None:
        work = uow.outbox.add("send_message", case, message, desk.clock.utc_now(), message=message)
        reason = "It names somebody else."
        record_work_failed(uow, desk.clock, case=case, outbox=work, job="send_message", reason=reason)

    desk.within(give_up)


def test_a_councils_own_wording_is_shown_and_a_faulty_one_is_told(
    desk: Desk, tmp_path: Path, open_own: Callable[[Path], Any]
) -> None:
    (tmp_path / "refusal.html").write_text(
        '{% extends "letters/_base.html" %}{% block title %}In our words{% endblock %}'
    )
    (tmp_path / "no_data.html").write_text("{% if %}")
    visitor, page = open_own(tmp_path), f"{address(desk, desk.received())}/write"
    assert "<h1>In our words</h1>" in visitor.get(f"{page}/refusal/adult/standard").text
    faulty = visitor.get(f"{page}/no_data/adult/standard")
    assert faulty.status_code == 409
    assert "letters/no_data.html, line 1" in faulty.text


@pytest.fixture
def open_own(desk: Desk, signed_in: Callable[..., Any]) -> Callable[[Path], Any]:
    """A caseworker at a staff app that has the council's own wording."""

    def enter(folder: Path) -> Any:
        visitor = signed_in(Role.CASEWORKER)
        handed_in = build_resources(desk.store, ControllerProfile(), desk.clock, folder, letters=folder)
        own = type(visitor)(create_staff_app(SETTINGS, handed_in))
        own.sign_in("caseworker@brackenford.example")
        return own

    return enter
