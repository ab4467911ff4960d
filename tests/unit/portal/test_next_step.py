"""The one next step of a case, and that its page can say it."""

from dataclasses import replace

import pytest

from portal.staff.next_step import NextStep, StillOpen, next_step
from requests_.deadlines.statutory_clock import Pause
from requests_.ids import CaseId
from requests_.model.case import Case, Stage
from requests_.model.case_parts import PackState
from requests_.model.decided import ChangesState
from requests_.model.events.receiving import EvidenceRequested
from requests_.model.identity import Check
from requests_.model.pauses import Question
from requests_.model.people import Capacity
from requests_.model.rights import Right
from requests_.model.sources import SearchState, SourceProgress
from requests_.model.waiting_letters import WaitingLetter
from templates.environment import FOLDER
from tests.factories.clocks import MORNING
from tests.factories.people import APPROVER, CASEWORKER

CASE = Case(key=CaseId("case"), stage=Stage.REVIEWING)
FAILED = {"share": SourceProgress(key="share", state=SearchState.FAILED)}
TO_SEND = WaitingLetter(message="m", kind="acknowledgement", post_by=MORNING.date())
ASKS = EvidenceRequested(check=Check.IDENTITY, requested_on=MORNING.date())
QUESTION = replace(TO_SEND, message="n", kind="identity_request", effects=(ASKS,))
PENDING = {"share": SourceProgress(key="share", state=SearchState.PENDING)}
SIGNED = replace(CASE, stage=Stage.SIGNING_OFF, submitted_by=CASEWORKER.key, signed_off_by=APPROVER.key)

DECIDING = replace(CASE, stage=Stage.DECIDING, right=Right.ERASURE)
CHANGING = replace(DECIDING, stage=Stage.SIGNING_OFF, submitted_by=CASEWORKER.key)
PLANNED = ChangesState(sha256="0", rows=1)
DONE = replace(PLANNED, is_approved=True, is_made=True)


@pytest.mark.parametrize(
    ("case", "undecided", "expected"),
    [
        (replace(CASE, stage=Stage.RECEIVED), 0, NextStep.SETTLE_CHECK),
        (replace(CASE, stage=Stage.VERIFYING), 0, NextStep.SETTLE_CHECK),
        (replace(CASE, stage=Stage.ASSESSING), 0, NextStep.ACCEPT),
        (replace(CASE, stage=Stage.ASSESSING, capacity=Capacity.PARENT), 0, NextStep.ASSESS),
        (replace(CASE, questions=(Question(Pause(MORNING.date())),)), 0, NextStep.RECORD_ANSWER),
        (replace(CASE, stage=Stage.RECEIVED, letters={"m": TO_SEND}), 0, NextStep.SETTLE_CHECK),
        (replace(CASE, stage=Stage.VERIFYING, letters={"m": TO_SEND, "n": QUESTION}), 0, NextStep.POST_LETTER),
        (replace(CASE, stage=Stage.RESPONDED, letters={"m": TO_SEND}), 0, NextStep.POST_LETTER),
        (replace(CASE, failed_work=frozenset({"outbox"})), 0, NextStep.RESUME_WORK),
        (replace(CASE, stage=Stage.SEARCHING, sources=PENDING), 0, NextStep.WAIT_FOR_SEARCH),
        (replace(CASE, stage=Stage.SEARCHING, sources=FAILED), 0, NextStep.SETTLE_SOURCES),
        (replace(CASE, stage=Stage.SEARCHING), 0, NextStep.WAIT_FOR_READING),
        (CASE, 1, NextStep.REVIEW),
        (replace(CASE, sources=FAILED), 0, NextStep.SETTLE_SOURCES),
        (CASE, 0, NextStep.SUBMIT),
        (replace(CASE, stage=Stage.SIGNING_OFF), 0, NextStep.WAIT_FOR_SIGN_OFF),
        (SIGNED, 0, NextStep.WAIT_FOR_PACK),
        (replace(SIGNED, pack=PackState(key="p", rejected_by="a check")), 0, NextStep.REASSEMBLE),
        (replace(SIGNED, pack=PackState(key="p", sha256="0")), 0, NextStep.RELEASE),
        (replace(DECIDING), 0, NextStep.DECIDE_RECORDS),
        (replace(DECIDING, sources=FAILED), 0, NextStep.SETTLE_SOURCES),
        (replace(CHANGING, changes=None), 0, NextStep.WAIT_FOR_PLAN),
        (replace(CHANGING, changes=PLANNED), 0, NextStep.WAIT_FOR_APPROVAL),
        (replace(CHANGING, changes=replace(PLANNED, is_approved=True)), 0, NextStep.WAIT_FOR_CHANGES),
        (replace(CHANGING, changes=DONE, open_tasks=frozenset({"t"})), 0, NextStep.CONFIRM_TASKS),
        (replace(CHANGING, stage=Stage.RESPONDED, open_tasks=frozenset({"t"})), 0, NextStep.TAKE_OFF_MARKS),
        (replace(CHANGING, changes=DONE), 0, NextStep.ANSWER_RIGHT),
        (replace(CASE, stage=Stage.RESPONDED), 0, NextStep.ANSWERED),
        (replace(CASE, stage=Stage.REFUSED), 0, NextStep.ENDED),
    ],
)
def test_a_case_has_one_next_step(case: Case, undecided: int, expected: NextStep) -> None:
    assert next_step(case, CASEWORKER, StillOpen(marks=undecided)) is expected


def test_information_about_health_is_settled_last() -> None:
    assert next_step(CASE, CASEWORKER, StillOpen(gates=1)) is NextStep.SETTLE_HEALTH
    assert next_step(CASE, CASEWORKER, StillOpen(marks=1, gates=1)) is NextStep.REVIEW
    assert next_step(CASE, CASEWORKER, StillOpen(documents=1, gates=1)) is NextStep.REVIEW


def test_why_people_are_shown_or_withheld_is_written_down_before_anything_is_sent_for_sign_off() -> None:
    assert next_step(CASE, CASEWORKER, StillOpen(people=1, gates=1)) is NextStep.SETTLE_PEOPLE


def test_who_may_sign_off_and_took_no_part_is_asked_to() -> None:
    case = replace(CASE, stage=Stage.SIGNING_OFF, submitted_by=CASEWORKER.key)
    assert next_step(case, APPROVER, StillOpen()) is NextStep.SIGN_OFF
    took_part = replace(case, reviewers=frozenset({APPROVER.key}))
    assert next_step(took_part, APPROVER, StillOpen()) is NextStep.WAIT_FOR_SIGN_OFF


@pytest.mark.parametrize("step", NextStep)
def test_every_next_step_has_its_card(step: NextStep) -> None:
    assert (FOLDER / "staff" / "next" / f"{step}.html").is_file()
