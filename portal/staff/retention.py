"""How long things are kept: what is erased next, what stays all the same, and keeping a case back."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.staff.forms_retention import KeepForm
from portal.staff.need_to_know import look_up
from portal.staff.permissions import actor, requires
from portal.staff.seen import OUTDATED, is_outdated
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.deadlines.periods import add_months
from requests_.errors import InvalidCommand
from requests_.ids import CaseId
from requests_.model.events.keeping import KeptLonger
from requests_.model.retention import SCHEDULE, KeepLonger
from requests_.model.staff import Permission
from requests_.services import retention
from requests_.store.queries.retention import due_evidence, due_groups, group_of
from requests_.store.queries.timeline import timeline_rows

views = Blueprint("retention", __name__)
_OF_CASE = "/case/<reference>/retention"
Page = Response | str | tuple[str, int]


@views.get("/retention")
@requires(Permission.DECIDE_RETENTION)
def show() -> str:
    until = add_months(resources().clock.london_date(), 1)
    groups = due_groups(reading(), until)
    return render_template(
        "staff/retention.html",
        until=until,
        schedule=SCHEDULE.values(),
        going=[group for group in groups if group.is_due(until)],
        staying=[group for group in groups if not group.is_due(until)],
        evidence=due_evidence(reading(), until),
    )


@views.get(_OF_CASE)
@requires(Permission.DECIDE_RETENTION)
def ask(reference: str) -> str:
    return _page(reference, KeepForm())


@views.post(_OF_CASE)
@requires(Permission.DECIDE_RETENTION)
def keep(reference: str) -> Page:
    found, form = look_up(reference), KeepForm(request.form)
    if not form.validate():
        return _page(reference, form), 400
    if is_outdated(_times_kept(found.case)):
        form.refuse("until", OUTDATED)
        return _page(reference, form), 409
    command = KeepLonger(case=found.case, until=form.until.day, record=form.record.data, actor=actor())
    try:
        retention.keep_longer(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse(str(fault.context.get("field", "until")), fault.public_message)
        return _page(reference, form), 400
    flash(f"{found.reference} is kept until then.")
    return redirect(url_for(".show"))


def _page(reference: str, form: KeepForm) -> str:
    found = look_up(reference)
    return render_template(
        "staff/keep_longer.html",
        reference=found.reference,
        group=group_of(reading(), found.case),
        seen=_times_kept(found.case),
        form=form,
    )


def _times_kept(case: CaseId) -> int:
    """How often somebody has kept a case back: whoever decides that need not be one who opens it."""
    return sum(row.kind == KeptLonger.kind for row in timeline_rows(reading(), case))
