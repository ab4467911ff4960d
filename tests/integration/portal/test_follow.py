"""Following a request: whoever made it can write, answer, withdraw, complain and have the answer put right."""

from datetime import date
from typing import Any

import pytest

from requests_.ids import CaseId
from requests_.model.case import Stage
from requests_.model.commands import AskClarification, CaseCommand, RefuseRequest
from requests_.model.correspondence import LetterKind
from requests_.model.events.base import RefusalGround
from requests_.model.events.following import RequesterWrote
from requests_.model.rights import AccessScope, Category, Right
from requests_.model.staff import Role
from requests_.services import assessment, following, intake
from requests_.store.cases import due_on_or_none
from requests_.store.queries.case_page import CaseSummary, case_summary
from requests_.store.queries.case_queue import queue_rows
from requests_.store.queries.timeline import timeline_rows
from tests.factories.cases import Desk
from tests.factories.letters import keep_letter
from tests.factories.people import CASEWORKER, requester_of
from tests.integration.portal.test_track_and_collect import let_in

PARTS = ("day", "month", "year")
QUESTION = "Which meeting of March do you mean?"
PAGES = ("write", "scope", "withdraw", "complain", "wrong")


def follow(visitor: Any, desk: Desk, case: CaseId) -> str:
    let_in(visitor, desk, case)
    page: str = visitor.get("/your-request").text
    return page


def opened(desk: Desk, case: CaseId) -> None:
    """Do what the worker does about complaints and corrections that were asked for."""

    def open_it(uow: Any) -> None:
        for job, arguments in work:
            if job == "open_follow_up":
                right = Right(arguments["right"])
                command = following.follow_up_of(uow, case, arguments["note"], right)
                received = intake.receive_submission(uow, desk.clock, command)
                following.record_follow_up(uow, desk.clock, case, right, received.reference)

    work = desk.jobs(case)
    desk.within(open_it)


def others(desk: Desk, case: CaseId) -> list[CaseSummary]:
    """Every case but this one."""
    with desk.store.reading() as session:
        found = [case_summary(session, row.case) for row in queue_rows(session)]
    return [summary for summary in found if summary.case.key != case]


def kinds_of(desk: Desk, case: CaseId) -> list[str]:
    with desk.store.reading() as session:
        return [row.kind for row in timeline_rows(session, case)]


def asked(desk: Desk) -> CaseId:
    case = desk.searching()
    desk.do(assessment.ask_clarification, AskClarification(case=case, question=QUESTION, actor=CASEWORKER))
    return case


def test_what_somebody_writes_is_read_by_staff_and_kept_out_of_the_events(
    visitor: Any, desk: Desk, caseworker: Any
) -> None:
    case = desk.searching()
    follow(visitor, desk, case)
    visitor.get("/your-request/write")
    assert visitor.post("/your-request/write", {"words": "Please look in the<b>blue file"}).location == "/your-request"
    assert "We have your message" in visitor.get("/your-request").text
    assert "Please look in the&lt;b&gt;blue file" in caseworker.get(f"/case/{desk.reference(case)}").text
    with desk.store.reading() as session:
        newest = timeline_rows(session, case)[0]
    assert newest.kind == RequesterWrote.kind
    assert "blue" not in str(newest.payload)


def test_an_answer_to_our_question_starts_the_clock_again_from_the_next_day(visitor: Any, desk: Desk) -> None:
    case = asked(desk)
    letter = keep_letter(desk, case, b"<!doctype html><title>Our question</title>", LetterKind.CLARIFICATION)
    page = follow(visitor, desk, case)
    assert "We have a question for you" in page
    assert "Our question" in visitor.get(f"/your-request/letter/{letter}").text
    assert "The time has stopped while we wait for you" in page
    desk.clock.move(minutes=30)
    visitor.get("/your-request/write")
    visitor.post("/your-request/write", {"words": "The one with the school"})
    visitor.post("/your-request/write", {"words": "The one with the school"})
    assert kinds_of(desk, case).count(RequesterWrote.kind) == 1
    (pause,) = desk.case(case).pauses
    assert pause.received_on == desk.clock.london_date()
    page = visitor.get("/your-request").text
    assert "We have a question for you" not in page
    assert "Why this date?" in page
    assert "Work to" not in page  # what staff aim for is no promise


