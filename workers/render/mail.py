"""Messages to requesters."""

from __future__ import annotations

import re
from datetime import date
from email.message import EmailMessage
from functools import cache, partial
from html import escape
from typing import Any

from jinja2 import Environment, Template

from requests_.deadlines.statutory_clock import ClockReading
from requests_.deadlines.working_days import CalendarExhausted
from requests_.model.case import Case
from requests_.model.collecting import collect_until
from requests_.model.people import DataSubject, Requester
from requests_.settings import ControllerProfile
from requests_.store.cases import extended_reading_of, reading_of
from templates.environment import FOLDER, build_environment
from templates.languages import ENGLISH, Language, language_named
from templates.letter_text import blocks_of
from templates.mail_text import paragraphs_of
from workers.render.letters import WrittenLetter

IN_ENGLISH = "This letter is in English. Tell us if you need it in your language."


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
            message=message,
            to=requester.email,
            code=code,
            controller=controller,
            mail_from=mail_from,
            language=requester.language,
        )
    context = {
        "case": case,
        "reference": reference,
        "subject": subject,
        "requester": requester,
        "words": words,
        "code": code,
        "written_on": written_on,
        "clock": _clock(case, kind),
    }
    mail = addressed(requester.email, message, controller, mail_from)
    return _worded(mail, kind, language_named(requester.language), controller, context)


def render_discreet_mail(
    *, message: str, to: str, controller: ControllerProfile, mail_from: str, code: str = "", language: str = "en"
) -> EmailMessage:
    """What a mailbox that is not private gets: that there is something to read, or a code, and nothing else."""
    mail = addressed(to, message, controller, mail_from)
    return _worded(mail, "discreet", language_named(language), controller, {"code": code})


def render_addressee_mail(
    *,
    kind: str,
    message: str,
    to: str,
    case: Case,
    reference: str,
    code: str,
    controller: ControllerProfile,
    mail_from: str,
    language: str = "en",
) -> EmailMessage:
    """What goes to somebody whom a requester named to have the copy: it names neither of whom it is, nor who asked.

    It is in the language of whoever asked, and in English below: nobody said what the one they named reads.
    """
    mail, spoken = addressed(to, message, controller, mail_from), language_named(language)
    own_link = "/collect" if spoken.is_english else f"/language/{spoken.key}?back=/collect"
    context = {
        "reference": reference,
        "code": code,
        "link": f"{controller.website}{own_link}",
        "english": ENGLISH,
        "english_link": f"{controller.website}/collect",
        "until": None if case.last_answered_on is None else collect_until(case.last_answered_on),
    }
    return _worded(mail, kind, spoken, controller, context)


def render_text(*, controller: ControllerProfile, code: str = "", language: str = "en") -> str:
    """What a telephone gets, whoever reads on it: a code, or that there is something to read."""
    context = {"code": code, "controller": controller, **_spoken(language_named(language))}
    return _template("discreet", "text.txt").render(context).strip()


def render_draft_link(
    *, message: str, to: str, secret: str, controller: ControllerProfile, mail_from: str, language: str = "en"
) -> EmailMessage:
    """The way back to a form that is not sent yet: nothing of what is in it, not even a name."""
    mail = addressed(to, message, controller, mail_from)
    link = f"{controller.website}/request/back/{secret}"
    return _worded(mail, "draft_link", language_named(language), controller, {"link": link})


def has_own_mail(kind: str) -> bool:
    """Whether a message of a kind has words of its own; one that has none is its letter."""
    return (FOLDER / "email" / kind / "body.txt").is_file()


def render_letter_mail(
    written: WrittenLetter,
    *,
    message: str,
    to: str,
    controller: ControllerProfile,
    mail_from: str,
    language: str = "en",
) -> EmailMessage:
    """A letter as a message: nothing is attached, the letter is the message. Above it stands that it is in English."""
    mail = addressed(to, message, controller, mail_from)
    blocks = blocks_of(written.page)
    title = next((block.text for block in blocks if block.tag == "h1"), "A letter about your request")
    spoken = language_named(language)
    note = "" if spoken.is_english else spoken.say(IN_ENGLISH)
    lines = [note, *(f"* {block.text}" if block.tag == "li" else block.text for block in blocks)]
    mail["Subject"] = f"{title} ({written.letter.head.reference})"
    mail.set_content("\n\n".join(filter(None, lines)) + "\n")
    mail.add_alternative(_noted(written.page, note, spoken), subtype="html")
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


def _worded(
    mail: EmailMessage, kind: str, language: Language, controller: ControllerProfile, context: dict[str, Any]
) -> EmailMessage:
    """Write a mail in a language: its words once, as text and as a page of the same paragraphs."""
    context = {**context, "controller": controller, **_spoken(language)}
    words = _template(kind, "body.txt").render(context)
    mail["Subject"] = " ".join(_template(kind, "subject.txt").render(context).split())
    mail.set_content(words)
    page = {
        "title": controller.name,
        "controller": controller,
        "language": language,
        "paragraphs": paragraphs_of(words),
    }
    mail.add_alternative(_environment().get_template("email/_page.html").render(page), subtype="html")
    return mail


def _spoken(language: Language) -> dict[str, Any]:
    """What a template says its words and dates with."""
    weekday = partial(language.day, with_weekday=True)
    return {"language": language, "_": language.fill, "day": language.day, "weekday": weekday}


def _noted(page: str, note: str, language: Language) -> str:
    """A letter's page with a note above it."""
    if not note:
        return page
    says = f'<p lang="{language.code}" dir="{language.direction}">{escape(note)}</p>'
    return re.sub(r"<body[^>]*>", lambda body: body[0] + says, page, count=1)


@cache
def _environment() -> Environment:
    return build_environment()


def _template(kind: str, part: str) -> Template:
    return _environment().get_template(f"email/{kind}/{part}")
