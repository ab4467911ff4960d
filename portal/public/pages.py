"""Pages that say the same to everyone."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template, request
from werkzeug.wrappers import Response

from portal.public.asks import ASKS
from portal.web import languages
from requests_.model.rights import Category

views = Blueprint("pages", __name__)


@views.get("/")
def start() -> str:
    return render_template("public/start.html", asks=ASKS)


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
    return render_template("public/privacy.html", kinds=kinds)


@views.get("/accessibility")
def accessibility() -> str:
    return render_template("public/accessibility.html")
