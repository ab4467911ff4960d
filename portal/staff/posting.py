"""Letters on paper: printing one, recording that it was posted or handed over, taking it back."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.web.date_field import DateField
from portal.web.fields import RadioField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.errors import InvalidCommand, NotFound
from requests_.ids import CaseId
from requests_.model.events.base import SentBy
from requests_.model.staff import Permission
from requests_.model.waiting_letters import RecordPosted, WaitingLetter, WithdrawLetter
from requests_.services import posting

views = Blueprint("posting", __name__, url_prefix="/case/<reference>/letters/to-post/<message>")
Page = Response | str | tuple[str, int]
ON_PAPER = (
    "The requester has no email address: print the letter and post it, or hand it over. Nothing counts as told before "
    "you record that day."
)


class PostedForm(PortalForm):
    """How a letter on paper left, and when."""

    sent_by = RadioField(
        "How did it leave?",
        choices=((SentBy.POST.value, "It was posted"), (SentBy.HAND.value, "It was handed over, or collected")),
        needed="Select how it left",
    )
    posted_on = DateField(
        "When was it posted or handed over?",
        hint="The day it left the council: the clock goes by it",
        needed="Enter the day it was posted or handed over",
        latest=lambda: resources().clock.london_date(),
    )


@views.get("")
@requires(Permission.SEE_CASE)
def show(reference: str, message: str) -> str:
    return _page(find(reference), message, PostedForm())


@views.post("")
@requires(Permission.WORK_CASE)
def record(reference: str, message: str) -> Page:
    case, form = find(reference), PostedForm(request.form)
    if not form.validate():
        return _page(case, message, form), 400
    command = RecordPosted(
        case=case,
        message=message,
        posted_on=form.posted_on.day,
        sent_by=SentBy(form.sent_by.data),
        actor=actor(),
    )
    try:
        posting.record_posted(unit_of_work(), resources().clock, command)
    except InvalidCommand as fault:
        form.refuse(str(fault.context.get("field", "posted_on")), fault.public_message)
        return _page(case, message, form), 400
    flash("Recorded. The requester was told on that day.")
    return redirect(url_for("case.show", reference=reference))


@views.post("/withdraw")
@requires(Permission.WORK_CASE)
def withdraw(reference: str, message: str) -> Response:
    command = WithdrawLetter(case=find(reference), message=message, actor=actor())
    posting.withdraw_letter(unit_of_work(), resources().clock, command)
    flash("Withdrawn. The requester is told nothing, and the case stands as before the letter was written.")
    return redirect(url_for("case.show", reference=reference))


def told(case: CaseId, says: str) -> str:
    """What a page says once a letter was ordered: that it is sent, or, where there is no address, that it waits."""
    requester = file_of(case).summary.requester
    return says if requester is None or requester.email.strip() else f"The letter is written. {ON_PAPER}"


def _page(case: CaseId, message: str, form: PostedForm) -> str:
    letter = _waiting(case, message)
    return case_page("staff/case/post_letter.html", case, form=form, letter=letter)


def _waiting(case: CaseId, message: str) -> WaitingLetter:
    letters = file_of(case).summary.case.to_post
    found = next((letter for letter in letters if letter.message == message), None)
    if found is None:
        raise NotFound("This letter does not wait to be posted: it was posted, or withdrawn.")
    return found
