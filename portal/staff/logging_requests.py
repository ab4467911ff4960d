"""Logging a request that came by telephone, letter, mail, in person or on social media."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.staff.forms_logging import LogForm, log_form
from portal.staff.need_to_know import write_down
from portal.staff.permissions import actor, requires
from portal.web.body import takes
from portal.web.downloads import safe_name
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import InvalidCommand, NotFound
from requests_.ids import CaseId, new_id
from requests_.model.commands import LogRequest, SubmitRequest
from requests_.model.forwarded_mail import drafted_answers
from requests_.model.links import LinkCases, LinkKind
from requests_.model.replies import answered_messages, references_in
from requests_.model.staff import Permission
from requests_.services import inbox, intake, linking, logged_drafts
from requests_.services.logged_drafts import BeginDraft
from requests_.store.queries.inbox import mails_left
from requests_.store.queries.links import LinkRow, known_requests
from requests_.store.queries.logged import draft_named, draft_rows
from requests_.store.queries.thread import reference_answered

views = Blueprint("logging", __name__, url_prefix="/log")
LARGEST_ORIGINAL_BYTES = 64 * 1024 * 1024
# What a request comes as: kept, shown to nobody as a page, and only ever given out as a file.
STARTS = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
MAIL_NAMES = (".eml", ".msg")


@views.get("")
@requires(Permission.LOG_REQUEST)
def begin() -> str:
    write_down(None)
    return _first_page()


@views.post("")
@requires(Permission.LOG_REQUEST)
@takes(largest_bytes=LARGEST_ORIGINAL_BYTES)
def start() -> Response | tuple[str, int]:
    sent = request.files.get("original")
    content, name = (sent.read(), safe_name(sent.filename or "original")) if sent else (b"", "")
    if content and not content.startswith(STARTS) and not name.casefold().endswith(MAIL_NAMES):
        return _first_page("The file must be a mail (.eml or .msg), a PDF, a picture or a Word document"), 400
    case = CaseId(new_id())
    try:
        answers = _answers_in(content, name)
    except InvalidCommand as fault:
        return _first_page(fault.public_message), 400
    sha256 = resources().keep_file(case, content) if content else ""
    command = BeginDraft(case=case, actor=actor(), answers=answers, sha256=sha256, file_name=name if content else "")
    logged_drafts.begin_draft(unit_of_work(), resources().clock, command)
    return redirect(url_for(".ask", key=case))


@views.get("/<key>")
@requires(Permission.LOG_REQUEST)
def ask(key: str) -> str:
    write_down(None)
    return _form_page(key, log_form(draft_named(reading(), key).answers))


@views.post("/<key>")
@requires(Permission.LOG_REQUEST)
def answer(key: str) -> Response | tuple[str, int]:
    answers = _kept(key)
    form, origin = log_form(answers, request.form), str(answers.get("split_from", ""))
    if not form.validate():
        return _form_page(key, form), 400
    if form.is_old and not form.old_day.data:
        form.refuse("old_day", "This day is more than a year ago: correct it above, or confirm that it is right")
        return _form_page(key, form), 400
    asked = form.request(key)
    known = tuple(row for row in known_requests(reading(), asked, actor()) if row.reference != origin)
    if known and not form.is_another.data:
        form.refuse("is_another", "We may have this request: look at those below, or confirm that it is another")
        return _form_page(key, form, known), 400
    command = LogRequest(draft=key, request=asked, actor=actor())
    try:
        received = intake.log_request(unit_of_work(), resources().clock, command)
        if origin and actor().may(Permission.WORK_CASE):
            _link(received.case, origin, asked)
    except InvalidCommand as fault:
        form.refuse(str(fault.context.get("field", "received_on")), fault.public_message)
        return _form_page(key, form), 400
    flash("The request is logged. Its clock counts from the day it came.")
    return redirect(url_for("case.show", reference=received.reference))


@views.post("/<key>/discard")
@requires(Permission.LOG_REQUEST)
def discard(key: str) -> Response:
    logged_drafts.discard_draft(unit_of_work(), key, actor())
    flash("The draft is thrown away.")
    return redirect(url_for(".begin"))


@views.post("/left/<digest>")
@requires(Permission.LOG_REQUEST)
def settle(digest: str) -> Response:
    """Somebody has looked at a mail that the portal left in the mailbox."""
    inbox.settle(unit_of_work(), resources().clock, digest, actor())
    return redirect(url_for(".begin"))


def _kept(key: str) -> dict[str, Any]:
    """What a draft was begun with; nothing once it is logged, as when the form is sent twice."""
    try:
        return draft_named(reading(), key).answers
    except NotFound:
        return {}


def _link(part: CaseId, origin: str, asked: SubmitRequest) -> None:
    """Both parts of one letter name each other."""
    rows = known_requests(reading(), asked, actor())
    is_same = any(row.reference == origin for row in rows)
    link = LinkKind.SAME_PERSON if is_same else LinkKind.SAME_FAMILY
    linking.link_cases(
        unit_of_work(), resources().clock, LinkCases(case=part, reference=origin, link=link, actor=actor())
    )


def _answers_in(content: bytes, name: str) -> dict[str, str]:
    mail = resources().read_mail(content, name) if content else None
    if mail is None:
        return {}
    about, _ = reference_answered(reading(), answered_messages(content), references_in(mail))
    return drafted_answers(mail, today=resources().clock.london_date(), about=about)


def _first_page(error: str = "") -> str:
    drafts, left = draft_rows(reading()), mails_left(reading())
    return render_template("staff/log_begin.html", drafts=drafts, left=left, error=error)


def _form_page(key: str, form: LogForm, known: tuple[LinkRow, ...] = ()) -> str:
    return render_template("staff/log_request.html", draft=draft_named(reading(), key), form=form, known=known)
