"""Somebody without an e-mail address is told by post: on the day a person posted the letter, and not before."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from requests_.deadlines.statutory_clock import ClockState
from requests_.errors import Conflict, InvalidCommand
from requests_.ids import CaseId
from requests_.model.case import Case, Stage
from requests_.model.commands import AskClarification, CaseCommand, ExtendPeriod, RefuseRequest, RequestEvidence
from requests_.model.correspondence import LetterKind
from requests_.model.desk import CaseList, QueueFilters, QueueView, list_of
from requests_.model.events.base import ExtensionReason, RefusalGround, SentBy
from requests_.model.identity import Check
from requests_.model.pauses import PauseReason
from requests_.model.rights import Right
from requests_.model.waiting_letters import RecordPosted, WaitingLetter, WithdrawLetter
from requests_.services import assessment, collection, disclosure, identity, posting, work
from requests_.store.cases import reading_of
from requests_.store.line_check import what_differs
from requests_.store.queries.case_queue import queue_rows
from tests.factories.cases import Desk
from tests.factories.people import APPROVER, CASEWORKER, requester

WORDS = "Your records fill eleven boxes, and three teams have to read them."
ON_PAPER = dict(requester=requester(email="", address="4 Mill Lane"))


def letter_of(desk: Desk, case: CaseId) -> WaitingLetter:
    [letter] = desk.case(case).to_post
    return letter


def printed(desk: Desk, case: CaseId) -> WaitingLetter:
    """What the job does: the letter is made."""
    letter = letter_of(desk, case)
    desk.within(lambda uow: posting.record_printed(uow, desk.clock, letter.message))
    return letter


def post(desk: Desk, case: CaseId, on: date | None = None, *, by: SentBy = SentBy.POST) -> None:
    message, day = printed(desk, case).message, on or desk.clock.london_date()
    command = RecordPosted(case=case, message=message, posted_on=day, sent_by=by, actor=CASEWORKER)
    desk.do(posting.record_posted, command)


def on_paper(desk: Desk, reached: Callable[..., CaseId], **changes: object) -> CaseId:
    """A case of somebody without an e-mail address, whose acknowledgement is posted."""
    case = reached(**{**ON_PAPER, **changes})
    post(desk, case)
    return case


def refuse(desk: Desk, case: CaseId) -> None:
    command = RefuseRequest(
        case=case,
        ground=RefusalGround.MANIFESTLY_EXCESSIVE,
        reasons=(),
        record="The same was asked and answered three times.",
        explanation="",
        actor=APPROVER,
    )
    desk.refuse(command)


def ask(desk: Desk, case: CaseId) -> None:
    command = AskClarification(
        case=case,
        question="Which of the two schools do you mean?",
        reason=PauseReason.PLACE,
        needed_for="There are two.",
        actor=CASEWORKER,
    )
    desk.do(assessment.ask_clarification, command)


def extend(desk: Desk, case: CaseId) -> None:
    command = ExtendPeriod(case=case, reason=ExtensionReason.COMPLEXITY, explanation=WORDS, actor=CASEWORKER)
    desk.do(assessment.extend_period, command)


def ask_identity(desk: Desk, case: CaseId) -> None:
    desk.do(identity.request_evidence, RequestEvidence(case=case, check=Check.IDENTITY, actor=CASEWORKER))


def started(case: Case) -> tuple[object, ...]:
    reading = reading_of(case)
    return case.stage, reading.state, reading.due_on, case.responded_on


TOLD_BY_POST = [
    pytest.param(ask_identity, False, ClockState.NOT_STARTED, id="a question who they are keeps the clock waiting"),
    pytest.param(ask, True, ClockState.PAUSED, id="a question what they mean stops the clock (art. 12A(5))"),
    pytest.param(refuse, True, ClockState.RUNNING, id="a refusal ends the request (art. 12(4))"),
]


@pytest.mark.parametrize(("tell", "is_proved", "state"), TOLD_BY_POST)
def test_what_a_letter_says_counts_from_the_day_it_was_posted(
    desk: Desk, tell: Callable[[Desk, CaseId], None], is_proved: bool, state: ClockState
) -> None:
    case = on_paper(desk, desk.assessing if is_proved else desk.received)
    before = started(desk.case(case))
    tell(desk, case)
    assert started(desk.case(case)) == before
    desk.clock.move(days=1)
    post(desk, case)
    after, today = desk.case(case), desk.clock.london_date()
    assert reading_of(after).state is state
    told = [after.responded_on, *(pause.asked_on for pause in after.pauses)]
    told += [check.requested_on for check in after.checks.values()]
    assert today in told
    assert not after.letters


def test_a_case_with_a_letter_to_post_shows_the_day_by_which_it_is_posted(desk: Desk) -> None:
    case = desk.received(**ON_PAPER)
    post_by = letter_of(desk, case).post_by
    assert post_by is not None
    with desk.store.reading() as session:
        [row] = queue_rows(session)
        assert (row.set_on, row.set_by) == (post_by, "post")
        late = queue_rows(session, QueueFilters(view=QueueView.OVERDUE), today=post_by + timedelta(days=1))
        assert [row.case for row in late] == [case]
        assert list(what_differs(session)) == []


def test_a_letter_that_was_withdrawn_changes_nothing_and_may_be_written_again(desk: Desk) -> None:
    case = on_paper(desk, desk.assessing)
    before = desk.case(case)
    refuse(desk, case)
    with pytest.raises(Conflict, match="has not left yet"):
        refuse(desk, case)
    message = letter_of(desk, case).message
    desk.do(posting.withdraw_letter, WithdrawLetter(case=case, message=message, actor=CASEWORKER))
    after = desk.case(case)
    assert started(after) == started(before)
    assert message not in {arguments.get("message") for _, arguments in desk.jobs(case)}
    refuse(desk, case)
    post(desk, case)
    assert desk.case(case).stage is Stage.REFUSED


def test_a_day_before_the_letter_was_written_or_after_today_is_no_day_of_posting(desk: Desk) -> None:
    case, today = desk.received(**ON_PAPER), desk.clock.london_date()
    for day in (today - timedelta(days=1), today + timedelta(days=1)):
        with pytest.raises(InvalidCommand, match="between the day it was written and today"):
            post(desk, case, day)


def test_whom_post_puts_in_danger_is_handed_the_letter(desk: Desk) -> None:
    case = desk.received(requester=requester(email="", is_safe_to_write=False))
    with pytest.raises(InvalidCommand, match="not safe to post"):
        post(desk, case)
    post(desk, case, by=SentBy.HAND)
    assert desk.case(case).to_post == ()


def test_a_letter_that_is_still_being_made_cannot_have_been_posted(desk: Desk) -> None:
    case = desk.received(**ON_PAPER)
    letter, today = letter_of(desk, case), desk.clock.london_date()
    command = RecordPosted(case=case, message=letter.message, posted_on=today, sent_by=SentBy.POST, actor=CASEWORKER)
    with pytest.raises(Conflict, match="still being made"):
        desk.do(posting.record_posted, command)


def test_a_pack_on_paper_answers_on_the_day_it_was_handed_over(desk: Desk) -> None:
    case = desk.approve(desk.submit(desk.find(desk.accept(on_paper(desk, desk.assessing)))))
    desk.record_pack(case)
    desk.do(disclosure.release, CaseCommand(case=case, actor=APPROVER))
    before = desk.case(case)
    assert (before.stage, before.responded_on) == (Stage.SIGNING_OFF, None)
    desk.clock.move(days=1)
    post(desk, case, by=SentBy.HAND)
    after = desk.case(case)
    assert (after.stage, after.responded_on) == (Stage.RESPONDED, desk.clock.london_date())
    assert after.pack is not None
    assert after.pack.is_released
    assert list_of(after) is CaseList.ENDED


def test_nobody_without_an_address_is_sent_a_code_and_nobody_else_can_flag_their_case(desk: Desk) -> None:
    case = on_paper(desk, desk.received)
    before = desk.jobs(case)
    reference = desk.reference(case)
    desk.within(lambda uow: collection.ask_for_code(uow, desk.clock, reference))
    desk.offer_codes()
    assert desk.jobs(case) == before


# --- an extension, by mail and by post (TL-33) ---


def send_by_mail(desk: Desk, case: CaseId) -> None:
    [message] = desk.case(case).letters
    desk.within(lambda uow: work.record_message_sent(uow, desk.clock, message))


def test_an_extension_counts_once_its_notice_has_left(desk: Desk) -> None:
    case = desk.assessing()
    first = reading_of(desk.case(case)).due_on
    extend(desk, case)
    assert reading_of(desk.case(case)).due_on == first
    with pytest.raises(Conflict, match="has not left yet"):
        extend(desk, case)
    send_by_mail(desk, case)
    assert reading_of(desk.case(case)).extended
    assert desk.case(case).extension_notice_on == desk.clock.london_date()


@pytest.mark.parametrize("leaves", [send_by_mail, post])
def test_a_notice_that_left_after_the_first_month_extends_nothing(
    desk: Desk, leaves: Callable[[Desk, CaseId], None]
) -> None:
    case = on_paper(desk, desk.assessing) if leaves is post else desk.assessing()
    first = reading_of(desk.case(case)).due_on
    assert first is not None
    extend(desk, case)
    desk.clock.move(days=40)
    leaves(desk, case)
    reading = reading_of(desk.case(case))
    assert (reading.due_on, reading.extended) == (first, False)


# --- complaints (DPA 2018 s.164A) ---


@pytest.mark.parametrize("leaves", [send_by_mail, post])
def test_a_complaint_is_acknowledged_when_its_own_letter_has_left(
    desk: Desk, leaves: Callable[[Desk, CaseId], None]
) -> None:
    changes = ON_PAPER if leaves is post else {}
    case = desk.received(right=Right.COMPLAINT, **changes)
    [arguments] = [arguments for job, arguments in desk.jobs(case) if job == "send_message"]
    kind = desk.within(lambda uow: uow.people.message(arguments["message"]).kind)
    assert kind == LetterKind.COMPLAINT_ACKNOWLEDGEMENT
    if leaves is post:
        post(desk, case)
    else:
        desk.within(lambda uow: work.record_message_sent(uow, desk.clock, arguments["message"]))
    after, today = desk.case(case), desk.clock.london_date()
    assert after.acknowledged_on == today
    with desk.store.reading() as session:
        [row] = queue_rows(session)
        assert (row.due_on, row.clock_state, row.set_by) == (None, "acknowledged", "complaint")
        later = today + timedelta(days=27)
        assert queue_rows(session, QueueFilters(view=QueueView.OVERDUE), today=later) == ()


def test_a_letter_that_asks_for_proof_takes_no_case_back_that_has_gone_on_without_it(desk: Desk) -> None:
    """It was printed, the proof came before anybody posted it, and it was posted all the same."""
    case = on_paper(desk, desk.received)
    asked = RequestEvidence(case=case, check=Check.IDENTITY, actor=CASEWORKER)
    desk.do(identity.request_evidence, asked)
    desk.prove(case)
    assert desk.case(case).stage is Stage.ASSESSING
    post(desk, case)
    assert (desk.case(case).stage, desk.case(case).open_checks) == (Stage.ASSESSING, ())
    assert desk.accept(case)
