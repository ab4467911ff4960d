"""The council's own programs: their tokens, and where they are told of changes."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.staff.forms_programs import TokenForm, WebhookForm
from portal.staff.permissions import actor, requires
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import InvalidCommand
from requests_.model.api import Scope
from requests_.model.staff import Permission
from requests_.services import api_access
from requests_.store.queries.api_access import token_rows, webhook_rows

views = Blueprint("programs", __name__, url_prefix="/programs")
Page = Response | str | tuple[str, int]


@views.get("")
@requires(Permission.MANAGE_ACCOUNTS)
def show() -> str:
    now = resources().clock.utc_now()
    tokens, webhooks = token_rows(reading()), webhook_rows(reading())
    return render_template("staff/programs.html", tokens=tokens, webhooks=webhooks, now=now)


@views.get("/token")
@requires(Permission.MANAGE_ACCOUNTS)
def ask_token() -> str:
    return render_template("staff/program_token.html", form=TokenForm())


@views.post("/token")
@requires(Permission.MANAGE_ACCOUNTS)
def make_token() -> Page:
    form = TokenForm(request.form)
    if form.validate():
        scopes = tuple(Scope(scope) for scope in form.scopes.data)
        client, days = form.client.data, int(form.days.data)
        try:
            _, secret = api_access.make_token(
                unit_of_work(), resources().clock, actor(), client=client, scopes=scopes, days=days
            )
            return render_template("staff/program_secret.html", what="token", client=client, secret=secret)
        except InvalidCommand as fault:
            _refuse(form, fault)
    return render_template("staff/program_token.html", form=form), 400


@views.post("/token/<key>/end")
@requires(Permission.MANAGE_ACCOUNTS)
def end_token(key: str) -> Response:
    api_access.end_token(unit_of_work(), resources().clock, actor(), key)
    flash("The token is ended. It opens nothing any more.")
    return redirect(url_for(".show"))


@views.get("/webhook")
@requires(Permission.MANAGE_ACCOUNTS)
def ask_webhook() -> str:
    return render_template("staff/program_webhook.html", form=WebhookForm())


@views.post("/webhook")
@requires(Permission.MANAGE_ACCOUNTS)
def add_webhook() -> Page:
    form = WebhookForm(request.form)
    if form.validate():
        client, address = form.client.data, form.address.data
        try:
            _, secret = api_access.add_webhook(
                unit_of_work(), resources().clock, actor(), client=client, address=address
            )
            return render_template("staff/program_secret.html", what="webhook", client=client, secret=secret)
        except InvalidCommand as fault:
            _refuse(form, fault)
    return render_template("staff/program_webhook.html", form=form), 400


@views.post("/webhook/<key>/end")
@requires(Permission.MANAGE_ACCOUNTS)
def end_webhook(key: str) -> Response:
    api_access.end_webhook(unit_of_work(), resources().clock, actor(), key)
    flash("The webhook is ended. Nothing more is told there.")
    return redirect(url_for(".show"))


def _refuse(form: PortalForm, fault: InvalidCommand) -> None:
    form.refuse(str(fault.context.get("field", "client")), fault.public_message)