def test_a_message_sent_twice_by_a_hasty_finger_is_kept_once(visitor: Any, desk: Desk) -> None:
    case = desk.searching()
    follow(visitor, desk, case)
    visitor.get("/your-request/write")
    for _ in range(2):
        visitor.post("/your-request/write", {"words": "I moved"})
    assert kinds_of(desk, case).count(RequesterWrote.kind) == 1


def test_the_same_words_are_kept_again_as_a_complaint_for_another_letter_and_on_another_day(
    visitor: Any, desk: Desk
) -> None:
    case = desk.searching()
    letter = keep_letter(desk, case, b"<!doctype html><title>A letter</title>", LetterKind.ACKNOWLEDGEMENT)
    follow(visitor, desk, case)
    words = "You wrote to the wrong house."
    sent = (
        ("/your-request/write", {"words": words}),
        (f"/your-request/write?to={letter}", {"words": words}),
        ("/your-request/complain", {"what": words, "remedy": ""}),
        ("/your-request/write", {"words": words}),
    )
    for path, fields in sent:
        visitor.get(path)
        for _ in range(2):
            assert visitor.post(path, fields).status_code == 302
    desk.clock.move(minutes=10)
    for path, fields in sent[2:]:
        visitor.post(path, fields)
    kinds = kinds_of(desk, case)
    assert (kinds.count(RequesterWrote.kind), kinds.count("follow_up_asked")) == (4, 2)
    opened(desk, case)
    assert [summary.case.right for summary in others(desk, case)] == [Right.COMPLAINT] * 2


@pytest.mark.parametrize("words", ["", "   ", "x" * 5001])
def test_an_empty_or_endless_message_is_told_so_and_kept_on_the_page(visitor: Any, desk: Desk, words: str) -> None:
    follow(visitor, desk, desk.searching())
    visitor.get("/your-request/write")
    page = visitor.post("/your-request/write", {"words": words})
    assert page.status_code == 400
    assert 'href="#words"' in page.text
    assert words.strip() in page.text


def test_a_request_that_is_taken_back_ends_and_its_work_is_not_done(visitor: Any, desk: Desk) -> None:
    case = desk.searching()
    follow(visitor, desk, case)
    assert "This cannot be undone" in visitor.get("/your-request/withdraw").text
    visitor.post("/your-request/withdraw")
    assert desk.case(case).stage is Stage.WITHDRAWN
    desk.within(lambda uow: following.stop_work(uow, desk.clock, case))
    assert {job for job, _ in desk.jobs(case)} == {"send_message"}
    page = visitor.get("/your-request").text
    assert "You withdrew this request" in page
    assert "Take your request back" not in page
    assert visitor.post("/your-request/withdraw").location == "/your-request"
    assert "You have taken your request back" in visitor.get("/your-request").text


def test_a_complaint_is_a_case_of_its_own_that_names_the_first(visitor: Any, desk: Desk) -> None:
    case = desk.responded()
    desk.clock.move(hours=10 * 24)  # complaints have a clock of their own since 19 June 2026
    follow(visitor, desk, case)
    visitor.get("/your-request/complain")
    for _ in range(2):
        visitor.post("/your-request/complain", {"what": "It took too long", "remedy": "An apology"})
    assert "its reference number will be here in a minute" in visitor.get("/your-request").text
    opened(desk, case)
    (complaint,) = others(desk, case)
    assert complaint.case.right is Right.COMPLAINT
    assert (complaint.wording, complaint.asked["remedy"]) == ("It took too long", "An apology")
    assert complaint.asked["about_reference"] == desk.reference(case)
    assert complaint.clock.due_on is not None
    assert complaint.reference in visitor.get("/your-request").text
    assert desk.case(case).stage is Stage.RESPONDED


