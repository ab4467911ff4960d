"""Refusing a request: why, the letter as it will leave, and asking a second person to agree."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_case import RefuseForm
from portal.staff.forms_case import refuse_form as form_to_refuse
from portal.staff.letter_pages import as_it_will_be, faults_of, incomplete
from portal.staff.meanwhile import sent_again
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.web.resources import resources
from portal.web.transaction import only_tried, unit_of_work
from requests_.errors import Conflict, InvalidCommand, NotAllowed
from requests_.ids import CaseId
from requests_.model.commands import RefuseRequest
from requests_.model.correspondence import LetterKind
from requests_.model.events.base import RefusalGround
from requests_.model.exemptions import Exemption
from requests_.model.letters.reasons import GROUND_REASONS, whole_exemptions
from requests_.model.pauses import laws_named
from requests_.model.staff import Permission
from requests_.services import assessment

views = Blueprint("refusing", __name__, url_prefix="/case/<reference>/refuse")
Page = Response | tuple[str, int] | str


@views.get("")
@requires(Permission.WORK_CASE)
def ask(reference: str) -> str:
    case = find(reference)
    return _page(case, _form(case))


@views.post("")
@requires(Permission.WORK_CASE)
def answer(reference: str) -> Page:
    """Show the letter that the answers make; ask a second person to agree when that was the button."""
    case = find(reference)
    form = _form(case, request.form)
    if not form.validate():
        return _page(case, form), 400
    command = RefuseRequest(
        case=case,
        ground=RefusalGround(form.ground.data),
        # What is no choice of this form gets the rule's own sentence.
        reasons=tuple(dict.fromkeys(request.form.getlist("reasons"))),
        record=form.record.data,
        explanation=form.explanation.data,
        actor=actor(),
    )
    codes = command.reasons if command.ground is RefusalGround.EXEMPT else (GROUND_REASONS[command.ground],)
    if not _is_taken(form, command, codes):
        return _page(case, form), 400
    if request.form.get("do") != "ask":
        only_tried()
        letter = as_it_will_be(case, LetterKind.REFUSAL, command.explanation, reasons=codes)
        return case_page("staff/case/refuse_look.html", case, letter=letter, again=sent_again())
    flash("Written. It is sent, and the request refused, once a second person agrees.")
    return redirect(url_for("case.show", reference=reference))


def _is_taken(form: RefuseForm, command: RefuseRequest, codes: tuple[str, ...]) -> bool:
    """Whether the service took it and the letter passes the check that it is sent by; if not, the form says why."""
    try:
        assessment.refuse_request(unit_of_work(), resources().clock, command)
    except (InvalidCommand, Conflict, NotAllowed) as fault:
        form.refuse(str(fault.context.get("field", "ground")), fault.public_message)
        return False
    faults = faults_of(command.case, LetterKind.REFUSAL, command.explanation, reasons=codes)
    if faults:
        form.refuse("explanation", incomplete(faults))
    return not faults


def _exemptions(case: CaseId) -> tuple[Exemption, ...]:
    folded = file_of(case).summary.case
    return whole_exemptions(folded.regimes, folded.capacity)


def _form(case: CaseId, sent: object = None) -> RefuseForm:
    laws = file_of(case).summary.case.regimes
    rows = ((row, tuple(law for law in laws if law in row.regimes)) for row in _exemptions(case))
    named = ((row.code, f"{row.label} ({laws_named(of)})" if len(laws) > 1 else row.label) for row, of in rows)
    return form_to_refuse(tuple(named), sent)


def _page(case: CaseId, form: RefuseForm) -> str:
    return case_page("staff/case/refuse.html", case, form=form, exemptions=_exemptions(case))
