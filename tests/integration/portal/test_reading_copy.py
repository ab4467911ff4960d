"""A copy is read page by page in the browser, after the code, for ninety days; nothing of it stays behind."""

from typing import Any

import pymupdf
import pytest

from requests_.ids import CaseId
from requests_.model.collecting import COLLECT_DAYS
from requests_.model.commands import CaseCommand
from requests_.model.events.sending import PackCollected
from requests_.model.rights import Right
from requests_.services import disclosure
from requests_.store.queries.timeline import timeline_rows
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER
from tests.integration.portal.test_follow import opened, others
from tests.integration.portal.test_track_and_collect import let_in

PAGES = ("A letter to you", "The register of <March>", "")


def pdf_of(*pages: str) -> bytes:
    with pymupdf.open() as document:
        for words in pages:
            document.new_page().insert_text((72, 72), words)
        written: bytes = document.tobytes()
    return written


def answered(desk: Desk, asked: CaseId | None = None) -> CaseId:
    """A case, or the one that was asked for, whose pack has these pages, the found letter on the second."""
    case = desk.approve(desk.submit(desk.find(desk.accept(desk.prove(asked))))) if asked else desk.signed_off()
    desk.record_pack(case, content=pdf_of(*PAGES), first_page=2, pages=len(PAGES))
    desk.do(disclosure.release, CaseCommand(case=case, actor=CASEWORKER))
    return case


def test_each_page_is_a_picture_with_its_words_beside_it_and_nothing_is_kept_by_the_browser(
    visitor: Any, desk: Desk
) -> None:
    case = answered(desk)
    let_in(visitor, desk, case)
    assert "Read it here, page by page" in visitor.get("/your-request").text
    assert visitor.post("/your-request/copy/read").location.startswith("/your-request/copy/1?copy=")
    first = visitor.get("/your-request/copy/1")
    assert "Page 1 of 3" in first.text
    assert "A letter to you" in first.text
    assert 'href="/your-request/copy/2?copy=' in first.text
    assert "The register of &lt;March&gt;" in visitor.get("/your-request/copy/2").text
    assert "There are no words that a computer can read" in visitor.get("/your-request/copy/3").text
    picture = visitor.get("/your-request/copy/1.png")
    assert picture.data.startswith(b"\x89PNG")
    assert picture.headers["Cache-Control"] == first.headers["Cache-Control"] == "no-store"


def test_a_page_of_one_copy_does_not_turn_into_a_page_of_another_that_was_opened_in_the_same_browser_since(
    visitor: Any, desk: Desk
) -> None:
    first, second = answered(desk), desk.signed_off()
    desk.record_pack(second, content=pdf_of("Another", "letter", ""), first_page=2, pages=3)
    desk.do(disclosure.release, CaseCommand(case=second, actor=CASEWORKER))
    let_in(visitor, desk, second)
    visitor.get("/your-request")
    visitor.post("/your-request/copy/read")
    let_in(visitor, desk, first)
    visitor.get("/your-request")
    drawn = visitor.post("/your-request/copy/read").location
    assert desk.reference(first) in visitor.get(drawn).text
    let_in(visitor, desk, second)
    others_of_it = [drawn.replace("/1?", other) for other in ("/1.png?", "/turn?page=2&")]
    for path in (drawn, *others_of_it, drawn.replace("copy/1?", "wrong?page=1&")):
        shown = visitor.get(path, follow_redirects=True)
        assert (shown.status_code, "This page was about another request" in shown.text) == (409, True)


def test_taking_the_copy_is_written_down_once_and_turning_pages_is_not(visitor: Any, desk: Desk) -> None:
    case = answered(desk)
    let_in(visitor, desk, case)
    visitor.get("/your-request")
    visitor.post("/your-request/copy/read")
    for page in (1, 2, 3, 1):
        visitor.get(f"/your-request/copy/{page}")
    with desk.store.reading() as session:
        assert [row.kind for row in timeline_rows(session, case)].count(PackCollected.kind) == 1
    assert "You opened or downloaded it on" in visitor.get("/your-request").text


@pytest.mark.parametrize(("typed", "page"), [("2", 2), ("0", 1), ("", 1), ("x", 1), ("٣", 1), ("9" * 40, 1)])
def test_the_page_that_is_typed_is_turned_to(visitor: Any, typed: str, page: int) -> None:
    assert visitor.get("/your-request/copy/turn", query_string={"page": typed}).location == f"/your-request/copy/{page}"


def test_there_is_no_page_before_the_first_or_after_the_last(visitor: Any, desk: Desk) -> None:
    let_in(visitor, desk, answered(desk))
    for page in ("0", "4", "4.png", "99999999999"):
        assert visitor.get(f"/your-request/copy/{page}").status_code == 404


def test_nobody_reads_a_copy_without_the_code_or_before_it_is_ready(
    visitor: Any, desk: Desk, open_visitor: Any
) -> None:
    answered(desk)
    visitor.get("/track")
    for path in ("/your-request/copy/1", "/your-request/copy/1.png"):
        assert visitor.get(path).location == "/track"
    assert visitor.post("/your-request/copy/read").location == "/track"
    early = open_visitor()
    let_in(early, desk, desk.signing_off())
    early.get("/your-request")
    assert early.get("/your-request/copy/1").status_code == 409
    assert early.post("/your-request/copy/read").status_code == 409


def test_a_copy_lies_ready_for_ninety_days_and_the_page_says_so(visitor: Any, desk: Desk, open_visitor: Any) -> None:
    case = answered(desk)
    desk.clock.move(hours=COLLECT_DAYS * 24)
    let_in(visitor, desk, case)
    assert "You can collect it until" in visitor.get("/your-request").text
    visitor.post("/your-request/copy/read")
    assert visitor.get("/your-request/copy/1").status_code == 200
    desk.clock.move(hours=24)
    late = open_visitor()
    let_in(late, desk, case)
    page = late.get("/your-request").text
    assert "The time to collect it here is over" in page
    assert "page by page" not in page
    assert late.get("/your-request/copy/1").status_code == 409
    assert late.post("/your-request/copy").status_code == 409


def test_what_is_wrong_on_a_page_is_a_request_to_correct_the_record_that_stands_there(
    visitor: Any, desk: Desk, caseworker: Any
) -> None:
    case = answered(desk)
    let_in(visitor, desk, case)
    visitor.get("/your-request")
    visitor.post("/your-request/copy/read")
    assert "/your-request/wrong?page=2" in visitor.get("/your-request/copy/2").text
    page = visitor.get("/your-request/wrong?page=2").text
    assert 'value="Page 2 of my copy"' in page
    told = {"item": "Page 2 of my copy", "wrong": "12 days", "right": "2 days", "shown_by": ""}
    visitor.post("/your-request/wrong?page=2", told)
    opened(desk, case)
    (correction,) = others(desk, case)
    title = desk.documents(case)[0].title
    assert correction.case.right is Right.RECTIFICATION
    assert (correction.asked["pack_page"], correction.asked["about_record"]) == ("2", title)
    assert title in caseworker.get(f"/case/{correction.reference}").text


def test_no_page_is_shown_before_it_is_written_down_that_the_copy_was_opened(visitor: Any, desk: Desk) -> None:
    case = answered(desk)
    let_in(visitor, desk, case)
    for path in ("/your-request/copy/1", "/your-request/copy/1.png"):
        assert visitor.get(path).location == "/your-request#collect"
    with desk.store.reading() as session:
        assert PackCollected.kind not in [row.kind for row in timeline_rows(session, case)]
