"""What may be done to a case: the whole table, said once more by hand."""

from dataclasses import replace
from datetime import date

import pytest

from requests_.deadlines.statutory_clock import Pause
from requests_.errors import Conflict, NotAllowed
from requests_.ids import CaseId
from requests_.model.addressee import AddresseeState, CopyGoesTo
from requests_.model.case import Case, Stage
from requests_.model.case_parts import CheckState, EntitlementState, PackState
from requests_.model.consents import ConsentState, Road
from requests_.model.decided import ChangesState
from requests_.model.enquiries import EnquiryState
from requests_.model.entitlement import EntitlementOutcome
from requests_.model.events.agreeing import Step
from requests_.model.events.answering import FeeAsked
from requests_.model.events.base import CaseEvent, ExtensionReason
from requests_.model.events.clock import AnswerReminded, ClarificationRequested, PeriodExtended
from requests_.model.events.sending import ResponseSent
from requests_.model.identity import Check
from requests_.model.lifecycle import STANDS_STILL, TRANSITIONS, Action, open_actions, require, why_not
from requests_.model.outcome_terms import Outcome
from requests_.model.pauses import Question
from requests_.model.people import Capacity
from requests_.model.recipients import RecipientsState
from requests_.model.rights import Regime, Right
from requests_.model.second_persons import Proposal
from requests_.model.set_dates import SetDate, SetDateKind
from requests_.model.sources import SearchState, SourceProgress
from requests_.model.staff import PERMISSIONS, SYSTEM, Actor, ActorKind, Permission, Role
from requests_.model.waiting_letters import WaitingLetter
from tests.factories.people import APPROVER, CASEWORKER, OFFICER, member, requester_of

DAY = date(2026, 6, 15)
COMPLEX = ExtensionReason.COMPLEXITY
STAGES = list(Stage)
NAMED = AddresseeState(asked=CopyGoesTo.OTHER)
OPEN_QUESTION = (Question(Pause(asked_on=DAY)),)
ABOUT_A_QUESTION = (Action.RECORD_CLARIFICATION, Action.REMIND_REQUESTER, Action.CLOSE_UNANSWERED)

