"""Four eyes: submit, look at what will be disclosed, sign off or send back, release."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.concerns import concerns_of
from portal.staff.forms_sign_off import SendBackForm, SignOffForm, sign_off_form
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.staff.posting import told
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.ids import CaseId
from requests_.model.commands import CaseCommand, ReturnForReview
from requests_.model.events.base import DocumentOutcome
from requests_.model.exemptions import EXEMPTIONS
from requests_.model.looked_first import LookFirst
from requests_.model.places import gone_without
from requests_.model.staff import Permission
from requests_.services import disclosure, reviewing
from requests_.store.queries import second_look
from requests_.store.queries.going import going_counts
from requests_.store.queries.protected import readable_protected
from requests_.store.queries.review import DocumentRow, people_going

views = Blueprint("disclosure", __name__, url_prefix="/case/<reference>")


@views.post("/submit")
@requires(Permission.DECIDE_MARKS)
def submit(reference: str) -> Response:
    reviewing.submit_for_sign_off(unit_of_work(), resources().clock, _command(reference))
    return _done(reference, "Sent for sign-off. Somebody who took no part in the review must check it.")


@views.get("/sign-off")
@requires(Permission.SIGN_OFF)
def look(reference: str) -> str:
    return _page(find(reference))


def _page(case: CaseId, *, returned: SendBackForm | None = None, approval: SignOffForm | None = None) -> str:
    going, concerns = going_counts(reading(), case), concerns_of(case)
    sensitive = _sensitive(case)
    never, again = gone_without(file_of(case).summary.case, [row.key for row in file_of(case).sources])
    return case_page(
        "staff/case/sign_off.html",
        case,
        form=returned or SendBackForm(),
        approval=approval or sign_off_form(file_of(case), going, concerns, [one.title for one, _ in sensitive]),
        sensitive=sensitive,
        people=people_going(reading(), case),
        going=going,
        titles={row.key: row.title for row in file_of(case).sources},
        never=never,
        again=again,
        exemptions=EXEMPTIONS,
        differences=second_look.differences(reading(), case),
        concerns=concerns,
        protected=readable_protected(reading(), file_of(case).summary.case, partial(resources().file_bytes, case)),
        sample=second_look.sample_of_untouched(reading(), case, file_of(case).documents),
    )


@views.post("/sign-off")
@requires(Permission.SIGN_OFF)
def sign_off(reference: str) -> Response | tuple[str, int]:
    case = find(reference)
    titles = [one.title for one, _ in _sensitive(case)]
    form = sign_off_form(file_of(case), going_counts(reading(), case), concerns_of(case), titles, request.form)
    if not form.validate():
        return _page(case, approval=form), 400
    disclosure.sign_off(unit_of_work(), resources().clock, _command(reference))
    return _done(reference, "Signed off. The pack is being built and checked.")


def _sensitive(case: CaseId) -> tuple[tuple[DocumentRow, LookFirst], ...]:
    """What goes although the law may keep it back: somebody decided so, document by document."""
    included = [one for one in file_of(case).documents if one.outcome == DocumentOutcome.INCLUDE]
    return second_look.looked_at_first(reading(), case, included)


@views.post("/return")
@requires(Permission.SIGN_OFF)
def send_back(reference: str) -> Response | tuple[str, int]:
    case, form = find(reference), SendBackForm(request.form)
    if not form.validate():
        return _page(case, returned=form), 400
    command = ReturnForReview(case=case, changes=form.changes.data, actor=actor())
    disclosure.return_for_review(unit_of_work(), resources().clock, command)
    return _done(reference, "Sent back for review.")


@views.post("/reassemble")
@requires(Permission.WORK_CASE)
def reassemble(reference: str) -> Response:
    disclosure.reassemble(unit_of_work(), resources().clock, _command(reference))
    return _done(reference, "The pack is being built again.")


@views.post("/release")
@requires(Permission.RELEASE)
def release(reference: str) -> Response:
    disclosure.release(unit_of_work(), resources().clock, _command(reference))
    return _done(reference, told(find(reference), "Released. Whoever is to have it is told that they can collect it."))


def _command(reference: str) -> CaseCommand:
    return CaseCommand(case=find(reference), actor=actor())


def _done(reference: str, says: str) -> Response:
    flash(says)
    return redirect(url_for("case.show", reference=reference))
