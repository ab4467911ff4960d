"""Asking other people whether what is about them may be shown; their letters, and what came of it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_consents import AnswerForm, AskForm, ask_form
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.web.downloads import attachment
from portal.web.letter_page import as_page
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import Conflict, InvalidCommand, NotFound
from requests_.ids import CaseId
from requests_.model.consents import ADVICE, AskThirdParty, ConsentAnswer, RecordConsent, is_overdue
from requests_.model.correspondence import Audience
from requests_.model.staff import Permission
from requests_.services import consents
from requests_.store.queries.consents import ConsentRow, consent_rows
from requests_.store.queries.other_people import other_person

views = Blueprint("consents", __name__, url_prefix="/case/<reference>/agreement")
Page = Response | str | tuple[str, int]


@views.get("")
@requires(Permission.SEE_CASE)
def show(reference: str) -> str:
    case = find(reference)
    states, today = file_of(case).summary.case.consents, resources().clock.london_date()
    rows = [
        (row, state, ADVICE[state.answer], is_overdue(state, today))
        for row in consent_rows(reading(), case)
        for state in (states[row.key],)
    ]
    return case_page("staff/case/consents.html", case, rows=rows)


@views.get("/ask/<person>")
@requires(Permission.DECIDE_MARKS)
def ask(reference: str, person: str) -> str:
    case = find(reference)
    known = other_person(reading(), case, person)
    form = ask_form(known.name, next(iter(known.emails), ""), next(iter(known.addresses), ""))
    return case_page("staff/case/consent_ask.html", case, form=form, person=known)


@views.post("/ask/<person>")
@requires(Permission.DECIDE_MARKS)
def send(reference: str, person: str) -> Page:
    case, form = find(reference), AskForm(request.form)
    known = other_person(reading(), case, person)
    if not form.validate():
        return case_page("staff/case/consent_ask.html", case, form=form, person=known), 400
    command = AskThirdParty(
        case=case,
        person=person,
        to_name=form.to_name.data,
        email=form.email.data,
        address=form.address.data,
        audience=Audience(form.audience.data),
        about=form.about.data,
        answer_by=form.answer_by.day,
        actor=actor(),
    )
    try:
        consents.ask_third_party(unit_of_work(), resources().clock, command)
    except (InvalidCommand, Conflict) as fault:
        form.refuse(str(fault.context.get("field", "about")), fault.public_message)
        return case_page("staff/case/consent_ask.html", case, form=form, person=known), 400
    flash("They are asked now." if command.email.strip() else "The letter is being made: print it and post it.")
    return redirect(url_for(".show", reference=reference))


@views.get("/<consent>/answer")
@requires(Permission.WORK_CASE)
def ask_answer(reference: str, consent: str) -> str:
    case = find(reference)
    return case_page("staff/case/consent_answer.html", case, form=AnswerForm(), row=_row(case, consent))


@views.post("/<consent>/answer")
@requires(Permission.WORK_CASE)
def keep_answer(reference: str, consent: str) -> Page:
    case, form = find(reference), AnswerForm(request.form)
    row = _row(case, consent)
    if not form.validate():
        return case_page("staff/case/consent_answer.html", case, form=form, row=row), 400
    command = RecordConsent(
        case=case,
        consent=consent,
        answer=ConsentAnswer(form.answer.data),
        answered_on=form.answered_on.day,
        record=form.record.data,
        actor=actor(),
    )
    try:
        consents.record_consent(unit_of_work(), resources().clock, command)
    except (InvalidCommand, Conflict) as fault:
        form.refuse(str(fault.context.get("field", "answer")), fault.public_message)
        return case_page("staff/case/consent_answer.html", case, form=form, row=row), 400
    flash("The answer is kept. It decides nothing: decide what is shown on the page of people.")
    return redirect(url_for(".show", reference=reference))


@views.get("/<consent>/<any(request, reminder):letter>")
@requires(Permission.SEE_CASE)
def read(reference: str, consent: str, letter: str) -> Response:
    case = find(reference)
    return as_page(resources().file_bytes(case, _letter(case, consent, letter)[0]).decode())


@views.get("/<consent>/<any(request, reminder):letter>.pdf")
@requires(Permission.SEE_CASE)
def pdf(reference: str, consent: str, letter: str) -> Response:
    case = find(reference)
    content = resources().file_bytes(case, _letter(case, consent, letter)[1])
    return attachment(content, f"{_row(case, consent).reference} {letter}.pdf", "application/pdf")


def _row(case: CaseId, consent: str) -> ConsentRow:
    row = next((row for row in consent_rows(reading(), case) if row.key == consent), None)
    if row is None:
        raise NotFound("Nobody was asked this in this case.")
    return row


def _letter(case: CaseId, consent: str, wanted: str) -> tuple[str, str]:
    for name, page, made in _row(case, consent).letters:
        if name == wanted:
            return page, made
    raise NotFound("This letter is not made yet.")
