"""Every right other than access: decided by record, approved by a second person, done, shown, answered."""

import email
import email.policy
from pathlib import Path

import pytest

from requests_.errors import Conflict, InvalidCommand, NotAllowed
from requests_.model.case import Stage
from requests_.model.change_plan import from_bytes
from requests_.model.commands import ReturnForReview
from requests_.model.decisions import ApproveChanges, ConfirmTask
from requests_.model.outcome_terms import Finding, Nature, Outcome
from requests_.model.rights import Right
from requests_.services import answering, deciding
from requests_.store.queries.decisions import tasks_of
from requests_.store.queries.written_records import words_of_records
from requests_.store.session import Store
from tests.factories.cases import Desk
from tests.factories.people import APPROVER, CASEWORKER, COLLEAGUE
from tests.factories.rights import approve, decide, deciding_case, record_document, settle, submit, tools_for, work_off
from workers.context import Tools
from workers.mail.folder import FolderMailer


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


@pytest.fixture
def tools(desk: Desk, tmp_path: Path) -> Tools:
    return tools_for(desk, {}, FolderMailer(tmp_path / "mail"))


def answer(desk: Desk, case: str, words: str = "We did it.") -> None:
    command = answering.AnswerRight(case=case, words=words, actor=CASEWORKER)  # type: ignore[arg-type]
    desk.do(answering.answer_right, command)


def newest_mail(folder: Path) -> str:
    path = max(folder.glob("*.eml"), key=lambda each: each.stat().st_mtime_ns)
    body = email.message_from_bytes(path.read_bytes(), policy=email.policy.default).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


WAYS = [
    (Right.RECTIFICATION, Outcome.RECTIFIED, dict(values={"Txt": "Was on time."}), False),
    (Right.RECTIFICATION, Outcome.COMPLETED, dict(values={"Txt": "Was late: the bus broke down."}), False),
    (Right.RECTIFICATION, Outcome.STATEMENT_ADDED, dict(statement="I was ill.", nature=Nature.OPINION), False),
    (Right.ERASURE, Outcome.ERASED, {}, False),
    (Right.RESTRICTION, Outcome.RESTRICTED, {}, False),
    (Right.OBJECTION, Outcome.OBJECTION_UPHELD, {}, False),
    (Right.OBJECTION, Outcome.MARKETING_STOPPED, {}, True),
    (Right.CONSENT_WITHDRAWAL, Outcome.CONSENT_WITHDRAWN, {}, True),
]


@pytest.mark.parametrize(("right", "outcome", "said", "is_whole"), WAYS)
def test_what_was_asked_is_done_by_somebody_and_shown_before_the_person_is_told(
    desk: Desk, tools: Tools, right: Right, outcome: Outcome, said: dict[str, object], is_whole: bool
) -> None:
    case = deciding_case(desk, right, record_document(desk))
    assert desk.case(case).stage is Stage.DECIDING
    decide(desk, case, outcome, "" if is_whole else desk.documents(case)[0].key, **said)
    submit(desk, case)
    work_off(desk, tools)
    approve(desk, case)
    work_off(desk, tools)
    with pytest.raises(Conflict, match="not shown to be done"):
        answer(desk, case)
    with desk.store.reading() as session:
        (task,) = tasks_of(session, case)
    done = ConfirmTask(
        case=case, task=task.key, done_on=desk.clock.london_date(), evidence="Mail of the team.", actor=CASEWORKER
    )
    desk.do(deciding.confirm_task, done)
    if right in (Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION):
        settle(desk, case)
    answer(desk, case)
    work_off(desk, tools)
    assert desk.case(case).stage is Stage.RESPONDED
    assert desk.case(case).responded_on == desk.clock.london_date()


REFUSALS = [
    (Right.RECTIFICATION, Outcome.REFUSED_ACCURATE, (), False),
    (
        Right.ERASURE,
        Outcome.ERASURE_REFUSED_NEEDED,
        (Finding.NEEDED, Finding.LAWFUL, Finding.WITHIN_RETENTION, Finding.NO_HOLD),
        False,
    ),
    (Right.RESTRICTION, Outcome.RESTRICTION_REFUSED, (), False),
    (Right.OBJECTION, Outcome.OBJECTION_NOT_AVAILABLE, (), False),
    (Right.OBJECTION, Outcome.NO_AUTOMATED_DECISION, (), True),
    (Right.CONSENT_WITHDRAWAL, Outcome.NO_CONSENT_RELIED_ON, (), True),
    (Right.PORTABILITY, Outcome.PORTABILITY_NOT_AVAILABLE, (), False),
]


