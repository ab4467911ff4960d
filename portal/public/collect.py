"""The requester's own page: how the request stands, and the pack when it is ready. Looking changes nothing."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, jsonify, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.public import visit
from portal.public.progress import file_words, happens_next, heading, letter_name, milestones
from portal.web.downloads import attachment
from portal.web.resources import resources
from portal.web.sentences import tell
from portal.web.transaction import unit_of_work
from requests_.deadlines.explanation import explain
from requests_.errors import NotAllowed
from requests_.model.addressee import CopyGoesTo
from requests_.model.case import Stage
from requests_.model.commands import CaseCommand
from requests_.model.desk import ENDED
from requests_.model.staff import Actor, ActorKind
from requests_.services import disclosure
from requests_.store.queries.api_cases import case_status
from requests_.store.queries.sent_files import files_sent
from requests_.store.queries.tracking import letters_to, notes_of, tracked_case

views = Blueprint("collect", __name__)
# The day that staff work to is no promise to anybody.
STAFF_TARGET = "TL-6"


@views.get("/your-request")
def show() -> Response | str:
    case = visit.case()
    if case is None:
        return redirect(url_for("track.ask_reference"))
    session = unit_of_work().session
    tracked = tracked_case(session, case)
    told = replace(tracked.clock, steps=tuple(step for step in tracked.clock.steps if step.rule != STAFF_TARGET))
    why = explain(tracked.clock_facts, told, resources().clock.london_date(), tracked.responded_on)
    today = resources().clock.london_date()
    has_own_copy = tracked.copy_goes_to is not CopyGoesTo.OTHER
    return render_template(
        "public/your_request.html",
        is_in_time=tracked.collect_until is None or today <= tracked.collect_until,
        tracked=tracked,
        why=why,
        tell=tell,
        heading=heading(tracked.right, tracked.stage, has_own_copy=has_own_copy),
        next=happens_next(tracked.stage, has_lapsed=tracked.has_lapsed),
        milestones=milestones(tracked.right, tracked.stage, has_own_copy=has_own_copy),
        notes=notes_of(session, case),
        letters=letters_to(session, case),
        files=files_sent(session, case),
        file_words=file_words,
        letter_name=letter_name,
    )


@views.get("/your-request/status.json")
def status() -> Response:
    """How the request stands, for a program of whoever was let in: what a program of the council's partners is told."""
    case = visit.case()
    if case is None:
        raise NotAllowed("Enter your reference number and a code first.")
    session = unit_of_work().session
    told, tracked = case_status(session, case, visit.read().reference), tracked_case(session, case)
    is_withdrawn = tracked.stage is Stage.WITHDRAWN
    return jsonify(
        {
            "reference": told.reference,
            "right": told.right,
            "stage": told.stage,
            "received_on": told.received_on.isoformat(),
            "due_on": told.due_on.isoformat() if told.due_on and not is_withdrawn else None,
            "clock": None if tracked.stage in ENDED else told.clock or None,
            "extended": tracked.clock.extended,
            "waits_for_you": list(tracked.waits_for_you),
            "responded_on": told.responded_on and told.responded_on.isoformat(),
            "refused_for": list(told.refused_for),
            "collect_until": tracked.collect_until.isoformat()
            if tracked.may_collect and tracked.collect_until
            else None,
        }
    )


@views.post("/your-request/copy")
def download() -> Response:
    case = visit.case()
    if case is None:
        return redirect(url_for("track.ask_reference"))
    command = CaseCommand(case=case, actor=Actor(ActorKind.REQUESTER, case))
    collected = disclosure.record_collection(unit_of_work(), resources().clock, command)
    return attachment(resources().file_bytes(case, collected.sha256), collected.file_name, collected.media_type)


@views.post("/your-request/leave")
def leave() -> Response:
    response = redirect(url_for("pages.start"))
    visit.leave(response)
    return response
