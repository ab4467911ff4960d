"""The one Jinja environment of the project: strict about missing names, always escaping, reading only this package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from templates.components import Components
from templates.filters import FILTERS
from templates.labels import label

FOLDER = Path(__file__).parent
STATIC_FOLDER = FOLDER / "static"

OPTIONS: dict[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "auto_reload": False,
}


def equip(environment: Environment) -> None:
    """Give an environment made with `OPTIONS` the package's templates, filters, labels and components."""
    environment.loader = FileSystemLoader(FOLDER)
    environment.filters.update(FILTERS)
    environment.globals.update(govuk=Components(), label=label, _=_as_written)


def _as_written(text: str, **values: object) -> str:
    """The words themselves; the web apps put the visitor's language in its place."""
    return text.format(**values) if values else text


def build_environment() -> Environment:
    """A fresh environment; plain-text templates (`*.txt`) turn escaping off with `{% autoescape false %}`."""
    environment = Environment(**OPTIONS)  # noqa: S701  (autoescape is in OPTIONS)  # nosec B701
    equip(environment)
    return environment
