"""Messages to those who were given information, about what became of it."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

from requests_.model.people import DataSubject
from requests_.model.rights import Regime
from requests_.settings import ControllerProfile
from templates.environment import build_environment
from templates.filters import listed
from workers.render.mail import addressed

# Where a recipient is told of a change, and, under Part 3, has to make it as well (DPA 2018 s.48(9)).
_LAWS = {Regime.UK_GDPR: "UK GDPR, article 19", Regime.LAW_ENFORCEMENT: "Data Protection Act 2018, section 48"}


def render_notice(
    *,
    laws: tuple[Regime, ...],
    notice: str,
    to: str,
    to_name: str,
    given_on: date | None,
    words: str,
    reference: str,
    subject: DataSubject,
    controller: ControllerProfile,
    mail_from: str,
) -> EmailMessage:
    """One notice, in text and HTML; nothing in its subject line says whom it is about."""
    context = {
        "law": listed(_LAWS[law] for law in laws),
        "must_change": Regime.LAW_ENFORCEMENT in laws,
        "to_name": to_name,
        "given_on": given_on,
        "words": words,
        "reference": reference,
        "subject": subject,
        "controller": controller,
    }
    environment = build_environment()
    mail = addressed(to, notice, controller, mail_from)
    mail["Subject"] = f"A change to information that we gave you ({reference})"
    mail.set_content(environment.get_template("email/recipient_notice/body.txt").render(context))
    page = environment.get_template("email/recipient_notice/body.html").render(context)
    mail.add_alternative(page, subtype="html")
    return mail
