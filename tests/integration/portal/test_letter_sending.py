"""Letters that are sent from their page, who has to be told, the fee, and what was written down."""

from typing import Any

import pytest

from requests_.model.answer_commands import SendLetter
from requests_.model.correspondence import LetterKind
from requests_.model.events.keeping import DetailsErased
from requests_.model.retention import ErasureReason
from requests_.model.rights import Right
from requests_.model.staff import SYSTEM
from requests_.services import letter_sending
from requests_.store.audit import verify_chains
from requests_.store.personal_data import erase_rows
from tests.factories.cases import Desk
from tests.factories.people import APPROVER

TOLD = {
    "finding": "told",
    "name": "Mill Lane Primary School",
    "told_on-day": "15",
    "told_on-month": "6",
    "told_on-year": "2026",
}
FEE = "1250\n\nYou asked for the same thing twice this year. It is the cost of the paper."


def page_of(desk: Desk, **changes: object) -> str:
    return f"/case/{desk.reference(desk.received(**changes))}"


def test_the_outcome_of_a_complaint_is_sent_and_answers_it(caseworker: Any, desk: Desk) -> None:
    page = page_of(desk, right=Right.COMPLAINT)
    letter = f"{page}/letters/write/complaint_outcome"
    assert "Send it to the requester" in caseworker.get(letter).text
    said = {"words": "We were late, and we should have told you.", "audience": "adult", "size": "standard"}
    for lacking, says in (({}, "what you decided"), ({"result": "upheld"}, "Write down what changes")):
        refused = caseworker.post(f"{letter}/send", said | lacking)
        assert (refused.status_code, says in refused.text) == (400, True)
    read = caseworker.post(letter, said | {"result": "not_our_duty"})
    assert "We cannot decide this as a complaint about personal information" in read.text
    lessons = "The post room checks every address from Monday."
    sent = caseworker.post(f"{letter}/send", said | {"result": "upheld", "lessons": lessons})
    assert sent.status_code == 302
    assert "The answer was sent on" in caseworker.get(page).text
    history = caseworker.get(f"{page}/history").text
    assert "It answers the request, and the clock ends." in history
    assert "The complaint was decided: upheld." in history
    assert lessons in caseworker.get(f"{page}/decisions").text


def test_staff_are_shown_who_has_to_be_told_and_record_that_they_were(caseworker: Any, desk: Desk) -> None:
    page = f"{page_of(desk, right=Right.ERASURE)}/recipients"
    assert "Everybody we gave the information to is told that it was deleted" in caseworker.get(page).text
    assert caseworker.post(page, TOLD).status_code == 302
    assert "Mill Lane Primary School" in caseworker.get(page).text


@pytest.mark.parametrize(
    ("kind", "words", "says"),
    [
        ("breach_notice", "", "still to be written"),
        ("breach_notice", "A letter went astray.", "needs words for"),
        ("clarification", "Which years?", "not sent from here"),
        ("no_data", "", "once every store is searched"),
    ],
)
def test_a_letter_that_is_not_right_is_not_sent(caseworker: Any, desk: Desk, kind: str, words: str, says: str) -> None:
    page = f"{page_of(desk)}/letters/write/{kind}"
    caseworker.get(page)
    refused = caseworker.post(f"{page}/send", {"words": words})
    assert refused.status_code == 400
    assert says in refused.text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"finding": ""}, "Select what you found"),
        ({"name": ""}, "Enter who was given the information."),
        ({"told_on-day": "", "told_on-month": "", "told_on-year": ""}, "Enter the day they were told."),
        ({"finding": "not_told"}, "Write down why it was impossible"),
    ],
)
def test_what_a_recipient_lacks_is_said_at_its_field(
    caseworker: Any, desk: Desk, fields: dict[str, str], says: str
) -> None:
    page = f"{page_of(desk, right=Right.RECTIFICATION)}/recipients"
    caseworker.get(page)
    refused = caseworker.post(page, {**TOLD, **fields})
    assert refused.status_code == 400
    assert says in refused.text


def test_nobody_has_to_be_told_of_an_answer_to_access(caseworker: Any, desk: Desk) -> None:
    assert "Nobody has to be told after a request of this kind" in caseworker.get(f"{page_of(desk)}/recipients").text


def test_a_fee_that_came_is_recorded_on_the_case_page(caseworker: Any, desk: Desk) -> None:
    case = desk.assessing()
    asked = SendLetter(case=case, kind=LetterKind.FEE_REQUEST, words=FEE, actor=APPROVER)
    desk.do(letter_sending.send_letter, asked)
    page = f"/case/{desk.reference(case)}"
    assert "The requester was asked for a fee" in caseworker.get(page).text
    assert caseworker.post(f"{page}/fee", {}).status_code == 400
    day = {"paid_on-day": "14", "paid_on-month": "6", "paid_on-year": "2026"}
    assert "between the day it was asked for and today" in caseworker.post(f"{page}/fee", day).text
    assert caseworker.post(f"{page}/fee", {**day, "paid_on-day": "15"}).status_code == 302
    assert "asked for a fee on" not in caseworker.get(page).text


def test_what_was_written_down_is_read_with_its_rule_and_its_law(caseworker: Any, desk: Desk) -> None:
    case = desk.reviewing()
    desk.withhold(case)
    page = f"/case/{desk.reference(case)}"
    assert f"{page}/decisions" in caseworker.get(f"{page}/history").text
    read = caseworker.get(f"{page}/decisions").text
    for words in (
        "A friend, whom we could not ask.",
        "Information about somebody else",
        "About: Dee Fox",
        "Data Protection Act 2018, Schedule 2, paragraph 16",
        "The school says she does not follow it yet.",
    ):
        assert words in read


def test_a_case_without_decisions_says_so(caseworker: Any, desk: Desk) -> None:
    assert "Nothing has been written down yet." in caseworker.get(f"{page_of(desk)}/decisions").text


def test_once_the_details_are_erased_the_words_are_gone_and_the_chain_still_verifies(
    caseworker: Any, desk: Desk
) -> None:
    case = desk.reviewing()
    desk.withhold(case)
    page = f"/case/{desk.reference(case)}"

    def erase(uow: Any) -> None:
        erased = DetailsErased(erased_on=desk.clock.london_date(), reason=ErasureReason.DECISION, months=0, **counted)
        uow.cases.append(uow.cases.load(case), SYSTEM, desk.clock.utc_now(), erased)

    counted = desk.within(lambda uow: erase_rows(uow.session, case))
    desk.within(erase)
    read = caseworker.get(f"{page}/decisions").text
    assert "The details of this case are erased, and these words with them." in read
    assert "A friend, whom we could not ask." not in read
    assert "Marks decided" in caseworker.get(f"{page}/history").text
    with desk.store.reading() as session:
        assert verify_chains(session).broken == ()
