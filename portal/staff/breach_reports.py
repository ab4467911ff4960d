"""Reporting a breach: one short form for every member of staff."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.staff.forms_breaches import ReportForm
from portal.staff.permissions import actor, requires
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.clock import london_moment
from requests_.errors import InvalidCommand
from requests_.ids import normal_reference
from requests_.model.breaches.commands import ReportBreach
from requests_.model.breaches.terms import BreachKind
from requests_.model.staff import Permission
from requests_.services import breaches

views = Blueprint("breach_reports", __name__, url_prefix="/breaches/report")
Page = Response | str | tuple[str, int]


@views.get("")
@requires(Permission.REPORT_BREACH)
def ask() -> str:
    form = ReportForm(data={"reference": normal_reference(request.args.get("of", "")) or ""})
    return render_template("staff/breach_report.html", form=form)


@views.post("")
@requires(Permission.REPORT_BREACH)
def send() -> Page:
    form = ReportForm(request.form)
    if form.validate():
        try:
            opened = breaches.report(unit_of_work(), resources().clock, _command(form))
        except InvalidCommand as fault:
            form.refuse(str(fault.context.get("field", "report")), fault.public_message)
        else:
            flash(f"{opened.reference} is reported. The people who look after breaches know of it now.")
            sees = actor().may(Permission.SEE_BREACHES)
            return redirect(url_for("breaches.look", breach=opened.reference) if sees else url_for(".thanks"))
    return render_template("staff/breach_report.html", form=form), 400


@views.get("/sent")
@requires(Permission.REPORT_BREACH)
def thanks() -> str:
    return render_template("staff/breach_reported.html")


def _command(form: ReportForm) -> ReportBreach:
    typed = form.reference.data
    reference = normal_reference(typed)
    if typed and reference is None:
        raise InvalidCommand("Enter the reference as it is on the request, like RR-2026-4821397-K.", field="reference")
    return ReportBreach(
        what=BreachKind(form.what.data),
        aware_at=london_moment(form.aware_on.day, form.aware_at.at),
        report=form.report.data,
        contained=form.contained.data,
        happened_on=form.happened_on.data,
        reference=reference or "",
        actor=actor(),
    )
