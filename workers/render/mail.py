"""Messages to requesters."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from functools import cache

from jinja2 import Environment, Template

from requests_.deadlines.statutory_clock import ClockReading
from requests_.deadlines.working_days import CalendarExhausted
from requests_.model.case import Case
from requests_.model.people import DataSubject, Requester
from requests_.settings import ControllerProfile
from requests_.store.cases import extended_reading_of, reading_of
from templates.environment import FOLDER, build_environment
from templates.letter_text import blocks_of
from workers.render.letters import WrittenLetter


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
    """One message of a kind, in text and HTML. Its Message-ID is made from the message's key, always the same.

    A mailbox that somebody else can read gets a mail that names nobody and nothing.
    """
    if not requester.is_mailbox_private:
        return render_discreet_mail(
            message=message, to=requester.email, code=code, controller=controller, mail_from=mail_from
        )
    context = {
        "case": case,
        "reference": reference,
        "subject": subject,
        "requester": requester,
        "words": words,
        "code": code,
        "controller": controller,
        "written_on": written_on,
        "clock": _clock(case, kind),
    }
    mail = addressed(requester.email, message, controller, mail_from)
    mail["Subject"] = " ".join(_template(kind, "subject.txt").render(context).split())
    mail.set_content(_template(kind, "body.txt").render(context))
    mail.add_alternative(_template(kind, "body.html").render(context), subtype="html")
    return mail


def render_discreet_mail(
    *, message: str, to: str, controller: ControllerProfile, mail_from: str, code: str = ""
) -> EmailMessage:
    """What a mailbox that is not private gets: that there is something to read, or a code, and nothing else."""
    mail = addressed(to, message, controller, mail_from)
    context = {"code": code, "controller": controller}
    mail["Subject"] = " ".join(_template("discreet", "subject.txt").render(context).split())
    mail.set_content(_template("discreet", "body.txt").render(context))
    mail.add_alternative(_template("discreet", "body.html").render(context), subtype="html")
    return mail


def render_text(*, controller: ControllerProfile, code: str = "") -> str:
    """What a telephone gets, whoever reads on it: a code, or that there is something to read."""
    return _template("discreet", "text.txt").render(code=code, controller=controller).strip()


def render_draft_link(
    *, message: str, to: str, secret: str, controller: ControllerProfile, mail_from: str
) -> EmailMessage:
    """The way back to a form that is not sent yet: nothing of what is in it, not even a name."""
    mail = addressed(to, message, controller, mail_from)
    context = {"link": f"{controller.website}/request/back/{secret}", "controller": controller}
    mail["Subject"] = " ".join(_template("draft_link", "subject.txt").render(context).split())
    mail.set_content(_template("draft_link", "body.txt").render(context))
    mail.add_alternative(_template("draft_link", "body.html").render(context), subtype="html")
    return mail


def has_own_mail(kind: str) -> bool:
    """Whether a message of a kind has words of its own; one that has none is its letter."""
    return (FOLDER / "email" / kind / "body.txt").is_file()


def render_letter_mail(
    written: WrittenLetter, *, message: str, to: str, controller: ControllerProfile, mail_from: str
) -> EmailMessage:
    """A letter as a message: nothing is attached, the letter is the message."""
    mail = addressed(to, message, controller, mail_from)
    blocks = blocks_of(written.page)
    title = next((block.text for block in blocks if block.tag == "h1"), "A letter about your request")
    mail["Subject"] = f"{title} ({written.letter.head.reference})"
    mail.set_content("\n\n".join(f"* {block.text}" if block.tag == "li" else block.text for block in blocks) + "\n")
    mail.add_alternative(written.page, subtype="html")
    return mail


def addressed(to: str, message: str, controller: ControllerProfile, mail_from: str) -> EmailMessage:
    """A message with its sender, its receiver, and a Message-ID that is always the same for the same thing."""
    mail = EmailMessage()
    mail["From"] = f"{controller.name} <{mail_from}>"
    mail["To"] = to
    mail["Message-ID"] = f"<{message}@{mail_from.partition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    return mail


def _clock(case: Case, kind: str) -> ClockReading | None:
    try:
        return extended_reading_of(case) if kind == "extension" else reading_of(case)
    except CalendarExhausted:
        return None


@cache
def _environment() -> Environment:
    return build_environment()


def _template(kind: str, part: str) -> Template:
    return _environment().get_template(f"email/{kind}/{part}")
