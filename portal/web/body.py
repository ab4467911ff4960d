"""How much a form may send. A view that takes more says so itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, request
from werkzeug.exceptions import RequestEntityTooLarge

LARGEST_BODY_BYTES = 256 * 1024
MOST_FIELDS = 500

View = TypeVar("View", bound=Callable[..., Any])


def takes(
    *, largest_bytes: int = LARGEST_BODY_BYTES, most_fields: int = MOST_FIELDS, too_large: str = ""
) -> Callable[[View], View]:
    """Mark a view that takes a larger body, or more fields; `too_large` is what is said of one that is larger still."""

    def mark(view: View) -> View:
        view.largest_bytes, view.most_fields = largest_bytes, most_fields  # type: ignore[attr-defined]
        view.too_large = too_large  # type: ignore[attr-defined]
        return view

    return mark


def install(app: Flask) -> None:
    """Refuse larger bodies before they are read, and crowded forms before they are parsed."""
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_BODY_BYTES, MAX_FORM_PARTS=MOST_FIELDS)

    @app.before_request
    def _limit() -> None:
        view = app.view_functions.get(request.endpoint or "")
        request.max_content_length = getattr(view, "largest_bytes", LARGEST_BODY_BYTES)
        most_fields = getattr(view, "most_fields", MOST_FIELDS)
        request.max_form_parts = most_fields
        # Werkzeug counts the parts of a multipart body only; those of a urlencoded one are counted here.
        if request.mimetype == "application/x-www-form-urlencoded" and request.get_data().count(b"&") > most_fields:
            raise RequestEntityTooLarge
