"""Messages to requesters."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from functools import cache

from jinja2 import Environment, Template

from requests_.deadlines.statutory_clock import ClockReading, read_clock
from requests_.deadlines.working_days import CalendarExhausted, WorkingDays
from requests_.model.case import Case
from requests_.model.people import DataSubject, Requester
from requests_.settings import ControllerProfile
from templates.environment import build_environment


def render_message(
    *,
    kind: str,
    message: str,
    case: Case,
    reference: str,
    subject: DataSubject,
    requester: Requester,
    words: str,
    code: str,
    controller: ControllerProfile,
    mail_from: str,
    written_on: date,
) -> EmailMessage:
    """One message of a kind, in text and HTML. Its Message-ID is made from the message's key, always the same."""
    context = {
        "case": case,
        "reference": reference,
        "subject": subject,
        "requester": requester,
        "words": words,
        "code": code,
        "controller": controller,
        "written_on": written_on,
        "clock": _clock(case),
    }
    mail = EmailMessage()
    mail["From"] = f"{controller.name} <{mail_from}>"
    mail["To"] = requester.email
    mail["Subject"] = " ".join(_template(kind, "subject.txt").render(context).split())
    mail["Message-ID"] = f"<{message}@{mail_from.partition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(_template(kind, "body.txt").render(context))
    mail.add_alternative(_template(kind, "body.html").render(context), subtype="html")
    return mail


def _clock(case: Case) -> ClockReading | None:
    try:
        return read_clock(case.clock_facts, calendar=WorkingDays.england_and_wales())
    except CalendarExhausted:
        return None


@cache
def _environment() -> Environment:
    return build_environment()


def _template(kind: str, part: str) -> Template:
    return _environment().get_template(f"email/{kind}/{part}")