@pytest.mark.parametrize(("right", "outcome", "findings", "is_whole"), REFUSALS)
def test_a_refusal_changes_nothing_and_tells_the_person_how_to_complain(
    desk: Desk,
    tools: Tools,
    tmp_path: Path,
    right: Right,
    outcome: Outcome,
    findings: tuple[Finding, ...],
    is_whole: bool,
) -> None:
    case = deciding_case(desk, right, record_document(desk))
    document = "" if is_whole else desk.documents(case)[0].key
    decide(desk, case, outcome, document, findings=findings)
    submit(desk, case)
    work_off(desk, tools)
    changes = desk.case(case).changes
    assert changes is not None
    plan = from_bytes(desk.store.vault.of(case).get(changes.sha256))
    assert (plan.rows, plan.files, plan.marks, plan.tasks) == ((), (), (), ())
    approve(desk, case)
    work_off(desk, tools)
    answer(desk, case, "We looked at it with care. We keep it as it is.")
    assert "postponed" not in work_off(desk, tools)
    letter = newest_mail(tmp_path / "mail")
    assert "We keep it as it is" in letter
    assert "section 165" in letter


def test_nothing_is_changed_that_a_second_person_did_not_see(desk: Desk, tools: Tools) -> None:
    case = deciding_case(desk, Right.ERASURE, record_document(desk))
    decide(desk, case, Outcome.ERASED, desk.documents(case)[0].key)
    submit(desk, case)
    with pytest.raises(Conflict, match="still being worked out"):
        desk.do(deciding.approve_changes, ApproveChanges(case=case, sha256="0" * 64, actor=APPROVER))
    work_off(desk, tools)
    with pytest.raises(Conflict, match="worked out again"):
        desk.do(deciding.approve_changes, ApproveChanges(case=case, sha256="0" * 64, actor=APPROVER))
    changes = desk.case(case).changes
    assert changes is not None
    with pytest.raises(NotAllowed):
        desk.do(deciding.approve_changes, ApproveChanges(case=case, sha256=changes.sha256, actor=COLLEAGUE))
    assert ("carry_out_changes", {}) not in desk.jobs(case)


def test_decisions_that_are_sent_back_are_open_again_say_why_and_their_plan_is_gone(desk: Desk, tools: Tools) -> None:
    case = deciding_case(desk, Right.ERASURE, record_document(desk))
    decide(desk, case, Outcome.ERASED, desk.documents(case)[0].key)
    submit(desk, case)
    work_off(desk, tools)
    with pytest.raises(InvalidCommand, match="what is to be changed"):
        desk.do(deciding.return_decisions, ReturnForReview(case=case, changes=" ", actor=APPROVER))
    desk.do(deciding.return_decisions, ReturnForReview(case=case, changes="Ask the school first.", actor=APPROVER))
    back = desk.case(case)
    assert (back.stage, back.changes) == (Stage.DECIDING, None)
    with desk.store.reading() as session:
        assert words_of_records(session, case)[back.returned_for] == "Ask the school first."
    submit(desk, case)
    again = desk.case(case)
    assert (again.returned_for, again.changed_for) == ("", back.returned_for)


def test_an_opinion_is_not_put_right_but_answered_with_a_statement(desk: Desk) -> None:
    case = deciding_case(desk, Right.RECTIFICATION, record_document(desk))
    document = desk.documents(case)[0].key
    with pytest.raises(InvalidCommand, match="An opinion stays"):
        decide(desk, case, Outcome.RECTIFIED, document, nature=Nature.OPINION, values={"Txt": "Never late."})
    with pytest.raises(InvalidCommand, match="in their words"):
        decide(desk, case, Outcome.STATEMENT_ADDED, document, nature=Nature.OPINION)


def test_evidence_is_only_kept_out_of_use_where_part_3_says_so(desk: Desk) -> None:
    case = deciding_case(desk, Right.RECTIFICATION, record_document(desk))
    with pytest.raises(InvalidCommand, match="not open here"):
        decide(desk, case, Outcome.REFUSED_EVIDENCE_RESTRICTED, desk.documents(case)[0].key)


@pytest.mark.parametrize("lacking", ["words", "record"])
def test_no_decision_without_what_the_letter_says_and_what_was_weighed(desk: Desk, lacking: str) -> None:
    case = deciding_case(desk, Right.RESTRICTION, record_document(desk))
    with pytest.raises(InvalidCommand):
        decide(desk, case, Outcome.RESTRICTION_REFUSED, desk.documents(case)[0].key, **{lacking: " "})
