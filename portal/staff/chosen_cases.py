"""What is done to the requests that are chosen in a list, besides giving them to somebody."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.staff.handling import FlagForm
from portal.staff.permissions import actor, requires
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.ids import CaseId
from requests_.model.handling import Flag, FlagCases
from requests_.model.staff import Permission
from requests_.services import handling
from requests_.store.queries.handling import references_of
from templates.filters import plural

views = Blueprint("chosen_cases", __name__)


@views.post("/flag")
@requires(Permission.WORK_CASE)
def flag_them() -> Response | str | tuple[str, int]:
    """Ask which flag, and why; put it on the chosen requests once both are said."""
    # A list says of each also whose it was, behind a tilde: a flag does not depend on that.
    chosen = tuple(CaseId(value.partition("~")[0]) for value in request.form.getlist("case"))
    references = references_of(reading(), chosen)
    if not references:
        flash("Select at least one request.", "fault")
        return redirect(url_for("queue.show"))
    is_answer = "asked" in request.form
    form = FlagForm(request.form) if is_answer else FlagForm()
    if not is_answer or not form.validate():
        page = render_template("staff/flag_chosen.html", form=form, references=references, chosen=chosen)
        return (page, 400) if is_answer else page
    command = FlagCases(cases=chosen, flag=Flag(form.flag.data), reason=form.why.data, actor=actor())
    flagged = handling.flag_cases(unit_of_work(), resources().clock, command)
    had_it = len(references) - flagged
    flash(f"{plural(flagged, 'request')} flagged.{f' {had_it} had the flag already.' if had_it else ''}")
    return redirect(url_for("queue.show"))
