"""The rights other than access: record by record, or the request as a whole, and sent to a second person."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_decision import DecisionForm, SubmitForm, decision_form
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.staff.record_page import (
    advice_for,
    compared_in_record,
    fields_of,
    limits_on,
    open_outcomes,
    record_of,
    source_of,
)
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import InvalidCommand, NotAllowed
from requests_.ids import CaseId
from requests_.model.decisions import WHOLE, DecideItem, SubmitDecisions
from requests_.model.lawful_basis import Basis
from requests_.model.outcome_terms import Nature, Outcome, OutcomeRow, RestrictionGround, StoreAct
from requests_.model.outcomes import OUTCOMES
from requests_.model.records import RecordField
from requests_.model.rights import Regime, Right
from requests_.model.staff import Permission
from requests_.services import deciding
from requests_.store.queries.decisions import decisions_of
from requests_.store.queries.earlier_cases import earlier_cases
from requests_.store.queries.review import DocumentRow

views = Blueprint("deciding", __name__, url_prefix="/case/<reference>")
Page = Response | str | tuple[str, int]
# How an address names the request as a whole.
ALL = "all"


@views.get("/records")
@requires(Permission.SEE_CASE)
def show(reference: str) -> str:
    return _records_page(find(reference), SubmitForm())


def _records_page(case: CaseId, form: SubmitForm) -> str:
    folded, sources = file_of(case).summary.case, file_of(case).sources
    return case_page(
        "staff/case/records.html",
        case,
        form=form,
        undecided=deciding.undecided(folded, file_of(case).documents),
        decided={decision.document: decision for decision in decisions_of(reading(), case)},
        outcomes=OUTCOMES,
        titles={source.key: source.title for source in sources},
        has_whole=bool(open_outcomes(folded.right, folded.regime, actor(), whole=True)),
        advice=advice_for(folded.right, sources),
        earlier=earlier_cases(reading(), case, folded.links, actor()) if folded.right is Right.ERASURE else (),
    )


@views.get("/records/<document>")
@requires(Permission.WORK_CASE)
def ask(reference: str, document: str) -> str:
    case = find(reference)
    record = None if document == ALL else record_of(case, document)
    fields = fields_of(case, record)
    known = next((one for one in decisions_of(reading(), case) if one.document == _key(document)), None)
    shown: dict[str, Any] = {}
    if known is not None:
        shown = {"outcome": known.outcome.value, "words": known.words, "statement": known.statement}
        shown |= {"basis": known.ground, "provided": list(known.values)}
        fields_now = [RecordField(f.column, f.title, known.values.get(f.column, f.text)) for f in fields]
        form = decision_form(_offered(case, record), _regime(case, record), fields_now, **shown)
    else:
        form = decision_form(_offered(case, record), _regime(case, record), fields)
    return _page(case, document, form, record, fields)


@views.post("/records/<document>")
@requires(Permission.WORK_CASE)
def decide(reference: str, document: str) -> Page:
    case = find(reference)
    record = None if document == ALL else record_of(case, document)
    fields = fields_of(case, record)
    form = decision_form(_offered(case, record), _regime(case, record), fields, request.form)
    if not form.validate():
        return _page(case, document, form, record, fields), 400
    try:
        deciding.decide_item(unit_of_work(), resources().clock, _command(case, document, form, fields))
    except (InvalidCommand, NotAllowed) as fault:
        form.refuse(_field(form, str(fault.context.get("field", "outcome"))), fault.public_message)
        return _page(case, document, form, record, fields), 400
    flash("Decided. You can decide again until you send it for approval.")
    return redirect(url_for(".show", reference=reference))


@views.post("/records/submit")
@requires(Permission.WORK_CASE)
def submit(reference: str) -> Page:
    case, form = find(reference), SubmitForm(request.form)
    if not form.validate():
        return _records_page(case, form), 400
    command = SubmitDecisions(case=case, actor=actor(), because=form.because.data or "")
    try:
        deciding.submit_decisions(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse("because", fault.public_message)
        return _records_page(case, form), 400
    flash("The changes are being worked out. A second person then checks them.")
    return redirect(url_for("case.show", reference=reference))


def _key(document: str) -> str:
    return WHOLE if document == ALL else document


def _offered(case: CaseId, record: DocumentRow | None) -> tuple[OutcomeRow, ...]:
    right = file_of(case).summary.case.right
    return open_outcomes(right, _regime(case, record), actor(), whole=record is None)


def _regime(case: CaseId, record: DocumentRow | None) -> Regime:
    """The law under which a record is held, or that of the request as a whole."""
    return file_of(case).summary.case.regime if record is None else Regime(source_of(case, record).regime)


def _command(case: CaseId, document: str, form: DecisionForm, fields: tuple[RecordField, ...]) -> DecideItem:
    nature, ground, basis = form.chosen("nature"), form.chosen("ground"), form.chosen("basis")
    outcome = Outcome(form.outcome.data)
    typed = {StoreAct.CHANGE: form.values, StoreAct.PORT: form.given}.get(OUTCOMES[outcome].act)
    return DecideItem(
        case=case,
        document=_key(document),
        outcome=outcome,
        words=form.words.data,
        record=form.record.data,
        nature=Nature(nature) if nature else None,
        ground=RestrictionGround(ground) if ground else None,
        findings=form.findings(),
        basis=Basis(basis) if basis and OUTCOMES[outcome].act is StoreAct.PORT else None,
        values=typed(fields) if typed is not None else {},
        statement=form.chosen("statement"),
        actor=actor(),
    )


def _field(form: DecisionForm, wanted: str) -> str:
    """The field of the form that a fault stands at; the new values of a record are many fields."""
    return wanted if wanted in form.data else "statement" if wanted == "values" else "outcome"


def _page(
    case: CaseId, document: str, form: DecisionForm, record: DocumentRow | None, fields: tuple[RecordField, ...]
) -> str:
    return case_page(
        "staff/case/decide.html",
        case,
        document=document,
        form=form,
        record=record,
        fields=fields,
        limits=limits_on(record),
        compared=compared_in_record(case, record),
    )
