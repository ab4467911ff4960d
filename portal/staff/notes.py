"""The notes on a case."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.web.fields import TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import InvalidCommand
from requests_.ids import CaseId, new_id
from requests_.model.staff import Permission
from requests_.services import notes
from requests_.services.notes import LONGEST_NOTE, AddNote
from requests_.store.queries.notes import note_rows

views = Blueprint("notes", __name__, url_prefix="/case/<reference>/notes")


class NoteForm(PortalForm):
    """A note."""

    words = TextField(
        "Add a note",
        hint="Write what a colleague needs to know; @ and their name tells them of it. The person it is about may ask "
        "to read it.",
        needed="Write the note",
        rows=4,
        longest=LONGEST_NOTE,
    )


@views.get("")
@requires(Permission.SEE_CASE)
def show(reference: str) -> str:
    case = find(reference)
    if file_of(case).is_called:
        with resources().unit_of_work() as work:
            notes.read_notes(work, resources().clock, case=case, actor=actor())
            work.commit()
    return _page(case, NoteForm())


@views.post("")
@requires(Permission.WORK_CASE)
def add(reference: str) -> Response | tuple[str, int]:
    case, form = find(reference), NoteForm(request.form)
    if not form.validate():
        return _page(case, form), 400
    try:
        key = request.form.get("form", "")
        command = AddNote(case=case, words=form.words.data, actor=actor(), form=key)
        notes.add_note(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse("words", fault.public_message)
        return _page(case, form), 400
    flash("The note is kept.")
    return redirect(url_for(".show", reference=reference))


def _page(case: CaseId, form: NoteForm) -> str:
    return case_page("staff/case/notes.html", case, form=form, form_key=new_id(), notes=note_rows(reading(), case))
