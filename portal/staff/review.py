"""Review: by person over the whole bundle, by document and page, by words, by whole document."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.staff.case_context import case_page, find
from portal.staff.forms_review import MarksForm, PasswordForm, WordsForm, words_form
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.staff.review_page import case_exemptions, document_form, part_form_of, review_page
from portal.web.body import takes
from portal.web.downloads import attachment
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import InvalidCommand, NotFound
from requests_.ids import CaseId, DocumentId, MarkId
from requests_.model.commands import CaseCommand
from requests_.model.events.base import DocumentOutcome
from requests_.model.other_people import NOBODY, OWN_ROLES
from requests_.model.review_commands import DecideDocument, DecideMarks, WithholdPart, WithholdWords
from requests_.model.search_commands import AttachRetrieved
from requests_.model.staff import Permission
from requests_.services import leaving_out, reviewing, searching, withholding
from requests_.store.queries import second_look
from requests_.store.queries.review import document_row, everyone, mark_rows
from templates.filters import plural

views = Blueprint("review", __name__, url_prefix="/case/<reference>")
MOST_MARKS_A_PAGE = 5_000
_PART_FIELDS = {"reason": "part_reason", "record": "part_record"}
Page = AnyResponse | str | tuple[str, int]


@views.get("/people")
@requires(Permission.SEE_CASE)
def people(reference: str) -> str:
    case = find(reference)
    return _people_page(case, words_form(case_exemptions(case)))


@views.post("/words")
@requires(Permission.DECIDE_MARKS)
def withhold_words(reference: str) -> Page:
    case = find(reference)
    form = words_form(case_exemptions(case), request.form)
    if not form.validate():
        return _people_page(case, form), 400
    command = WithholdWords(
        case=case, words=form.words.data, reason=form.reason.data, record=form.record.data, actor=actor()
    )
    try:
        found = withholding.withhold_words(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse(str(fault.context.get("field", "words")), fault.public_message)
        return _people_page(case, form), 400
    flash(f"Withheld in {found} {'place' if found == 1 else 'places'}.")
    return redirect(url_for(".people", reference=reference))


@views.get("/documents")
@requires(Permission.SEE_CASE)
def documents(reference: str) -> str:
    case = find(reference)
    open_ones = [one for one in file_of(case).documents if one.outcome is None]
    asks = {one.key: reason for one, reason in second_look.looked_at_first(reading(), case, open_ones)}
    return case_page("staff/case/documents.html", case, asks=asks)


@views.post("/documents/outside")
@requires(Permission.DECIDE_MARKS)
def leave_out(reference: str) -> AnyResponse:
    """Leave out everything that lies outside what was asked for, or put all of it back."""
    command = CaseCommand(case=find(reference), actor=actor())
    if request.form.get("do") == "put_back":
        count = leaving_out.put_back(unit_of_work(), resources().clock, command)
        flash(f"Put back: {plural(count, 'document')}.")
    else:
        count = leaving_out.leave_out(unit_of_work(), resources().clock, command)
        by_hand = "" if count else " What is still outside, somebody has decided by hand."
        flash(f"Left out, each with its reason: {plural(count, 'document')}.{by_hand}")
    return redirect(url_for(".documents", reference=reference))


@views.get("/documents/<document>")
@requires(Permission.SEE_CASE)
def show(reference: str, document: str) -> str:
    return review_page(find(reference), DocumentId(document), request.args.get("part", "0"))


@views.post("/documents/<document>/marks")
@requires(Permission.DECIDE_MARKS)
@takes(most_fields=MOST_MARKS_A_PAGE)
def decide_marks(reference: str, document: str) -> Page:
    case, form = find(reference), MarksForm(request.form)
    known = mark_rows(reading(), case, DocumentId(document))
    part = request.form.get("part", "0")
    if request.form.get("decision") == "proposed":
        chosen = [mark for mark in known if str(mark.unit) == part and _is_proposed(mark.decision, mark.disposition)]
    else:
        asked = set(request.form.getlist("mark"))
        chosen = [mark for mark in known if mark.key in asked]
    keys = tuple(MarkId(mark.key) for mark in chosen)
    withhold = request.form.get("decision") == "proposed" or _withhold()
    command = DecideMarks(case=case, marks=keys, withhold=withhold, record=form.record.data or "", actor=actor())
    try:
        decided = reviewing.decide_marks(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse("record", fault.public_message)
        return review_page(case, DocumentId(document), part, failed=form, chosen=frozenset(keys)), 400
    flash(f"{decided} {'mark' if decided == 1 else 'marks'} {'withheld' if withhold else 'shown'}.")
    return redirect(url_for(".show", reference=reference, document=document, part=part))


@views.post("/documents/<document>/password")
@requires(Permission.WORK_CASE)
def unlock(reference: str, document: str) -> Page:
    """Put a copy without its lock in the place of a locked file; the password goes no further than this."""
    case, key = find(reference), DocumentId(document)
    row, form = document_row(reading(), case, key), PasswordForm(request.form)
    if not form.validate():
        return review_page(case, key, "0", failed=form), 400
    name = row.file_name or row.title
    try:
        opened = resources().unlock_file(case, row.sha256, name, form.file_password.data)
        command = AttachRetrieved(
            case=case, document=key, sha256=opened, file_name=name, media_type=row.media_type, actor=actor()
        )
        searching.attach_retrieved(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse("file_password", fault.public_message)
        return review_page(case, key, "0", failed=form), 400
    flash("The file is open and will be read.")
    return redirect(url_for(".show", reference=reference, document=document))


@views.post("/documents/<document>/part")
@requires(Permission.DECIDE_MARKS)
def withhold_part(reference: str, document: str) -> Page:
    case, key = find(reference), DocumentId(document)
    part = request.form.get("part", "0")
    form = part_form_of(case, document_row(reading(), case, key), request.form)
    if not form.validate():
        return review_page(case, key, part, failed=form), 400
    command = WithholdPart(
        case=case,
        document=key,
        unit=int(part) if part.isascii() and part.isdigit() and len(part) < 6 else -1,
        passage=(form.passage.data or "") if form.extent.data == "passage" else "",
        reason=form.part_reason.data,
        record=form.part_record.data or "",
        actor=actor(),
    )
    try:
        found = withholding.withhold_part(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        field = str(fault.context.get("field", "passage"))
        form.refuse(_PART_FIELDS.get(field, field), fault.public_message)
        return review_page(case, key, part, failed=form), 400
    flash(f"Withheld here in {plural(found, 'place')}.")
    return redirect(url_for(".show", reference=reference, document=document, part=part))


@views.post("/documents/<document>/outcome")
@requires(Permission.DECIDE_MARKS)
def decide_document(reference: str, document: str) -> Page:
    case, key = find(reference), DocumentId(document)
    form = document_form(case, document_row(reading(), case, key), request.form)
    if not form.validate():
        return review_page(case, key, "0", failed=form), 400
    outcome = DocumentOutcome(form.outcome.data)
    command = DecideDocument(
        case=case,
        document=key,
        outcome=outcome,
        reason=form.reason.data,
        record=form.record.data,
        actor=actor(),
    )
    try:
        reviewing.decide_document(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse(str(fault.context.get("field", "outcome")), fault.public_message)
        return review_page(case, key, "0", failed=form), 400
    flash("The document is decided.")
    return redirect(url_for(".show", reference=reference, document=document))


@views.get("/documents/<document>/pages/<int:page>.png")
@requires(Permission.SEE_CASE)
def page_image(reference: str, document: str, page: int) -> Response:
    case = find(reference)
    row = document_row(reading(), case, DocumentId(document))
    picture = resources().page_image(case, row.read_sha256, page) if row.read_sha256 else None
    if picture is None:
        abort(404)
    return Response(picture.png, mimetype="image/png")


@views.get("/documents/<document>/preview/<int:page>.pdf")
@requires(Permission.SEE_CASE)
def preview(reference: str, document: str, page: int) -> AnyResponse:
    made = resources().preview(find(reference), DocumentId(document), page)
    return attachment(made, f"preview-{page + 1}.pdf", "application/pdf")


@views.get("/documents/<document>/file")
@requires(Permission.SEE_CASE)
def original(reference: str, document: str) -> AnyResponse:
    case = find(reference)
    row = document_row(reading(), case, DocumentId(document))
    sha256 = row.first_sha256 if request.args.get("as") == "first" else row.sha256
    if not sha256:
        raise NotFound("This document is on paper: there is no file.")
    return attachment(resources().file_bytes(case, sha256), row.file_name or row.title, "application/octet-stream")


def _withhold() -> bool:
    decision = request.form.get("decision")
    if decision not in ("withhold", "disclose"):
        raise InvalidCommand("Choose whether to withhold or to show.")
    return decision == "withhold"


def _is_proposed(decision: str | None, disposition: str) -> bool:
    return decision is None and disposition == "withhold"


def _people_page(case: CaseId, form: WordsForm) -> str:
    people, unnamed = everyone(reading(), case)
    return case_page(
        "staff/case/people.html",
        case,
        people=people,
        unnamed=unnamed,
        recorded=file_of(case).summary.case.other_people,
        nobody=NOBODY,
        own_roles=OWN_ROLES,
        words=form,
        exemptions=case_exemptions(case),
    )
