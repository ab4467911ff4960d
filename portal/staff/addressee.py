"""Whether the person whom the requester named may have the copy: one question, on one page."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_case import AddresseeForm, FileAddresseeForm
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.ids import CaseId
from requests_.model.addressee import SettleAddressee, WhyNotDirect
from requests_.model.rights import Right
from requests_.model.staff import Permission
from requests_.services import disclosure

views = Blueprint("addressee", __name__, url_prefix="/case/<reference>/addressee")


@views.get("")
@requires(Permission.WORK_CASE)
def ask(reference: str) -> str:
    case = find(reference)
    return case_page("staff/case/addressee.html", case, form=_form(case))


@views.post("")
@requires(Permission.WORK_CASE)
def answer(reference: str) -> Response | tuple[str, int]:
    case = find(reference)
    form = _form(case, request.form)
    if not form.validate():
        return case_page("staff/case/addressee.html", case, form=form), 400
    may_receive = form.may_receive.data == "yes"
    why = form.why_not.data if isinstance(form, FileAddresseeForm) and not may_receive else None
    command = SettleAddressee(
        case=case,
        may_receive=may_receive,
        considered=form.considered.data,
        why_not=WhyNotDirect(why) if why else None,
        actor=actor(),
    )
    disclosure.settle_addressee(unit_of_work(), resources().clock, command)
    flash(
        "Recorded. The copy goes where the requester asked."
        if may_receive
        else "Recorded. The copy goes to the requester."
    )
    return redirect(url_for("case.show", reference=reference))


def _form(case: CaseId, sent: object = None) -> AddresseeForm:
    is_file = file_of(case).summary.case.right is Right.PORTABILITY
    return (FileAddresseeForm if is_file else AddresseeForm)(sent)
