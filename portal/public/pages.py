"""Pages that say the same to everyone."""

from __future__ import annotations

from flask import Blueprint, render_template

from portal.public.asks import ASKS
from requests_.model.rights import Category

views = Blueprint("pages", __name__)


@views.get("/")
def start() -> str:
    return render_template("public/start.html", asks=ASKS)


@views.get("/privacy")
def privacy() -> str:
    kinds = [kind for kind in Category if kind is not Category.CASE_DOCUMENTS]
    return render_template("public/privacy.html", kinds=kinds)


@views.get("/accessibility")
def accessibility() -> str:
    return render_template("public/accessibility.html")
