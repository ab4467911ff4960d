"""Why a late answer is late: one question, on one page."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_case import LateForm
from portal.staff.permissions import actor, requires
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.errors import InvalidCommand
from requests_.model.commands import ExplainLateness
from requests_.model.events.base import LateReason, LateUnit
from requests_.model.staff import Permission
from requests_.services import lateness

views = Blueprint("lateness", __name__, url_prefix="/case/<reference>/late")


@views.get("")
@requires(Permission.WORK_CASE)
def ask(reference: str) -> str:
    return case_page("staff/case/late.html", find(reference), form=LateForm())


@views.post("")
@requires(Permission.WORK_CASE)
def answer(reference: str) -> Response | tuple[str, int]:
    case, form = find(reference), LateForm(request.form)
    if not form.validate():
        return case_page("staff/case/late.html", case, form=form), 400
    reason, unit = LateReason(form.reason.data), LateUnit(form.unit.data)
    command = ExplainLateness(case=case, reason=reason, unit=unit, words=form.words.data or "", actor=actor())
    try:
        lateness.explain_lateness(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse("words", fault.public_message)
        return case_page("staff/case/late.html", case, form=form), 400
    flash("Recorded. The reports count it.")
    return redirect(url_for("case.show", reference=reference))
