"""The one thing to do next in a case: read from its state, so that the page and the lifecycle cannot disagree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from requests_.model.case import Case, Stage
from requests_.model.copy_guards import has_settled_file
from requests_.model.guards import has_entitlement, has_told_recipients
from requests_.model.lifecycle import BEFORE_SEARCH, Action, open_actions
from requests_.model.outcomes import DECIDED_RIGHTS
from requests_.model.promises import late_answer_of, promise_of
from requests_.model.rights import Right
from requests_.model.staff import Actor


class NextStep(StrEnum):
    """What the page's first card is about; each has a template `staff/next/<value>.html`."""

    RESUME_WORK = "resume_work"
    POST_LETTER = "post_letter"
    AGREE_TO_STEP = "agree_to_step"
    WAIT_FOR_SECOND_PERSON = "wait_for_second_person"
    ANSWER_COMPLAINT = "answer_complaint"
    RECORD_ANSWER = "record_answer"
    RECORD_FEE = "record_fee"
    SETTLE_CHECK = "settle_check"
    ASSESS = "assess"
    ACCEPT = "accept"
    WAIT_FOR_SEARCH = "wait_for_search"
    SETTLE_SOURCES = "settle_sources"
    SETTLE_ENQUIRIES = "settle_enquiries"
    WAIT_FOR_READING = "wait_for_reading"
    REVIEW = "review"
    SETTLE_PEOPLE = "settle_people"
    SETTLE_HEALTH = "settle_health"
    SUBMIT = "submit"
    SIGN_OFF = "sign_off"
    WAIT_FOR_SIGN_OFF = "wait_for_sign_off"
    SETTLE_LATE_ANSWER = "settle_late_answer"
    WAIT_FOR_PACK = "wait_for_pack"
    REASSEMBLE = "reassemble"
    SETTLE_ADDRESSEE = "settle_addressee"
    RELEASE = "release"
    DECIDE_RECORDS = "decide_records"
    WAIT_FOR_PLAN = "wait_for_plan"
    APPROVE_CHANGES = "approve_changes"
    WAIT_FOR_APPROVAL = "wait_for_approval"
    WAIT_FOR_CHANGES = "wait_for_changes"
    CONFIRM_TASKS = "confirm_tasks"
    TAKE_OFF_MARKS = "take_off_marks"
    TELL_RECIPIENTS = "tell_recipients"
    ANSWER_RIGHT = "answer_right"
    WEIGH_LATE_ANSWER = "weigh_late_answer"
    KEEP_PROMISE = "keep_promise"
    ANSWERED = "answered"
    ENDED = "ended"


