"""Mails to the owners of staff accounts."""

from __future__ import annotations

from email.message import EmailMessage

from requests_.model.staff import StaffMail
from requests_.settings import ControllerProfile
from templates.environment import build_environment
from templates.languages import ENGLISH
from templates.mail_text import paragraphs_of
from workers.render.mail import addressed


def render_staff_mail(
    mail: StaffMail,
    *,
    message: str,
    to: str,
    name: str,
    link: str,
    controller: ControllerProfile,
    mail_from: str,
) -> EmailMessage:
    """One mail to an account's owner, in text and HTML; only that of a password holds a secret, in its link."""
    environment = build_environment()
    context = {"mail": mail, "name": name, "link": link, "controller": controller}
    made = addressed(to, message, controller, mail_from)
    made["Subject"] = environment.get_template("email/staff_account/subject.txt").render(context).strip()
    words = environment.get_template("email/staff_account/body.txt").render(context)
    made.set_content(words)
    page = {"title": controller.name, "controller": controller, "language": ENGLISH, "paragraphs": paragraphs_of(words)}
    made.add_alternative(environment.get_template("email/_page.html").render(page), subtype="html")
    return made
