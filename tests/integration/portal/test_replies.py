"""A requester's replies stand in the case in one line with what they answer, however they came."""

import io
from typing import Any

import pytest

from requests_.ids import CaseId
from requests_.model.commands import AskClarification
from requests_.model.correspondence import LetterKind
from requests_.services import assessment
from requests_.store.queries.letters import letter_lines
from requests_.store.queries.thread import thread_of
from tests.factories.cases import Desk
from tests.factories.letters import keep_letter
from tests.factories.people import CASEWORKER
from tests.integration.portal.test_track_and_collect import let_in

KNOWN = "maeve@fenwick.example"


def asked(desk: Desk) -> tuple[CaseId, str]:
    """A case with our question open; and the key of its message."""
    case = desk.assessing()
    desk.do(assessment.ask_clarification, AskClarification(case=case, question="Which year?", actor=CASEWORKER))
    with desk.store.reading() as session:
        return case, next(line.message for line in letter_lines(session, case) if line.kind is LetterKind.CLARIFICATION)


def mail(message: str = "", *, sender: str = KNOWN, subject: str = "Re: a question", day: str = "15 Jun 2026") -> bytes:
    replied = f"In-Reply-To: <{message}@council.example>\r\n" if message else ""
    return (
        f"From: Maeve <{sender}>\r\nTo: rights@council.example\r\nDate: Mon, {day} 10:00:00 +0100\r\n{replied}"
        f"Subject: {subject}\r\n\r\nThe year 2024, please.\r\n\r\nOn Mon Council <rights@council.example> wrote:\r\n"
        "> Which year?\r\n"
    ).encode()


def put_in(visitor: Any, page: str, content: bytes, **fields: Any) -> Any:
    visitor.get(page)
    return visitor.post(
        page, {"mail": (io.BytesIO(content), "reply.eml"), **fields}, content_type="multipart/form-data"
    )


def test_a_mail_is_put_in_beside_what_it_answers_and_starts_the_clock_if_it_is_the_answer(
    caseworker: Any, desk: Desk
) -> None:
    case, question = asked(desk)
    page = f"/case/{desk.reference(case)}/replies"
    assert put_in(caseworker, page, mail(question), is_answer="yes").status_code == 302
    with desk.store.reading() as session:
        reply = thread_of(session, case)[-1]
    assert (reply.answers, reply.words, reply.channel) == (question, "The year 2024, please.", "email")
    assert reply.is_known_sender
    assert not desk.case(case).awaits_clarification
    shown = caseworker.get(page).text
    assert "in answer to" in shown
    assert f'href="#t-{question}"' in shown
    assert "wrote:" not in shown  # what they answer is not said twice
    with_headers = caseworker.get(f"{page}/{reply.key}/file")
    assert with_headers.data == mail(question)
    again = put_in(caseworker, page, mail(question))
    assert again.status_code == 400
    assert "in the case already" in again.text


def test_a_mail_from_another_address_is_marked_and_a_mail_of_another_case_is_not_taken(
    caseworker: Any, desk: Desk
) -> None:
    case, question = asked(desk)
    other, _ = asked(desk)
    page = f"/case/{desk.reference(case)}/replies"
    assert put_in(caseworker, page, mail(question, sender="somebody@else.example")).status_code == 302
    assert "From another address than theirs" in caseworker.get(page).text
    assert desk.case(case).awaits_clarification  # nobody said that it is the answer
    refused = put_in(caseworker, page, mail(subject=f"About {desk.reference(other)}"))
    assert refused.status_code == 400
    assert f"belongs to {desk.reference(other)}" in refused.text


BAD: list[tuple[dict[str, Any], bytes, str]] = [
    ({}, b"", "Select how it came"),
    ({"channel": "phone"}, b"", "Enter the day it came"),
    (
        {"channel": "phone", "came_on-day": "15", "came_on-month": "6", "came_on-year": "2026"},
        b"",
        "Write what they wrote",
    ),
    ({}, b"%PDF-1.7 not a mail", "must be a mail"),
    ({}, mail(day="1 Jan 2020"), "between the day of the request and today"),
]


@pytest.mark.parametrize(("fields", "content", "says"), BAD)
def test_what_is_no_reply_is_refused_and_the_case_unchanged(
    caseworker: Any, desk: Desk, fields: dict[str, Any], content: bytes, says: str
) -> None:
    case, _ = asked(desk)
    before = desk.case(case).version
    page = f"/case/{desk.reference(case)}/replies"
    caseworker.get(page)
    files = {"mail": (io.BytesIO(content), "x.pdf" if content[:1] == b"%" else "x.eml")} if content else {}
    refused = caseworker.post(page, {**fields, **files}, content_type="multipart/form-data")
    assert refused.status_code == 400
    assert says in refused.text
    assert desk.case(case).version == before


def test_a_reply_by_telephone_is_put_in_with_what_it_answers(caseworker: Any, desk: Desk) -> None:
    case, question = asked(desk)
    page = f"/case/{desk.reference(case)}/replies"
    caseworker.get(page)
    on = {"came_on-day": "15", "came_on-month": "6", "came_on-year": "2026"}
    said = {"channel": "phone", "words": "She called: only 2024.", "answers": question, **on}
    assert caseworker.post(page, said).status_code == 302
    assert "She called: only 2024." in caseworker.get(page).text


def test_a_mail_dropped_where_requests_are_logged_finds_its_case(caseworker: Any, desk: Desk) -> None:
    case, question = asked(desk)
    caseworker.get("/log")
    dropped = {"original": (io.BytesIO(mail(question)), "reply.eml")}
    draft = caseworker.post("/log", dropped, content_type="multipart/form-data").location
    assert f"This mail answers <strong>{desk.reference(case)}" in caseworker.get(draft).text
    key = draft.rpartition("/")[2]
    taken = caseworker.post(f"/case/{desk.reference(case)}/replies/from-draft/{key}")
    assert taken.status_code == 302
    assert "The year 2024, please." in caseworker.get(f"/case/{desk.reference(case)}/replies").text
    assert caseworker.get(draft).status_code == 404


def test_what_is_written_on_the_requesters_page_answers_the_letter_it_was_written_from(
    visitor: Any, caseworker: Any, desk: Desk
) -> None:
    case = desk.packed()
    letter = keep_letter(desk, case)
    let_in(visitor, desk, case)
    assert f"to={letter}" in visitor.get("/your-request").text
    visitor.get(f"/your-request/write?to={letter}")
    visitor.post(f"/your-request/write?to={letter}", {"words": "Why two months?"})
    visitor.post("/your-request/write?to=nonsense", {"words": "And one more thing."})
    with desk.store.reading() as session:
        written = {entry.words: entry.answers for entry in thread_of(session, case) if not entry.kind}
    assert written == {"Why two months?": letter, "And one more thing.": ""}
