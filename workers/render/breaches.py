"""The mail that says that a breach was reported: to the team's own mailbox, with nothing of what happened."""

from __future__ import annotations

from email.message import EmailMessage

from requests_.model.breaches.breach import Breach
from requests_.settings import ControllerProfile
from templates.environment import build_environment
from workers.render.mail import addressed


def render_announcement(
    breach: Breach, *, reference: str, controller: ControllerProfile, mail_from: str
) -> EmailMessage:
    """Its reference, and until when the regulator is told."""
    context = {"breach": breach, "reference": reference, "controller": controller}
    environment = build_environment()
    mail = addressed(controller.email, f"{breach.key}-a", controller, mail_from)
    subject = environment.get_template("email/breach/subject.txt").render(context)
    mail["Subject"] = " ".join(subject.split())
    mail.set_content(environment.get_template("email/breach/body.txt").render(context))
    mail.add_alternative(environment.get_template("email/breach/body.html").render(context), subtype="html")
    return mail
