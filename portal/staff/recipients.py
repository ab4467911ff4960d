"""Whom a correction, deletion or limit has to be told to, and that they were."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_entitlement import LONGEST_RECORD
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.web.date_field import DateField
from portal.web.fields import RadioField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import InvalidCommand
from requests_.ids import CaseId
from requests_.model.answer_commands import RecordRecipient
from requests_.model.lawful_basis import RecipientDuty, recipient_duty
from requests_.model.recipients import RecipientFinding
from requests_.model.rights import Regime
from requests_.model.staff import Permission
from requests_.services import recipients
from requests_.store.queries.written_records import decision_lines
from templates.labels import label

views = Blueprint("recipients", __name__, url_prefix="/case/<reference>/recipients")
Page = Response | str | tuple[str, int]


class RecipientForm(PortalForm):
    """What was found about one recipient."""

    finding = RadioField(
        "What did you find?",
        choices=tuple((str(finding), label("recipient_finding", finding)) for finding in RecipientFinding),
        needed="Select what you found",
    )
    name = TextField(
        "Who was given the information?",
        hint="An organisation and its team, such as Mill Lane Primary School. It stands in the letter.",
        longest=200,
    )
    told_on = DateField("If they were told, when?", latest=lambda: resources().clock.london_date())
    record = TextField(
        "If they were not told, or nobody was given it, how do you know?",
        hint="Why it was impossible or out of all proportion; or where you looked. Kept with the case, erased with its "
        "details.",
        rows=3,
        longest=LONGEST_RECORD,
    )


@views.get("")
@requires(Permission.SEE_CASE)
def ask(reference: str) -> str:
    return _page(find(reference), RecipientForm())


@views.post("")
@requires(Permission.WORK_CASE)
def record(reference: str) -> Page:
    case, form = find(reference), RecipientForm(request.form)
    if not form.validate():
        return _page(case, form), 400
    finding = RecipientFinding(form.finding.data)
    command = RecordRecipient(
        case=case,
        finding=finding,
        name=form.name.data,
        told_on=form.told_on.data if finding is RecipientFinding.TOLD else None,
        record=form.record.data,
        actor=actor(),
    )
    try:
        recipients.record_recipient(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse(str(fault.context.get("field", "finding")), fault.public_message)
        return _page(case, form), 400
    flash("Recorded.")
    return redirect(url_for(".ask", reference=reference))


def _duties(case: CaseId) -> tuple[RecipientDuty, ...]:
    """The duty under each law that something of the case is held under."""
    folded = file_of(case).summary.case
    regimes = {folded.regime, *(Regime(row.regime) for row in file_of(case).sources if row.state is not None)}
    found = (recipient_duty(folded.right, regime) for regime in Regime if regime in regimes)
    return tuple(duty for duty in found if duty is not None)


def _page(case: CaseId, form: RecipientForm) -> str:
    lines = [line for line in decision_lines(reading(), case) if line.about == "recipient"]
    return case_page("staff/case/recipients.html", case, form=form, duties=_duties(case), lines=lines)
