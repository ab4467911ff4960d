"""Mails to those who are asked to look for us: a reference and a link, and nobody's name."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

from requests_.settings import ControllerProfile
from templates.environment import build_environment
from workers.render.mail import addressed


def render_enquiry(
    *,
    message: str,
    to: str,
    to_name: str,
    reference: str,
    due_on: date,
    is_reminder: bool,
    secret: str,
    controller: ControllerProfile,
    mail_from: str,
) -> EmailMessage:
    """One mail, in text and HTML. Whom the enquiry is about stands behind the link alone."""
    context = {
        "to_name": to_name,
        "reference": reference,
        "due_on": due_on,
        "is_reminder": is_reminder,
        "link": f"{controller.website.rstrip('/')}/help-us/open/{secret}",
        "controller": controller,
    }
    environment = build_environment()
    mail = addressed(to, message, controller, mail_from)
    mail["Subject"] = f"{'Reminder: p' if is_reminder else 'P'}lease look for us by {due_on:%-d %B} ({reference})"
    mail.set_content(environment.get_template("email/enquiry/body.txt").render(context))
    mail.add_alternative(environment.get_template("email/enquiry/body.html").render(context), subtype="html")
    return mail
