"""Saving a half-answered form and coming back to it: by a link in a mail, or by a code that is written down.

Opening a link changes nothing (mail servers look at links too): a button does.
"""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.public import draft
from portal.public.draft import Draft
from portal.public.intake_changes import may_be_mailed
from portal.web import languages
from portal.web.fields import EmailField, RadioField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.throttle import throttle
from portal.web.transaction import unit_of_work
from portal.web.words import say
from requests_.clock import london_date_of
from requests_.services import draft_returns

views = Blueprint("returning", __name__, url_prefix="/request")
Page = Response | str | tuple[str, int]
NO_SUCH_WAY = "This link or code does not work. It works once, and only for 7 days. You can start again at any time."

PUT_AWAY = (
    "The other form that was under way in this browser is saved. Its code is {code}. Write it down: it works once, and"
    " for 7 days."
)


class SaveForm(PortalForm):
    """By which way somebody comes back."""

    way = RadioField(
        "How would you like to come back?",
        choices=(
            (
                "mail",
                "With a link by email",
                "Only if nobody else can read your email",
            ),
            ("code", "With a code that I write down", "We show it on the next page, and send nothing."),
        ),
        needed="Select how you would like to come back",
    )
    email = EmailField("Email address", hint="Only if you want a link by email")

    def offer_code_only(self) -> None:
        """Leave the mail out, where somebody else may read it."""
        self.way.choices = tuple(choice for choice in self.way.choices if choice[0] == "code")
        del self.email


class CodeForm(PortalForm):
    """The code that was written down."""

    code = TextField(
        "What is your code?",
        hint="It looks like 7KQ2-MXW4-RBTH. If you have a link in an email, open the link instead.",
        needed="Enter your code",
        longest=60,
        classes="govuk-input--width-20",
        is_heading=True,
    )


@views.get("/save")
def ask_way() -> Page:
    kept = draft.read()
    if not kept.answers:
        return redirect(url_for("intake.go_on"))
    form = SaveForm(data={"email": _private_address(kept)})
    if not may_be_mailed(kept.answers):
        form.offer_code_only()
    return _way_page(form)


@views.post("/save")
def save() -> Page:
    kept, form = draft.take(), SaveForm(request.form)
    if not kept.answers:
        return redirect(url_for("intake.go_on"))
    is_mail = form.validate() and form.way.data == "mail"
    if is_mail and not form.email.data:
        form.refuse("email", say("Enter the email address for the link"))
    elif is_mail and not may_be_mailed(kept.answers):
        form.refuse(
            "way", say("You told us that somebody else can read your email, or must not find out. Choose the code.")
        )
    if form.errors:
        return _way_page(form), 400
    throttle("save_address")
    key = draft.key_of(kept)
    if is_mail:
        throttle("save_email", form.email.data.casefold())
        ends_at = draft_returns.mail_link(
            unit_of_work(), resources().clock, key, form.email.data, languages.current().key
        )
        return _saved_page("", form.email.data, ends_at)
    code, ends_at = draft_returns.make_code(unit_of_work(), resources().clock, key)
    return _saved_page(code, "", ends_at)


@views.get("/back")
def ask_code() -> str:
    return render_template("public/returning/code.html", form=CodeForm())


@views.get("/back/<secret>")
def follow_link(secret: str) -> str:
    return render_template("public/returning/link.html", secret=secret)


@views.post("/back")
def come_back() -> Page:
    form = CodeForm(request.form)
    if not form.validate():
        return render_template("public/returning/code.html", form=form), 400
    throttle("draft_code_entry")
    response = redirect(url_for("intake.go_on"))
    here = draft.read()
    found = draft_returns.take_back(unit_of_work(), resources().clock, form.code.data)
    if found is None or not draft.taken_over(response, found):
        form.refuse("code", say(NO_SUCH_WAY))
        form.code.data = ""
        return render_template("public/returning/code.html", form=form), 400
    flash(say("Your answers are here. They are no longer in the browser where you saved them."))
    if here.answers and draft.key_of(here) != found.key:
        code, _ = draft_returns.make_code(unit_of_work(), resources().clock, draft.key_of(here))
        flash(say(PUT_AWAY, code=code), "notice")
    return response


def _private_address(kept: Draft) -> str:
    """The address that was given, where nobody else reads it."""
    is_private = kept.answers.get("safe", {}).get("mailbox") == "private" and may_be_mailed(kept.answers)
    return str(kept.answers.get("contact", {}).get("email", "")) if is_private else ""


def _way_page(form: SaveForm) -> str:
    return render_template("public/returning/save.html", form=form)


def _saved_page(code: str, email: str, ends_at: datetime) -> str:
    return render_template("public/returning/saved.html", code=code, email=email, until=london_date_of(ends_at))