def test_what_is_wrong_in_an_answer_is_a_request_to_correct_it(visitor: Any, desk: Desk) -> None:
    case = desk.responded()
    page = follow(visitor, desk, case)
    assert "/your-request/wrong" in page
    visitor.get("/your-request/wrong")
    told = {"item": "Page 3", "wrong": "12 days", "right": "2 days", "shown_by": ""}
    visitor.post("/your-request/wrong", told)
    opened(desk, case)
    (correction,) = others(desk, case)
    assert correction.case.right is Right.RECTIFICATION
    assert (correction.asked["item"], correction.asked["right"]) == ("Page 3", "2 days")
    assert correction.asked["about_reference"] == desk.reference(case)


def test_letters_are_read_with_the_code_and_only_by_whom_they_were_written_to(
    visitor: Any, desk: Desk, open_visitor: Any
) -> None:
    case, other = desk.searching(), desk.searching()
    message = keep_letter(desk, case, b"%PDF-1.7 a letter")
    address = f"/your-request/letter/{message}/standard.pdf"
    assert address in follow(visitor, desk, case)
    letter = visitor.get(address)
    assert letter.data == b"%PDF-1.7 a letter"
    assert letter.headers["Cache-Control"] == "no-store"
    assert visitor.get(address.replace("standard", "large")).status_code == 200
    stranger = open_visitor()
    assert stranger.get(address).location == stranger.get(f"/your-request/letter/{message}").location == "/track"
    follow(stranger, desk, other)
    assert stranger.get(address).status_code == 404


@pytest.mark.parametrize("kind", [LetterKind.REFUSAL, LetterKind.NOT_CONFIRMED, LetterKind.NO_DATA])
def test_letters_that_answer_are_told_apart_by_nothing_in_their_list(
    visitor: Any, desk: Desk, kind: LetterKind
) -> None:
    case = desk.searching()
    keep_letter(desk, case, kind=kind)
    page = follow(visitor, desk, case)
    assert "Our letter to you" in page
    assert kind.value.replace("_", " ") not in page.lower()


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_sent_to_the_reference_page(visitor: Any, page: str) -> None:
    assert visitor.get(f"/your-request/{page}").location == "/track"
    visitor.get("/track")
    assert "What you sent just now was not taken" in visitor.post(f"/your-request/{page}").text


@pytest.mark.parametrize("stage", ["received", "assessing", "searching", "reviewing", "signing_off", "packed"])
def test_every_stage_says_what_happens_next_and_why_the_date_is_what_it_is(
    visitor: Any, desk: Desk, stage: str
) -> None:
    page = follow(visitor, desk, getattr(desk, stage)())
    assert "We must answer by" in page
    assert "Why this date?" in page
    assert page.count('aria-current="step"') == 1


def test_a_requester_withdraws_no_request_but_their_own(desk: Desk) -> None:
    case, other = desk.searching(), desk.searching()
    with pytest.raises(Exception, match="not yours"):
        desk.do(following.withdraw_request, CaseCommand(case=case, actor=requester_of(other)))


def test_what_was_asked_for_is_changed_by_whoever_asked_and_the_date_to_answer_stays(
    visitor: Any, desk: Desk, signed_in: Any
) -> None:
    case = desk.searching(scope=AccessScope(categories=(Category.HEALTH,)))
    due_on = desk.within(lambda uow: due_on_or_none(uow.cases.load(case)))
    desk.clock.move(hours=72)
    assert "Change what you asked for" in follow(visitor, desk, case)
    assert visitor.get("/your-request/scope").text.split('value="health"')[1].split(">")[0].count("checked") == 1
    asked = {"categories": ["attendance", "health"], "dated": ["attendance", "health"], **SINCE}
    assert visitor.post("/your-request/scope", asked).location == "/your-request"
    page = visitor.get("/your-request").text
    assert "The date by which we must answer stays the same" in page
    assert "You changed this on" in page
    changed = desk.case(case)
    assert changed.scope == AccessScope(categories=(Category.ATTENDANCE, Category.HEALTH), from_on=date(2023, 9, 1))
    assert changed.first_scope == AccessScope(categories=(Category.HEALTH,))
    assert due_on_or_none(changed) == due_on
    caseworker = signed_in(Role.CASEWORKER)
    staff_page = caseworker.get(f"/case/{desk.reference(case)}").text
    for words in ("Changed by the requester", "Asked for at first", "1 September 2023 until now"):
        assert words in staff_page, words
    assert "asks for something else than before" in caseworker.get(f"/case/{desk.reference(case)}/history").text


