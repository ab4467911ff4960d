"""Breaches: the register, one breach with everything that is kept of it, its steps, and what is sent of it."""

from __future__ import annotations

import hashlib
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.staff.breach_steps import STEPS
from portal.staff.need_to_know import write_down
from portal.staff.permissions import actor, requires
from portal.staff.seen import OUTDATED, is_outdated
from portal.web.downloads import attachment, table
from portal.web.report_files import pdf_of
from portal.web.resources import resources
from portal.web.transaction import reading
from requests_.clock import LONDON
from requests_.errors import InvalidCommand, NotFound
from requests_.ids import CaseId
from requests_.model.breaches.breach import left_to_do
from requests_.model.breaches.lifecycle import BreachAction, open_actions, why_not
from requests_.model.breaches.terms import UNTOLD
from requests_.model.staff import Permission
from requests_.store.queries.breaches import BreachLine, breach_letter_file, breach_lines, breach_page
from templates.environment import build_environment
from templates.labels import label

views = Blueprint("breaches", __name__)
Page = Response | str | tuple[str, int]
_COLUMNS = (
    *("reference", "request", "how we knew", "what", "stage", "risk", "people", "aware at", "regulator told by"),
    *("regulator told at", "regulator told", "people told", "closed on"),
)


@views.get("/breaches")
@requires(Permission.SEE_BREACHES)
def show() -> str:
    return render_template("staff/breaches.html", lines=breach_lines(reading()), now=resources().clock.utc_now())


@views.get("/breaches.csv")
@requires(Permission.SEE_BREACHES)
def download() -> Response:
    rows = ([str(cell) for cell in _cells(line)] for line in breach_lines(reading()))
    return table(_COLUMNS, rows, "personal-data-breaches.csv")


@views.get("/breach/<breach>")
@requires(Permission.SEE_BREACHES)
def look(breach: str) -> str:
    page = breach_page(reading(), breach)
    write_down(None)
    return render_template(
        "staff/breach.html",
        page=page,
        line=page.line,
        left=left_to_do(page.breach) if page.line.closed_on is None else (),
        actions=open_actions(page.breach, actor()),
        now=resources().clock.utc_now(),
    )


@views.get("/breach/<breach>/regulator.pdf")
@requires(Permission.SEE_BREACHES)
def regulator_form(breach: str) -> Response:
    """What the regulator's form asks for (art. 33(3); s.67(4)), as far as it is known: more may follow."""
    page = breach_page(reading(), breach)
    template = build_environment().get_template("returns/breach.html")
    found = template.render(page=page, untold=UNTOLD, council=resources().profile)
    content = pdf_of(found, hashlib.sha256(found.encode()).hexdigest())
    return attachment(content, f"{page.line.reference}-report.pdf", "application/pdf")


@views.get("/breach/<breach>/letter/<person>.pdf")
@requires(Permission.SEE_BREACHES)
def letter(breach: str, person: str) -> Response:
    space, digest = breach_letter_file(reading(), breach, person)
    write_down(None)
    return attachment(resources().file_bytes(CaseId(space), digest), f"{breach}-letter.pdf", "application/pdf")


@views.get("/breach/<breach>/<step>")
@requires(Permission.WORK_BREACH)
def ask(breach: str, step: str) -> Page:
    page, action = breach_page(reading(), breach), _action(step)
    fault = why_not(page.breach, action, actor())
    if fault is not None:
        return render_template("staff/breach_closed_step.html", line=page.line, says=fault), 409
    form = STEPS[action].form_for(page)
    return render_template("staff/breach_step.html", line=page.line, action=action, form=form, page=page)


@views.post("/breach/<breach>/<step>")
@requires(Permission.WORK_BREACH)
def do(breach: str, step: str) -> Page:
    page, action = breach_page(reading(), breach), _action(step)
    form = STEPS[action].form_for(page, request.form)
    if is_outdated(page.breach.version):
        told = {"line": page.line, "action": action, "form": form, "page": page, "outdated": OUTDATED}
        return render_template("staff/breach_step.html", **told), 409
    if form.validate():
        try:
            STEPS[action].do(form, page.breach.key)
        except InvalidCommand as fault:
            field = str(fault.context.get("field", ""))
            form.refuse(field if field in form else next(iter(form)).name, fault.public_message)
        else:
            flash("Recorded.")
            return redirect(url_for(".look", breach=breach))
    return render_template("staff/breach_step.html", line=page.line, action=action, form=form, page=page), 400


def _action(step: str) -> BreachAction:
    name = step.replace("-", "_")
    if name not in set(BreachAction):
        raise NotFound("There is no such step.")
    return BreachAction(name)


def _cells(line: BreachLine) -> tuple[object, ...]:
    told = {True: "yes", False: "no", None: "not decided"}
    return (
        *(line.reference, line.case_reference, label("breach_origin", line.origin), label("breach_kind", line.what)),
        *(label("breach_stage", line.stage), label("risk", line.risk) if line.risk else "not assessed"),
        *(line.people_count, _stamp(line.aware_at), _stamp(line.due_at), _stamp(line.first_told_at)),
        *(told[line.tells_regulator], told[line.tells_people], line.closed_on or ""),
    )


def _stamp(moment: datetime | None) -> str:
    return "" if moment is None else moment.astimezone(LONDON).isoformat(timespec="minutes")