# received verifying assessing searching deciding reviewing signing_off responded closed refused withdrawn
GRID = """
request_evidence      yes  yes  yes  no   no   no   no   no   no   no  no
accept_evidence       yes  yes  yes  no   no   no   no   no   yes  no  no
assess_entitlement    yes  yes  yes  no   no   no   no   no   no   no  no
agree_to_step         yes  yes  yes  yes  yes  yes  yes  yes  yes  yes yes
decline_step          yes  yes  yes  yes  yes  yes  yes  yes  yes  yes yes
accept_request        no   no   yes  no   no   no   no   no   no   no  no
ask_clarification     yes  yes  yes  yes  yes  yes  yes  no   no   no  no
record_clarification  yes  yes  yes  yes  yes  yes  yes  no   yes  no  no
remind_requester      yes  yes  yes  yes  yes  yes  yes  no   no   no  no
close_unanswered      yes  yes  yes  yes  yes  yes  yes  no   no   no  no
extend_period         yes  yes  yes  yes  yes  yes  yes  no   no   no  no
reopen_case           no   no   no   no   no   no   no   yes  yes  yes yes
refuse_request        yes  yes  yes  no   no   no   no   no   no   no  no
record_search         no   no   no   yes  no   no   no   no   no   no  no
search_again          no   no   no   yes  yes  yes  no   no   no   no  no
accept_source_gap     no   no   no   yes  yes  yes  no   no   no   no  no
attach_retrieved      no   no   no   yes  no   yes  no   no   no   no  no
record_proposals      no   no   no   yes  no   no   no   no   no   no  no
decide                no   no   no   no   no   yes  no   no   no   no  no
record_health         no   no   no   no   no   yes  no   no   no   no  no
submit_for_sign_off   no   no   no   no   no   yes  no   no   no   no  no
return_for_review     no   no   no   no   no   no   yes  no   no   no  no
take_back             no   no   no   no   no   no   yes  no   no   no  no
sign_off              no   no   no   no   no   no   yes  no   no   no  no
record_pack           no   no   no   no   no   no   yes  no   no   no  no
reassemble_pack       no   no   no   no   no   no   yes  no   no   no  no
release_pack          no   no   no   no   no   no   yes  no   no   no  no
settle_addressee      yes  yes  yes  yes  yes  yes  yes  yes  no   no  no
collect_pack          no   no   no   no   no   no   no   yes  yes  no  no
decide_item           no   no   no   no   yes  no   no   no   no   no  no
submit_decisions      no   no   no   no   yes  no   no   no   no   no  no
record_plan           no   no   no   no   no   no   yes  no   no   no  no
return_decisions      no   no   no   no   no   no   yes  no   no   no  no
approve_changes       no   no   no   no   no   no   yes  no   no   no  no
record_changes        no   no   no   no   no   no   yes  yes  no   no  no
confirm_task          no   no   no   no   no   no   yes  yes  no   no  no
answer_right          no   no   no   no   no   no   yes  no   no   no  no
undo_changes          no   no   no   no   no   no   yes  yes  no   no  no
take_reply            yes  yes  yes  yes  yes  yes  yes  yes  yes  yes yes
write_in              yes  yes  yes  yes  yes  yes  yes  yes  yes  yes yes
send_file             yes  yes  yes  yes  yes  yes  yes  yes  yes  yes yes
ask_follow_up         yes  yes  yes  yes  yes  yes  yes  yes  yes  yes yes
change_scope          yes  yes  yes  yes  no   yes  no   no   no   no  no
withdraw_request      yes  yes  yes  yes  yes  yes  yes  no   no   no  no
record_withdrawal     yes  yes  yes  yes  yes  yes  yes  no   no   no  no
name_recipient        no   no   no   no   no   no   yes  yes  no   no   no
answer_notice         no   no   no   no   no   no   yes  yes  no   no   no
ask_third_party       no   no   no   no   no   yes  no   no   no   no  no
record_consent        no   no   no   yes  no   yes  yes  yes  yes  no  no
place_hold            yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  no
explain_lateness      yes  yes  yes  yes  yes  yes  yes  yes  yes  yes no
neither_confirm       yes  yes  yes  yes  yes  yes  yes  no   no   no  no
post_letter           yes  yes  yes  yes  yes  yes  yes  yes  yes  yes yes
withdraw_letter       yes  yes  yes  yes  yes  yes  yes  yes  yes  yes yes
send_letter           yes  yes  yes  yes  yes  yes  yes  yes  yes  yes yes
answer_by_letter      yes  yes  yes  yes  yes  yes  yes  no   no   no  no
ask_fee               yes  yes  yes  no   no   no   no   no   no   no  no
record_fee            yes  yes  yes  no   no   no   no   no   yes  no  no
record_recipient      yes  yes  yes  yes  yes  yes  yes  yes  no   no  no
link_cases            yes  yes  yes  yes  yes  yes  yes  yes  yes  yes yes
join_duplicate        yes  yes  yes  yes  yes  yes  yes  no   no   no  no
transfer_request      yes  yes  yes  yes  yes  yes  yes  no   no   no  no
take_duplicate        yes  yes  yes  yes  yes  yes  yes  no   no   no  no
ask_team              yes  yes  yes  yes  yes  yes  yes  no   no   no  no
record_team_answer    yes  yes  yes  yes  yes  yes  yes  yes  yes  yes yes
take_in_answer        no   no   no   yes  yes  yes  no   no   no   no  no
let_answer_follow     no   no   no   no   no   no   yes  no   no   no  no
end_enquiry           yes  yes  yes  yes  yes  yes  yes  yes  yes  yes yes
look_again            yes  yes  yes  yes  yes  yes  yes  yes  yes  yes yes
add_regime            yes  yes  yes  yes  yes  yes  yes  no   no   no  no
set_date              yes  yes  yes  yes  yes  yes  yes  yes  yes  yes yes
end_set_date          yes  yes  yes  yes  yes  yes  yes  yes  yes  yes yes
keep_longer           yes  yes  yes  yes  yes  yes  yes  yes  yes  yes yes
erase_evidence        no   no   no   no   no   no   no   yes  yes  yes yes
erase_details         no   no   no   no   no   no   no   yes  yes  yes yes
"""
ROWS = {Action(line.split()[0]): line.split()[1:] for line in GRID.strip().splitlines()}
CELLS = [
    (action, stage, cell == "yes") for action, cells in ROWS.items() for stage, cell in zip(STAGES, cells, strict=True)
]
ERASING = (Action.ERASE_EVIDENCE, Action.ERASE_DETAILS)
BY_SYSTEM = {
    Action.REMIND_REQUESTER,
    Action.RECORD_SEARCH,
    Action.RECORD_PROPOSALS,
    Action.RECORD_PACK,
    Action.RECORD_PLAN,
    Action.RECORD_CHANGES,
    Action.RECORD_TEAM_ANSWER,
    *ERASING,
}
# What is done to a case whose records are decided one by one.
BY_RECORD = {
    Action.DECIDE_ITEM,
    Action.SUBMIT_DECISIONS,
    Action.RECORD_PLAN,
    Action.RETURN_DECISIONS,
    Action.APPROVE_CHANGES,
    Action.RECORD_CHANGES,
    Action.CONFIRM_TASK,
    Action.ANSWER_RIGHT,
    Action.UNDO_CHANGES,
    Action.NAME_RECIPIENT,
    Action.ANSWER_NOTICE,
}
NOT_APPROVED = {
    Action.TAKE_BACK,
    Action.APPROVE_CHANGES,
    Action.RETURN_DECISIONS,
    Action.WITHDRAW_REQUEST,
    Action.RECORD_WITHDRAWAL,
    Action.TRANSFER_REQUEST,
    Action.ERASE_DETAILS,
}
# What whoever made the request may do; staff record an answer that came another way.
ONLY_BY_REQUESTER = (
    Action.COLLECT_PACK,
    Action.WRITE_IN,
    Action.SEND_FILE,
    Action.WITHDRAW_REQUEST,
    Action.CHANGE_SCOPE,
    Action.ASK_FOLLOW_UP,
)
BY_REQUESTER = (*ONLY_BY_REQUESTER, Action.RECORD_CLARIFICATION)


