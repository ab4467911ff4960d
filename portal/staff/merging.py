"""Entries of a case that are one person, and one entry that is two."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_merging import MergeForm, SplitForm, merge_form, split_form
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.web.body import takes
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import InvalidCommand, NotFound
from requests_.ids import CaseId
from requests_.model.merging import Entry, MergePeople, SplitPerson, UndoPeopleChange, do_differ, in_one_line, revealed
from requests_.model.people import PersonRole
from requests_.model.staff import Permission
from requests_.services import merging
from requests_.store.queries.merging import entries
from templates.filters import plural

views = Blueprint("merging", __name__, url_prefix="/case/<reference>/people")
MOST_NAMES = 1_000
Page = Response | str | tuple[str, int]


@views.get("/merge")
@requires(Permission.DECIDE_MARKS)
def ask_merge(reference: str) -> Page:
    """The form for the entries named in the address."""
    case = find(reference)
    known = _entries(case, request.args.getlist("person"))
    if len(known) < 2:
        flash("Select two or more people of the list who are the same person.")
        return redirect(url_for("review.people", reference=reference))
    return _merge_page(case, known, merge_form(known))


@views.post("/merge")
@requires(Permission.DECIDE_MARKS)
def merge(reference: str) -> Page:
    case = find(reference)
    known = _entries(case, request.form.getlist("person"))
    form = merge_form(known, request.form)
    if not form.validate():
        return _merge_page(case, known, form), 400
    command = MergePeople(
        case=case,
        keep=form.keep.data,
        others=tuple(entry.person.key for entry in known if entry.person.key != form.keep.data),
        decided_as=form.decided_as.data,
        is_understood=bool(form.is_understood.data),
        actor=actor(),
    )
    try:
        places = merging.merge_people(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse(_field(fault, form, "keep"), fault.public_message)
        return _merge_page(case, known, form), 400
    return _done(reference, f"They are one person now, named in {plural(places, 'place')}.")


@views.get("/<person>/split")
@requires(Permission.DECIDE_MARKS)
def ask_split(reference: str, person: str) -> Page:
    case = find(reference)
    entry = _entry(case, person)
    return _split_page(case, entry, split_form(entry))


@views.post("/<person>/split")
@requires(Permission.DECIDE_MARKS)
@takes(most_fields=MOST_NAMES)
def split(reference: str, person: str) -> Page:
    case = find(reference)
    entry = _entry(case, person)
    form = split_form(entry, request.form)
    if not form.validate():
        return _split_page(case, entry, form), 400
    command = SplitPerson(
        case=case,
        person=person,
        words=tuple(form.words.data),
        name=in_one_line(form.name.data),
        role=PersonRole(form.role.data),
        relation=form.relation.data,
        actor=actor(),
    )
    try:
        places = merging.split_person(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse(_field(fault, form, "words"), fault.public_message)
        return _split_page(case, entry, form), 400
    return _done(reference, f"They are two people now: {plural(places, 'place')} to decide about the new one.")


@views.post("/undo")
@requires(Permission.DECIDE_MARKS)
def undo(reference: str) -> Response:
    """Put back what was merged or split last."""
    command = UndoPeopleChange(case=find(reference), change=request.form.get("change", ""), actor=actor())
    merging.undo_people_change(unit_of_work(), resources().clock, command)
    return _done(reference, "Put back as it was before.")


def _entries(case: CaseId, people: list[str]) -> tuple[Entry, ...]:
    return entries(reading(), case, people, file_of(case).summary.case.other_people)


def _entry(case: CaseId, person: str) -> Entry:
    known = _entries(case, [person])
    if not known:
        raise NotFound("There is no such person in this case.")
    return known[0]


def _merge_page(case: CaseId, known: tuple[Entry, ...], form: MergeForm) -> str:
    return case_page(
        "staff/case/merge_people.html",
        case,
        form=form,
        entries=known,
        do_differ=do_differ(known),
        may_reveal=any(revealed(known, entry.person.key) for entry in known),
    )


def _split_page(case: CaseId, entry: Entry, form: SplitForm) -> str:
    return case_page("staff/case/split_person.html", case, form=form, person=entry.person)


def _field(fault: InvalidCommand, form: MergeForm | SplitForm, otherwise: str) -> str:
    field = str(fault.context.get("field", otherwise))
    return field if field in form else otherwise


def _done(reference: str, says: str) -> Response:
    flash(says)
    return redirect(url_for("review.people", reference=reference))
