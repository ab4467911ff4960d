"""The rights other than access: each record is decided, and a second person approves what is changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from requests_.clock import Clock
from requests_.errors import Conflict, InvalidCommand, NotAllowed
from requests_.ids import DocumentId
from requests_.model.case import Case
from requests_.model.change_plan import Plan, from_bytes
from requests_.model.commands import ReturnForReview
from requests_.model.decisions import (
    WHOLE,
    ApproveChanges,
    ConfirmTask,
    DecideItem,
    RecordPlan,
    RefuseChanges,
    SubmitDecisions,
)
from requests_.model.events.base import CaseEvent, DocumentOutcome
from requests_.model.events.deciding import (
    ChangesApproved,
    ChangesMade,
    ChangesPlanned,
    ChangesRefused,
    DecisionsReturned,
    DecisionsSubmitted,
    ItemDecided,
    TaskAsked,
    TaskDone,
)
from requests_.model.letters.check import require_words
from requests_.model.lifecycle import Action, require
from requests_.model.limits import require_ended
from requests_.model.outcome_terms import GROUND_CITATIONS, OutcomeRow, StoreAct
from requests_.model.outcomes import OUTCOMES, findings_fault, may_decide, outcomes_for
from requests_.model.portable import PORTABLE_BASES, is_portable
from requests_.model.records import RECORDS_TYPE
from requests_.model.rights import Regime, Right
from requests_.model.staff import SYSTEM
from requests_.store.document_rows import CaseDocument
from requests_.store.queries.letters import silence_of
from requests_.store.queries.review import DocumentRow
from requests_.store.restrictions import restriction_over
from requests_.store.session import UnitOfWork

# How long what was changed in a store can be put back, and what it is put back from is kept.
UNDO_WINDOW = timedelta(days=14)
_WHY = "because"


def decide_item(uow: UnitOfWork, clock: Clock, command: DecideItem) -> None:
    """Decide what becomes of one record, or of the request as a whole; a later decision replaces an earlier one."""
    case = uow.cases.load(command.case)
    require(case, Action.DECIDE_ITEM, command.actor)
    row = OUTCOMES[command.outcome]
    _require_open(uow, case, command)
    _require_complete(command, row)
    _require_portable(uow, case, command)
    require_words(command.words, regime=case.regime, silence=silence_of(uow.session, case.key), field="words")
    at = clock.utc_now()
    record = uow.people.add_record(
        command.case, command.document, command.outcome.value, command.record, by=command.actor.key, at=at
    )
    uow.decisions.keep(command, at)
    event = ItemDecided(
        document=command.document,
        outcome=command.outcome,
        nature=command.nature,
        findings=command.findings,
        ground=command.ground,
        basis=command.basis,
        record=record,
    )
    uow.cases.append(case, command.actor, at, event)


def submit_decisions(uow: UnitOfWork, clock: Clock, command: SubmitDecisions) -> None:
    """Have the changes worked out, for a second person to check; of what is undecided it is said why it stays."""
    case = uow.cases.load(command.case)
    require(case, Action.SUBMIT_DECISIONS, command.actor)
    _require_all_portable(uow, case)
    granted = sum(OUTCOMES[outcome].is_granted for outcome in case.decisions.values())
    at, left, because = clock.utc_now(), undecided(case, uow.documents.of_case(case.key)), command.because.strip()
    if left and not because:
        raise InvalidCommand(f"Not decided yet: {left} of the records. Decide them, or say why they stay.", field=_WHY)
    require_words(because, regime=case.regime, silence=silence_of(uow.session, case.key), field=_WHY)
    by = command.actor.key
    event = DecisionsSubmitted(
        items=len(case.decisions),
        granted=granted,
        undecided=left,
        record=uow.people.add_record(command.case, "undecided", "", because, by=by, at=at) if left else "",
    )
    after = uow.cases.append(case, command.actor, at, event)
    uow.outbox.add("plan_changes", command.case, f"at-{after.version}", at)


def undecided(case: Case, documents: Iterable[CaseDocument | DocumentRow]) -> int:
    """How many records of a case nobody has decided about; none where the request was decided as a whole.

    A file to take elsewhere says by itself what is not in it, and why.
    """
    if WHOLE in case.decisions or case.right is Right.PORTABILITY:
        return 0
    about = (one for one in documents if one.outcome != DocumentOutcome.NOT_ABOUT_SUBJECT)
    return sum(one.key not in case.decisions for one in about)


def record_plan(uow: UnitOfWork, clock: Clock, command: RecordPlan) -> None:
    """Keep the plan of the changes; one that comes after the decisions were opened again is not kept."""
    case = uow.cases.load(command.case)
    require(case, Action.RECORD_PLAN, SYSTEM)
    plan = command.plan
    held = _held(uow, clock, case, plan)
    if held is not None:
        refused = ChangesRefused(source=held[0], reason=held[1])
        uow.cases.append(case, SYSTEM, clock.utc_now(), refused)
        return
    event = ChangesPlanned(
        sha256=command.sha256,
        rows=len(plan.rows),
        files=len(plan.files),
        marks=len(plan.marks),
        tasks=len(plan.tasks),
    )
    uow.decisions.keep_plan(command.case, command.sha256, command.contents)
    uow.cases.append(case, SYSTEM, clock.utc_now(), event)


def refuse_changes(uow: UnitOfWork, clock: Clock, command: RefuseChanges) -> None:
    """The changes cannot be made as decided; nothing was changed, and somebody decides again."""
    case = uow.cases.load(command.case)
    require(case, Action.RECORD_PLAN, SYSTEM)
    event = ChangesRefused(source=command.source, reason=command.reason)
    uow.cases.append(case, SYSTEM, clock.utc_now(), event)


def return_decisions(uow: UnitOfWork, clock: Clock, command: ReturnForReview) -> None:
    """Send the decisions back, with what to change; a plan that is being worked out is not kept."""
    at, by = clock.utc_now(), command.actor
    uow.outbox.withdraw("plan_changes", command.case, at)
    case = uow.cases.load(command.case)
    require(case, Action.RETURN_DECISIONS, by)
    if not command.changes.strip():
        raise InvalidCommand("Write what is to be changed: whoever decided reads it.", field="changes")
    record = uow.people.add_record(command.case, "sign_off", "", command.changes.strip(), by=by.key, at=at)
    uow.cases.append(case, by, at, DecisionsReturned(record=record))


def approve_changes(uow: UnitOfWork, clock: Clock, command: ApproveChanges) -> None:
    """Approve one plan as a second person: it is carried out, and people are asked for what the portal cannot do."""
    case = uow.cases.load(command.case)
    require(case, Action.APPROVE_CHANGES, command.actor)
    assert case.changes is not None
    if case.changes.sha256 != command.sha256:
        raise Conflict("The plan was worked out again since you looked at it. Look at it again before you approve it.")
    plan, at = from_bytes(uow.vault.of(case.key).get(command.sha256)), clock.utc_now()
    _require_free(uow, clock, case, plan)
    approved = ChangesApproved(sha256=command.sha256, row_seal=uow.row_seals.seal_approved(command.case))
    after = uow.cases.append(case, command.actor, at, approved)
    asked: list[CaseEvent] = [
        TaskAsked(task=uow.decisions.ask(command.case, wanted, at), document=wanted.document, source=wanted.source)
        for wanted in plan.tasks
    ]
    if asked:
        uow.cases.append(after, command.actor, at, *asked)
    effect = f"{command.sha256}:{after.version}"
    uow.outbox.add("carry_out_changes", command.case, effect, at, plan=command.sha256)


def record_changes(uow: UnitOfWork, clock: Clock, command: ApproveChanges) -> None:
    """Everything in the approved plan was done, read again and found as planned."""
    case = uow.cases.load(command.case)
    require(case, Action.RECORD_CHANGES, SYSTEM)
    assert case.changes is not None
    event, at = ChangesMade(sha256=command.sha256, rows=case.changes.rows, files=case.changes.files), clock.utc_now()
    uow.cases.append(case, SYSTEM, at, event)
    uow.outbox.add("end_undo", command.case, command.sha256, at + UNDO_WINDOW, plan=command.sha256)


def confirm_task(uow: UnitOfWork, clock: Clock, command: ConfirmTask) -> None:
    """Record that somebody did what they were asked to, and what shows it."""
    case = uow.cases.load(command.case)
    require(case, Action.CONFIRM_TASK, command.actor)
    if command.task not in case.open_tasks:
        raise Conflict("This task is not open.")
    if not command.evidence.strip():
        raise InvalidCommand("Write down what shows that it is done, and who told you.", field="evidence")
    if command.done_on > clock.london_date():
        raise InvalidCommand("The day it was done cannot be in the future.", field="done_on")
    require_ended(case, command.done_on)
    uow.decisions.confirm(command)
    event = TaskDone(task=command.task, done_on=command.done_on, record=command.task)
    uow.cases.append(case, command.actor, clock.utc_now(), event)


def _replaced(case: Case, plan: Plan) -> list[tuple[str, str]]:
    """The records that would not say any more what they say: a mark or a statement beside one leaves it as it is."""
    every = [(row.document, row.source, f"{row.table}:{row.key_cell.text}") for row in plan.rows]
    every += [(file.document, file.source, file.ref) for file in plan.files]
    every += [(task.document, task.source, task.ref) for task in plan.tasks if task.ref]
    acts = {document: OUTCOMES[outcome].act for document, outcome in case.decisions.items()}
    return [(source, ref) for document, source, ref in every if acts[document] in (StoreAct.CHANGE, StoreAct.ERASE)]


def _held(uow: UnitOfWork, clock: Clock, case: Case, plan: Plan) -> tuple[str, str] | None:
    """The store and the reason why what would be changed has to stay: a hold, an open request to see it, a limit."""
    records = _replaced(case, plan)
    return uow.notices.hold_over(case.key, records) or restriction_over(uow.session, case.key, records, clock.utc_now())


def _require_free(uow: UnitOfWork, clock: Clock, case: Case, plan: Plan) -> None:
    """Raise Conflict when something stands over what would be changed."""
    held = _held(uow, clock, case, plan)
    if held is not None:
        raise Conflict(held[1])


def _require_open(uow: UnitOfWork, case: Case, command: DecideItem) -> None:
    """Raise unless the outcome is one of this right, for this record, under its law, and this person may decide it."""
    is_whole = command.document == WHOLE
    regime = case.regime
    if not is_whole:
        document = uow.documents.get(case.key, DocumentId(command.document))
        regime = Regime(uow.searches.regimes()[document.source])
    row = OUTCOMES[command.outcome]
    if row not in outcomes_for(case.right, regime, whole=is_whole):
        raise InvalidCommand("This outcome is not open here: choose one of those that are offered.", field="outcome")
    if not may_decide(row, command.actor):
        raise NotAllowed("This outcome is decided by somebody who may sign off.", field="outcome")
    if command.ground is not None and regime not in GROUND_CITATIONS[command.ground]:
        raise InvalidCommand("This ground is of another law: choose one of those that are offered.", field="ground")
    if row.natures and command.nature not in row.natures:
        raise InvalidCommand(
            "A fact can be put right. An opinion stays, and what the person says is put beside it: "
            "say which it is, and choose an outcome for it.",
            field="nature",
        )
    fault = findings_fault(command.outcome, command.findings)
    if fault is not None:
        raise InvalidCommand(fault, field="outcome")


def _require_complete(command: DecideItem, row: OutcomeRow) -> None:
    """Raise unless everything that the outcome needs was said."""
    if not command.record.strip():
        raise InvalidCommand("Write down what you compared, whom you asked and what you weighed.", field="record")
    if not command.words.strip():
        raise InvalidCommand("Write what the letter says about it.", field="words")
    if row.act is StoreAct.CHANGE and not any(value.strip() for value in command.values.values()):
        raise InvalidCommand("Enter what the record should say.", field="values")
    if row.act is StoreAct.STATEMENT and not command.statement.strip():
        raise InvalidCommand("Enter what the person says about it, in their words.", field="statement")
    if row.needs_ground and command.ground is None:
        raise InvalidCommand("Choose the ground for limiting its use.", field="ground")


def _require_portable(uow: UnitOfWork, case: Case, command: DecideItem) -> None:
    """Raise unless it was said on what a record is held, and which of it the person gave us (UK GDPR art. 20(1))."""
    if OUTCOMES[command.outcome].act is not StoreAct.PORT:
        return
    if command.basis not in PORTABLE_BASES:
        raise InvalidCommand("Say whether it is held by consent or for a contract.", field="basis")
    is_row = uow.documents.get(case.key, DocumentId(command.document)).media_type == RECORDS_TYPE
    if is_row and not command.values:
        raise InvalidCommand("Choose what the person gave us themselves.", field="provided")


def _require_all_portable(uow: UnitOfWork, case: Case) -> None:
    """Raise Conflict while a record is undecided that is held by consent or for a contract.

    Of what is held on another basis as a rule, the file says so by itself.
    """
    if case.right is not Right.PORTABILITY:
        return
    held = {s.key for s in uow.searches.sources() if is_portable(s.lawful_basis, Regime(s.regime))}
    open_ = [d for d in uow.documents.of_case(case.key) if d.source in held and d.key not in case.decisions]
    if open_:
        raise Conflict(
            f"Not decided yet: {len(open_)} of the records that may be held by consent or for a contract. "
            "Whatever is not in the file is told why."
        )
