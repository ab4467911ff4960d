"""What may be done to a case, when, by whom: one table, from which buttons, checks, tests and documents are made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from requests_.errors import Conflict, NotAllowed
from requests_.model import change_guards, copy_guards, guards
from requests_.model.case import FINDING, Case, Stage
from requests_.model.guards import Guard
from requests_.model.staff import Actor, ActorKind, Permission


class Action(StrEnum):
    """Something a person or the system does to a case."""

    REQUEST_EVIDENCE = "request_evidence"
    ACCEPT_EVIDENCE = "accept_evidence"
    ASSESS_ENTITLEMENT = "assess_entitlement"
    AGREE_TO_STEP = "agree_to_step"
    DECLINE_STEP = "decline_step"
    ACCEPT_REQUEST = "accept_request"
    ASK_CLARIFICATION = "ask_clarification"
    RECORD_CLARIFICATION = "record_clarification"
    REMIND_REQUESTER = "remind_requester"
    CLOSE_UNANSWERED = "close_unanswered"
    REOPEN_CASE = "reopen_case"
    EXTEND_PERIOD = "extend_period"
    REFUSE_REQUEST = "refuse_request"
    NEITHER_CONFIRM = "neither_confirm"
    SEND_LETTER = "send_letter"
    ANSWER_BY_LETTER = "answer_by_letter"
    POST_LETTER = "post_letter"
    WITHDRAW_LETTER = "withdraw_letter"
    ASK_FEE = "ask_fee"
    RECORD_FEE = "record_fee"
    RECORD_RECIPIENT = "record_recipient"
    LOOK_AGAIN = "look_again"
    ADD_REGIME = "add_regime"
    SET_DATE = "set_date"
    END_SET_DATE = "end_set_date"
    RECORD_SEARCH = "record_search"
    SEARCH_AGAIN = "search_again"
    ACCEPT_SOURCE_GAP = "accept_source_gap"
    ATTACH_RETRIEVED = "attach_retrieved"
    RECORD_PROPOSALS = "record_proposals"
    DECIDE = "decide"
    RECORD_HEALTH = "record_health"
    SUBMIT_FOR_SIGN_OFF = "submit_for_sign_off"
    RETURN_FOR_REVIEW = "return_for_review"
    TAKE_BACK = "take_back"
    SIGN_OFF = "sign_off"
    RECORD_PACK = "record_pack"
    REASSEMBLE_PACK = "reassemble_pack"
    RELEASE_PACK = "release_pack"
    COLLECT_PACK = "collect_pack"
    SETTLE_ADDRESSEE = "settle_addressee"
    EXPLAIN_LATENESS = "explain_lateness"
    DECIDE_ITEM = "decide_item"
    SUBMIT_DECISIONS = "submit_decisions"
    RECORD_PLAN = "record_plan"
    RETURN_DECISIONS = "return_decisions"
    APPROVE_CHANGES = "approve_changes"
    RECORD_CHANGES = "record_changes"
    CONFIRM_TASK = "confirm_task"
    ANSWER_RIGHT = "answer_right"
    UNDO_CHANGES = "undo_changes"
    WRITE_IN = "write_in"
    TAKE_REPLY = "take_reply"
    SEND_FILE = "send_file"
    WITHDRAW_REQUEST = "withdraw_request"
    RECORD_WITHDRAWAL = "record_withdrawal"
    CHANGE_SCOPE = "change_scope"
    ASK_FOLLOW_UP = "ask_follow_up"
    NAME_RECIPIENT = "name_recipient"
    ANSWER_NOTICE = "answer_notice"
    PLACE_HOLD = "place_hold"
    ASK_THIRD_PARTY = "ask_third_party"
    RECORD_CONSENT = "record_consent"
    ASK_TEAM = "ask_team"
    RECORD_TEAM_ANSWER = "record_team_answer"
    TAKE_IN_ANSWER = "take_in_answer"
    LET_ANSWER_FOLLOW = "let_answer_follow"
    END_ENQUIRY = "end_enquiry"
    LINK_CASES = "link_cases"
    JOIN_DUPLICATE = "join_duplicate"
    TAKE_DUPLICATE = "take_duplicate"
    TRANSFER_REQUEST = "transfer_request"
    KEEP_LONGER = "keep_longer"
    ERASE_EVIDENCE = "erase_evidence"
    ERASE_DETAILS = "erase_details"


@dataclass(frozen=True, slots=True)
class Transition:
    """An action: the stages it starts from, the stages it may lead to, the permission and the conditions it needs.

    `permission` is None for what no member of staff does; `by_requester` says that whoever made the request may,
    `by_addressee` that whoever they named to have the copy may.
    """

    action: Action
    starts: tuple[Stage, ...]
    leads_to: tuple[Stage, ...]
    permission: Permission | None
    guards: tuple[Guard, ...] = ()
    by_requester: bool = False
    by_addressee: bool = False


BEFORE_SEARCH = (Stage.RECEIVED, Stage.VERIFYING, Stage.ASSESSING)
_OPEN = (*BEFORE_SEARCH, Stage.SEARCHING, Stage.DECIDING, Stage.REVIEWING, Stage.SIGNING_OFF)
_ANSWERED = (Stage.RESPONDED, Stage.CLOSED, Stage.REFUSED)
_ENDED = (*_ANSWERED, Stage.WITHDRAWN)
_CHANGED = (Stage.SIGNING_OFF, Stage.RESPONDED)
_AFTER_ASKING = (Stage.SEARCHING, Stage.REVIEWING, Stage.SIGNING_OFF, Stage.RESPONDED, Stage.CLOSED)

# What is not done while the letter that ends the case waits to leave: one answer, and no step beyond it.
STANDS_STILL = frozenset(
    {
        Action.REQUEST_EVIDENCE,
        Action.ACCEPT_REQUEST,
        Action.ASK_CLARIFICATION,
        Action.EXTEND_PERIOD,
        Action.REFUSE_REQUEST,
        Action.NEITHER_CONFIRM,
        Action.ANSWER_BY_LETTER,
        Action.ASK_FEE,
        Action.CLOSE_UNANSWERED,
        Action.REMIND_REQUESTER,
        Action.JOIN_DUPLICATE,
        Action.TRANSFER_REQUEST,
        Action.RETURN_FOR_REVIEW,
        Action.TAKE_BACK,
        Action.RETURN_DECISIONS,
        Action.REASSEMBLE_PACK,
        Action.RELEASE_PACK,
        Action.SETTLE_ADDRESSEE,
        Action.ANSWER_RIGHT,
        Action.UNDO_CHANGES,
    }
)

TRANSITIONS: dict[Action, Transition] = {
    row.action: row
    for row in (
        Transition(
            # Evidence that settled the check may not settle who may ask: other evidence is asked for, or recorded.
            Action.REQUEST_EVIDENCE,
            BEFORE_SEARCH,
            (Stage.VERIFYING,),
            Permission.WORK_CASE,
        ),
        Transition(
            Action.ACCEPT_EVIDENCE,
            (*BEFORE_SEARCH, Stage.CLOSED),
            (Stage.VERIFYING, Stage.ASSESSING),
            Permission.WORK_CASE,
            (guards.is_not_ended_otherwise, guards.has_no_proposal),
        ),
        Transition(
            Action.ASSESS_ENTITLEMENT,
            BEFORE_SEARCH,
            BEFORE_SEARCH,
            Permission.WORK_CASE,
            (guards.has_no_proposal,),
        ),
        # What one person prepared and others have to agree to: `model/second_persons.py` says what.
        Transition(
            Action.AGREE_TO_STEP,
            tuple(Stage),
            tuple(Stage),
            Permission.SIGN_OFF,
            (guards.has_proposal, guards.is_second_person),
        ),
        Transition(Action.DECLINE_STEP, tuple(Stage), tuple(Stage), Permission.WORK_CASE, (guards.has_proposal,)),
        Transition(
            Action.ACCEPT_REQUEST,
            (Stage.ASSESSING,),
            (Stage.SEARCHING,),
            Permission.WORK_CASE,
            (guards.is_no_complaint, guards.has_no_open_check, guards.has_no_fee_open, guards.has_entitlement),
        ),
        Transition(
            Action.ASK_CLARIFICATION,
            _OPEN,
            _OPEN,
            Permission.WORK_CASE,
            (guards.is_access_request, guards.has_no_open_question),
        ),
        # What comes late opens a request again that was closed for want of it.
        Transition(
            Action.RECORD_CLARIFICATION,
            (*_OPEN, Stage.CLOSED),
            _OPEN,
            Permission.WORK_CASE,
            (guards.has_open_question,),
            by_requester=True,
        ),
        Transition(Action.REMIND_REQUESTER, _OPEN, _OPEN, None, (guards.awaits_requester, guards.is_not_reminded)),
        Transition(
            Action.CLOSE_UNANSWERED,
            _OPEN,
            (Stage.CLOSED,),
            Permission.WORK_CASE,
            (guards.awaits_requester, guards.is_reminded),
        ),
        # Whatever was never settled of who asks is settled first.
        Transition(Action.REOPEN_CASE, _ENDED, BEFORE_SEARCH, Permission.WORK_CASE),
        Transition(
            Action.EXTEND_PERIOD,
            _OPEN,
            _OPEN,
            Permission.WORK_CASE,
            (guards.may_be_extended, guards.is_not_extended),
        ),
        Transition(
            Action.REFUSE_REQUEST,
            BEFORE_SEARCH,
            (Stage.REFUSED,),
            Permission.WORK_CASE,
            (guards.is_no_complaint,),
        ),
        Transition(
            Action.NEITHER_CONFIRM,
            _OPEN,
            (Stage.RESPONDED,),
            Permission.SIGN_OFF,
            (guards.is_for_the_officer, guards.may_be_left_unsaid),
        ),
        Transition(Action.SEND_LETTER, tuple(Stage), tuple(Stage), Permission.WORK_CASE),
        Transition(Action.POST_LETTER, tuple(Stage), tuple(Stage), Permission.WORK_CASE, (guards.has_letter_to_post,)),
        Transition(
            Action.WITHDRAW_LETTER, tuple(Stage), tuple(Stage), Permission.WORK_CASE, (guards.has_letter_to_post,)
        ),
        Transition(Action.ANSWER_BY_LETTER, _OPEN, (Stage.RESPONDED,), Permission.RELEASE),
        # A fee is for what is manifestly unfounded or excessive: somebody who may sign off decides it (art. 12(5)).
        Transition(Action.ASK_FEE, BEFORE_SEARCH, BEFORE_SEARCH, Permission.SIGN_OFF, (guards.has_no_fee_open,)),
        Transition(
            Action.RECORD_FEE,
            (*BEFORE_SEARCH, Stage.CLOSED),
            BEFORE_SEARCH,
            Permission.WORK_CASE,
            (guards.has_fee_open, guards.is_not_ended_otherwise),
        ),
        Transition(
            Action.RECORD_RECIPIENT,
            (*_OPEN, Stage.RESPONDED),
            (*_OPEN, Stage.RESPONDED),
            Permission.WORK_CASE,
            (guards.has_recipient_duty,),
        ),
        Transition(Action.LINK_CASES, tuple(Stage), tuple(Stage), Permission.WORK_CASE),
        Transition(Action.JOIN_DUPLICATE, _OPEN, (Stage.CLOSED,), Permission.WORK_CASE),
        Transition(
            Action.TRANSFER_REQUEST,
            _OPEN,
            (Stage.CLOSED,),
            Permission.WORK_CASE,
            (change_guards.has_no_approved_changes,),
        ),
        Transition(Action.TAKE_DUPLICATE, _OPEN, _OPEN, Permission.WORK_CASE),
        Transition(Action.ASK_TEAM, _OPEN, _OPEN, Permission.WORK_CASE),
        # An answer may come at any time: it is kept, and put into the case while records are found and reviewed.
        Transition(Action.RECORD_TEAM_ANSWER, tuple(Stage), tuple(Stage), None),
        Transition(Action.TAKE_IN_ANSWER, FINDING, FINDING, Permission.WORK_CASE, (guards.has_untaken_answer,)),
        # It came once the answer was settled: the letter says that it follows, so whatever was signed is signed anew.
        Transition(
            Action.LET_ANSWER_FOLLOW,
            (Stage.SIGNING_OFF,),
            (Stage.SIGNING_OFF,),
            Permission.WORK_CASE,
            (guards.is_answered_with_a_pack, guards.has_unweighed_answer),
        ),
        Transition(Action.END_ENQUIRY, tuple(Stage), tuple(Stage), Permission.WORK_CASE, (guards.has_open_enquiry,)),
        # What lasts only for a time is looked at again whatever has become of the case.
        Transition(Action.LOOK_AGAIN, tuple(Stage), tuple(Stage), Permission.WORK_CASE),
        Transition(Action.ADD_REGIME, _OPEN, _OPEN, Permission.WORK_CASE, (guards.may_run_under_both,)),
        # A complaint to the regulator mostly comes when the case is over.
        Transition(Action.SET_DATE, tuple(Stage), tuple(Stage), Permission.WORK_CASE),
        Transition(Action.END_SET_DATE, tuple(Stage), tuple(Stage), Permission.WORK_CASE, (guards.has_set_date,)),
        Transition(Action.RECORD_SEARCH, (Stage.SEARCHING,), (Stage.SEARCHING, Stage.DECIDING), None),
        Transition(Action.SEARCH_AGAIN, FINDING, (Stage.SEARCHING,), Permission.WORK_CASE),
        Transition(Action.ACCEPT_SOURCE_GAP, FINDING, FINDING, Permission.WORK_CASE),
        Transition(
            Action.ATTACH_RETRIEVED, (Stage.SEARCHING, Stage.REVIEWING), (Stage.SEARCHING,), Permission.WORK_CASE
        ),
        Transition(Action.RECORD_PROPOSALS, (Stage.SEARCHING,), (Stage.SEARCHING, Stage.REVIEWING), None),
        Transition(Action.DECIDE, (Stage.REVIEWING,), (Stage.REVIEWING,), Permission.DECIDE_MARKS),
        Transition(Action.RECORD_HEALTH, (Stage.REVIEWING,), (Stage.REVIEWING,), Permission.DECIDE_MARKS),
        Transition(
            Action.SUBMIT_FOR_SIGN_OFF,
            (Stage.REVIEWING,),
            (Stage.SIGNING_OFF,),
            Permission.DECIDE_MARKS,
            (guards.has_proposals, guards.has_settled_sources, guards.has_settled_enquiries),
        ),
        Transition(
            Action.RETURN_FOR_REVIEW,
            (Stage.SIGNING_OFF,),
            (Stage.REVIEWING,),
            Permission.SIGN_OFF,
            (guards.is_answered_with_a_pack,),
        ),
        # A slip that somebody sees after they have sent it on; once it is approved, a second person sends it back.
        Transition(
            Action.TAKE_BACK,
            (Stage.SIGNING_OFF,),
            (Stage.REVIEWING, Stage.DECIDING),
            Permission.WORK_CASE,
            (guards.is_not_signed_off, change_guards.has_no_approved_changes),
        ),
        Transition(
            Action.SIGN_OFF,
            (Stage.SIGNING_OFF,),
            (Stage.SIGNING_OFF,),
            Permission.SIGN_OFF,
            (
                guards.is_answered_with_a_pack,
                guards.is_not_signed_off,
                guards.has_other_eyes,
                guards.has_weighed_answers,
            ),
        ),
        Transition(Action.RECORD_PACK, (Stage.SIGNING_OFF,), (Stage.SIGNING_OFF,), None),
        Transition(
            Action.REASSEMBLE_PACK,
            (Stage.SIGNING_OFF,),
            (Stage.SIGNING_OFF,),
            Permission.WORK_CASE,
            (guards.has_rejected_pack,),
        ),
        Transition(
            Action.RELEASE_PACK,
            (Stage.SIGNING_OFF,),
            (Stage.RESPONDED,),
            Permission.RELEASE,
            (
                guards.is_answered_with_a_pack,
                guards.has_weighed_answers,
                guards.has_verified_pack,
                copy_guards.has_settled_addressee,
            ),
        ),
        Transition(
            Action.SETTLE_ADDRESSEE,
            (*_OPEN, Stage.RESPONDED),
            (*_OPEN, Stage.RESPONDED),
            Permission.WORK_CASE,
            (copy_guards.has_addressee,),
        ),
        Transition(
            Action.COLLECT_PACK,
            (Stage.RESPONDED, Stage.CLOSED),
            (Stage.RESPONDED, Stage.CLOSED),
            None,
            (guards.has_released_pack, copy_guards.is_to_have_the_copy),
            by_requester=True,
            by_addressee=True,
        ),
        Transition(
            Action.EXPLAIN_LATENESS,
            (*_OPEN, *_ANSWERED),
            (*_OPEN, *_ANSWERED),
            Permission.WORK_CASE,
        ),
        Transition(Action.DECIDE_ITEM, (Stage.DECIDING,), (Stage.DECIDING,), Permission.WORK_CASE),
        Transition(
            Action.SUBMIT_DECISIONS,
            (Stage.DECIDING,),
            (Stage.SIGNING_OFF,),
            Permission.WORK_CASE,
            (change_guards.has_decisions, guards.has_settled_sources, guards.has_settled_enquiries),
        ),
        Transition(Action.RECORD_PLAN, (Stage.SIGNING_OFF,), (Stage.SIGNING_OFF, Stage.DECIDING), None),
        Transition(
            Action.RETURN_DECISIONS,
            (Stage.SIGNING_OFF,),
            (Stage.DECIDING,),
            Permission.SIGN_OFF,
            (change_guards.is_decided_by_item, change_guards.has_no_approved_changes),
        ),
        Transition(
            Action.APPROVE_CHANGES,
            (Stage.SIGNING_OFF,),
            (Stage.SIGNING_OFF,),
            Permission.SIGN_OFF,
            (
                change_guards.is_decided_by_item,
                change_guards.has_planned_changes,
                guards.has_weighed_answers,
                change_guards.has_no_approved_changes,
                guards.has_other_eyes,
            ),
        ),
        Transition(
            Action.RECORD_CHANGES,
            (Stage.SIGNING_OFF, Stage.RESPONDED),
            (Stage.SIGNING_OFF, Stage.RESPONDED, Stage.DECIDING),
            None,
            (change_guards.has_approved_changes,),
        ),
        Transition(
            Action.CONFIRM_TASK,
            (Stage.SIGNING_OFF, Stage.RESPONDED),
            (Stage.SIGNING_OFF, Stage.RESPONDED),
            Permission.WORK_CASE,
            (change_guards.has_open_task,),
        ),
        Transition(
            Action.ANSWER_RIGHT,
            (Stage.SIGNING_OFF,),
            (Stage.RESPONDED,),
            Permission.RELEASE,
            (
                change_guards.is_decided_by_item,
                change_guards.has_carried_out,
                guards.has_told_recipients,
                copy_guards.has_settled_file,
            ),
        ),
        Transition(
            Action.UNDO_CHANGES,
            (Stage.SIGNING_OFF, Stage.RESPONDED),
            (Stage.SIGNING_OFF, Stage.RESPONDED),
            Permission.SIGN_OFF,
            (change_guards.has_changes_to_undo,),
        ),
        Transition(Action.TAKE_REPLY, tuple(Stage), tuple(Stage), Permission.WORK_CASE),
        Transition(Action.WRITE_IN, tuple(Stage), tuple(Stage), None, by_requester=True),
        Transition(Action.SEND_FILE, tuple(Stage), tuple(Stage), None, by_requester=True),
        Transition(Action.ASK_FOLLOW_UP, tuple(Stage), tuple(Stage), None, by_requester=True),
        Transition(
            Action.WITHDRAW_REQUEST,
            _OPEN,
            (Stage.WITHDRAWN,),
            None,
            (change_guards.has_no_approved_changes,),
            by_requester=True,
        ),
        Transition(
            Action.RECORD_WITHDRAWAL,
            _OPEN,
            (Stage.WITHDRAWN,),
            Permission.WORK_CASE,
            (change_guards.has_no_approved_changes,),
        ),
        # Once a second person looks at the answer it is the answer to what was asked: more is another request.
        Transition(
            Action.CHANGE_SCOPE,
            (*BEFORE_SEARCH, Stage.SEARCHING, Stage.REVIEWING),
            (*BEFORE_SEARCH, Stage.SEARCHING, Stage.REVIEWING),
            None,
            (guards.has_scope,),
            by_requester=True,
        ),
        Transition(
            Action.NAME_RECIPIENT,
            _CHANGED,
            _CHANGED,
            Permission.WORK_CASE,
            (change_guards.is_decided_by_item, change_guards.has_made_changes),
        ),
        Transition(Action.ANSWER_NOTICE, _CHANGED, _CHANGED, Permission.WORK_CASE, (guards.has_notice,)),
        Transition(
            Action.ASK_THIRD_PARTY,
            (Stage.REVIEWING,),
            (Stage.REVIEWING,),
            Permission.DECIDE_MARKS,
        ),
        # An answer is kept whenever it comes: after the pack has left it may mean a breach, or a second pack.
        Transition(
            Action.RECORD_CONSENT, _AFTER_ASKING, _AFTER_ASKING, Permission.WORK_CASE, (guards.has_asked_others,)
        ),
        Transition(Action.PLACE_HOLD, (*_OPEN, *_ANSWERED), (*_OPEN, *_ANSWERED), Permission.WORK_CASE),
        Transition(Action.KEEP_LONGER, tuple(Stage), tuple(Stage), Permission.DECIDE_RETENTION),
        Transition(Action.ERASE_EVIDENCE, _ENDED, _ENDED, None, (guards.has_no_hold, guards.has_no_set_date)),
        Transition(
            Action.ERASE_DETAILS,
            _ENDED,
            _ENDED,
            None,
            (
                guards.has_no_hold,
                guards.has_no_set_date,
                change_guards.has_nothing_to_put_back,
                change_guards.has_no_limit,
            ),
        ),
    )
}


def why_not(case: Case, action: Action, actor: Actor) -> str | None:
    """Why `actor` may not do `action` to `case` now, in one sentence for people; None when they may."""
    transition = TRANSITIONS[action]
    fault = _not_theirs(case, transition, actor)
    if fault is not None:
        return fault
    if case.erased_on is not None:
        return f"The details of this case were erased on {case.erased_on:%-d %B %Y}."
    if case.stage not in transition.starts:
        return f"This cannot be done while the case is {case.stage.replace('_', ' ')}. {_when(transition)}".strip()
    if action in STANDS_STILL and case.unposted_end is not None:
        return "The letter that ends this request has not left yet: record the day it was posted, or withdraw it."
    if action in STANDS_STILL and (waits := guards.has_no_proposal(case, actor)):
        return waits
    return next((fault for guard in transition.guards if (fault := guard(case, actor))), None)


def _when(transition: Transition) -> str:
    """When it can be done instead, where that is few words."""
    if len(transition.starts) > 3:
        return ""
    return f"It is done while a case is {' or '.join(stage.replace('_', ' ') for stage in transition.starts)}."


def _not_theirs(case: Case, transition: Transition, actor: Actor) -> str | None:
    if actor.kind in (ActorKind.REQUESTER, ActorKind.ADDRESSEE):
        may = transition.by_requester if actor.kind is ActorKind.REQUESTER else transition.by_addressee
        is_own = may and actor.key == case.key
        return None if is_own else "This is not yours to do."
    if transition.permission is None:
        return "This is done by the system, not by a person." if actor.kind is ActorKind.STAFF else None
    return None if actor.may(transition.permission) else "Your role does not allow this."


def require(case: Case, action: Action, actor: Actor) -> None:
    """Raise NotAllowed or Conflict, with the reason, when `why_not` has one."""
    fault = why_not(case, action, actor)
    if fault is None:
        return
    if _not_theirs(case, TRANSITIONS[action], actor):
        raise NotAllowed(fault)
    raise Conflict(fault, action=action)


def open_actions(case: Case, actor: Actor) -> tuple[Action, ...]:
    """Everything `actor` may do to `case` now, in the order of the table."""
    return tuple(action for action in TRANSITIONS if why_not(case, action, actor) is None)
