"""What waits for a second person: what it will do, the letter as it will leave, and agreeing to it or stopping it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.concerns import concerns_of
from portal.staff.forms_review import LONGEST_RECORD
from portal.staff.letter_pages import as_it_will_be, changed_since, prints_of
from portal.staff.lifting import lifting_of
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.staff.posting import told
from portal.staff.timeline_words import actor_words, step_words
from portal.web.fields import TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import Conflict
from requests_.ids import CaseId
from requests_.model.correspondence import LetterKind
from requests_.model.events.agreeing import SecondPersonAsked
from requests_.model.events.answering import RequestRefused
from requests_.model.events.linking import CasesUnlinked
from requests_.model.second_persons import AgreeToStep, DeclineStep, Proposal
from requests_.model.staff import Permission
from requests_.services import second_persons
from requests_.store.queries.letters import letter_lines
from templates.letter_text import Block

views = Blueprint("second_persons", __name__, url_prefix="/case/<reference>/second-person")


class StopForm(PortalForm):
    """Why the step is not to be taken."""

    reason = TextField(
        "Why is it not to be done?",
        hint="Whoever prepared it reads this in the history. It is erased with the details of the request.",
        needed="Write why it is not to be done: whoever prepared it reads this",
        rows=3,
        longest=LONGEST_RECORD,
    )


@views.get("")
@requires(Permission.WORK_CASE)
def show(reference: str) -> str:
    return _page(find(reference), StopForm())


@views.post("/agree")
@requires(Permission.SIGN_OFF)
def agree(reference: str) -> Response | tuple[str, int]:
    """Let the step be taken, with the letter that was read: one that changed since is shown before anybody agrees."""
    case, shown = find(reference), request.form.get("shown", "")
    proposal = file_of(case).summary.case.proposal
    letter = [] if proposal is None else _letter(case, proposal)
    if prints_of(letter) != shown:
        return _page(case, StopForm(), changed=changed_since(letter, shown) or ["A paragraph is left out."]), 409
    is_taken = second_persons.agree_to_step(unit_of_work(), resources().clock, AgreeToStep(case=case, actor=actor()))
    flash(told(case, "Agreed, and done.") if is_taken else "Agreed. Another person has to agree too.")
    return redirect(url_for("case.show", reference=reference))


@views.post("/stop")
@requires(Permission.WORK_CASE)
def stop(reference: str) -> Response | tuple[str, int]:
    case, form = find(reference), StopForm(request.form)
    if not form.validate():
        return _page(case, form), 400
    command = DeclineStep(case=case, reason=form.reason.data, actor=actor())
    second_persons.decline_step(unit_of_work(), resources().clock, command)
    flash("Stopped. Nothing was done or sent.")
    return redirect(url_for("case.show", reference=reference))


def _page(case: CaseId, form: StopForm, *, changed: Sequence[str] = ()) -> str:
    proposal = file_of(case).summary.case.proposal
    if proposal is None:
        raise Conflict("Nothing in this request waits for a second person.")
    file = file_of(case)
    weighed = [file.records[key] for key in _records(proposal) if file.records.get(key)]
    asked = next(row for row in file.timeline if row.kind == SecondPersonAsked.kind)
    lifting = lifting_of(case, proposal)
    letter = _letter(case, proposal)
    unlinks = [effect.reference for effect in proposal.effects if isinstance(effect, CasesUnlinked)]
    return case_page(
        "staff/case/second_person.html",
        case,
        form=form,
        proposal=proposal,
        says=step_words(proposal.step, proposal.message_kind),
        prepared_by=actor_words(asked),
        prepared_at=asked.at,
        lifting=lifting,
        unlinks=unlinks,
        concerns=concerns_of(case) if lifting or unlinks else (),
        weighed=weighed,
        letter=letter,
        shown=prints_of(letter),
        changed=changed,
    )


def _records(proposal: Proposal) -> tuple[str, ...]:
    """What was written down for the step, wherever its events name it."""
    refusals = (effect.record for effect in proposal.effects if isinstance(effect, RequestRefused))
    return (proposal.record, *refusals)


def _letter(case: CaseId, proposal: Proposal) -> list[Block]:
    if not proposal.message:
        return []
    [line] = [line for line in letter_lines(reading(), case) if line.message == proposal.message]
    return as_it_will_be(case, LetterKind(proposal.message_kind), line.words, message=proposal.message)
