"""How a case is handled: taking it on or giving it back, its flags, and who watches it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.web.fields import RadioField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import InvalidCommand
from requests_.ids import CaseId
from requests_.model.handling import LONGEST_REASON, Flag, GiveBack, SetFlag, TakeOn, WatchCase
from requests_.model.staff import Permission
from requests_.services import handling
from requests_.store.queries.handling import reason_rows
from templates.labels import label

views = Blueprint("handling", __name__, url_prefix="/case/<reference>/handling")
Page = str | Response | tuple[str, int]
_TAKEN, _SET = "taken_off", "set"


class ReasonForm(PortalForm):
    """Why a case is given back."""

    reason = TextField(
        "Why can you not take it?", needed="Write why you cannot take it", rows=3, longest=LONGEST_REASON
    )


# What was sent is held against these before a view narrows them to the ones that can be chosen.
_EVERY_FLAG = tuple((str(one), label("flag", one)) for one in Flag)


class FlagForm(PortalForm):
    """A flag that is put on a case or taken off it, and why."""

    flag = RadioField("Which flag?", choices=_EVERY_FLAG, needed="Select a flag")
    why = TextField("Why?", needed="Write why", rows=2, longest=LONGEST_REASON)


@views.get("")
@requires(Permission.SEE_CASE)
def show(reference: str) -> str:
    return _page(find(reference))


@views.post("/take-on")
@requires(Permission.WORK_CASE)
def take_on(reference: str) -> Response:
    handling.take_on(unit_of_work(), resources().clock, TakeOn(case=find(reference), actor=actor()))
    flash("You have taken this case on.")
    return redirect(url_for("case.show", reference=reference))


@views.post("/give-back")
@requires(Permission.WORK_CASE)
def give_back(reference: str) -> Page:
    case, form = find(reference), ReasonForm(request.form)
    if not form.validate():
        return _page(case, reason=form), 400
    handling.give_back(unit_of_work(), resources().clock, GiveBack(case=case, reason=form.reason.data, actor=actor()))
    flash("You have given this case back.")
    return redirect(url_for("queue.show"))


@views.post("/flag")
@requires(Permission.WORK_CASE)
def flag(reference: str) -> Page:
    return _changed(reference, is_set=True, says="The case is flagged.")


@views.post("/unflag")
@requires(Permission.WORK_CASE)
def unflag(reference: str) -> Page:
    return _changed(reference, is_set=False, says="The flag is taken off.")


@views.post("/watch")
@requires(Permission.SEE_CASE)
def watch(reference: str) -> Response:
    is_watched = request.form.get("is_watched") == "yes"
    command = WatchCase(case=find(reference), is_watched=is_watched, actor=actor())
    handling.watch_case(unit_of_work(), command)
    flash("You are told of what others do here." if is_watched else "You are no longer told of this case.")
    return redirect(url_for(".show", reference=reference))


def _changed(reference: str, *, is_set: bool, says: str) -> Page:
    case, name = find(reference), _SET if is_set else _TAKEN
    form = flag_form(case, is_set=is_set, sent=request.form)
    if not form.validate():
        return _page(case, **{name: form}), 400
    command = SetFlag(case=case, flag=Flag(form.flag.data), is_set=is_set, reason=form.why.data, actor=actor())
    try:
        handling.set_flag(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse("why", fault.public_message)
        return _page(case, **{name: form}), 400
    flash(says)
    return redirect(url_for(".show", reference=reference))


def flag_form(case: CaseId, *, is_set: bool, sent: object = None) -> FlagForm:
    """The form for the flags that may be put on a case, or for those that it has."""
    form = FlagForm(sent, prefix="" if is_set else "off-")
    has = {row.flag for row in file_of(case).flags}
    form.flag.choices = tuple((str(one), label("flag", one)) for one in Flag if (one in has) is not is_set)
    return form


def _page(case: CaseId, **failed: PortalForm) -> str:
    given = file_of(case).handover
    forms = {
        "reason": ReasonForm(),
        _SET: flag_form(case, is_set=True),
        _TAKEN: flag_form(case, is_set=False),
        **failed,
    }
    return case_page(
        "staff/case/handling.html",
        case,
        forms=forms,
        failed_form=next(iter(failed.values()), None),
        reasons=reason_rows(reading(), case),
        is_watched=any(key == actor().key for key, _ in file_of(case).watchers),
        is_mine=given is not None and given.staff == actor().key,
    )
