"""Sending a letter from the page on which it is written, and recording the fee that one asked for."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case import overview
from portal.staff.case_context import find
from portal.staff.forms_letters import ComplaintForm, FeePaidForm, WriteForm
from portal.staff.letter_pages import checked, form_for, incomplete, kind_of, own_words, result_of
from portal.staff.letters import write_page
from portal.staff.permissions import actor, requires
from portal.staff.posting import told
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import Conflict, InvalidCommand
from requests_.ids import CaseId
from requests_.model.answer_commands import RecordFee, SendLetter
from requests_.model.correspondence import LetterKind
from requests_.model.letters.draft import audience_of
from requests_.model.staff import Permission
from requests_.services import letter_sending
from requests_.store.queries.letters import facts_for
from templates.labels import label

views = Blueprint("letter_sending", __name__, url_prefix="/case/<reference>")
Page = Response | str | tuple[str, int]


@views.post("/letters/write/<kind>/send")
@requires(Permission.WORK_CASE)
def send(reference: str, kind: str) -> Page:
    case, wanted = find(reference), kind_of(kind)
    form = form_for(case, wanted, request.form)
    fault = _fault(case, wanted, form)
    if fault is not None:
        form.refuse(*fault)
        return write_page(case, wanted, form), 400
    waits = unit_of_work().cases.load(case).proposal is not None
    sent = f"{label('message', wanted)}: it is written and sent now, and kept with the case."
    flash("It is written, and sent once a second person agrees." if waits else told(case, sent))
    return redirect(url_for("letters.show", reference=reference))


@views.post("/fee")
@requires(Permission.WORK_CASE)
def fee_paid(reference: str) -> Page:
    case, form = find(reference), FeePaidForm(request.form)
    if not form.validate():
        return overview(case, fee=form), 400
    try:
        command = RecordFee(case=case, paid_on=form.paid_on.day, actor=actor())
        letter_sending.record_fee(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse("paid_on", fault.public_message)
        return overview(case, fee=form), 400
    flash("Recorded. The clock counts from that day.")
    return redirect(url_for("case.show", reference=reference))


def _fault(case: CaseId, kind: LetterKind, form: WriteForm) -> tuple[str, str] | None:
    """The field and the reason why the letter was not sent, or None when it is on its way."""
    words, result = form.words.data or "", result_of(form)
    lessons = form.lessons.data if isinstance(form, ComplaintForm) else ""
    known = facts_for(reading(), case, kind, written_on=resources().clock.london_date(), words=words)
    try:
        faults = checked(case, own_words(case, kind, audience_of(known), words, result=result))
        if faults:
            return "words", incomplete(faults)
        command = SendLetter(case=case, kind=kind, words=words, actor=actor(), result=result, lessons=lessons)
        letter_sending.send_letter(unit_of_work(), resources().clock, command)
    except (InvalidCommand, Conflict) as fault:
        field = str(fault.context.get("field", "words"))
        return (field if field in form.data else "words"), fault.public_message
    return None
