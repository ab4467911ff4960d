"""Who may ask: what the table says, and what was decided."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.concerns import concerns_of
from portal.staff.forms_entitlement import EntitlementForm, OwnEntitlementForm, entitlement_form
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.staff.recorded_entitlement import RecordedEntitlement, recorded_entitlement
from portal.staff.timeline_words import safety_listed
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.errors import InvalidCommand
from requests_.ids import CaseId
from requests_.model.commands import AssessEntitlement
from requests_.model.entitlement import Entitlement
from requests_.model.entitlement_facts import Asker, ChildView, Competence, Finding, SafetyCheck, SafetyChecks
from requests_.model.lawful_basis import StoreBasis, advise, basis_of
from requests_.model.rights import Regime
from requests_.model.staff import Permission
from requests_.services import identity

views = Blueprint("entitlement", __name__, url_prefix="/case/<reference>/entitlement")
Page = Response | str | tuple[str, int]
Form = EntitlementForm | OwnEntitlementForm


@views.get("")
@requires(Permission.WORK_CASE)
def ask(reference: str) -> str:
    """What was recorded; the form where nothing was yet, or where somebody wants to change it."""
    case = find(reference)
    recorded = recorded_entitlement(file_of(case))
    if recorded is not None and recorded.is_current and "change" not in request.args:
        return _page(case, None, recorded=recorded)
    return _page(case, _form(case, answers=None if recorded is None else recorded.answers), outdated=recorded)


@views.post("")
@requires(Permission.WORK_CASE)
def answer(reference: str) -> Page:
    """Show what the table says of the answers; keep it when that was the button."""
    case = find(reference)
    form = _form(case, request.form)
    if not form.validate():
        return _page(case, form), 400
    command, advice = _command(case, form), None
    try:
        advice = identity.advise_entitlement(unit_of_work(), resources().clock, command)
        if request.form.get("do") != "record":
            return _page(case, form, advice=advice, lifts=command.safety.lifts(file_of(case).summary.case.safety))
        lifts = command.safety.lifts(file_of(case).summary.case.safety)
        found = identity.assess_entitlement(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse(str(fault.context.get("field", "considered")), fault.public_message)
        return _page(case, form, advice=advice), 400
    waits = f"A second person has to agree before {safety_listed(lifts)} is lifted."
    flash(waits if lifts else f"Recorded. {found.reason}")
    return redirect(url_for("case.show", reference=reference))


def _form(case: CaseId, sent: object = None, *, answers: dict[str, str] | None = None) -> Form:
    folded, others = file_of(case).summary.case, bool(concerns_of(case))
    return entitlement_form(folded.capacity, sent, is_of_concern=others, found=folded.safety, answers=answers)


def _command(case: CaseId, form: Form) -> AssessEntitlement:
    shared: dict[str, Any] = {
        "case": case,
        "actor": actor(),
        "competence": Competence(form.competence.data),
        "considered": form.considered.data,
        "overrides": form.overrides.data == "yes",
        "stand": form.stand.data if "stand" in form else "",
    }
    if isinstance(form, OwnEntitlementForm):
        return AssessEntitlement(asker=Asker.SUBJECT, **shared)
    safety = SafetyChecks(
        protected_address=Finding(form.protected_address.data), court_order=Finding(form.court_order.data)
    )
    return AssessEntitlement(
        asker=Asker(form.asker.data),
        child_view=ChildView(form.child_view.data),
        safety=safety,
        is_deceased=form.deceased.data == "yes",
        lifting=form.lifting.data if "lifting" in form else "",
        **shared,
    )


def _page(
    case: CaseId,
    form: Form | None,
    *,
    advice: Entitlement | None = None,
    recorded: RecordedEntitlement | None = None,
    outdated: RecordedEntitlement | None = None,
    lifts: tuple[SafetyCheck, ...] = (),
) -> str:
    rows = file_of(case).sources
    stores = [
        StoreBasis(store=row.title, regime=Regime(row.regime), basis=basis_of(row.lawful_basis, Regime(row.regime)))
        for row in rows
    ]
    return case_page(
        "staff/case/entitlement.html",
        case,
        form=form,
        advice=advice,
        recorded=recorded,
        outdated=None if outdated is None or outdated.is_current else outdated,
        lifts=safety_listed(lifts) if lifts else "",
        concerns=concerns_of(case),
        rights=advise(file_of(case).summary.case.right, stores),
        regimes={row.title: row.regime for row in rows},
    )
