"""One letter asks for two things, or about two children: a part becomes a request of its own, with its day."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import find
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.errors import Conflict
from requests_.ids import CaseId, new_id
from requests_.model.staff import Permission
from requests_.services import logged_drafts
from requests_.services.logged_drafts import BeginDraft
from requests_.store.queries.case_file import CaseFile

views = Blueprint("splitting", __name__, url_prefix="/case/<reference>/split")


@views.post("")
@requires(Permission.WORK_CASE)
def split(reference: str) -> Response:
    """Begin to log the other part, with everything that both have in common filled in."""
    case, part = find(reference), CaseId(new_id())
    file = file_of(case)
    sha256 = resources().keep_file(part, resources().file_bytes(case, file.original.sha256)) if file.original else ""
    command = BeginDraft(
        case=part,
        actor=actor(),
        answers=_in_common(file),
        sha256=sha256,
        file_name=file.original.file_name if file.original else "",
    )
    logged_drafts.begin_draft(unit_of_work(), resources().clock, command)
    return redirect(url_for("logging.ask", key=part))


def _in_common(file: CaseFile) -> dict[str, str]:
    """What the request of a case says of itself, as the form to log one asks for it."""
    summary, received = file.summary, file.timeline[-1].payload
    subject, requester = summary.subject, summary.requester
    if subject is None or requester is None:
        raise Conflict("The details of this request are no longer held: nothing can be split off.")
    born = subject.date_of_birth
    return {
        "split_from": summary.reference,
        "channel": str(received["channel"]),
        "received_on": summary.case.received_on.isoformat(),
        "wording": summary.wording,
        "given_name": subject.given_name,
        "family_name": subject.family_name,
        "date_of_birth": born.isoformat() if born else "",
        "school": subject.school,
        "upn": subject.upn,
        "capacity": str(summary.case.capacity),
        "requester_name": requester.name,
        "relation": requester.relation,
        "email": requester.email,
        "phone": requester.phone,
        "address": requester.address,
    }