SINCE = {"from_on-day": "1", "from_on-month": "9", "from_on-year": "2023"}


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "You asked for exactly this already"),
        ({"from_on-day": "1", "from_on-month": "9", "from_on-year": "2023", "until_on-day": "1", "until_on-month": "9",
          "until_on-year": "2022"}, "The last date must be the same as or after the first date"),
        ({"categories": ["attendance", "health"], "dated": ["health"]}, "Enter at least one of the two dates"),
        ({"categories": ["attendance"], "dated": ["health"], **SINCE}, "Dates can count only for kinds that you ask"),
        ({"dated": ["health"], **SINCE}, "Dates can count only for kinds that you ask for"),
        ({f"until_on-{part}": "9999" if part == "year" else "1" for part in PARTS}, "must be today or in the past"),
    ],
)  # fmt: skip
def test_a_change_that_is_none_or_cannot_be_is_refused_with_its_reason(
    visitor: Any, desk: Desk, typed: dict[str, str], says: str
) -> None:
    case = desk.searching()
    follow(visitor, desk, case)
    visitor.get("/your-request/scope")
    refused = visitor.post("/your-request/scope", typed)
    assert (refused.status_code, says in refused.text) == (400, True)
    assert desk.case(case).scope_changed_on is None


def test_nothing_is_changed_once_a_second_person_looks_or_by_strangers_or_for_another_right(
    visitor: Any, desk: Desk, open_visitor: Any
) -> None:
    stranger = open_visitor()
    stranger.get("/track")
    assert stranger.get("/your-request/scope").location == "/track"
    assert stranger.post("/your-request/scope", {}).status_code == 403
    for case in (desk.signing_off(), desk.searching(right=Right.ERASURE)):
        one = open_visitor()
        assert "/your-request/scope" not in follow(one, desk, case)
        one.get("/your-request/write")
        assert one.post("/your-request/scope", {"categories": ["health"]}).status_code == 409
        assert desk.case(case).scope_changed_on is None


def test_a_program_of_whoever_was_let_in_reads_how_the_request_stands_and_nobody_elses_does(
    visitor: Any, desk: Desk, open_visitor: Any
) -> None:
    assert open_visitor().get("/your-request/status.json").status_code == 403
    case = asked(desk)
    follow(visitor, desk, case)
    answer = visitor.get("/your-request/status.json")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json == {
        "reference": desk.reference(case), "right": "access", "stage": "searching", "received_on": "2026-06-15",
        "due_on": None, "clock": "paused", "extended": False, "waits_for_you": ["clarification"],
        "responded_on": None, "refused_for": [], "collect_until": None,
    }  # fmt: skip
    refused = desk.assessing()
    refusal = RefuseRequest(case=refused, ground=RefusalGround.NOT_ENTITLED, explanation="No.", actor=CASEWORKER)
    desk.refuse(refusal)
    other = open_visitor()
    follow(other, desk, refused)
    told = other.get("/your-request/status.json").json
    assert (told["stage"], told["refused_for"]) == ("refused", ["not_entitled"])


SENT = {
    "/your-request/write": {"words": "This is for the first."},
    "/your-request/scope": {"categories": ["attendance"]},
    "/your-request/withdraw": {},
    "/your-request/complain": {"what": "It is late.", "remedy": ""},
    "/your-request/wrong": {"item": "A letter", "wrong": "x", "right": "y", "shown_by": ""},
    "/your-request/file": {"purpose": "other"},
    "/your-request/copy": {},
    "/your-request/copy/read": {},
}