# What may come late, to a request that was closed for want of it.
LATE = (Action.ACCEPT_EVIDENCE, Action.RECORD_FEE)
WAITED_FOR = EnquiryState(due_on=DAY)
UNTAKEN = replace(WAITED_FOR, answered_on=DAY, untaken=1)
ENQUIRIES = {
    Action.END_ENQUIRY: {"q": WAITED_FOR},
    Action.TAKE_IN_ANSWER: {"q": UNTAKEN},
    Action.LET_ANSWER_FOLLOW: {"q": replace(UNTAKEN, is_late=True)},
}


TO_POST = {"m": WaitingLetter(message="m", kind="breach_notice", post_by=DAY)}
COURT_ORDER = {"r": SetDate(key="r", kind=SetDateKind.COURT_ORDER, due_on=DAY, letter_on=DAY)}

LIFTED = Proposal(step=Step.LIFTING, by="caseworker-1", effects=(), needed=1)


def unsent(effect: CaseEvent) -> dict[str, WaitingLetter]:
    return {"m": WaitingLetter(message="m", kind="letter", effects=(effect,))}


def ready_case(action: Action, stage: Stage) -> Case:
    """A case in which nothing but the stage can stand in the way of `action`."""
    pack = PackState(key="p", sha256="a" * 64)
    if action is Action.REASSEMBLE_PACK:
        pack = PackState(key="p", rejected_by="names")
    if action is Action.COLLECT_PACK:
        pack = replace(pack, is_released=True)
    is_approved = action not in NOT_APPROVED
    return Case(
        key=CaseId("c"),
        right=Right.ERASURE if action in (*BY_RECORD, Action.RECORD_RECIPIENT) else Right.ACCESS,
        decisions={"d": Outcome.ERASED},
        changes=ChangesState(sha256="a" * 64, rows=1, is_approved=is_approved, is_made=is_approved),
        notices=frozenset({"n"}),
        consents={"c": ConsentState(person="p", road=Road.EMAIL, asked_on=DAY, answer_by=DAY)},
        recipients=RecipientsState(told=1),
        set_dates={} if action in ERASING else COURT_ORDER,
        open_tasks=frozenset({"t"}) if action is Action.CONFIRM_TASK else frozenset(),
        stage=stage,
        addressee=NAMED if action is Action.SETTLE_ADDRESSEE else AddresseeState(),
        lapsed_from=Stage.VERIFYING if stage is Stage.CLOSED and action in LATE else None,
        enquiries=ENQUIRIES.get(action, {}),
        fee_asked_on=DAY if action is Action.RECORD_FEE else None,
        letters=TO_POST if action in (Action.POST_LETTER, Action.WITHDRAW_LETTER) else {},
        proposal=LIFTED if action in (Action.AGREE_TO_STEP, Action.DECLINE_STEP) else None,
        checks={Check.IDENTITY: CheckState(received_on=DAY)},
        questions=OPEN_QUESTION if action in ABOUT_A_QUESTION else (),
        reminded_on=DAY if action is Action.CLOSE_UNANSWERED else None,
        sources={"case": SourceProgress(key="case", state=SearchState.SEARCHED)},
        proposals_made=True,
        submitted_by="caseworker-1",
        signed_off_by="" if action in (Action.SIGN_OFF, Action.TAKE_BACK) else "approver-1",
        pack=pack,
    )


