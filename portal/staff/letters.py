"""The letters of a case: those that were sent, those that wait, and writing one in the council's own words."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_letters import RewriteForm, WriteForm
from portal.staff.letter_pages import as_word, checked, form_for, incomplete, kind_of, own_words, page_of, result_of
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.web.downloads import attachment
from portal.web.letter_page import as_page
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import InvalidCommand, NotAllowed, NotFound
from requests_.ids import CaseId
from requests_.model.correspondence import LETTERS, Audience, LetterKind, PrintSize
from requests_.model.letters.actions import LETTER_ACTIONS
from requests_.model.letters.check import required
from requests_.model.letters.commands import RewriteLetter
from requests_.model.letters.draft import kinds_for
from requests_.model.staff import Permission, Role
from requests_.services import correspondence
from requests_.store.queries.case_page import unfinished_work
from requests_.store.queries.letters import LetterLine, letter_lines, sent_letter

views = Blueprint("letters", __name__, url_prefix="/case/<reference>/letters")
Page = Response | str | tuple[str, int]


@views.get("")
@requires(Permission.SEE_CASE)
def show(reference: str) -> str:
    return _overview(find(reference))


@views.get("/sent/<message>")
@requires(Permission.SEE_CASE)
def read(reference: str, message: str) -> Response:
    case = find(reference)
    letter = sent_letter(reading(), case, message)
    return as_page(resources().file_bytes(case, letter.page_sha256).decode())


@views.get("/sent/<message>/<any(standard, large):size>.pdf")
@requires(Permission.SEE_CASE)
def pdf(reference: str, message: str, size: str) -> Response:
    case = find(reference)
    letter = sent_letter(reading(), case, message)
    digest = letter.large_pdf_sha256 if PrintSize(size) is PrintSize.LARGE else letter.pdf_sha256
    name = f"{reference} {letter.kind.replace('_', ' ')} {size}.pdf"
    return attachment(resources().file_bytes(case, digest), name, "application/pdf")


@views.get("/sent/<message>/<any(standard, large):size>.docx")
@requires(Permission.SEE_CASE)
def word(reference: str, message: str, size: str) -> Response:
    case = find(reference)
    letter = sent_letter(reading(), case, message)
    page = resources().file_bytes(case, letter.page_sha256).decode()
    return as_word(page, reference, letter.kind, PrintSize(size))


@views.get("/waiting/<message>")
@requires(Permission.WORK_CASE)
def rewrite_form(reference: str, message: str) -> str:
    case = find(reference)
    return _rewrite_page(case, message, RewriteForm(data={"words": _waiting(case, message).words}))


@views.post("/waiting/<message>")
@requires(Permission.WORK_CASE)
def rewrite(reference: str, message: str) -> Page:
    case, form = find(reference), RewriteForm(request.form)
    if not form.validate():
        return _rewrite_page(case, message, form), 400
    command = RewriteLetter(case=case, message=message, words=form.words.data, actor=actor())
    try:
        correspondence.rewrite_letter(unit_of_work(), command)
    except InvalidCommand as fault:
        form.refuse("words", fault.public_message)
        return _rewrite_page(case, message, form), 400
    flash("The words are changed. Start the sending again.")
    return redirect(url_for("letters.show", reference=reference))


@views.get("/write/<kind>")
@requires(Permission.SEE_CASE)
def write(reference: str, kind: str) -> str:
    case = find(reference)
    return write_page(case, kind_of(kind), form_for(case, kind_of(kind)))


@views.get("/write/<kind>/<any(adult, young):audience>/<any(standard, large):size>")
@requires(Permission.SEE_CASE)
def look(reference: str, kind: str, audience: str, size: str) -> Response:
    """The letter with places to write in, as it stands in the case now."""
    letter = own_words(find(reference), kind_of(kind), Audience(audience))
    return as_page(page_of(letter, PrintSize(size)))


@views.get("/write/<kind>/<any(adult, young):audience>/<any(standard, large):size>.docx")
@requires(Permission.SEE_CASE)
def look_in_word(reference: str, kind: str, audience: str, size: str) -> Response:
    letter = own_words(find(reference), kind_of(kind), Audience(audience))
    return as_word(page_of(letter), reference, letter.kind, PrintSize(size))


@views.post("/write/<kind>")
@requires(Permission.WORK_CASE)
def make(reference: str, kind: str) -> Page:
    case, wanted = find(reference), kind_of(kind)
    form = form_for(case, wanted, request.form)
    if LETTERS[wanted].officer_only and Role.DATA_PROTECTION_OFFICER not in actor().roles:
        raise NotAllowed("Only the Data Protection Officer decides to send this letter.")
    if not form.validate():
        return write_page(case, wanted, form), 400
    try:
        audience, reasons = Audience(form.audience.data), tuple(form.reasons.data)
        letter = own_words(case, wanted, audience, form.words.data, reasons=reasons, result=result_of(form))
        faults = checked(case, letter)
    except InvalidCommand as fault:
        form.refuse("words", fault.public_message)
        return write_page(case, wanted, form), 400
    if faults:
        form.refuse("words", incomplete(faults))
        return write_page(case, wanted, form), 400
    size = PrintSize(form.size.data)
    if request.form.get("as") == "word":
        return as_word(page_of(letter), reference, wanted, size)
    return as_page(page_of(letter, size))


def _overview(case: CaseId) -> str:
    summary = file_of(case).summary
    lines = letter_lines(reading(), case)
    return case_page(
        "staff/case/letters.html",
        case,
        sent=[line for line in lines if line.kept is not None and line.sent_at is not None],
        waiting=[line for line in lines if line.sent_at is None],
        reasons=_reasons(case),
        kinds=[(kind, LETTERS[kind]) for kind in kinds_for(summary.case.right, summary.case.regime)],
        has_details=summary.subject is not None,
    )


def _reasons(case: CaseId) -> list[str]:
    """Why letters of the case could not be sent."""
    return [row.reason for row in unfinished_work(reading(), case) if row.job == "send_message" and row.reason]


def _waiting(case: CaseId, message: str) -> LetterLine:
    for line in letter_lines(reading(), case):
        if line.message == message and line.sent_at is None and line.words:
            return line
    raise NotFound("There is no such letter waiting in this case.")


def _rewrite_page(case: CaseId, message: str, form: RewriteForm) -> str:
    line = _waiting(case, message)
    return case_page("staff/case/rewrite_letter.html", case, line=line, reasons=_reasons(case), form=form)


def write_page(case: CaseId, kind: LetterKind, form: WriteForm) -> str:
    """The page on which a letter is written, read, taken away or sent."""
    regime = file_of(case).summary.case.regime
    row = LETTERS[kind]
    context: dict[str, Any] = {
        "kind": kind,
        "row": row,
        "citation": row.citations[regime],
        "contents": required(kind, regime, resources().clock.london_date()),
        "variants": [(audience, size) for audience in row.audiences for size in PrintSize],
        "form": form,
        "sending": LETTER_ACTIONS[kind],
    }
    return case_page("staff/case/write_letter.html", case, **context)