# While one of these stands, the page looks again by itself.
LIVE_STEPS = frozenset(
    {
        NextStep.WAIT_FOR_SEARCH,
        NextStep.WAIT_FOR_READING,
        NextStep.WAIT_FOR_PACK,
        NextStep.WAIT_FOR_PLAN,
        NextStep.WAIT_FOR_CHANGES,
    }
)
# While one of these stands, it is others' turn: a letter is printed and posted meanwhile.
_NOTHING_TO_DO = LIVE_STEPS | {
    NextStep.RECORD_ANSWER,
    NextStep.RECORD_FEE,
    NextStep.WAIT_FOR_SIGN_OFF,
    NextStep.WAIT_FOR_APPROVAL,
    NextStep.ANSWERED,
    NextStep.ENDED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StillOpen:
    """What a review has left: marks and documents to decide, people to write a reason for, health gates to open."""

    marks: int = 0
    documents: int = 0
    people: int = 0
    gates: int = 0


def next_step(case: Case, actor: Actor, still: StillOpen) -> NextStep:
    """What stands between the case and its answer, most pressing first.

    A letter that waits to be posted comes first where the case waits for it, and where nothing else can be done.
    """
    step = _first(case, actor) or _of_stage(case, actor, still)
    return NextStep.POST_LETTER if case.to_post and step in _NOTHING_TO_DO else step


def _of_stage(case: Case, actor: Actor, still: StillOpen) -> NextStep:
    match case.stage:
        case Stage.RECEIVED | Stage.VERIFYING:
            return NextStep.SETTLE_CHECK
        case Stage.ASSESSING:
            return NextStep.ASSESS if has_entitlement(case, actor) else NextStep.ACCEPT
        case Stage.SEARCHING:
            return _searching(case)
        case Stage.DECIDING:
            return _deciding(case)
        case Stage.REVIEWING:
            return _reviewing(case, still)
        case Stage.SIGNING_OFF:
            return _signing_off(case, actor)
        case Stage.RESPONDED:
            return NextStep.TAKE_OFF_MARKS if case.open_tasks else _over(case, NextStep.ANSWERED)
        case _:
            return _over(case, NextStep.ENDED)


def _over(case: Case, step: NextStep) -> NextStep:
    """A case is not over to which a team answered late, or whose letter promised what nobody has sent."""
    if late_answer_of(case):
        return NextStep.WEIGH_LATE_ANSWER
    return NextStep.KEEP_PROMISE if promise_of(case) else step


def _first(case: Case, actor: Actor) -> NextStep | None:
    """What comes before the work of the stage, whichever it is."""
    if case.failed_work:
        return NextStep.RESUME_WORK
    if case.proposal is not None:
        may_agree = Action.AGREE_TO_STEP in open_actions(case, actor)
        return NextStep.AGREE_TO_STEP if may_agree else NextStep.WAIT_FOR_SECOND_PERSON
    if any(letter.effects for letter in case.to_post):
        return NextStep.POST_LETTER
    if asked := _asked(case):
        return asked
    is_complaint = case.right is Right.COMPLAINT and case.stage in BEFORE_SEARCH
    return NextStep.ANSWER_COMPLAINT if is_complaint else None


def _asked(case: Case) -> NextStep | None:
    """What the requester was asked for, which may come whatever the stage is, even late."""
    if case.awaits_clarification or case.awaits_fee:
        return NextStep.RECORD_FEE if case.awaits_fee else NextStep.RECORD_ANSWER
    return NextStep.SETTLE_CHECK if case.lapsed_from and case.open_checks else None


def _searching(case: Case) -> NextStep:
    if case.pending_sources:
        return NextStep.WAIT_FOR_SEARCH
    return NextStep.SETTLE_SOURCES if case.unsettled_sources else NextStep.WAIT_FOR_READING


def _reviewing(case: Case, still: StillOpen) -> NextStep:
    if still.marks or still.documents:
        return NextStep.REVIEW
    if case.unsettled_sources:
        return NextStep.SETTLE_SOURCES
    if case.unsettled_enquiries:
        return NextStep.SETTLE_ENQUIRIES
    if still.people:
        return NextStep.SETTLE_PEOPLE
    return NextStep.SETTLE_HEALTH if still.gates else NextStep.SUBMIT


def _deciding(case: Case) -> NextStep:
    if case.unsettled_sources:
        return NextStep.SETTLE_SOURCES
    return NextStep.SETTLE_ENQUIRIES if case.unsettled_enquiries else NextStep.DECIDE_RECORDS


def _signing_off(case: Case, actor: Actor) -> NextStep:
    if case.right in DECIDED_RIGHTS:
        return _changing(case, actor)
    if case.unweighed_answers:
        return NextStep.SETTLE_LATE_ANSWER
    if not case.signed_off_by:
        may_sign = Action.SIGN_OFF in open_actions(case, actor)
        return NextStep.SIGN_OFF if may_sign else NextStep.WAIT_FOR_SIGN_OFF
    if case.pack is None:
        return NextStep.WAIT_FOR_PACK
    if case.pack.rejected_by:
        return NextStep.REASSEMBLE
    return NextStep.SETTLE_ADDRESSEE if case.addressee.is_open else NextStep.RELEASE


def _changing(case: Case, actor: Actor) -> NextStep:
    if case.changes is None:
        return NextStep.WAIT_FOR_PLAN
    if not case.changes.is_approved and case.unweighed_answers:
        return NextStep.SETTLE_LATE_ANSWER
    if not case.changes.is_approved:
        may_approve = Action.APPROVE_CHANGES in open_actions(case, actor)
        return NextStep.APPROVE_CHANGES if may_approve else NextStep.WAIT_FOR_APPROVAL
    if not case.changes.is_made or case.changes.is_undo_asked:
        return NextStep.WAIT_FOR_CHANGES
    if case.open_tasks:
        return NextStep.CONFIRM_TASKS
    if has_told_recipients(case, actor):
        return NextStep.TELL_RECIPIENTS
    return NextStep.SETTLE_ADDRESSEE if has_settled_file(case, actor) else NextStep.ANSWER_RIGHT
