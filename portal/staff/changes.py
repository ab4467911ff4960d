"""What would be changed, row by row and file by file; its approval; the tasks; the answer."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_decision import AnswerForm, TaskForm
from portal.staff.forms_sign_off import SendBackForm
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.web.downloads import attachment
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import InvalidCommand, NotFound
from requests_.ids import CaseId
from requests_.model.answers import answer_kind, first_words
from requests_.model.change_plan import Plan, from_bytes
from requests_.model.commands import CaseCommand, ReturnForReview
from requests_.model.decisions import ApproveChanges, ConfirmTask
from requests_.model.portable import OUTSIDE
from requests_.model.staff import Permission
from requests_.services import answering, deciding, undoing
from requests_.store.queries.decisions import decisions_of, laws_decided, tasks_of

views = Blueprint("changes", __name__, url_prefix="/case/<reference>")
Page = Response | str | tuple[str, int]


@views.get("/changes")
@requires(Permission.SEE_CASE)
def show(reference: str) -> str:
    return _page(find(reference), SendBackForm())


def _page(case: CaseId, form: SendBackForm) -> str:
    sources = file_of(case).sources
    return case_page(
        "staff/case/changes.html",
        case,
        form=form,
        plan=_plan(case),
        outside=OUTSIDE,
        tasks=tasks_of(reading(), case),
        titles={source.key: source.title for source in sources},
        names={row.key: row.title for row in file_of(case).documents},
    )


@views.get("/changes/file.zip")
@requires(Permission.SEE_CASE)
def portable(reference: str) -> Response:
    case = find(reference)
    plan = _plan(case)
    if plan is None or plan.portable is None:
        raise NotFound("There is no file to take elsewhere in this plan.")
    return attachment(resources().file_bytes(case, plan.portable_sha256), f"{reference}.zip", "application/zip")


@views.post("/changes/approve")
@requires(Permission.SIGN_OFF)
def approve(reference: str) -> Response:
    command = ApproveChanges(case=find(reference), sha256=request.form.get("plan", ""), actor=actor())
    deciding.approve_changes(unit_of_work(), resources().clock, command)
    return _done(reference, "Approved. The changes are being made, read again and compared.")


@views.post("/changes/return")
@requires(Permission.SIGN_OFF)
def send_back(reference: str) -> Page:
    case, form = find(reference), SendBackForm(request.form)
    if not form.validate():
        return _page(case, form), 400
    command = ReturnForReview(case=case, changes=form.changes.data, actor=actor())
    deciding.return_decisions(unit_of_work(), resources().clock, command)
    return _done(reference, "Sent back. Nothing was changed.")


@views.post("/changes/undo")
@requires(Permission.SIGN_OFF)
def undo(reference: str) -> Response:
    undoing.ask_undo(unit_of_work(), resources().clock, CaseCommand(case=find(reference), actor=actor()))
    return _done(reference, "Everything is put back as it was. This takes a moment.")


@views.get("/tasks/<task>")
@requires(Permission.WORK_CASE)
def ask_proof(reference: str, task: str) -> str:
    return _task_page(find(reference), task, TaskForm())


@views.post("/tasks/<task>")
@requires(Permission.WORK_CASE)
def confirm(reference: str, task: str) -> Page:
    case, form = find(reference), TaskForm(request.form)
    if not form.validate():
        return _task_page(case, task, form), 400
    command = ConfirmTask(case=case, task=task, done_on=form.done_on.day, evidence=form.evidence.data, actor=actor())
    try:
        deciding.confirm_task(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse(str(fault.context.get("field", "evidence")), fault.public_message)
        return _task_page(case, task, form), 400
    flash("Recorded: this is done.")
    return redirect(url_for(".show", reference=reference))


@views.get("/answer")
@requires(Permission.RELEASE)
def write(reference: str) -> str:
    case = find(reference)
    titles = {row.key: row.title for row in file_of(case).documents}
    decided = [(titles.get(one.document, ""), one.outcome, one.words) for one in decisions_of(reading(), case)]  # type: ignore[call-overload]
    return _answer_page(case, AnswerForm(data={"words": first_words(decided)}))


@views.post("/answer")
@requires(Permission.RELEASE)
def answer(reference: str) -> Page:
    case, form = find(reference), AnswerForm(request.form)
    if not form.validate():
        return _answer_page(case, form), 400
    command = answering.AnswerRight(case=case, words=form.words.data, actor=actor())
    try:
        answering.answer_right(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse("words", fault.public_message)
        return _answer_page(case, form), 400
    return _done(reference, "The answer is on its way.")


def _plan(case: CaseId) -> Plan | None:
    changes = file_of(case).summary.case.changes
    if changes is None or changes.is_final:
        return None
    return from_bytes(resources().file_bytes(case, changes.sha256))


def _task_page(case: CaseId, key: str, form: TaskForm) -> str:
    task = next((task for task in tasks_of(reading(), case) if task.key == key), None)
    if task is None:
        raise NotFound("There is no such task in this case.")
    titles = {source.key: source.title for source in file_of(case).sources}
    return case_page("staff/case/task.html", case, task=task, store=titles.get(task.source, task.source), form=form)


def _answer_page(case: CaseId, form: AnswerForm) -> str:
    folded = file_of(case).summary.case
    kind = answer_kind(folded, laws_decided(reading(), folded))
    return case_page("staff/case/answer.html", case, form=form, kind=kind)


def _done(reference: str, says: str) -> Response:
    flash(says)
    return redirect(url_for("case.show", reference=reference))
