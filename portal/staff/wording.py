"""The words of the council's letters: read, changed, compared with the shipped ones, and taken back."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.staff.permissions import actor, requires
from portal.staff.seen import OUTDATED, is_outdated
from portal.staff.wording_check import differences, example_of, faults_of, page_in
from portal.web.fields import TextField
from portal.web.forms import PortalForm
from portal.web.letter_page import as_page
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import Conflict, InvalidCommand, NotFound
from requests_.model.correspondence import LETTERS
from requests_.model.letters.wording import ChangeWording, LetterType, ResetWording, letter_types
from requests_.model.staff import Permission
from requests_.services import wording
from requests_.services.wording import LONGEST_TEXT, LONGEST_TITLE
from requests_.store.queries.wording import newest_wordings, wording_history, wording_in_force
from templates.letter_wording import FIELDS
from templates.letter_writer import OwnWords

views = Blueprint("wording", __name__, url_prefix="/wording")
Page = Response | str | tuple[str, int]
LETTER = "/<kind>/<audience>/<regime>"


class WordingForm(PortalForm):
    """The words of a letter."""

    title = TextField("The title", needed="Write the title of the letter", longest=LONGEST_TITLE)
    text = TextField(
        "The text",
        hint="A blank line ends a paragraph. A line that begins with # is a heading, with - an entry of a list. "
        "Names in braces, such as {received_on}, stand for what differs from letter to letter.",
        needed="Write the text of the letter",
        rows=24,
        longest=LONGEST_TEXT,
    )


@views.get("")
@requires(Permission.EDIT_LETTERS)
def show() -> str:
    newest = newest_wordings(reading())
    rows = [(of, newest.get(of)) for of in letter_types()]
    return render_template("staff/wording.html", rows=rows)


@views.get(LETTER)
@requires(Permission.EDIT_LETTERS)
def edit(kind: str, audience: str, regime: str) -> str:
    of = _type(kind, audience, regime)
    return _page(of, _form(of))


@views.post(LETTER)
@requires(Permission.EDIT_LETTERS)
def save(kind: str, audience: str, regime: str) -> Page:
    of, form = _type(kind, audience, regime), WordingForm(request.form)
    if not form.validate():
        return _page(of, form), 400
    if _is_outdated(of):
        form.refuse("text", OUTDATED)
        return _page(of, form), 409
    command = ChangeWording(type=of, title=form.title.data, text=form.text.data, actor=actor())
    try:
        if request.form.get("as") == "page":
            return as_page(page_in(of, command.title, command.text))
        wording.change_wording(unit_of_work(), resources().clock, command, faults_of)
    except (InvalidCommand, Conflict) as fault:
        form.refuse(str(fault.context.get("field", "text")), fault.public_message)
        return _page(of, form), 400
    flash("The words are changed for every letter of this kind from now on. What was sent stays as it was.")
    return redirect(url_for(".edit", kind=kind, audience=audience, regime=regime))


@views.post(f"{LETTER}/shipped")
@requires(Permission.EDIT_LETTERS)
def reset(kind: str, audience: str, regime: str) -> Page:
    command = ResetWording(type=_type(kind, audience, regime), actor=actor())
    if _is_outdated(command.type):
        form = _form(command.type)
        form.refuse("text", OUTDATED)
        return _page(command.type, form), 409
    wording.reset_wording(unit_of_work(), resources().clock, command)
    flash("The shipped words are used again.")
    return redirect(url_for(".edit", kind=kind, audience=audience, regime=regime))


def _type(kind: str, audience: str, regime: str) -> LetterType:
    for of in letter_types():
        if (of.kind, of.audience, of.regime) == (kind, audience, regime):
            return of
    raise NotFound("There is no such letter.")


def _form(of: LetterType) -> WordingForm:
    own = wording_in_force(reading(), of)
    words = OwnWords(title=own.title, text=own.text) if own else resources().shipped_words(example_of(of))
    return WordingForm(data={"title": words.title, "text": words.text})


def _newest(of: LetterType) -> int:
    """The number of the newest version of a letter's words; 0 where they were never changed."""
    return next((version.number for version in wording_history(reading(), of, limit=1)), 0)


def _is_outdated(of: LetterType) -> bool:
    return is_outdated(_newest(of))


def _page(of: LetterType, form: WordingForm) -> str:
    shipped, names = resources().shipped_words(example_of(of)), resources().names_in_letter(example_of(of))
    return render_template(
        "staff/wording_edit.html",
        of=of,
        row=LETTERS[of.kind],
        form=form,
        facts=[name for name in names if name in FIELDS],
        passages=[name for name in names if name not in FIELDS],
        seen=_newest(of),
        history=wording_history(reading(), of),
        in_force=wording_in_force(reading(), of),
        differences=differences(f"{shipped.title}\n{shipped.text}", f"{form.title.data}\n{form.text.data}"),
    )
