"""Letters on paper, words that are no reasons, complaints, and cases that ended: what the pages say of them."""

from datetime import timedelta
from typing import Any

from requests_.model.case import Stage
from requests_.model.events.base import Channel
from requests_.model.reopening import ReopenCase, ReopenReason
from requests_.model.rights import Right
from requests_.model.transferring import TransferRequest
from requests_.services import posting, reopening, transferring
from requests_.services.work import record_message_sent
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER, requester

TODAY = {"posted_on-day": "15", "posted_on-month": "6", "posted_on-year": "2026"}
NO_REASON = {"reason": "complexity", "explanation": "Many records."}


def print_letter(desk: Desk, case: Any) -> str:
    """What the job does; returns the key of the letter."""
    [letter] = desk.case(case).to_post
    desk.within(lambda uow: posting.record_printed(uow, desk.clock, letter.message))
    return letter.message


def test_a_letter_on_paper_is_a_task_and_nothing_says_that_it_was_sent(caseworker: Any, desk: Desk) -> None:
    case = desk.received(requester=requester(email="", address="4 Mill Lane"))
    page = f"/case/{desk.reference(case)}"
    message = print_letter(desk, case)
    shown = caseworker.get(page).text
    for words in ("Check who the requester is", "Also to be printed and posted, by 17 June 2026"):
        assert words in shown
    assert "A letter to print and post" in caseworker.get("/").text
    task = f"{page}/letters/to-post/{message}"
    assert "4 Mill Lane" in caseworker.get(task).text
    refused = caseworker.post(task, {"sent_by": "post"})
    assert (refused.status_code, "Enter the day it was posted" in refused.text) == (400, True)
    recorded = caseworker.post(task, {"sent_by": "post", **TODAY}, follow_redirects=True).text
    assert "The requester was told on that day." in recorded
    assert "posted or handed over on 15 June 2026" in recorded
    assert "Posted on 15 June 2026: " in caseworker.get(f"{page}/history").text
    assert caseworker.get(task).status_code == 404
    asked = caseworker.post(f"{page}/evidence/identity/ask", follow_redirects=True).text
    assert "Nothing counts as told before you record that day." in asked
    for words in ("Print and post a letter", "is not told before"):
        assert words in asked
    task = f"{page}/letters/to-post/{print_letter(desk, case)}"
    withdrawn = caseworker.post(f"{task}/withdraw", follow_redirects=True).text
    assert "Withdrawn. The requester is told nothing" in withdrawn
    assert "Withdrawn before it was posted" in caseworker.get(f"{page}/history").text


def test_words_that_are_no_reasons_are_refused_before_anything_changes(caseworker: Any, desk: Desk) -> None:
    case = desk.assessing()
    page, version = f"/case/{desk.reference(case)}", desk.case(case).version
    caseworker.get(f"{page}/extend")
    refused = caseworker.post(f"{page}/extend", NO_REASON)
    assert refused.status_code == 400
    assert "It lacks the reasons" in refused.text
    assert desk.case(case).version == version
    assert "send_message" not in [job for job, _ in desk.jobs(case)][1:]


def test_when_the_first_month_is_over_the_page_says_why_no_extension_is_offered(caseworker: Any, desk: Desk) -> None:
    page = f"/case/{desk.reference(desk.assessing())}"
    assert "Extend the period" in caseworker.get(page).text
    received_on = desk.clock.london_date() - timedelta(40)
    case = desk.received(channel=Channel.LETTER, received_on=received_on)
    shown = caseworker.get(f"/case/{desk.reference(case)}").text
    assert "Extend the period" not in shown
    assert "cannot be extended any more: the requester had to be told by 8 June 2026" in shown


def test_a_complaint_is_acknowledged_and_answered_and_neither_accepted_nor_refused(caseworker: Any, desk: Desk) -> None:
    case = desk.received(right=Right.COMPLAINT)
    page = f"/case/{desk.reference(case)}"
    shown = caseworker.get(page).text
    assert "Acknowledge the complaint" in shown
    for words in ("Extend the period", "Refuse the request", "Accept the request"):
        assert words not in shown
    send = f"{page}/letters/write/complaint_acknowledgement/send"
    assert caseworker.post(send, {"words": "", "audience": "adult", "size": "standard"}).status_code == 302
    for job, arguments in desk.jobs(case):
        if job == "send_message":
            desk.within(lambda uow, key=arguments["message"]: record_message_sent(uow, desk.clock, key))
    shown = caseworker.get(page).text
    assert "Look into the complaint and answer it" in shown
    assert "on 15 June 2026. Answer without undue delay" in shown
    assert "Acknowledged" in caseworker.get("/").text


def closed_before_any_check(desk: Desk) -> Any:
    case = desk.received()
    said = dict(body="Northmoor Council", contact="data@northmoor.example", why="The school is theirs.")
    desk.do(transferring.transfer_request, TransferRequest(case=case, actor=CASEWORKER, **said))
    return case


def test_a_case_that_ended_unanswered_keeps_no_date(caseworker: Any, desk: Desk) -> None:
    page = f"/case/{desk.reference(closed_before_any_check(desk))}"
    for shown in (caseworker.get(page).text, caseworker.get("/?view=ended").text):
        assert "Nothing is due" in shown
        assert "days left" not in shown


def test_a_case_opened_again_asks_for_the_check_that_was_never_made(caseworker: Any, desk: Desk) -> None:
    case = closed_before_any_check(desk)
    command = ReopenCase(
        case=case,
        reason=next(iter(ReopenReason)),
        words="It is ours after all.",
        due_on=desk.clock.london_date(),
        tells=False,
        actor=CASEWORKER,
    )
    desk.do(reopening.reopen_case, command)
    page = f"/case/{desk.reference(case)}"
    assert desk.case(case).stage is Stage.RECEIVED
    assert "Record the evidence" in caseworker.get(page).text
    answer = caseworker.post(f"{page}/evidence/identity", {"evidence": "known_contact"})
    assert answer.status_code == 302


def test_a_refusal_for_the_stage_says_when_it_can_be_done_and_leads_to_the_case(caseworker: Any, desk: Desk) -> None:
    page = f"/case/{desk.reference(desk.received())}"
    caseworker.get(page)
    told = caseworker.post(f"{page}/accept", {"sources": ["case"]})
    assert told.status_code == 409
    for words in ("This cannot be done as the case stands", "It is done while a case is", f'href="{page}"'):
        assert words in told.text
