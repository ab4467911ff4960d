"""What waits to be looked at again: over every case, and in one case with what was found."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_looking_again import LookForm, OwnDayForm, SetForm, look_form, own_day_form
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import InvalidCommand, NotAllowed
from requests_.ids import CaseId
from requests_.model.answer_commands import RecordLook, SetLook, SetOwnDay
from requests_.model.exemptions import EXEMPTIONS
from requests_.model.looking_again import MATTERS, LookAgain, Matter, latest_look
from requests_.model.staff import Permission
from requests_.services import looking_again
from requests_.store.queries.looking_again import codes_to_set, look_lines
from templates.filters import uk_date

views = Blueprint("looking_again", __name__)
SOON = timedelta(days=28)
Page = Response | str | tuple[str, int]


@views.get("/look-again")
@requires(Permission.SEE_EVERY_CASE)
def show() -> str:
    today = resources().clock.london_date()
    wants_all = request.args.get("show") == "all"
    lines = look_lines(reading(), actor=actor(), until=None if wants_all else today + SOON)
    rows = [(line, MATTERS[line.look.matter], line.look.due_on < today) for line in lines]
    return render_template("staff/looking_again.html", rows=rows, wants_all=wants_all, days=SOON.days, today=today)


@views.get("/case/<reference>/look-again")
@requires(Permission.SEE_CASE)
def ask(reference: str) -> str:
    case = find(reference)
    return _page(case, look_form(_choices(case)), SetForm())


@views.post("/case/<reference>/look-again")
@requires(Permission.WORK_CASE)
def record(reference: str) -> Page:
    case = find(reference)
    form = look_form(_choices(case), request.form)
    if not form.validate():
        return _page(case, form, SetForm()), 400
    matter, _, about = form.look.data.partition(":")
    command = RecordLook(
        case=case,
        matter=Matter(matter),
        about=about,
        again_on=form.again_on.data if form.still.data == "yes" else None,
        record=form.record.data,
        actor=actor(),
    )
    try:
        looking_again.record_look(unit_of_work(), resources().clock, command)
    except (InvalidCommand, NotAllowed) as fault:
        form.refuse(str(fault.context.get("field", "look")), fault.public_message)
        return _page(case, form, SetForm()), 400
    flash("Recorded." if command.again_on is None else "Recorded, with a day to look once more.")
    return redirect(url_for(".ask", reference=reference))


@views.post("/case/<reference>/look-again/restriction")
@requires(Permission.WORK_CASE)
def set_day(reference: str) -> Page:
    case, form = find(reference), SetForm(request.form)
    if not form.validate():
        return _page(case, look_form(_choices(case)), form), 400
    try:
        command = SetLook(case=case, due_on=form.due_on.day, actor=actor())
        looking_again.set_look(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse("due_on", fault.public_message)
        return _page(case, look_form(_choices(case)), form), 400
    flash("The day is set.")
    return redirect(url_for(".ask", reference=reference))


@views.post("/case/<reference>/look-again/own-day")
@requires(Permission.WORK_CASE)
def set_own_day(reference: str) -> Page:
    case = find(reference)
    form = own_day_form(_codes(case), request.form)
    if not form.validate():
        return _page(case, look_form(_choices(case)), SetForm(), form), 400
    command = SetOwnDay(case=case, code=form.code.data, due_on=form.own_day.day, record=form.why.data, actor=actor())
    try:
        looking_again.set_own_day(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse(str(fault.context.get("field", "own_day")), fault.public_message)
        return _page(case, look_form(_choices(case)), SetForm(), form), 400
    flash("The day is set.")
    return redirect(url_for(".ask", reference=reference))


def _codes(case: CaseId) -> tuple[tuple[str, str], ...]:
    """Each reason with the last day that its table allows."""
    today = resources().clock.london_date()
    return tuple(
        (code, f"{EXEMPTIONS[code].label}, by {uk_date(latest_look(Matter.EXEMPTION, today, code))} at the latest")
        for code in codes_to_set(reading(), file_of(case).summary.case)
    )


def _looks(case: CaseId) -> list[LookAgain]:
    looks = file_of(case).summary.case.looks.values()
    return sorted(looks, key=lambda look: (look.due_on, look.key))


def _choices(case: CaseId) -> tuple[tuple[str, str], ...]:
    return tuple((look.key, f"{MATTERS[look.matter].asks} {_about(case, look)}".strip()) for look in _looks(case))


def _about(case: CaseId, look: LookAgain) -> str:
    if look.matter is Matter.EXEMPTION:
        return f"({EXEMPTIONS[look.about].label})"
    titles: dict[str, str] = {row.key: row.title for row in file_of(case).documents}
    return f"({titles[look.about]})" if look.about in titles else ""


def _page(case: CaseId, form: LookForm, setting: SetForm, own: OwnDayForm | None = None) -> str:
    rows = [(look, MATTERS[look.matter], _about(case, look)) for look in _looks(case)]
    own = own or own_day_form(_codes(case))
    failed = next((one for one in (form, own) if one.errors), setting)
    return case_page(
        "staff/case/looking_again.html", case, form=form, setting=setting, own=own, rows=rows, failed_form=failed
    )
