"""What somebody typed into a form that was not taken: it is shown again, so that nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask, g, request
from werkzeug.exceptions import HTTPException

from portal.public.forms_following import UnhappyForm, WriteForm
from portal.public.forms_rights import ScopeForm, WrongForm
from portal.public.helping import AnswerForm
from portal.public.intake_steps import STEPS
from portal.web import csrf
from portal.web.date_field import PARTS, DateField
from portal.web.fields import TextField
from portal.web.forms import PortalForm

# The forms in which somebody writes. A code or a reference number is none: they stand where they came from.
FORMS: tuple[type[PortalForm], ...] = (
    *(step.form for step in STEPS),
    ScopeForm,
    WriteForm,
    UnhappyForm,
    WrongForm,
    AnswerForm,
)


def _named(kind: type) -> frozenset[str]:
    return frozenset(
        name
        for form in FORMS
        for name, made in vars(form).items()
        if isinstance(field := getattr(made, "field_class", None), type) and issubclass(field, kind)
    )


_TEXTS, _DATES = _named(TextField), _named(DateField)


def install(app: Flask) -> None:
    """Let every page say what was written."""
    app.context_processor(lambda: {"written": written})


def written() -> list[str]:
    """What was typed, as it was typed; nothing where another site may have sent it, which would then speak by us."""
    is_ours = g.get("csrf_valid", False) or csrf.comes_from_us()
    try:
        return list(_typed()) if request.method == "POST" and is_ours else []
    except HTTPException:
        return []  # it was larger than anything that is read


def _typed() -> Iterator[str]:
    for name, text in request.form.items(multi=True):
        if name in _TEXTS and text.strip():
            yield text.strip()
    for name in sorted(_DATES):
        parts = (request.form.get(f"{name}-{part}", "").strip() for part in PARTS)
        if date := " ".join(filter(None, parts)):
            yield date
