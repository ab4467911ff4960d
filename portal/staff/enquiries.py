"""What others are asked for a case: a school, a partner, legal services; and what they say."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_enquiries import AnswerFollowsForm, EnquiryForm, enquiry_form
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import Conflict, InvalidCommand, NotFound
from requests_.ids import CaseId
from requests_.model.enquiries import AskTeam, LetAnswerFollow, Team, chases_of
from requests_.model.staff import Permission
from requests_.services import enquiries
from requests_.store.queries.enquiries import enquiry_lines

views = Blueprint("enquiries", __name__, url_prefix="/case/<reference>/teams")


@views.get("")
@requires(Permission.SEE_CASE)
def show(reference: str) -> str:
    case = find(reference)
    summary = file_of(case).summary
    return _page(case, enquiry_form(summary.subject, resources().clock.london_date(), summary.clock.due_on))


@views.post("")
@requires(Permission.WORK_CASE)
def ask(reference: str) -> Response | tuple[str, int]:
    case, form = find(reference), EnquiryForm(request.form)
    if not form.validate():
        return _page(case, form), 400
    command = AskTeam(
        case=case,
        team=Team(form.team.data),
        name=form.name.data,
        email=form.email.data,
        words=form.words.data,
        due_on=form.due_on.day,
        actor=actor(),
    )
    try:
        enquiries.ask_team(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse(str(fault.context.get("field", "words")), fault.public_message)
        return _page(case, form), 400
    return _done(reference, "They are asked by mail, and reminded if they do not answer.")


@views.post("/<enquiry>/end")
@requires(Permission.WORK_CASE)
def end(reference: str, enquiry: str) -> Response:
    enquiries.end_enquiry(unit_of_work(), resources().clock, find(reference), enquiry, actor())
    return _done(reference, "Their answer is not waited for any more, and their link opens nothing.")


@views.post("/<enquiry>/take-in")
@requires(Permission.WORK_CASE)
def take_in(reference: str, enquiry: str) -> Response:
    enquiries.take_in_answer(unit_of_work(), resources().clock, find(reference), enquiry, actor())
    return _done(reference, "What they sent is among the documents of the case.")


@views.get("/<enquiry>/follows")
@requires(Permission.WORK_CASE)
def ask_follows(reference: str, enquiry: str) -> str:
    return _follows_page(find(reference), enquiry, AnswerFollowsForm())


@views.post("/<enquiry>/follows")
@requires(Permission.WORK_CASE)
def let_follow(reference: str, enquiry: str) -> Response | tuple[str, int]:
    case, form = find(reference), AnswerFollowsForm(request.form)
    if not form.validate():
        return _follows_page(case, enquiry, form), 400
    command = LetAnswerFollow(case=case, enquiry=enquiry, because=form.because.data, actor=actor())
    enquiries.let_answer_follow(unit_of_work(), resources().clock, command)
    return _done(reference, "What they sent follows later, and the letter says so. The case waits for sign-off.")


def _follows_page(case: CaseId, enquiry: str, form: AnswerFollowsForm) -> str:
    rows = [row for row in enquiry_lines(reading(), case) if row.key == enquiry]
    if not rows:
        raise NotFound("There is no such enquiry.")
    if enquiry not in file_of(case).summary.case.unweighed_answers:
        raise Conflict("Nothing that they sent waits to be weighed.")
    return case_page("staff/case/answer_follows.html", case, form=form, row=rows[0])


def _page(case: CaseId, form: EnquiryForm) -> str:
    lines, due_on = enquiry_lines(reading(), case), file_of(case).summary.clock.due_on
    return case_page(
        "staff/case/teams.html",
        case,
        form=form,
        enquiries=lines,
        plans={line.key: chases_of(Team(line.team), line.due_on, due_on) for line in lines},
        today=resources().clock.london_date(),
    )


def _done(reference: str, says: str) -> Response:
    flash(says)
    return redirect(url_for(".show", reference=reference))
