"""Whom the information was given to, what they were told and answered; and what has to be kept."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_notices import HoldForm, NoticeAnswerForm, RecipientForm, hold_form
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import InvalidCommand, NotFound
from requests_.ids import CaseId
from requests_.model.notices import AnswerNotice, NameRecipient, PlaceHold
from requests_.model.recipient_duty import must_tell
from requests_.model.recipient_kinds import Recipient
from requests_.model.staff import Permission
from requests_.services import notices
from requests_.store.queries.notices import hold_rows, notice_rows
from requests_.store.queries.recipients import registered_recipients

views = Blueprint("notices", __name__, url_prefix="/case/<reference>")
Page = Response | str | tuple[str, int]


@views.get("/notices")
@requires(Permission.SEE_CASE)
def show(reference: str) -> str:
    return _page(find(reference))


@views.post("/notices")
@requires(Permission.WORK_CASE)
def name(reference: str) -> Page:
    case, form = find(reference), RecipientForm(request.form)
    if not form.validate():
        return _page(case, recipient=form), 400
    command = NameRecipient(
        case=case,
        recipient=Recipient(form.recipient.data),
        name=form.name.data,
        email=form.email.data,
        given_on=form.given_on.data,
        words=form.words.data,
        actor=actor(),
    )
    try:
        notices.name_recipient(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse(str(fault.context.get("field", "words")), fault.public_message)
        return _page(case, recipient=form), 400
    return _done(reference, "They are told now.")


@views.get("/notices/<notice>/answer")
@requires(Permission.WORK_CASE)
def ask_answer(reference: str, notice: str) -> str:
    return _answer_page(find(reference), notice, NoticeAnswerForm())


@views.post("/notices/<notice>/answer")
@requires(Permission.WORK_CASE)
def keep_answer(reference: str, notice: str) -> Page:
    case, form = find(reference), NoticeAnswerForm(request.form)
    if not form.validate():
        return _answer_page(case, notice, form), 400
    command = AnswerNotice(
        case=case, notice=notice, answered_on=form.answered_on.day, answer=form.answer.data, actor=actor()
    )
    notices.answer_notice(unit_of_work(), resources().clock, command)
    return _done(reference, "The answer is kept.")


@views.post("/holds")
@requires(Permission.WORK_CASE)
def hold(reference: str) -> Page:
    case = find(reference)
    form = hold_form(_records(case), request.form)
    if not form.validate():
        return _page(case, hold=form), 400
    record = next(row for row in file_of(case).documents if row.key == form.record.data)
    command = PlaceHold(case=case, source=record.source, ref=record.ref, reason=form.reason.data, actor=actor())
    notices.place_hold(unit_of_work(), resources().clock, command)
    return _done(reference, "The record is kept as it is until the hold is lifted.")


@views.post("/holds/<hold>/lift")
@requires(Permission.WORK_CASE)
def lift(reference: str, hold: str) -> Response:
    notices.lift_hold(unit_of_work(), resources().clock, find(reference), hold, actor())
    return _done(reference, "The hold is lifted.")


def _records(case: CaseId) -> tuple[tuple[str, str], ...]:
    return tuple((row.key, f"{row.title} ({row.ref})") for row in file_of(case).documents)


def _page(
    case: CaseId,
    *,
    recipient: RecipientForm | None = None,
    hold: HoldForm | None = None,
) -> str:
    failed: PortalForm | None = recipient or hold
    context: dict[str, Any] = {
        "notices": notice_rows(reading(), case),
        "holds": hold_rows(reading(), case),
        "titles": {source.key: source.title for source in file_of(case).sources},
        "must_tell": must_tell(file_of(case).summary.case),
        "registered": registered_recipients(reading(), case, file_of(case).summary.reference),
        "recipient": recipient or RecipientForm(),
        "hold": hold or hold_form(_records(case)),
        "failed_form": failed,
    }
    return case_page("staff/case/notices.html", case, **context)


def _answer_page(case: CaseId, key: str, form: NoticeAnswerForm) -> str:
    notice = next((row for row in notice_rows(reading(), case) if row.key == key), None)
    if notice is None:
        raise NotFound("There is no such recipient in this case.")
    return case_page("staff/case/notice_answer.html", case, notice=notice, form=form)


def _done(reference: str, says: str) -> Response:
    flash(says)
    return redirect(url_for(".show", reference=reference))
