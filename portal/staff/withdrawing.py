"""A request that was taken back by telephone, by letter or in person: who told us, how and when."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_review import LONGEST_RECORD
from portal.staff.permissions import actor, requires
from portal.staff.posting import told
from portal.web.date_field import DateField
from portal.web.fields import RadioField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.errors import InvalidCommand
from requests_.model.commands import RecordWithdrawal
from requests_.model.events.base import Channel
from requests_.model.staff import Permission
from requests_.services import withdrawing
from templates.labels import label

views = Blueprint("withdrawing", __name__, url_prefix="/case/<reference>/withdraw")


class WithdrawForm(PortalForm):
    """How the request was taken back."""

    channel = RadioField(
        "How did they tell us?",
        choices=tuple((one.value, label("channel", one)) for one in Channel if one is not Channel.ONLINE),
        needed="Select how they told us",
    )
    told_on = DateField(
        "When did they tell us?",
        needed="Enter the day they told us",
        latest=lambda: resources().clock.london_date(),
    )
    words = TextField(
        "Who told us, and what did they say?",
        hint="Say how you know that it was whoever asked. Kept with the case, erased with its details.",
        needed="Write who told us, and what they said",
        rows=4,
        longest=LONGEST_RECORD,
    )


@views.get("")
@requires(Permission.WORK_CASE)
def ask(reference: str) -> str:
    return case_page("staff/case/withdraw.html", find(reference), form=WithdrawForm())


@views.post("")
@requires(Permission.WORK_CASE)
def answer(reference: str) -> Response | tuple[str, int]:
    case, form = find(reference), WithdrawForm(request.form)
    if form.validate():
        command = RecordWithdrawal(
            case=case,
            channel=Channel(form.channel.data),
            told_on=form.told_on.day,
            words=form.words.data,
            actor=actor(),
        )
        try:
            withdrawing.record_withdrawal(unit_of_work(), resources().clock, command)
        except InvalidCommand as fault:
            form.refuse(str(fault.context.get("field", "words")), fault.public_message)
    if form.errors:
        return case_page("staff/case/withdraw.html", case, form=form), 400
    flash(told(case, "Recorded. They are told in writing, and the request can be opened again."))
    return redirect(url_for("case.show", reference=reference))
