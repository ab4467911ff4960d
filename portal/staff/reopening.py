"""Opening a case again that was answered or ended."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.permissions import actor, requires
from portal.web.date_field import DateField
from portal.web.fields import CheckboxField, RadioField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.errors import InvalidCommand
from requests_.model.handling import LONGEST_REASON
from requests_.model.reopening import ReopenCase, ReopenReason
from requests_.model.staff import Permission
from requests_.services import reopening
from templates.labels import label

views = Blueprint("reopening", __name__, url_prefix="/case/<reference>/reopen")


class ReopenForm(PortalForm):
    """Why a case is opened again, and by when it is answered."""

    reason = RadioField(
        "Why is it opened again?",
        choices=tuple((str(reason), label("reopen_reason", reason)) for reason in ReopenReason),
        needed="Select why it is opened again",
    )
    due_on = DateField("By which day do we promise to have done with it?", needed="Enter the day that we promise")
    words = TextField("What is still to be done?", needed="Write what is still to be done", rows=4,
                      longest=LONGEST_REASON)  # fmt: skip
    tells = CheckboxField(
        "The requester",
        choices=(("yes", "Write to them by email that it is open again, and the day that we promise"),),
        hint="Where we have no email address of theirs, write on paper or call",
    )


@views.get("")
@requires(Permission.WORK_CASE)
def ask(reference: str) -> str:
    return case_page("staff/case/reopen.html", find(reference), form=ReopenForm(data={"tells": ["yes"]}))


@views.post("")
@requires(Permission.WORK_CASE)
def reopen(reference: str) -> Response | tuple[str, int]:
    case, form = find(reference), ReopenForm(request.form)
    if form.validate():
        reason, due_on = ReopenReason(form.reason.data), form.due_on.day
        words, tells = form.words.data, bool(form.tells.data)
        command = ReopenCase(case=case, reason=reason, due_on=due_on, words=words, tells=tells, actor=actor())
        try:
            reopening.reopen_case(unit_of_work(), resources().clock, command)
        except InvalidCommand as fault:
            field = str(fault.context.get("field", "words"))
            form.refuse("words" if field == "reason" else field, fault.public_message)
    if form.errors:
        return case_page("staff/case/reopen.html", case, form=form), 400
    flash("The case is open again. Its first answer and its date by law stay on record.")
    return redirect(url_for("case.show", reference=reference))
