"""Taking a case back from sign-off: one question, on one page."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_review import LONGEST_RECORD
from portal.staff.permissions import actor, requires
from portal.web.fields import TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.model.commands import TakeBack
from requests_.model.staff import Permission
from requests_.services import taking_back

views = Blueprint("taking_back", __name__, url_prefix="/case/<reference>/take-back")


class TakeBackForm(PortalForm):
    """Why it is taken back."""

    reason = TextField(
        "What has to be changed?",
        hint="It stands in the history of the request. It is erased with its details.",
        needed="Write what has to be changed: it stands in the history",
        rows=3,
        longest=LONGEST_RECORD,
    )


@views.get("")
@requires(Permission.WORK_CASE)
def ask(reference: str) -> str:
    return case_page("staff/case/take_back.html", find(reference), form=TakeBackForm())


@views.post("")
@requires(Permission.WORK_CASE)
def answer(reference: str) -> Response | tuple[str, int]:
    case, form = find(reference), TakeBackForm(request.form)
    if not form.validate():
        return case_page("staff/case/take_back.html", case, form=form), 400
    command = TakeBack(case=case, reason=form.reason.data, actor=actor())
    taking_back.take_back(unit_of_work(), resources().clock, command)
    flash("Taken back. Nobody signs it off before it is sent again.")
    return redirect(url_for("case.show", reference=reference))
