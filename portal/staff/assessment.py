"""From "who asks" to "the search begins": evidence, acceptance, questions, extension, refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case import overview
from portal.staff.case_context import case_page, find
from portal.staff.forms_case import (
    ClarifiedForm,
    ClarifyForm,
    ExtendForm,
    OtherLawForm,
    accept_form,
    chosen_laws,
    evidence_form,
    first_words,
    law_form,
)
from portal.staff.letter_pages import faults_of, incomplete
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.staff.posting import told
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.errors import Conflict, InvalidCommand, NotAllowed
from requests_.ids import CaseId
from requests_.model.case import Case
from requests_.model.clock_commands import AddRegime
from requests_.model.commands import (
    AcceptEvidence,
    AcceptRequest,
    AskClarification,
    ExtendPeriod,
    RecordClarification,
    RequestEvidence,
)
from requests_.model.correspondence import LetterKind
from requests_.model.events.base import ExtensionReason
from requests_.model.identity import Check, Evidence
from requests_.model.pauses import PauseReason
from requests_.model.staff import Permission
from requests_.services import assessment, identity

views = Blueprint("assessment", __name__, url_prefix="/case/<reference>")
Page = Response | str | tuple[str, int]
_TOO_LATE = "That moves no date: the last day has passed."
_NO_STOP = "It does not stop the clock."
_WAS_HELD = " It was here before it was asked for, so it does not move the clock."


@views.post("/evidence/<check>/ask")
@requires(Permission.WORK_CASE)
def request_evidence(reference: str, check: str) -> Response:
    command = RequestEvidence(case=find(reference), check=_check(check), actor=actor())
    identity.request_evidence(unit_of_work(), resources().clock, command)
    effect = _TOO_LATE if _is_over(command.case) else "The clock waits until the evidence comes."
    return _done(reference, told(command.case, f"The requester is asked now. {effect}"))


@views.post("/evidence/<check>")
@requires(Permission.WORK_CASE)
def accept_evidence(reference: str, check: str) -> Page:
    case = find(reference)
    form = evidence_form(_check(check), request.form)
    if not form.validate():
        return overview(case, evidence=form), 400
    command = AcceptEvidence(
        case=case,
        check=_check(check),
        evidence=Evidence(form.evidence.data),
        received_on=form.received_on.data,
        actor=actor(),
    )
    if not _accepted(form, "received_on", identity.accept_evidence, command):
        return overview(case, evidence=form), 400
    known = _case(case).checks.get(command.check)
    asked_on = known.requested_on if known is not None else None
    # What was held already has no day on which it came.
    was_held = asked_on is not None and (command.received_on is None or command.received_on < asked_on)
    return _done(reference, f"Recorded.{_WAS_HELD if was_held else ''}")


@views.post("/accept")
@requires(Permission.WORK_CASE)
def accept(reference: str) -> Page:
    case = find(reference)
    known = tuple((source.key, source.title) for source in file_of(case).sources)
    form = accept_form(known, request.form)
    if not form.validate():
        return overview(case, accept=form), 400
    sources, because = tuple(form.sources.data), form.because.data or ""
    command = AcceptRequest(case=case, sources=sources, because=because, actor=actor())
    try:
        assessment.accept_request(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse(str(fault.context.get("field", "sources")), fault.public_message)
        return overview(case, accept=form), 400
    return _done(reference, "Accepted. The search has begun.")


@views.get("/clarify")
@requires(Permission.WORK_CASE)
def clarify_form(reference: str) -> str:
    case, first = find(reference), first_words(request.args.get("about", ""))
    return _form_page("clarify", case, law_form(ClarifyForm(), _case(case).regimes, **first))


@views.post("/clarify")
@requires(Permission.WORK_CASE)
def clarify(reference: str) -> Page:
    case = find(reference)
    form = law_form(ClarifyForm(), _case(case).regimes, request.form)
    if not form.validate():
        return _form_page("clarify", case, form), 400
    command = AskClarification(
        case=case,
        question=form.question.data,
        reason=PauseReason(form.reason.data),
        needed_for=form.needed_for.data,
        regimes=chosen_laws(form, request.form),
        actor=actor(),
    )
    is_taken = _accepted(form, "question", assessment.ask_clarification, command)
    if not is_taken or not _is_whole(form, "question", case, LetterKind.CLARIFICATION):
        return _form_page("clarify", case, form), 400
    effect = _NO_STOP if _is_over(case) else "The clock has stopped."
    return _done(reference, told(case, f"The question is sent now. {effect}"))


@views.post("/clarified")
@requires(Permission.WORK_CASE)
def clarified(reference: str) -> Page:
    case, form = find(reference), ClarifiedForm(request.form)
    if not form.validate():
        return overview(case, clarified=form), 400
    command = RecordClarification(case=case, received_on=form.received_on.day, actor=actor())
    if not _accepted(form, "received_on", assessment.record_clarification, command):
        return overview(case, clarified=form), 400
    return _done(reference, "Recorded.")


@views.get("/extend")
@requires(Permission.WORK_CASE)
def extend_form(reference: str) -> str:
    case = find(reference)
    return _form_page("extend", case, law_form(ExtendForm(), _case(case).not_extended))


@views.post("/extend")
@requires(Permission.WORK_CASE)
def extend(reference: str) -> Page:
    case = find(reference)
    form = law_form(ExtendForm(), _case(case).not_extended, request.form)
    if not form.validate():
        return _form_page("extend", case, form), 400
    command = ExtendPeriod(
        case=case,
        reason=ExtensionReason(form.reason.data),
        explanation=form.explanation.data,
        regimes=chosen_laws(form, request.form),
        actor=actor(),
    )
    is_taken = _accepted(form, "reason", assessment.extend_period, command)
    if not is_taken or not _is_whole(form, "explanation", case, LetterKind.EXTENSION):
        return _form_page("extend", case, form), 400
    return _done(reference, told(case, "The notice is sent now. The new date counts once it has left."))


@views.post("/laws")
@requires(Permission.WORK_CASE)
def add_law(reference: str) -> Page:
    """Some of it is held under the other law too."""
    case, form = find(reference), OtherLawForm(request.form)
    if not form.validate():
        return overview(case, other_law=form), 400
    command = AddRegime(case=case, considered=form.considered.data, actor=actor())
    assessment.add_regime(unit_of_work(), resources().clock, command)
    flash("Both laws have their own clock now. The case is due at the earlier date.")
    return redirect(url_for("case.why", reference=reference))


def _is_over(case: CaseId) -> bool:
    """Whether the last day to answer has passed under every law: then nothing that is asked moves a date."""
    today = resources().clock.london_date()
    return all(each.reading.due_on and each.reading.due_on < today for each in file_of(case).summary.clocks)


def _case(case: CaseId) -> Case:
    return file_of(case).summary.case


def _check(typed: str) -> Check:
    if typed not in set(Check):
        raise InvalidCommand("There is no such check.")
    return Check(typed)


def _accepted(form: PortalForm, field: str, service: Callable[..., Any], command: object) -> bool:
    """Whether the service took it; if not, its sentence stands at the field it names, or else at `field`."""
    try:
        service(unit_of_work(), resources().clock, command)
    except (InvalidCommand, Conflict, NotAllowed) as fault:
        form.refuse(str(fault.context.get("field", field)), fault.public_message)
        return False
    return True


def _is_whole(form: PortalForm, field: str, case: CaseId, kind: LetterKind, codes: tuple[str, ...] = ()) -> bool:
    """Whether the letter passes the check that it is sent by; if not, nothing is kept of what the service did.

    The letter says so at the field, in the words of that check.
    """
    faults = faults_of(case, kind, form[field].data or "", reasons=codes)
    if faults:
        form.refuse(field, incomplete(faults))
    return not faults


def _form_page(which: str, case: CaseId, form: PortalForm, **context: Any) -> str:
    return case_page(f"staff/case/{which}.html", case, form=form, **context)


def _done(reference: str, says: str) -> Response:
    flash(says)
    return redirect(url_for("case.show", reference=reference))
