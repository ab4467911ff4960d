"""For those who are asked by mail to look for us: no account, a link that works once, and one answer."""

from __future__ import annotations

from typing import Any, cast

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.datastructures import CombinedMultiDict
from werkzeug.wrappers import Response

from portal.web.body import takes
from portal.web.downloads import safe_name
from portal.web.fields import RadioField, TextField
from portal.web.file_field import FilesField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.sealed_cookie import SealedCookie
from portal.web.throttle import throttle
from portal.web.transaction import unit_of_work
from portal.web.words import say
from requests_.errors import InvalidCommand
from requests_.ids import CaseId
from requests_.model import file_kinds
from requests_.model.enquiries import VISIT_LASTS, AnswerEnquiry, SentFile
from requests_.services import enquiries
from requests_.store.queries.enquiries import VisitedEnquiry, visited_enquiry

views = Blueprint("helping", __name__, url_prefix="/help-us")
KEEP_HOURS = int(VISIT_LASTS.total_seconds() // 3600)
LARGEST_ANSWER_BYTES = 128 * 1024 * 1024
_KEY = "rights_helping"
_SENDS, _NOTHING = "sends", "nothing"
Page = Response | str | tuple[str, int]


class AnswerForm(PortalForm):
    """What somebody found, and where they looked; also who says that there is nothing."""

    holds = RadioField(
        "What did you find?",
        choices=((_SENDS, "We send you what we hold"), (_NOTHING, "We looked, and we hold nothing")),
        needed="Select what you found",
    )
    files = FilesField(
        "Files", hint="A PDF, a photo, or a Word, Excel or PowerPoint file, each of up to 25 MB. Save mails as PDF."
    )
    looked_in = TextField(
        "Where did you look?",
        hint="Name each system, mailbox and paper file, and the names you looked for.",
        needed="Write where you looked",
        rows=3,
        longest=2_000,
    )
    words = TextField("Is there anything we should know?", hint="You can leave this empty.", rows=3, longest=2_000)
    by_name = TextField("Your name and your role", needed="Enter your name and your role", longest=200)


@views.get("/open/<secret>")
def ask(secret: str) -> str:
    """What a link first shows: mail scanners follow links too, so looking uses nothing up."""
    return render_template("public/helping/open.html", secret=secret)


@views.post("/open/<secret>")
def enter(secret: str) -> Page:
    throttle("answer_address")
    visit = enquiries.enter(unit_of_work(), resources().clock, secret)
    if visit is None:
        return render_template("public/helping/used.html", secret=secret)
    response = redirect(url_for(".show"))
    _cookie().write(response, {"visit": visit})
    return response


@views.post("/again/<secret>")
def send_another(secret: str) -> str:
    throttle("code_request_address")
    enquiries.send_another_link(unit_of_work(), resources().clock, secret)
    return render_template("public/helping/sent_another.html")


@views.get("")
def show() -> Page:
    enquiry = _visited()
    return _ended_page() if enquiry is None else _page(enquiry, AnswerForm())


@views.post("")
@takes(largest_bytes=LARGEST_ANSWER_BYTES)
def answer() -> Page:
    throttle("answer_address")
    enquiry, form = _visited(), AnswerForm(CombinedMultiDict([request.form, request.files]))
    if enquiry is None:
        return _ended_page()
    if not form.validate():
        return _page(enquiry, form), 400
    try:
        _keep(enquiry, form)
    except InvalidCommand as fault:
        form.refuse(str(fault.context.get("field", "looked_in")), say(fault.public_message))
        return _page(enquiry, form), 400
    response = current_app.make_response(render_template("public/helping/thanks.html", sent=len(form.files.data)))
    _cookie().clear(response)
    return response


def _keep(enquiry: VisitedEnquiry, form: AnswerForm) -> None:
    files = []
    for name, content in form.files.data:
        called = safe_name(name)
        try:
            taken = file_kinds.take(content)
        except InvalidCommand as fault:
            says = f"{called}: {say(fault.public_message)}"
            raise InvalidCommand(says, field="files") from fault
        sha256 = resources().keep_file(CaseId(enquiry.case), taken.content)
        files.append(SentFile(sha256=sha256, file_name=called, media_type=taken.kind.media_type))
    command = AnswerEnquiry(
        secret=_secret(),
        holds=form.holds.data == _SENDS,
        by_name=form.by_name.data,
        looked_in=form.looked_in.data,
        words=form.words.data,
        files=tuple(files),
    )
    enquiries.answer_enquiry(unit_of_work(), resources().clock, command)


def _visited() -> VisitedEnquiry | None:
    secret = _secret()
    return visited_enquiry(unit_of_work(), secret, resources().clock.utc_now()) if secret else None


def _page(enquiry: VisitedEnquiry, form: AnswerForm) -> str:
    return render_template("public/helping/answer.html", enquiry=enquiry, form=form)


def _ended_page() -> tuple[str, int]:
    return render_template("public/helping/ended.html"), 403


def _secret() -> str:
    return str(_cookie().read(request.cookies).get("visit", ""))


def install(extensions: dict[str, Any], sealed: SealedCookie) -> None:
    """Put the cookie where this module finds it."""
    extensions[_KEY] = sealed


def _cookie() -> SealedCookie:
    return cast(SealedCookie, current_app.extensions[_KEY])
