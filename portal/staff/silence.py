"""Saying neither yes nor no: a page for the data protection officer alone."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_entitlement import LONGEST_RECORD
from portal.staff.permissions import actor, requires
from portal.staff.posting import told
from portal.web.date_field import DateField
from portal.web.fields import TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.errors import InvalidCommand, NotAllowed
from requests_.ids import CaseId
from requests_.model.answer_commands import NeitherConfirm
from requests_.model.gates import RULINGS, silence_gate
from requests_.model.looking_again import Matter, latest_look
from requests_.model.staff import Permission
from requests_.services import silence

views = Blueprint("silence", __name__, url_prefix="/case/<reference>/neither-confirm")
Page = Response | str | tuple[str, int]


class SilenceForm(PortalForm):
    """How saying more would do harm, and when to look again."""

    record = TextField(
        "How would it do harm now to say whether we hold something?",
        hint="Kept with the case, erased with its details. The requester is never told.",
        needed=RULINGS["EX-N2"].says,
        rows=5,
        longest=LONGEST_RECORD,
    )
    recheck_on = DateField("When will you look at this again?", needed="Enter the day to look at this again")


@views.get("")
@requires(Permission.SIGN_OFF)
def ask(reference: str) -> str:
    case = find(reference)
    _require_officer()
    last = latest_look(Matter.NOT_CONFIRMED, resources().clock.london_date())
    return _page(case, SilenceForm(data={"recheck_on": last}))


@views.post("")
@requires(Permission.SIGN_OFF)
def decide(reference: str) -> Page:
    case, form = find(reference), SilenceForm(request.form)
    _require_officer()
    if not form.validate():
        return _page(case, form), 400
    command = NeitherConfirm(case=case, record=form.record.data, recheck_on=form.recheck_on.day, actor=actor())
    try:
        silence.neither_confirm(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse(str(fault.context.get("field", "record")), fault.public_message)
        return _page(case, form), 400
    flash(told(case, "Answered. The letter says only that there is nothing we are required to give."))
    return redirect(url_for("case.show", reference=reference))


def _require_officer() -> None:
    ruling = silence_gate(actor(), "")
    if ruling.rule == "EX-N1":
        raise NotAllowed(ruling.says)


def _page(case: CaseId, form: SilenceForm) -> str:
    last = latest_look(Matter.NOT_CONFIRMED, resources().clock.london_date())
    return case_page("staff/case/neither_confirm.html", case, form=form, last=last)
