"""Deciding about other people over the whole bundle, and the record that the law wants of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_people import Choices, ShowForm, WithholdForm, show_form, withhold_form
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.staff.review_page import case_exemptions
from portal.web.body import takes
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import InvalidCommand, NotFound
from requests_.ids import CaseId
from requests_.model.consents import ADVICE, ConsentState, factor_words, newest_for
from requests_.model.contact_details import ONE_BY_ONE, contact_values
from requests_.model.other_people import FACTOR_QUESTIONS, NOBODY, OWN_ROLES, ShowGround
from requests_.model.review_commands import DecidePerson
from requests_.model.staff import Permission
from requests_.services import reviewing
from requests_.store.queries.concerns import protects_address
from requests_.store.queries.review import PersonRow, contact_marks, people_rows
from templates.filters import plural, shortened

views = Blueprint("people", __name__, url_prefix="/case/<reference>/people")
MOST_PEOPLE = 1_000
Form = ShowForm | WithholdForm
Page = Response | str | tuple[str, int]


@views.get("/<any(show, withhold):decision>")
@requires(Permission.DECIDE_MARKS)
def ask(reference: str, decision: str) -> str:
    """The form for the people named in the address, or (`all`) for everybody for whom this is proposed."""
    case = find(reference)
    return _page(case, decision, _form(case, decision, None))


@views.post("/<any(show, withhold):decision>")
@requires(Permission.DECIDE_MARKS)
@takes(most_fields=MOST_PEOPLE)
def answer(reference: str, decision: str) -> Page:
    case = find(reference)
    form = _form(case, decision, request.form)
    if not form.validate():
        return _page(case, decision, form), 400
    decided = 0
    try:
        for person in form.person.data:
            decided += reviewing.decide_person(unit_of_work(), resources().clock, _command(case, person, form))
    except InvalidCommand as fault:
        # Nothing is kept of an answer that is refused for one of several people: a 400 rolls back.
        form.refuse(str(fault.context.get("field", "person")), fault.public_message)
        return _page(case, decision, form), 400
    flash(f"{plural(decided, 'mark')} {'shown' if decision == 'show' else 'withheld'}.")
    return redirect(url_for("review.people", reference=reference))


def _command(case: CaseId, person: str, form: Form) -> DecidePerson:
    known = "" if person == NOBODY else person
    if isinstance(form, WithholdForm):
        return DecidePerson(
            case=case, person=known, withhold=True, record=form.record.data, reason=form.reason.data, actor=actor()
        )
    return DecidePerson(
        case=case,
        person=known,
        withhold=False,
        ground=ShowGround(form.ground.data),
        factors=form.factors,
        record=form.record.data,
        seen=_seen(case, form),
        actor=actor(),
    )


def _proposed(case: CaseId, decision: str) -> list[str]:
    recorded = file_of(case).summary.case.other_people
    return [
        _key(row)
        for row in people_rows(reading(), case)
        if (row.disposition == "withhold" and row.open_marks if decision == "withhold" else _is_shown_worker(row))
        and _key(row) not in recorded
    ]


def _is_shown_worker(row: PersonRow) -> bool:
    return row.disposition == "disclose" and row.role not in OWN_ROLES


def _key(row: PersonRow) -> str:
    return row.person or NOBODY


def _form(case: CaseId, decision: str, sent: object) -> Form:
    chosen = request.args.getlist("person") or _proposed(case, decision)
    people = tuple((_key(row), _name(row)) for row in people_rows(reading(), case) if _key(row) in chosen)
    if not people:
        raise NotFound("Nobody in this case waits for this.")
    if decision == "withhold":
        return withhold_form(people, case_exemptions(case), sent, chosen, **_first_words(case, people))
    return show_form(people, sent, chosen, **_first_words(case, people))


def _name(row: PersonRow) -> str:
    if row.name:
        return f"{row.name}, {row.relation}" if row.relation else row.name
    about = "Somebody not listed" if row.person else "Numbers and addresses that point to nobody known"
    return f"{about}, such as “{shortened(row.example, 40)}”"


def _page(case: CaseId, decision: str, form: Form) -> str:
    listed = _listed(case, form)
    return case_page(
        f"staff/case/{decision}_people.html",
        case,
        form=form,
        factors=tuple(FACTOR_QUESTIONS),
        advice=[(name, state, ADVICE[state.answer]) for name, state in _asked(case, form.person.choices)],
        steps_of=factor_words,
        own=_own(case, form),
        listed=sorted(listed.items()),
        listed_digest=_digest(listed),
        one_by_one=ONE_BY_ONE if listed and protects_address(reading(), file_of(case).summary.case) else "",
    )


def _own(case: CaseId, form: Form) -> list[str]:
    """Those of the people whose own information it is: the data subject and the requester."""
    people = {key for key, *_ in form.person.choices}
    return [row.name for row in people_rows(reading(), case) if row.person in people and row.role in OWN_ROLES]


def _listed(case: CaseId, form: Form) -> Counter[tuple[str, str]]:
    """Where the people of the form can be reached, as the page lists it."""
    people = {"" if key == NOBODY else key for key, *_ in form.person.choices}
    return contact_values(contact_marks(reading(), case, people))


def _seen(case: CaseId, form: Form) -> frozenset[tuple[str, str]]:
    """What the page listed that this answer came from; nothing where the list is another by now."""
    listed = _listed(case, form)
    return frozenset(listed) if request.form.get("listed") == _digest(listed) else frozenset()


def _digest(listed: Counter[tuple[str, str]]) -> str:
    return sha256(repr(sorted(listed)).encode()).hexdigest()


def _asked(case: CaseId, people: Iterable[tuple[str, ...]]) -> list[tuple[str, ConsentState]]:
    """Those of the people who were asked for their agreement, and how far that has come."""
    consents = file_of(case).summary.case.consents
    return [(name, state) for key, name, *_ in people if (state := newest_for(consents, key)) is not None]


def _first_words(case: CaseId, people: Choices) -> dict[str, str]:
    """What asking tells of the five factors, where the form is about one person: for somebody to check and change."""
    asked = _asked(case, people)
    if len(people) != 1 or not asked or asked[0][1].answer is None:
        return {}
    state = asked[0][1]
    ground = ADVICE[state.answer].ground if state.answer else None
    words = factor_words(state)
    return {**words, "record": words["steps_for_consent"], **({"ground": ground.value} if ground else {})}