def doer_of(action: Action) -> Actor:
    if action in BY_SYSTEM:
        return SYSTEM
    if action in (Action.NEITHER_CONFIRM, Action.KEEP_LONGER):
        return OFFICER
    return requester_of(CaseId("c")) if action in ONLY_BY_REQUESTER else APPROVER


@pytest.mark.parametrize(("action", "stage", "is_allowed"), CELLS)
def test_each_action_is_open_at_these_stages_and_at_no_other(action: Action, stage: Stage, is_allowed: bool) -> None:
    fault = why_not(ready_case(action, stage), action, doer_of(action))
    assert (fault is None) is is_allowed, fault


def test_the_table_knows_every_action() -> None:
    assert set(TRANSITIONS) == set(Action) == set(ROWS)


def test_a_refusal_for_the_stage_says_the_stage() -> None:
    case = ready_case(Action.DECIDE, Stage.SIGNING_OFF)
    assert why_not(case, Action.DECIDE, APPROVER) == (
        "This cannot be done while the case is signing off. It is done while a case is reviewing."
    )


WORK = "caseworker approver data_protection_officer"
APPROVE = "approver data_protection_officer"
MAY = {
    Action.SIGN_OFF: APPROVE,
    Action.RETURN_FOR_REVIEW: APPROVE,
    Action.RETURN_DECISIONS: APPROVE,
    Action.APPROVE_CHANGES: APPROVE,
    Action.UNDO_CHANGES: APPROVE,
    Action.NEITHER_CONFIRM: "data_protection_officer",
    Action.AGREE_TO_STEP: APPROVE,
    Action.ASK_FEE: APPROVE,
    Action.KEEP_LONGER: "data_protection_officer manager",
    **dict.fromkeys((*BY_SYSTEM, *ONLY_BY_REQUESTER), ""),
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_each_role_may_do_these_actions_and_no_other(action: Action, role: Role) -> None:
    case = ready_case(action, TRANSITIONS[action].starts[-1])
    is_allowed = role in MAY.get(action, WORK).split()
    assert (why_not(case, action, member(role)) is None) is is_allowed


@pytest.mark.parametrize("action", [action for action in Action if action not in BY_REQUESTER])
def test_a_requester_collects_writes_answers_and_withdraws_and_does_nothing_else(action: Action) -> None:
    case = ready_case(action, TRANSITIONS[action].starts[0])
    with pytest.raises(NotAllowed):
        require(case, action, requester_of(case.key))


@pytest.mark.parametrize("action", BY_REQUESTER)
def test_a_requester_does_it_to_their_own_request_alone(action: Action) -> None:
    case = ready_case(action, TRANSITIONS[action].starts[0])
    assert why_not(case, action, requester_of(CaseId("c"))) is None
    with pytest.raises(NotAllowed):
        require(case, action, requester_of(CaseId("another")))


def test_two_roles_allow_what_either_does() -> None:
    both = member(Role.AUDITOR, Role.CASEWORKER)
    assert both.may(Permission.WORK_CASE)
    assert not member(Role.AUDITOR).may(Permission.WORK_CASE)


def test_every_role_has_its_permissions_said() -> None:
    assert set(PERMISSIONS) == set(Role)


def test_an_administrator_looks_after_accounts_and_sees_no_case() -> None:
    settings = {
        Permission.MANAGE_ACCOUNTS,
        Permission.EDIT_LETTERS,
        Permission.SEE_SETTINGS,
        Permission.EDIT_SETTINGS,
    }
    assert PERMISSIONS[Role.ADMINISTRATOR] == settings | {Permission.REPORT_BREACH}


ANSWERED = (Question(Pause(asked_on=DAY, received_on=DAY)),)
FAILED = SourceProgress(key="mail", state=SearchState.FAILED)
APPROVED = ChangesState(sha256="a" * 64, rows=1, is_approved=True)
LIMITED = dict(
    decisions={"d": Outcome.RESTRICTED},
    changes=replace(APPROVED, is_made=True, is_final=True),
    limit_ends_on=DAY,
)
REJECTED = PackState(key="p", rejected_by="names")
SETTLED = {check: CheckState(received_on=DAY) for check in Check}
REFUSED = EntitlementState(outcome=EntitlementOutcome.REFUSE, rule="WHO-3b")
AGREED = replace(LIFTED, needed=2, agreed_by=frozenset({"approver-1"}))
GUARDED = [
    (Action.ACCEPT_REQUEST, dict(checks={}), "The check of identity is not settled yet"),
    (Action.ACCEPT_REQUEST, dict(checks={}, capacity=Capacity.PARENT), "The check of identity and authority"),
    (Action.ACCEPT_REQUEST, dict(checks=SETTLED, capacity=Capacity.PARENT), "Assess who may ask first."),
    (Action.ACCEPT_REQUEST, dict(entitlement=REFUSED), "does not say to go on (WHO-3b)"),
    (Action.ASK_CLARIFICATION, dict(right=Right.ERASURE), "Only an access request"),
    (Action.ASK_CLARIFICATION, dict(questions=OPEN_QUESTION), "still unanswered"),
    (Action.RECORD_CLARIFICATION, dict(questions=()), "No question"),
    (Action.RECORD_CLARIFICATION, dict(questions=ANSWERED), "No question"),
    (Action.REMIND_REQUESTER, dict(questions=ANSWERED), "Nothing that the requester was asked for"),
    (Action.REMIND_REQUESTER, dict(reminded_on=DAY), "has been reminded"),
    (Action.CLOSE_UNANSWERED, dict(questions=()), "Nothing that the requester was asked for"),
    (Action.AGREE_TO_STEP, dict(proposal=None), "Nothing in this request waits for a second person"),
    (Action.DECLINE_STEP, dict(proposal=None), "Nothing in this request waits for a second person"),
    (Action.AGREE_TO_STEP, dict(proposal=replace(LIFTED, by="approver-1")), "it waits for another person"),
    (Action.AGREE_TO_STEP, dict(proposal=AGREED), "it waits for another person"),
    (Action.ASSESS_ENTITLEMENT, dict(proposal=LIFTED), "waits for a second person"),
    (Action.ACCEPT_EVIDENCE, dict(proposal=LIFTED), "waits for a second person"),
    *((action, dict(stage=Stage.CLOSED), "was not closed for want of it") for action in LATE),
    (Action.CLOSE_UNANSWERED, dict(reminded_on=None), "not been reminded"),
    (Action.EXTEND_PERIOD, dict(extension_notice_on=DAY), "the law allows it once"),
    (Action.EXTEND_PERIOD, dict(right=Right.COMPLAINT), "knows no extension"),
    (Action.EXTEND_PERIOD, dict(letters=unsent(PeriodExtended(notice_on=DAY, reason=COMPLEX))), "has not left yet"),
    (Action.ASK_CLARIFICATION, dict(letters=unsent(ClarificationRequested(asked_on=DAY))), "waits to be posted"),
    (Action.REMIND_REQUESTER, dict(letters=unsent(AnswerReminded(reminded_on=DAY))), "has been reminded"),
    (Action.ASK_FEE, dict(letters=unsent(FeeAsked(asked_on=DAY))), "waits to be posted"),
    (Action.REFUSE_REQUEST, dict(right=Right.COMPLAINT), "answered with its outcome"),
    (Action.ACCEPT_REQUEST, dict(right=Right.COMPLAINT), "answered with its outcome"),
    (Action.POST_LETTER, dict(letters={}), "No letter of this case waits"),
    (Action.WITHDRAW_LETTER, dict(letters={}), "No letter of this case waits"),
    (Action.NEITHER_CONFIRM, dict(right=Right.ERASURE), "Only the answer to an access request"),
    (Action.ACCEPT_REQUEST, dict(fee_asked_on=DAY), "The fee that was asked for has not come yet."),
    (Action.ASK_FEE, dict(fee_asked_on=DAY), "has not come yet"),
    (Action.RECORD_FEE, dict(fee_asked_on=None), "No fee has been asked for"),
    (Action.RECORD_FEE, dict(fee_paid_on=DAY), "No fee has been asked for"),
    (Action.RECORD_RECIPIENT, dict(right=Right.ACCESS), "Nobody has to be told"),
    (Action.SUBMIT_FOR_SIGN_OFF, dict(proposals_made=False), "Not every document has been read yet."),
    (Action.SUBMIT_FOR_SIGN_OFF, dict(sources={"mail": FAILED}), "Not searched: mail."),
    (Action.SUBMIT_FOR_SIGN_OFF, dict(enquiries={"q": WAITED_FOR}), "Another team has not answered"),
    (Action.SUBMIT_FOR_SIGN_OFF, dict(enquiries={"q": UNTAKEN}), "is not in the case yet"),
    (Action.SUBMIT_DECISIONS, dict(enquiries={"q": WAITED_FOR}), "Another team has not answered"),
    (Action.LET_ANSWER_FOLLOW, dict(enquiries={"q": UNTAKEN}), "Nothing was sent to us since"),
    (Action.SIGN_OFF, dict(enquiries={"q": replace(UNTAKEN, is_late=True)}), "Another team sent files"),
    (Action.RELEASE_PACK, dict(enquiries={"q": replace(UNTAKEN, is_late=True)}), "Another team sent files"),
    (Action.APPROVE_CHANGES, dict(enquiries={"q": replace(UNTAKEN, is_late=True)}), "Another team sent files"),
    (Action.TAKE_IN_ANSWER, dict(enquiries={"q": replace(UNTAKEN, untaken=0)}), "is in the case"),
    (Action.END_ENQUIRY, dict(enquiries={"q": UNTAKEN}), "No answer of another team"),
    (Action.SIGN_OFF, dict(signed_off_by="officer-1"), "signed off already"),
    (Action.TAKE_BACK, dict(signed_off_by="officer-1"), "signed off already"),
    (Action.TAKE_BACK, dict(changes=APPROVED), "approved already"),
    (Action.SIGN_OFF, dict(submitted_by="approver-1"), "a second person signs it off"),
    (Action.SIGN_OFF, dict(reviewers=frozenset({"approver-1"})), "a second person signs it off"),
    (Action.REASSEMBLE_PACK, dict(pack=None), "no rejected pack"),
    (Action.REASSEMBLE_PACK, dict(signed_off_by=""), "no rejected pack"),
    (Action.REASSEMBLE_PACK, dict(pack=PackState(key="p", sha256="a" * 64)), "no rejected pack"),
    (Action.RELEASE_PACK, dict(pack=None), "not ready yet"),
    (Action.RELEASE_PACK, dict(pack=REJECTED), "failed its check (names) and cannot be released"),
    (Action.RETURN_FOR_REVIEW, dict(right=Right.ERASURE), "not answered with a pack"),
    (Action.SIGN_OFF, dict(right=Right.ERASURE), "not answered with a pack"),
    (Action.COLLECT_PACK, dict(pack=None), "nothing to collect"),
    (Action.COLLECT_PACK, dict(addressee=replace(NAMED, may_receive=True)), "went to the person you named"),
    (Action.RELEASE_PACK, dict(addressee=NAMED), "settle first"),
    (Action.SETTLE_ADDRESSEE, dict(addressee=AddresseeState()), "asked for the copy themselves"),
    (Action.SUBMIT_DECISIONS, dict(decisions={}), "Nothing is decided yet"),
    (Action.SUBMIT_DECISIONS, dict(sources={"mail": FAILED}), "Not searched: mail."),
    (Action.RETURN_DECISIONS, dict(right=Right.ACCESS), "answered with a pack"),
    (Action.RETURN_DECISIONS, dict(changes=APPROVED), "approved already"),
    (Action.APPROVE_CHANGES, dict(right=Right.ACCESS), "answered with a pack"),
    (Action.APPROVE_CHANGES, dict(changes=None), "still being worked out"),
    (Action.APPROVE_CHANGES, dict(changes=APPROVED), "approved already"),
    (Action.APPROVE_CHANGES, dict(submitted_by="approver-1"), "a second person signs it off"),
    (Action.APPROVE_CHANGES, dict(reviewers=frozenset({"approver-1"})), "a second person signs it off"),
    (Action.RECORD_CHANGES, dict(changes=None), "not approved"),
    (Action.CONFIRM_TASK, dict(open_tasks=frozenset()), "No task is open"),
    (Action.ANSWER_RIGHT, dict(right=Right.ACCESS), "answered with a pack"),
    (Action.ANSWER_RIGHT, dict(changes=None), "not made yet"),
    (Action.ANSWER_RIGHT, dict(changes=APPROVED), "not made yet"),
    (Action.ANSWER_RIGHT, dict(open_tasks=frozenset({"t"})), "not shown to be done"),
    (Action.ANSWER_RIGHT, dict(recipients=RecipientsState()), "who was given the information"),
    (Action.ANSWER_RIGHT, dict(untold=frozenset({"n"})), "not told yet"),
    (Action.NAME_RECIPIENT, dict(right=Right.ACCESS), "answered with a pack"),
    (Action.NAME_RECIPIENT, dict(changes=APPROVED), "not made yet"),
    (Action.ANSWER_NOTICE, dict(notices=frozenset()), "Nobody was written to"),
    (Action.RECORD_CONSENT, dict(consents={}), "Nobody else was asked"),
    (Action.UNDO_CHANGES, dict(changes=None), "Nothing was changed"),
    (Action.UNDO_CHANGES, dict(changes=replace(APPROVED, is_made=True, is_final=True)), "Nothing was changed"),
    (Action.COLLECT_PACK, dict(pack=PackState(key="p", sha256="a" * 64)), "nothing to collect"),
    (Action.ADD_REGIME, dict(right=Right.OBJECTION), "Only one of the two laws"),
    (Action.ADD_REGIME, dict(other_regime=Regime.LAW_ENFORCEMENT), "their clock already"),
    (Action.END_SET_DATE, dict(set_dates={}), "No date that somebody outside has set"),
    (Action.WITHDRAW_REQUEST, dict(changes=APPROVED), "approved already"),
    (Action.RECORD_WITHDRAWAL, dict(changes=APPROVED), "approved already"),
    (Action.TRANSFER_REQUEST, dict(changes=APPROVED), "approved already"),
    (Action.CHANGE_SCOPE, dict(right=Right.ERASURE), "Only a request for a copy"),
    *((action, dict(holds=frozenset({"h"})), "A legal hold") for action in ERASING),
    *((action, dict(set_dates=COURT_ORDER), "or a court has set is still open") for action in ERASING),
    (Action.ERASE_DETAILS, dict(changes=replace(APPROVED, is_made=True)), "can still be put back"),
    (Action.ERASE_DETAILS, dict(LIMITED, limit_ends_on=None), "limits the use of a record"),
    (Action.ERASE_DETAILS, dict(LIMITED, open_tasks=frozenset({"t"})), "limits the use of a record"),
]


@pytest.mark.parametrize(("action", "changes", "says"), GUARDED)
def test_an_action_waits_for_its_conditions_and_says_which(
    action: Action, changes: dict[str, object], says: str
) -> None:
    case = ready_case(action, TRANSITIONS[action].starts[0])
    assert why_not(case, action, doer_of(action)) is None
    unready = replace(case, **changes)  # type: ignore[arg-type]
    with pytest.raises(Conflict) as caught:
        require(unready, action, doer_of(action))
    assert says in caught.value.public_message


@pytest.mark.parametrize("action", sorted(STANDS_STILL))
def test_while_its_answer_waits_to_be_posted_a_case_stands_still(action: Action) -> None:
    case = replace(ready_case(action, TRANSITIONS[action].starts[0]), letters=unsent(ResponseSent(sent_on=DAY)))
    with pytest.raises(Conflict, match="has not left yet"):
        require(case, action, doer_of(action))


@pytest.mark.parametrize("action", sorted(STANDS_STILL))
def test_nothing_is_done_to_a_case_beneath_a_second_person_who_looks_at_a_step(action: Action) -> None:
    case = replace(ready_case(action, TRANSITIONS[action].starts[0]), proposal=LIFTED)
    with pytest.raises(Conflict, match="waits for a second person"):
        require(case, action, doer_of(action))


def test_every_condition_of_the_table_is_tried_above() -> None:
    guarded = {action for action, _, _ in GUARDED}
    assert {row.action for row in TRANSITIONS.values() if row.guards} == guarded


def test_open_actions_are_the_buttons_of_a_case() -> None:
    case = Case(key=CaseId("c"), stage=Stage.RECEIVED)
    assert open_actions(case, CASEWORKER) == (
        Action.REQUEST_EVIDENCE,
        Action.ACCEPT_EVIDENCE,
        Action.ASSESS_ENTITLEMENT,
        Action.ASK_CLARIFICATION,
        Action.EXTEND_PERIOD,
        Action.REFUSE_REQUEST,
        Action.SEND_LETTER,
        Action.ANSWER_BY_LETTER,
        Action.LINK_CASES,
        Action.JOIN_DUPLICATE,
        Action.TRANSFER_REQUEST,
        Action.TAKE_DUPLICATE,
        Action.ASK_TEAM,
        Action.LOOK_AGAIN,
        Action.ADD_REGIME,
        Action.SET_DATE,
        Action.EXPLAIN_LATENESS,
        Action.TAKE_REPLY,
        Action.RECORD_WITHDRAWAL,
        Action.PLACE_HOLD,
    )
    assert open_actions(case, member(Role.AUDITOR)) == ()


def test_a_role_is_refused_before_a_stage_is_told() -> None:
    case = Case(key=CaseId("c"), stage=Stage.CLOSED)
    with pytest.raises(NotAllowed, match="Your role does not allow this"):
        require(case, Action.DECIDE, Actor(ActorKind.STAFF, "x"))


@pytest.mark.parametrize("action", Action)
def test_nothing_is_done_to_a_case_whose_details_are_erased(action: Action) -> None:
    case = replace(ready_case(action, TRANSITIONS[action].starts[0]), erased_on=DAY)
    with pytest.raises(Conflict, match="The details of this case were erased on 15 June 2026"):
        require(case, action, doer_of(action))
