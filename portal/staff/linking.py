"""Cases that belong to this one: linked, likely to be, or the same request come twice."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.concerns import concerns_of
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.staff.preflight import preflight
from portal.web.fields import RadioField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import Conflict, InvalidCommand, NotFound
from requests_.ids import CaseId
from requests_.model.case import Stage
from requests_.model.handling import LONGEST_REASON
from requests_.model.links import JoinDuplicate, LinkCases, LinkKind, UnlinkCases
from requests_.model.staff import Permission
from requests_.services import linking
from requests_.store.queries.links import has_hidden_duplicate, likely_links, linked_cases
from templates.labels import label

views = Blueprint("linking", __name__, url_prefix="/case/<reference>/linked")
_KINDS = (LinkKind.SAME_PERSON, LinkKind.SAME_FAMILY)


class LinkForm(PortalForm):
    """Which case belongs to this one, and why."""

    reference = TextField(
        "Its reference", needed="Enter the reference of the other request", longest=30, classes="govuk-input--width-20"
    )
    link = RadioField(
        "Why do they belong together?",
        choices=tuple((kind.value, label("link", kind)) for kind in _KINDS),
        needed="Select why they belong together",
    )


class UnlinkForm(PortalForm):
    """Why a link that carries a protection is taken away."""

    reason = TextField(
        "Why do they not belong together?",
        hint="A second person reads this before they agree. It is erased with the details of the request.",
        needed="Write why they do not belong together",
        rows=4,
        longest=LONGEST_REASON,
    )


@views.get("")
@requires(Permission.SEE_CASE)
def show(reference: str) -> str:
    return _page(find(reference), LinkForm())


@views.post("")
@requires(Permission.WORK_CASE)
def link(reference: str) -> Response | tuple[str, int]:
    case, form = find(reference), LinkForm(request.form)
    if not form.validate():
        return _page(case, form), 400
    command = LinkCases(case=case, reference=form.reference.data, link=LinkKind(form.link.data), actor=actor())
    try:
        linking.link_cases(unit_of_work(), resources().clock, command)
    except (NotFound, InvalidCommand, Conflict) as fault:
        form.refuse("reference", fault.public_message)
        return _page(case, form), 400
    return _done(reference, "The requests are linked, in the history of both.")


@views.post("/unlink")
@requires(Permission.WORK_CASE)
def unlink(reference: str) -> Response | str | tuple[str, int]:
    """Take a link away; where it carries a protection, ask first why."""
    case, form, other = find(reference), UnlinkForm(request.form), request.form.get("other", "")
    command = UnlinkCases(case=case, reference=other, reason=form.reason.data or "", actor=actor())
    try:
        waits = linking.unlink_cases(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        if fault.context.get("field") != "reason":
            raise
        is_answer = "asked" in request.form
        if is_answer:
            form.refuse("reason", fault.public_message)
        page = case_page("staff/case/unlink.html", case, form=form, other=other)
        return (page, 400) if is_answer else page
    says = "The link stays until a second person agrees." if waits else "The link is taken away, in both."
    return _done(reference, says)


@views.post("/join")
@requires(Permission.WORK_CASE)
def join(reference: str) -> Response:
    command = JoinDuplicate(case=find(reference), reference=request.form.get("other", ""), actor=actor())
    linking.join_duplicate(unit_of_work(), resources().clock, command)
    return _done(reference, "This request is closed into the earlier one, whose clock counts.")


def _page(case: CaseId, form: LinkForm) -> str:
    folded = file_of(case).summary.case
    linked = linked_cases(reading(), folded.links, actor())
    likely = likely_links(reading(), case, folded.links, actor())
    is_asked_first = folded.stage is Stage.ASSESSING
    return case_page(
        "staff/case/linked.html",
        case,
        form=form,
        linked=linked,
        likely=likely,
        has_hidden=has_hidden_duplicate(reading(), case, folded.links, actor()),
        preflight=preflight((*linked, *likely)) if is_asked_first else (),
        concerns=concerns_of(case) if is_asked_first else (),
    )


def _done(reference: str, says: str) -> Response:
    flash(says)
    return redirect(url_for(".show", reference=reference))
