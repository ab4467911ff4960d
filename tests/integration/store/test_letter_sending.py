"""A letter is sent because somebody pressed a button: what it needs first, and what it does."""

from datetime import date
from typing import Any

import pytest

from requests_.deadlines.statutory_clock import ClockState
from requests_.errors import Conflict, InvalidCommand, NotAllowed
from requests_.ids import CaseId
from requests_.model.answer_commands import RecordFee, RecordRecipient, SendLetter
from requests_.model.case import Stage
from requests_.model.complaints import ComplaintResult
from requests_.model.correspondence import LetterKind
from requests_.model.events.base import DocumentOutcome
from requests_.model.letters.actions import LETTER_ACTIONS
from requests_.model.recipients import RecipientFinding
from requests_.model.review_commands import DecideDocument
from requests_.model.rights import Right
from requests_.model.staff import Actor
from requests_.services import letter_sending, recipients, reviewing
from requests_.store.cases import reading_of
from requests_.store.queries.letters import facts_for
from tests.factories.cases import Desk
from tests.factories.people import APPROVER, CASEWORKER

DONE = "We put your new address in all our notes."
FEE = "1250\n\nYou asked for the same thing twice this year."


def send(
    desk: Desk, case: CaseId, kind: LetterKind, words: str = DONE, *, actor: Actor = CASEWORKER, **said: Any
) -> None:
    desk.do(letter_sending.send_letter, SendLetter(case=case, kind=kind, words=words, actor=actor, **said))


def record(desk: Desk, case: CaseId, finding: RecipientFinding, **changes: object) -> None:
    values: dict[str, object] = dict(name="", told_on=None, record="", actor=CASEWORKER)
    desk.do(recipients.record_recipient, RecordRecipient(case=case, finding=finding, **{**values, **changes}))  # type: ignore[arg-type]


def told(desk: Desk, case: CaseId) -> None:
    record(desk, case, RecipientFinding.TOLD, name="Mill Lane Primary School", told_on=desk.clock.london_date())


def kinds_sent(desk: Desk, case: CaseId) -> list[str]:
    keys = [arguments["message"] for job, arguments in desk.jobs(case) if job == "send_message"]
    return desk.within(lambda uow: [uow.people.message(key).kind for key in keys])


def test_every_kind_of_letter_is_sent_by_something() -> None:
    assert set(LETTER_ACTIONS) == set(LetterKind)


@pytest.mark.parametrize(
    ("right", "kind", "words"),
    [
        (Right.COMPLAINT, LetterKind.COMPLAINT_ACKNOWLEDGEMENT, ""),
        (Right.COMPLAINT, LetterKind.COMPLAINT_PROGRESS, "We have read your file. We still have to ask the school."),
        (Right.ERASURE, LetterKind.BREACH_NOTICE, "A letter went astray.\n\nSomebody read it.\n\nWe got it back."),
    ],
)
def test_a_letter_that_answers_nothing_leaves_the_case_as_it_is(
    desk: Desk, right: Right, kind: LetterKind, words: str
) -> None:
    case = desk.received(right=right)
    before = desk.case(case)
    send(desk, case, kind, words)
    after = desk.case(case)
    assert (after.stage, after.responded_on) == (before.stage, None)
    assert kinds_sent(desk, case)[-1] == kind


def test_a_letter_that_answers_ends_the_clock(desk: Desk) -> None:
    case, kind, words = (
        desk.received(right=Right.COMPLAINT),
        LetterKind.COMPLAINT_OUTCOME,
        "We did what the law asks.",
    )
    send(desk, case, kind, words, result=ComplaintResult.NOT_UPHELD)
    after = desk.case(case)
    assert (after.stage, after.responded_on) == (Stage.RESPONDED, desk.clock.london_date())
    assert after.complaint_result is ComplaintResult.NOT_UPHELD
    with pytest.raises(Conflict):
        send(desk, case, kind, words, result=ComplaintResult.UPHELD, lessons="The post room checks addresses.")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "result"),
        ({"result": ComplaintResult.UPHELD, "lessons": " "}, "lessons"),
        ({"result": ComplaintResult.PARTLY_UPHELD}, "lessons"),
    ],
)
def test_a_complaint_is_not_answered_without_its_outcome_and_what_changes(
    desk: Desk, said: dict[str, Any], field: str
) -> None:
    case = desk.received(right=Right.COMPLAINT)
    with pytest.raises(InvalidCommand) as caught:
        send(desk, case, LetterKind.COMPLAINT_OUTCOME, "We were very late.", **said)
    assert caught.value.context["field"] == field
    assert desk.case(case).complaint_result is None


