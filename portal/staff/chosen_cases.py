"""What is done to the requests that are chosen in a list, besides giving them to somebody."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.staff.each_case import EachDone, each_case
from portal.staff.forms_case import ExtendForm, law_form
from portal.staff.forms_dates import CloseForm
from portal.staff.handling import FlagForm
from portal.staff.letter_pages import faults_of, incomplete
from portal.staff.permissions import actor, requires
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import reading
from requests_.errors import InvalidCommand, NotAllowed
from requests_.ids import CaseId
from requests_.model.clock_commands import CloseUnanswered
from requests_.model.commands import ExtendPeriod
from requests_.model.correspondence import LetterKind
from requests_.model.events.base import ExtensionReason
from requests_.model.handling import Flag, SetFlag
from requests_.model.staff import Permission
from requests_.services import assessment, handling, unanswered
from requests_.store.queries.handling import open_references

if TYPE_CHECKING:
    from requests_.store.session import UnitOfWork

views = Blueprint("chosen_cases", __name__, url_prefix="/chosen")
Page = Response | str | tuple[str, int]
Form = TypeVar("Form", bound=PortalForm)


@views.post("/flag")
@requires(Permission.WORK_CASE)
def flag_them() -> Page:
    """Ask which flag, and why; put it on the chosen requests once both are said."""

    def flag(form: FlagForm, work: UnitOfWork, case: CaseId) -> None:
        command = SetFlag(case=case, flag=Flag(form.flag.data), is_set=True, reason=form.why.data, actor=actor())
        handling.set_flag(work, resources().clock, command)

    return _done_to_each("flag", FlagForm(request.form), FlagForm(), flag)


@views.post("/extend")
@requires(Permission.WORK_CASE)
def extend_them() -> Page:
    """Ask why more time is needed; extend each of the chosen requests under every law that it runs under."""

    def extend(form: ExtendForm, work: UnitOfWork, case: CaseId) -> None:
        _require_open(case)
        reason, words = ExtensionReason(form.reason.data), form.explanation.data
        assessment.extend_period(
            work, resources().clock, ExtendPeriod(case=case, reason=reason, explanation=words, actor=actor())
        )
        faults = faults_of(case, LetterKind.EXTENSION, words)
        if faults:
            raise InvalidCommand(incomplete(faults))

    return _done_to_each("extend", law_form(ExtendForm(), (), request.form), law_form(ExtendForm(), ()), extend)


@views.post("/close")
@requires(Permission.WORK_CASE)
def close_them() -> Page:
    """Close those of the chosen requests for which what was asked for never came."""

    def close(form: CloseForm, work: UnitOfWork, case: CaseId) -> None:
        _require_open(case)
        command = CloseUnanswered(case=case, words=form.words.data, actor=actor())
        unanswered.close_unanswered(work, resources().clock, command)

    return _done_to_each("close", CloseForm(request.form), CloseForm(), close)


def _done_to_each(what: str, sent: Form, empty: Form, do: Callable[[Form, UnitOfWork, CaseId], None]) -> Page:
    """The page that asks, once; then each of the chosen by itself, and what came of it."""
    # A list says of each also whose it was, behind a tilde: this does not depend on that.
    chosen = tuple(CaseId(value.partition("~")[0]) for value in request.form.getlist("case"))
    references = open_references(reading(), chosen, actor())
    if not references:
        flash("Select at least one request.", "fault")
        return redirect(url_for("queue.show"))
    is_answer = "asked" in request.form
    if not is_answer or not sent.validate():
        shown = sent if is_answer else empty
        page = render_template("staff/chosen.html", what=what, form=shown, references=references, chosen=chosen)
        return (page, 400) if is_answer else page
    return _told(each_case(chosen, lambda work, case: do(sent, work, case)), _DID[what])


_DID = {"flag": "flagged", "extend": "extended", "close": "closed"}


def _told(came: EachDone, did: str) -> Response:
    came.tell(did)
    return redirect(url_for("queue.show"))


def _require_open(case: CaseId) -> None:
    """The door that stands before a page of one case, for a case that is one of several."""
    if case not in open_references(reading(), [case], actor()):
        raise NotAllowed("This case is open to those who work on it.")
