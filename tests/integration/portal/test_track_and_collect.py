"""Following a request: a reference and a code let one visitor in, to one case, and looking changes nothing."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from portal.web.sealed_cookie import MOST_PIECES
from requests_.ids import CaseId, case_reference
from requests_.model.events.sending import PackCollected
from requests_.services import collection
from requests_.store.people_tables import RequesterSession
from requests_.store.queries.case_page import case_key
from requests_.store.queries.timeline import timeline_rows
from tests.factories.cases import PACK, Desk
from tests.factories.people import requester
from tests.factories.statements import heard

WRONG = "That code is not right"


def code_for(desk: Desk, case: CaseId) -> str:
    """What the job that mails the code would put into the mail."""

    def make(uow: Any) -> str:
        messages = [uow.people.message(arguments["message"]) for job, arguments in jobs if job == "send_message"]
        code = next(message.access_code_id for message in reversed(messages) if message.kind == "access_code")
        return collection.make_code(uow, code)

    desk.offer_codes()
    jobs = desk.jobs(case)
    return desk.within(make)


def entered(visitor: Any, desk: Desk, case: CaseId, *, word: str = "") -> Any:
    """What comes of the right code with a word."""
    visitor.get("/track")
    assert visitor.post("/track", {"reference": desk.reference(case)}).location == "/track/code"
    visitor.get("/track/code")
    return visitor.post("/track/code", {"code": code_for(desk, case), "word": word})


def let_in(visitor: Any, desk: Desk, case: CaseId) -> Any:
    return entered(visitor, desk, case)


def key_of(desk: Desk, reference: str) -> CaseId:
    with desk.store.reading() as session:
        return case_key(session, reference)


def test_the_pack_is_collected_with_reference_and_code(visitor: Any, desk: Desk) -> None:
    case = desk.responded()
    assert let_in(visitor, desk, case).location == "/your-request"
    assert "Your copy is ready" in visitor.get("/your-request").text
    pack = visitor.post("/your-request/copy")
    assert pack.data == PACK
    assert pack.headers["Content-Disposition"].startswith("attachment; ")
    assert pack.headers["Cache-Control"] == "no-store"


def test_a_code_works_once(visitor: Any, desk: Desk, open_visitor: Callable[[], Any]) -> None:
    case = desk.responded()
    visitor.get("/track")
    visitor.post("/track", {"reference": desk.reference(case)})
    code = code_for(desk, case)
    visitor.get("/track/code")
    assert visitor.post("/track/code", {"code": code}).status_code == 302
    other = open_visitor()
    other.get("/track")
    other.post("/track", {"reference": desk.reference(case)})
    other.get("/track/code")
    assert WRONG in other.post("/track/code", {"code": code}).text


@pytest.mark.parametrize("way_in", ["/track", "/collect"])
def test_an_unknown_reference_is_answered_exactly_like_a_known_one(
    visitor: Any, desk: Desk, open_visitor: Callable[[], Any], way_in: str
) -> None:
    known, unknown = desk.reference(desk.received()), case_reference(2026, 99_999)
    live = desk.received()
    desk.do(collection.offer_code, desk.reference(live))
    code_for(desk, live)
    pages: list[list[str]] = []
    asked: list[list[str]] = []
    for who, reference in ((visitor, known), (open_visitor(), unknown), (open_visitor(), desk.reference(live))):
        who.get(way_in)
        with heard(desk.store) as said:
            response = who.post(way_in, {"reference": reference})
            assert response.location == f"{way_in}/code"
            shown = [who.get(f"{way_in}/code").text, who.post(f"{way_in}/code", {"code": "AAAAA-AAAAA"}).text]
        pages.append([re.sub(r'"csrf_token" value="[^"]+"', "", page) for page in shown])
        asked.append(said)
    assert pages[0] == pages[1] == pages[2]
    assert asked[0] == asked[1] == asked[2]  # so that it takes as long


def test_a_stranger_who_asks_for_codes_in_time_keeps_none_from_being_sent_once_those_are_over(
    visitor: Any, desk: Desk, open_visitor: Callable[[], Any]
) -> None:
    case, stranger = desk.received(), open_visitor()
    stranger.get("/track")
    for minutes in (29, 2):
        for _ in range(4):
            stranger.post("/track", {"reference": desk.reference(case)})
        desk.offer_codes()
        desk.clock.move(minutes=minutes)
    sent = len(desk.jobs(case))
    assert let_in(visitor, desk, case).location == "/your-request"
    assert len(desk.jobs(case)) == sent + 1


def test_three_codes_are_under_way_at_most_and_nobody_is_shut_out(
    visitor: Any, desk: Desk, open_visitor: Callable[[], Any]
) -> None:
    case, stranger = desk.received(), open_visitor()
    before = len(desk.jobs(case))
    stranger.get("/track")
    for _ in range(5):
        assert stranger.post("/track", {"reference": desk.reference(case)}).location == "/track/code"
    desk.offer_codes()
    assert let_in(visitor, desk, case).location == "/your-request"
    assert len(desk.jobs(case)) - before == 3


def test_whoever_asks_for_many_codes_from_one_address_is_stopped(visitor: Any) -> None:
    visitor.get("/track")
    answers = [visitor.post("/track", {"reference": case_reference(2026, 80_000 + n)}).status_code for n in range(21)]
    assert answers == [302] * 20 + [429]


def test_where_others_read_the_mailbox_a_code_lets_nobody_in_without_the_word_that_was_shown(
    visitor: Any, desk: Desk, parent_answers: dict[str, dict[str, Any]], open_visitor: Callable[[], Any]
) -> None:
    visitor.answer_all({**parent_answers, "safe": {**parent_answers["safe"], "mailbox": "shared"}})
    visitor.post("/request/check")
    shown = visitor.get("/request/sent").text
    reference, word = re.findall(r"RR-[\dA-Z-]+", shown)[0], re.findall(r"\b[2-9A-Y]{4}-[2-9A-Y]{4}\b", shown)[0]
    reader, case = open_visitor(), key_of(desk, reference)
    assert WRONG in entered(reader, desk, case).text
    assert WRONG in entered(reader, desk, case, word="AAAA-AAAA").text
    assert entered(visitor, desk, case, word=f" {word.lower()} ").location == "/your-request"


def test_whoever_lost_the_word_is_told_a_new_one_by_the_council(
    visitor: Any, desk: Desk, caseworker: Any, open_visitor: Callable[[], Any]
) -> None:
    case = desk.received(requester=requester(is_mailbox_private=False), entry_word="OLD2-WORD")
    address = f"/case/{desk.reference(case)}"
    assert "Make a new word to get in" in caseworker.get(address).text
    page = caseworker.post(f"{address}/word").text
    (word,) = re.findall(r"<strong[^>]*>([2-9A-Y]{4}-[2-9A-Y]{4})<", page)
    assert WRONG in entered(open_visitor(), desk, case, word="OLD2-WORD").text
    assert entered(visitor, desk, case, word=word).location == "/your-request"


def test_a_shared_mailbox_without_a_word_and_a_private_one_with_any(
    visitor: Any, desk: Desk, open_visitor: Callable[[], Any], caseworker: Any
) -> None:
    unknown = desk.received(requester=requester(is_mailbox_private=False))
    for typed in ("", "-", "AAAA-AAAA"):
        assert WRONG in entered(open_visitor(), desk, unknown, word=typed).text
    private = desk.received()
    assert entered(visitor, desk, private, word="left over").location == "/your-request"
    caseworker.get("/")
    assert caseworker.post(f"/case/{desk.reference(private)}/word").status_code == 409


@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_nothing_but_a_form_collects_the_pack(visitor: Any, desk: Desk, method: str) -> None:
    case = desk.responded()
    let_in(visitor, desk, case)
    before = desk.case(case).version
    response = getattr(visitor.client, method)("/your-request/copy")
    assert response.status_code in (400, 405)
    assert desk.case(case).version == before


def test_looking_changes_nothing(visitor: Any, desk: Desk) -> None:
    case = desk.responded()
    let_in(visitor, desk, case)
    before = desk.case(case).version
    for path in ("/your-request", "/track", "/track/code", "/request", "/"):
        visitor.get(path)
    assert desk.case(case).version == before


def test_each_collection_is_kept_in_the_case(visitor: Any, desk: Desk) -> None:
    case = desk.responded()
    let_in(visitor, desk, case)
    visitor.get("/your-request")
    visitor.post("/your-request/copy")
    with desk.store.reading() as session:
        assert timeline_rows(session, case)[0].kind == PackCollected.kind


def test_a_stranger_is_sent_to_the_reference_page(visitor: Any) -> None:
    assert visitor.get("/your-request").location == "/track"
    visitor.get("/track")
    assert visitor.post("/your-request/copy").location == "/track"


def test_leaving_closes_the_page_at_once(visitor: Any, desk: Desk) -> None:
    let_in(visitor, desk, desk.responded())
    visitor.get("/your-request")
    visitor.post("/your-request/leave")
    assert visitor.get("/your-request").location == "/track"


def test_a_cookie_that_was_copied_before_leaving_opens_nothing_afterwards(
    visitor: Any, desk: Desk, open_visitor: Callable[[], Any]
) -> None:
    let_in(visitor, desk, desk.responded())
    thief = open_visitor()
    for kept in filter(None, (visitor.client.get_cookie(f"rights_visit.{piece}") for piece in range(MOST_PIECES))):
        thief.client.set_cookie(kept.key, kept.value)
    assert thief.get("/your-request").status_code == 200
    visitor.get("/your-request")
    visitor.post("/your-request/leave")
    assert thief.get("/your-request").location == "/track"


def test_the_code_page_is_only_for_who_gave_a_reference(visitor: Any) -> None:
    assert visitor.get("/track/code").location == "/track"
    visitor.get("/track")
    assert visitor.post("/track/code", {"code": "AAAAA-AAAAA"}).location == "/track"


def test_a_session_ends_after_an_hour(visitor: Any, desk: Desk) -> None:
    let_in(visitor, desk, desk.responded())
    desk.clock.move(minutes=61)
    assert visitor.get("/your-request").location == "/track"


def test_a_pack_that_is_not_released_cannot_be_collected(visitor: Any, desk: Desk) -> None:
    case = desk.packed()
    let_in(visitor, desk, case)
    page = visitor.get("/your-request").text
    assert "Download" not in page
    assert visitor.post("/your-request/copy").status_code == 409


@pytest.mark.parametrize("typed", ["", "RR-2026-00001-A", "hello", "RR‑2026", "<script>"])
def test_a_reference_that_cannot_be_one_is_told_so(visitor: Any, typed: str) -> None:
    visitor.get("/track")
    page = visitor.post("/track", {"reference": typed})
    assert page.status_code == 400
    assert 'href="#reference"' in page.text


def test_asking_for_a_code_of_another_request_ends_nothing_until_its_code_is_right(visitor: Any, desk: Desk) -> None:
    first, second = desk.received(), desk.received()
    let_in(visitor, desk, first)
    secret_page = visitor.get("/your-request").text
    visitor.get("/track")
    for reference in (case_reference(2026, 99_999), desk.reference(second)):
        visitor.post("/track", {"reference": reference})
        visitor.get("/track/code")
        assert WRONG in visitor.post("/track/code", {"code": "AAAAA-AAAAA"}).text
    assert desk.reference(first) in secret_page
    assert desk.reference(first) in visitor.get("/your-request").text
    assert visitor.post("/your-request/write", {"words": "Please hurry"}).location == "/your-request"
    before = _sessions(desk)
    let_in(visitor, desk, second)
    assert desk.reference(second) in visitor.get("/your-request").text
    assert _sessions(desk) == before  # the one before it is over


def _sessions(desk: Desk) -> int:
    return desk.within(lambda uow: len(uow.session.scalars(select(RequesterSession)).all()))
