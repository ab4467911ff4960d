"""Who may open a case: those named on it, those who ask and are let in; and whose case it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.staff.each_case import each_case
from portal.staff.need_to_know import ClosedCase, closed_page, look_up
from portal.staff.permissions import actor, requires
from portal.web.fields import TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from portal.web.typed import cleaned
from requests_.errors import InvalidCommand
from requests_.ids import CaseId
from requests_.model.desk_commands import AnswerAccess, AskAccess, AssignCases, NameOnCase, RestrictCase
from requests_.model.staff import PERMISSIONS, Permission
from requests_.services import desk
from requests_.store.queries.desk import NamedRow, ask_rows, desk_events, named_rows, staff_rows, view_rows

if TYPE_CHECKING:
    from requests_.store.session import UnitOfWork

views = Blueprint("access", __name__)
_OF_CASE = "/case/<reference>/access"


class RestrictForm(PortalForm):
    """Why a case is closed to others, or open to the team again."""

    reason = TextField(
        "Why?",
        hint="It stands in the history of the request. It is erased with its details.",
        rows=3,
        longest=desk.LONGEST_REASON,
    )


@views.get(_OF_CASE)
@requires(Permission.SEE_CASE)
def show(reference: str) -> str:
    return _page(reference, RestrictForm())


def _page(reference: str, form: RestrictForm) -> str:
    found = look_up(reference)
    may_decide = found.need.is_decided_by(actor())
    if not may_decide and not found.need.opens_for(actor()):
        raise ClosedCase("This case is open to those who work on it.", reference=found.reference)
    named, everybody = named_rows(reading(), found.case), staff_rows(reading())
    is_open = found.need.opens_for(actor())
    # Nobody lets themselves in.
    settled = {row.staff for row in named} | (set() if is_open else {actor().key})
    return render_template(
        "staff/access.html",
        found=found,
        form=form,
        named=named,
        assigned=next((row for row in named if row.is_assigned), None),
        others=_choices(row for row in everybody if row.staff not in settled and _may(row, Permission.SEE_CASE)),
        workers=_choices(
            row for row in everybody if _may(row, Permission.WORK_CASE) and (is_open or row.staff != actor().key)
        ),
        asks=ask_rows(reading(), found.case),
        events=desk_events(reading(), found.case),
        looks=view_rows(reading(), reference=found.reference) if actor().may(Permission.SEE_ACCESS_LOG) else (),
        may_decide=may_decide,
        is_open=is_open,
    )


@views.post(f"{_OF_CASE}/ask")
@requires(Permission.SEE_CASE)
def ask(reference: str) -> Response | tuple[str, int]:
    found = look_up(reference)
    reason = cleaned(request.form.get("reason", ""), keep_lines=True)
    command = AskAccess(case=found.case, reason=reason, actor=actor())
    try:
        desk.ask_access(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        return closed_page(ClosedCase("", reference=found.reference), error=fault.public_message)[0], 400
    flash(f"You asked to see {found.reference}. You will find it in your list when you are let in.")
    return redirect(url_for("queue.show"))


@views.post(f"{_OF_CASE}/answer/<key>")
@requires(Permission.ASSIGN_CASE)
def answer(reference: str, key: str) -> Response:
    grants = request.form.get("answer") == "let_in"
    command = AnswerAccess(case=look_up(reference).case, ask=key, grants=grants, actor=actor())
    desk.answer_access(unit_of_work(), resources().clock, command)
    return _back(reference, "They may open this case now." if grants else "They were not let in.")


@views.post(f"{_OF_CASE}/name")
@requires(Permission.ASSIGN_CASE)
def name(reference: str) -> Response:
    is_named = request.form.get("is_named") == "yes"
    command = NameOnCase(
        case=look_up(reference).case, staff=request.form.get("staff", ""), is_named=is_named, actor=actor()
    )
    desk.name_on_case(unit_of_work(), resources().clock, command)
    return _back(reference, "They may open this case now." if is_named else "They may no longer open this case.")


@views.post(f"{_OF_CASE}/restrict")
@requires(Permission.ASSIGN_CASE)
def restrict(reference: str) -> Response | tuple[str, int]:
    form, is_restricted = RestrictForm(request.form), request.form.get("is_restricted") == "yes"
    if not form.validate():
        return _page(reference, form), 400
    command = RestrictCase(
        case=look_up(reference).case, is_restricted=is_restricted, reason=form.reason.data, actor=actor()
    )
    try:
        desk.restrict_case(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse("reason", fault.public_message)
        return _page(reference, form), 400
    return _back(reference, "Only those named may open this case now." if is_restricted else "The team may open it.")


@views.post("/assign")
@requires(Permission.ASSIGN_CASE)
def assign() -> Response:
    """Give the chosen cases to somebody: `case` is the case's key and whose it was, with a tilde between."""
    pairs = [value.partition("~") for value in request.form.getlist("case")]
    chosen = tuple((CaseId(key), seen) for key, _, seen in pairs)
    if not chosen:
        flash("Select at least one request.", "fault")
        return redirect(url_for("queue.show"))
    to = actor().key if "to_me" in request.form else request.form.get("to", "")
    back = request.form.get("back", "")
    if back:
        desk.assign_cases(unit_of_work(), resources().clock, AssignCases(cases=chosen, to=to, actor=actor()))
        return _back(back, "Assigned." if to else "Assigned to nobody.")
    seen = dict(chosen)

    def give(work: UnitOfWork, case: CaseId) -> None:
        command = AssignCases(cases=((case, seen[case]),), to=to, actor=actor())
        desk.assign_cases(work, resources().clock, command)

    came = each_case(seen, give)
    came.tell("assigned" if to else "assigned to nobody")
    return redirect(url_for("queue.show"))


def _back(reference: str, says: str) -> Response:
    flash(says)
    return redirect(url_for("access.show", reference=reference))


def _choices(rows: Iterable[NamedRow]) -> list[tuple[str, str]]:
    return [(row.staff, row.name) for row in rows]


def _may(row: NamedRow, permission: Permission) -> bool:
    return any(permission in PERMISSIONS[role] for role in row.roles)
