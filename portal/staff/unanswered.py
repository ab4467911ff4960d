"""Closing a request for want of what the requester was asked for: a person's decision, never the portal's."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_dates import CloseForm
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.staff.posting import told
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.errors import Conflict, InvalidCommand
from requests_.ids import CaseId
from requests_.model.clock_commands import CloseUnanswered
from requests_.model.staff import Permission
from requests_.model.unanswered import awaited
from requests_.services import unanswered

views = Blueprint("unanswered", __name__, url_prefix="/case/<reference>/unanswered")


@views.get("")
@requires(Permission.WORK_CASE)
def ask(reference: str) -> str:
    return _page(find(reference), CloseForm())


@views.post("")
@requires(Permission.WORK_CASE)
def close(reference: str) -> Response | tuple[str, int]:
    case, form = find(reference), CloseForm(request.form)
    if form.validate():
        command = CloseUnanswered(case=case, words=form.words.data, actor=actor())
        try:
            unanswered.close_unanswered(unit_of_work(), resources().clock, command)
        except (InvalidCommand, Conflict) as fault:
            form.refuse("words", fault.public_message)
    if form.errors:
        return _page(case, form), 400
    flash(
        told(case, "Closed. The requester is told why, how to complain, and that what they send later opens it again.")
    )
    return redirect(url_for("case.show", reference=reference))


def _page(case: CaseId, form: CloseForm) -> str:
    missing = awaited(file_of(case).summary.case)
    return case_page("staff/case/unanswered.html", case, form=form, awaited=missing)
