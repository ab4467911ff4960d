"""The dates that the regulator, a tribunal or a court set on a case."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_dates import EndDateForm, SetDateForm, end_date_form
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import InvalidCommand
from requests_.ids import CaseId
from requests_.model.clock_commands import EndOutsideDate, SetOutsideDate
from requests_.model.set_dates import SetDate, SetDateEnd, SetDateKind
from requests_.model.staff import Permission
from requests_.services import set_dates
from requests_.store.queries.written_records import words_of_records
from templates.filters import uk_date
from templates.labels import label

views = Blueprint("set_dates", __name__, url_prefix="/case/<reference>/dates")
Page = Response | str | tuple[str, int]


@views.get("")
@requires(Permission.SEE_CASE)
def show(reference: str) -> str:
    case = find(reference)
    return _page(case, SetDateForm(), end_date_form(_choices(case)))


@views.post("")
@requires(Permission.WORK_CASE)
def add(reference: str) -> Page:
    case, form = find(reference), SetDateForm(request.form)
    if form.validate():
        command = SetOutsideDate(
            case=case,
            kind=SetDateKind(form.what.data),
            due_on=form.due_on.day,
            letter_on=form.letter_on.day,
            letter=form.letter.data,
            actor=actor(),
        )
        try:
            set_dates.set_date(unit_of_work(), resources().clock, command)
        except InvalidCommand as fault:
            form.refuse(str(fault.context.get("field", "due_on")), fault.public_message)
    if form.errors:
        return _page(case, form, end_date_form(_choices(case))), 400
    flash("The date is kept beside the statutory one, and counts in the queue.")
    return redirect(url_for(".show", reference=reference))


@views.post("/end")
@requires(Permission.WORK_CASE)
def end(reference: str) -> Page:
    case = find(reference)
    form = end_date_form(_choices(case), request.form)
    if form.validate():
        command = EndOutsideDate(
            case=case,
            date_key=form.which.data,
            end=SetDateEnd(form.end.data),
            ended_on=form.ended_on.day,
            answer=form.answer.data,
            actor=actor(),
        )
        try:
            set_dates.end_date(unit_of_work(), resources().clock, command)
        except InvalidCommand as fault:
            form.refuse(str(fault.context.get("field", "ended_on")), fault.public_message)
    if form.errors:
        return _page(case, SetDateForm(), form), 400
    flash("Recorded.")
    return redirect(url_for(".show", reference=reference))


def _dates(case: CaseId) -> list[SetDate]:
    found = file_of(case).summary.case.set_dates.values()
    return sorted(found, key=lambda each: (not each.is_open, each.due_on, each.key))


def _choices(case: CaseId) -> tuple[tuple[str, str], ...]:
    return tuple(
        (each.key, f"{label('set_date', each.kind)}, by {uk_date(each.due_on)}")
        for each in _dates(case)
        if each.is_open
    )


def _page(case: CaseId, form: SetDateForm, ending: EndDateForm) -> str:
    return case_page(
        "staff/case/set_dates.html",
        case,
        dates=_dates(case),
        letters=words_of_records(reading(), case),
        form=form,
        ending=ending,
        failed_form=form if form.errors else ending,
    )