@pytest.mark.parametrize("path", SENT)
def test_a_page_of_one_request_does_nothing_to_another_that_was_opened_in_the_same_browser_since(
    visitor: Any, desk: Desk, path: str
) -> None:
    first, second = desk.received(), desk.responded()
    follow(visitor, desk, first)
    drawn_for = visitor.followed
    assert drawn_for == desk.reference(first)
    follow(visitor, desk, second)
    assert visitor.followed == desk.reference(second)
    before = [desk.case(case).version for case in (first, second)]
    answer = visitor.post(path, {**SENT[path], "followed": drawn_for})
    assert (answer.status_code, "This page was about another request" in answer.text) == (409, True)
    assert [desk.case(case).version for case in (first, second)] == before
    assert visitor.post(path, {**SENT[path], "followed": ""}).status_code == 409


@pytest.mark.parametrize("path", ["/your-request/write", "/your-request/complain", "/your-request/wrong"])
def test_what_somebody_wrote_when_the_hour_ended_is_given_back_to_them(visitor: Any, desk: Desk, path: str) -> None:
    follow(visitor, desk, desk.received())
    desk.clock.move(hours=1, minutes=1)
    answer = visitor.post(path, SENT[path])
    assert answer.status_code == 403
    assert all(words in answer.text for words in SENT[path].values() if words)


@pytest.mark.parametrize("path", [path for path in SENT if "/copy" not in path])
def test_whoever_sent_something_after_their_hour_reads_that_nothing_was_done(
    visitor: Any, desk: Desk, path: str
) -> None:
    case = desk.received()
    follow(visitor, desk, case)
    before = desk.case(case).version
    desk.clock.move(hours=1, minutes=1)
    answer = visitor.post(path, SENT[path])
    assert (answer.status_code, "nothing was sent, changed or taken back" in answer.text) == (403, True)
    assert desk.case(case).version == before


def test_what_cannot_be_done_any_more_is_said_before_anybody_fills_in_a_page(visitor: Any, desk: Desk) -> None:
    follow(visitor, desk, desk.signing_off())
    late = visitor.get("/your-request/scope")
    assert (late.status_code, "cannot be changed here any more" in late.text) == (409, True)
    visitor.get("/your-request/withdraw")
    for _ in range(2):
        visitor.post("/your-request/withdraw")
    assert visitor.get("/your-request/withdraw").location == "/your-request"
    assert visitor.get("/your-request").text.count("You have taken your request back") == 1
    assert visitor.get("/your-request/scope").status_code == 409
    follow(visitor, desk, desk.responded())
    late = visitor.get("/your-request/withdraw")
    assert (late.status_code, "cannot be taken back any more" in late.text) == (409, True)


@pytest.mark.parametrize(
    ("day", "says"), [("1000", "The date must be after 1915"), ("2020", "We have changed what you asked for")]
)
def test_a_year_that_is_typed_wrongly_does_not_ask_for_nothing(visitor: Any, desk: Desk, day: str, says: str) -> None:
    follow(visitor, desk, desk.received())
    visitor.get("/your-request/scope")
    sent = visitor.post(
        "/your-request/scope", {"until_on-day": "1", "until_on-month": "1", "until_on-year": day}, follow_redirects=True
    )
    assert says in sent.text


def test_a_request_that_was_taken_back_has_no_date_and_no_clock_for_a_program(visitor: Any, desk: Desk) -> None:
    follow(visitor, desk, desk.received())
    visitor.post("/your-request/withdraw")
    told = visitor.get("/your-request/status.json").json
    assert (told["stage"], told["clock"], told["due_on"]) == ("withdrawn", None, None)


def test_a_change_sent_twice_by_a_hasty_finger_is_kept_once(visitor: Any, desk: Desk) -> None:
    case = desk.received()
    follow(visitor, desk, case)
    visitor.get("/your-request/scope")
    sent = [visitor.post("/your-request/scope", {"categories": ["attendance"]}).location for _ in range(2)]
    assert sent == ["/your-request", "/your-request"]
    with desk.store.reading() as session:
        assert [row.kind for row in timeline_rows(session, case)].count("scope_changed") == 1
