"""Closing a request because another body is the controller, and telling the requester whom to ask."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.permissions import actor, requires
from portal.staff.posting import told
from portal.web.fields import TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.errors import InvalidCommand
from requests_.model.handling import LONGEST_REASON
from requests_.model.staff import Permission
from requests_.model.transferring import TransferRequest
from requests_.services import transferring

views = Blueprint("transferring", __name__, url_prefix="/case/<reference>/transfer")


class TransferForm(PortalForm):
    """Who holds it, and why."""

    body = TextField("Who holds it?", hint="For example: the school’s full name", needed="Enter who holds it")
    contact = TextField("How are they reached?", hint="An address, an email address or a telephone number",
                        needed="Enter how they are reached")  # fmt: skip
    why = TextField("Why is it theirs?", hint="The letter says this, in plain words", rows=4, longest=LONGEST_REASON,
                    needed="Write why it is theirs")  # fmt: skip


@views.get("")
@requires(Permission.WORK_CASE)
def ask(reference: str) -> str:
    return case_page("staff/case/transfer.html", find(reference), form=TransferForm())


@views.post("")
@requires(Permission.WORK_CASE)
def transfer(reference: str) -> Response | tuple[str, int]:
    case, form = find(reference), TransferForm(request.form)
    if form.validate():
        command = TransferRequest(
            case=case, body=form.body.data, contact=form.contact.data, why=form.why.data, actor=actor()
        )
        try:
            transferring.transfer_request(unit_of_work(), resources().clock, command)
        except InvalidCommand as fault:
            form.refuse("why", fault.public_message)
    if form.errors:
        return case_page("staff/case/transfer.html", case, form=form), 400
    flash(told(case, "Closed. The requester is told whom to ask, why, and how to complain."))
    return redirect(url_for("case.show", reference=reference))
