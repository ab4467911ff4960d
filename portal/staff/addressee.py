"""Whether the person whom the requester named may have the copy: one question, on one page."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_case import AddresseeForm
from portal.staff.permissions import actor, requires
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.model.addressee import SettleAddressee
from requests_.model.staff import Permission
from requests_.services import disclosure

views = Blueprint("addressee", __name__, url_prefix="/case/<reference>/addressee")


@views.get("")
@requires(Permission.WORK_CASE)
def ask(reference: str) -> str:
    return case_page("staff/case/addressee.html", find(reference), form=AddresseeForm())


@views.post("")
@requires(Permission.WORK_CASE)
def answer(reference: str) -> Response | tuple[str, int]:
    case, form = find(reference), AddresseeForm(request.form)
    if not form.validate():
        return case_page("staff/case/addressee.html", case, form=form), 400
    may_receive = form.may_receive.data == "yes"
    command = SettleAddressee(case=case, may_receive=may_receive, considered=form.considered.data, actor=actor())
    disclosure.settle_addressee(unit_of_work(), resources().clock, command)
    flash(
        "Recorded. The copy goes where the requester asked."
        if may_receive
        else "Recorded. The copy goes to the requester."
    )
    return redirect(url_for("case.show", reference=reference))
