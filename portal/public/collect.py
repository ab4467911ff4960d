"""The requester's own page: how the request stands, and the pack when it is ready. Looking changes nothing."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.public import visit
from portal.web.downloads import attachment
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.model.commands import CaseCommand
from requests_.model.staff import Actor, ActorKind
from requests_.services import disclosure
from requests_.store.queries.tracking import tracked_case

views = Blueprint("collect", __name__)


@views.get("/your-request")
def show() -> Response | str:
    case = visit.case()
    if case is None:
        return redirect(url_for("track.ask_reference"))
    return render_template("public/your_request.html", tracked=tracked_case(unit_of_work().session, case))


@views.post("/your-request/copy")
def download() -> Response:
    case = visit.case()
    if case is None:
        return redirect(url_for("track.ask_reference"))
    command = CaseCommand(case=case, actor=Actor(ActorKind.REQUESTER, case))
    collected = disclosure.record_collection(unit_of_work(), resources().clock, command)
    return attachment(resources().file_bytes(case, collected.sha256), collected.file_name, "application/pdf")


@views.post("/your-request/leave")
def leave() -> Response:
    response = redirect(url_for("pages.start"))
    visit.forget(response)
    return response
