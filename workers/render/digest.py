"""The morning's mail to a caseworker: references and days, and nobody's name."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

from requests_.settings import ControllerProfile
from requests_.store.queries.daily import Digest
from templates.environment import build_environment
from workers.render.mail import addressed


def render_digest(digest: Digest, *, day: date, controller: ControllerProfile, mail_from: str) -> EmailMessage:
    """One digest, in text and HTML; its Message-ID is that of its reader and day."""
    context = {"digest": digest, "day": day, "controller": controller}
    environment = build_environment()
    mail = addressed(digest.email, f"digest-{day.isoformat()}-{digest.staff}", controller, mail_from)
    subject = environment.get_template("email/digest/subject.txt").render(context)
    mail["Subject"] = " ".join(subject.split())
    mail.set_content(environment.get_template("email/digest/body.txt").render(context))
    mail.add_alternative(environment.get_template("email/digest/body.html").render(context), subtype="html")
    return mail
