"""Pages that say the same to everyone."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, current_app, redirect, render_template, request
from werkzeug.wrappers import Response

from portal.public.asks import ASKS
from portal.public.signposts import SIGNPOSTS
from portal.web import languages
from portal.web.resources import resources
from portal.web.transaction import reading
from requests_.errors import NotFound
from requests_.model.kept_registers import Entry, RegisterKey
from requests_.model.rights import Category
from requests_.store.queries.registers import entries_without_names, in_force
from templates.letter_wording import worded

views = Blueprint("pages", __name__)


@views.get("/")
def start() -> str:
    return render_template("public/start.html", asks=ASKS, signposts=SIGNPOSTS)


@views.get("/language/<key>")
def choose_language(key: str) -> Response:
    """Keep the choice, and go back to the page it was made on."""
    back = request.args.get("back", "/")
    is_ours = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    response = redirect(back if is_ours else "/")
    languages.keep(response, key, is_secure=bool(current_app.config["SESSION_COOKIE_SECURE"]))
    return response


@views.get("/privacy")
def privacy() -> str:
    kinds = [kind for kind in Category if kind is not Category.CASE_DOCUMENTS]
    return render_template("public/privacy.html", kinds=kinds, has_notice=_in_force() is not None)


@views.get("/privacy/notice")
def notice() -> str:
    """The privacy notice that is in force, and what was changed in it since the first."""
    current = _in_force()
    if current is None:
        raise NotFound("There is no privacy notice here yet.")
    older = [entry for entry in _notices() if not entry.is_ended and _begins(entry) <= _begins(current)]
    changes = sorted(((_begins(entry), entry.values["changed"]) for entry in older), reverse=True)
    return render_template(
        "public/notice.html", since=_begins(current), words=worded(current.values["text"]), changes=changes
    )


def _notices() -> tuple[Entry, ...]:
    return entries_without_names(reading(), RegisterKey.NOTICE)


def _in_force() -> Entry | None:
    return in_force(_notices(), "in_force_on", resources().clock.london_date())


def _begins(entry: Entry) -> date:
    return date.fromisoformat(entry.values["in_force_on"])


@views.get("/accessibility")
def accessibility() -> str:
    return render_template("public/accessibility.html")