def test_a_letter_of_what_was_done_says_who_was_told_and_claims_nothing_more(desk: Desk) -> None:
    case = desk.received(right=Right.RECTIFICATION)
    before = recipients_in(desk, case)
    told(desk, case)
    record(desk, case, RecipientFinding.NOT_TOLD, name="A closed charity", record="It has no successor.")
    assert (before, recipients_in(desk, case)) == (((), 0, False), (("Mill Lane Primary School",), 1, False))
    other = desk.received(right=Right.ERASURE)
    record(desk, other, RecipientFinding.NOBODY, record="The register of disclosures is empty.")
    assert recipients_in(desk, other) == ((), 0, True)


def recipients_in(desk: Desk, case: CaseId) -> tuple[tuple[str, ...], int, bool]:
    kind, on = LetterKind.RECTIFICATION_DONE, desk.clock.london_date()
    known = desk.within(lambda uow: facts_for(uow.session, case, kind, written_on=on))
    return tuple(each.name for each in known.recipients), known.untold, known.nobody


@pytest.mark.parametrize(
    ("finding", "changes", "field"),
    [
        (RecipientFinding.TOLD, {"told_on": date(2026, 6, 15)}, "name"),
        (RecipientFinding.TOLD, {"name": "The school"}, "told_on"),
        (RecipientFinding.TOLD, {"name": "The school", "told_on": date(2026, 6, 16)}, "told_on"),
        (RecipientFinding.NOT_TOLD, {"name": "The school"}, "record"),
        (RecipientFinding.NOBODY, {}, "record"),
    ],
)
def test_a_recipient_without_a_name_a_day_or_a_reason_is_refused(
    desk: Desk, finding: RecipientFinding, changes: dict[str, object], field: str
) -> None:
    case = desk.received(right=Right.ERASURE)
    with pytest.raises(InvalidCommand) as caught:
        record(desk, case, finding, **changes)
    assert caught.value.context["field"] == field
    assert not desk.case(case).recipients.are_settled


def test_nobody_is_told_of_an_answer_to_access(desk: Desk) -> None:
    with pytest.raises(Conflict, match="Nobody has to be told"):
        told(desk, desk.received())


def test_that_nothing_is_held_is_said_when_nothing_was_found(desk: Desk) -> None:
    early = desk.searching()
    with pytest.raises(Conflict, match="once every store is searched"):
        send(desk, early, LetterKind.NO_DATA, "")
    case = desk.reviewing()
    with pytest.raises(Conflict, match="Something was found"):
        send(desk, case, LetterKind.NO_DATA, "")
    for document in desk.documents(case):
        other = DecideDocument(
            case=case, document=document.key, outcome=DocumentOutcome.NOT_ABOUT_SUBJECT, reason="", actor=CASEWORKER
        )
        desk.do(reviewing.decide_document, other)
    send(desk, case, LetterKind.NO_DATA, "")
    assert desk.case(case).stage is Stage.RESPONDED


@pytest.mark.parametrize("kind", [LetterKind.CLARIFICATION, LetterKind.NOT_CONFIRMED, LetterKind.ACKNOWLEDGEMENT])
def test_a_letter_that_belongs_to_something_else_is_not_sent_by_itself(desk: Desk, kind: LetterKind) -> None:
    with pytest.raises(InvalidCommand, match="This letter is not sent from here"):
        send(desk, desk.received(), kind)


def test_a_letter_of_another_right_is_not_sent(desk: Desk) -> None:
    with pytest.raises(InvalidCommand, match="not sent from here"):
        send(desk, desk.received(), LetterKind.ERASURE_DONE)


@pytest.mark.parametrize("words", ["", "We asked Dee Fox.\n\nHe read it.\n\nWe have it back."])
def test_a_letter_without_its_words_or_with_somebodys_name_is_not_sent(desk: Desk, words: str) -> None:
    case = desk.reviewing()
    with pytest.raises(InvalidCommand) as caught:
        send(desk, case, LetterKind.BREACH_NOTICE, words)
    assert caught.value.context["field"] == "words"
    assert "breach_notice" not in kinds_sent(desk, case)


def test_a_fee_is_asked_for_by_somebody_who_may_sign_off_and_the_clock_waits_for_it(desk: Desk) -> None:
    case = desk.assessing()
    with pytest.raises(NotAllowed):
        send(desk, case, LetterKind.FEE_REQUEST, FEE)
    send(desk, case, LetterKind.FEE_REQUEST, FEE, actor=APPROVER)
    assert reading_of(desk.case(case)).state is ClockState.NOT_STARTED
    desk.clock.move(days=9)
    early = RecordFee(case=case, paid_on=date(2026, 6, 14), actor=CASEWORKER)
    with pytest.raises(InvalidCommand, match="between the day it was asked for and today"):
        desk.do(letter_sending.record_fee, early)
    desk.do(letter_sending.record_fee, RecordFee(case=case, paid_on=date(2026, 6, 24), actor=CASEWORKER))
    assert reading_of(desk.case(case)).due_on == date(2026, 7, 24)
