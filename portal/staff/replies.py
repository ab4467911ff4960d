"""Everything that was written in a case, both ways; and putting in a reply that came another way than by its page."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page, find
from portal.staff.forms_replies import ReplyForm, reply_form
from portal.staff.opened_file import file_of
from portal.staff.permissions import actor, requires
from portal.staff.reply_mail import ReplyMail, read_reply
from portal.staff.strangers_files import given
from portal.web.body import takes
from portal.web.downloads import safe_name
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import Conflict, InvalidCommand, NotFound
from requests_.ids import CaseId
from requests_.model.events.base import Channel
from requests_.model.replies import TakeReply
from requests_.model.staff import Permission
from requests_.services import logged_drafts, replies
from requests_.store.queries.logged import draft_named
from requests_.store.queries.thread import original_of_reply, thread_of
from templates.filters import uk_time
from templates.labels import label

views = Blueprint("replies", __name__, url_prefix="/case/<reference>/replies")
LARGEST_MAIL_BYTES = 32 * 1024 * 1024
Page = Response | str | tuple[str, int]


@views.get("")
@requires(Permission.SEE_CASE)
def show(reference: str) -> str:
    case = find(reference)
    return _page(case, _form(case))


@views.post("")
@requires(Permission.WORK_CASE)
@takes(largest_bytes=LARGEST_MAIL_BYTES)
def take(reference: str) -> Page:
    case = find(reference)
    form, sent = _form(case, request.form), request.files.get("mail")
    content, name = (sent.read(), safe_name(sent.filename or "mail")) if sent else (b"", "")
    if not form.validate():
        return _page(case, form), 400
    try:
        replies.take_reply(unit_of_work(), resources().clock, _command(case, form, content, name))
    except (InvalidCommand, Conflict) as fault:
        form.refuse(str(fault.context.get("field", "words")).replace("original", "words"), fault.public_message)
        return _page(case, form), 400
    flash("The reply is in the case.")
    return redirect(url_for(".show", reference=reference))


@views.post("/from-draft/<key>")
@requires(Permission.WORK_CASE)
def take_draft(reference: str, key: str) -> Response:
    """A mail that somebody began to log as a request, and that answers this case."""
    case, draft = find(reference), draft_named(reading(), key)
    content = resources().file_bytes(draft.key, draft.sha256)
    command = _command(case, _form(case), content, draft.file_name)
    replies.take_reply(unit_of_work(), resources().clock, command)
    logged_drafts.discard_draft(unit_of_work(), key, actor())
    flash("The mail is in this case. If it answers our question, record that on the case page.")
    return redirect(url_for(".show", reference=reference))


@views.get("/<note>/file")
@requires(Permission.SEE_CASE)
def original(reference: str, note: str) -> Response | str:
    case = find(reference)
    kept = original_of_reply(reading(), case, note)
    if kept is None:
        raise NotFound("There is no such file in this case.")
    return given(case, kept.sha256, kept.file_name)


def _command(case: CaseId, form: ReplyForm, content: bytes, name: str) -> TakeReply:
    mail = read_reply(content, name) if content else None
    if content and mail is None:
        raise InvalidCommand("The file must be a mail (.eml or .msg).", field="words")
    _require_own_case(case, mail)
    channel = Channel.EMAIL if mail else _channel(form)
    return TakeReply(
        case=case,
        channel=channel,
        words=form.words.data or (mail.words if mail else ""),
        came_on=_came_on(form, mail),
        answers=form.answers.data or (mail.answers if mail else ""),
        is_answer=bool(form.is_answer.data),
        is_known_sender=mail is None or mail.sender in _addresses(case),
        sha256=resources().keep_file(case, content) if content else "",
        file_name=name,
        actor=actor(),
    )


def _require_own_case(case: CaseId, mail: ReplyMail | None) -> None:
    own = file_of(case).summary.reference
    if mail is not None and mail.reference and mail.reference != own:
        raise InvalidCommand(f"This mail says that it belongs to {mail.reference}, not to {own}.", field="words")


def _channel(form: ReplyForm) -> Channel:
    if not form.channel.data:
        raise InvalidCommand("Select how it came, or put in the mail.", field="channel")
    return Channel(form.channel.data)


def _came_on(form: ReplyForm, mail: ReplyMail | None) -> date:
    day: date | None = form.came_on.data or (mail.came_on if mail else None)
    if day is None:
        raise InvalidCommand("Enter the day it came.", field="came_on")
    return day


def _addresses(case: CaseId) -> set[str]:
    requester = file_of(case).summary.requester
    return set() if requester is None else {requester.email.casefold()}


def _form(case: CaseId, sent: object = None) -> ReplyForm:
    ours = [entry for entry in thread_of(reading(), case) if entry.kind]
    return reply_form(
        tuple((entry.key, f"{label('message', entry.kind)}, {uk_time(entry.at)}") for entry in reversed(ours)), sent
    )


def _page(case: CaseId, form: ReplyForm) -> str:
    thread = thread_of(reading(), case)
    ours = {entry.key: entry for entry in thread if entry.kind}
    return case_page("staff/case/replies.html", case, thread=thread, ours=ours, form=form)
