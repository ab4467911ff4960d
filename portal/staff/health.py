"""The health gate: what lets documents about health pass."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_review import HealthForm, health_form
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.errors import InvalidCommand
from requests_.ids import CaseId, DocumentId
from requests_.model.gates import HealthGround, health_gate, is_health
from requests_.model.review_commands import RecordHealth
from requests_.model.staff import Permission
from requests_.services import health
from requests_.store.queries.review import DocumentRow
from templates.filters import plural

views = Blueprint("health", __name__, url_prefix="/case/<reference>/health")
Page = Response | str | tuple[str, int]


@views.get("")
@requires(Permission.SEE_CASE)
def ask(reference: str) -> str:
    case = find(reference)
    return _page(case, health_form(_choices(case)))


@views.post("")
@requires(Permission.DECIDE_MARKS)
def answer(reference: str) -> Page:
    case = find(reference)
    form = health_form(_choices(case), request.form)
    if not form.validate():
        return _page(case, form), 400
    ground = HealthGround(form.ground.data)
    command = RecordHealth(
        case=case,
        documents=tuple(DocumentId(key) for key in form.documents.data),
        ground=ground,
        opinion_on=form.opinion_on.data if ground is not HealthGround.ALREADY_KNOWN else None,
        record=form.record.data,
        actor=actor(),
    )
    try:
        recorded = health.record_health(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse(str(fault.context.get("field", "record")), fault.public_message)
        return _page(case, form), 400
    flash(f"Recorded for {plural(recorded, 'document')}.")
    return redirect(url_for(".ask", reference=reference))


def _rows(case: CaseId) -> tuple[DocumentRow, ...]:
    return tuple(row for row in file_of(case).documents if is_health(row.category))


def _choices(case: CaseId) -> tuple[tuple[str, str], ...]:
    return tuple((row.key, row.title) for row in _rows(case))


def _page(case: CaseId, form: HealthForm) -> str:
    records, today = file_of(case).summary.case.health, resources().clock.london_date()
    rulings = [(row, health_gate(records.get(row.key), today)) for row in _rows(case)]
    return case_page("staff/case/health.html", case, form=form, rulings=rulings)
