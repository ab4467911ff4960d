"""Writing a letter: its template and its facts in, one HTML page out. A council may put its own wording in a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PrefixLoader
from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from templates.environment import FOLDER, OPTIONS, equip

STANDARD, LARGE = "standard", "large"


class LetterFault(Exception):
    """A template cannot be used: one plain line says which, where and why."""


class LetterWriter:
    """Letters in the council's own words where `folder` has them (such as `young/refusal.html`), else in ours.

    A council's template may extend ours of the same name as `standard/letters/refusal.html`. It sees the letter's facts
    and nothing else: the environment is sandboxed, escapes everything, and reads from these folders only.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._environment = ImmutableSandboxedEnvironment(**OPTIONS)
        equip(self._environment)
        if folder is not None:
            self._environment.loader = _own_before_ours(folder)

    def html(self, template: str, context: Mapping[str, Any], *, size: str = STANDARD) -> str:
        """The letter as a whole page. Raises LetterFault for a template that is not right."""
        try:
            return self._environment.get_template(template).render(size=size, **context)
        except TemplateSyntaxError as fault:
            raise LetterFault(f"{template}, line {fault.lineno}: {fault.message}.") from fault
        except TemplateNotFound as fault:
            raise LetterFault(f"{template} asks for {fault.name}, which is not there.") from fault
        except (TemplateError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as fault:
            # Of a fault while writing only its kind is told: its words may hold somebody's.
            raise LetterFault(f"{template} cannot be written out: {type(fault).__name__}.") from fault


def _own_before_ours(folder: Path) -> BaseLoader:
    ours = FileSystemLoader(FOLDER)
    return ChoiceLoader([PrefixLoader({"letters": FileSystemLoader(folder)}), ours, PrefixLoader({"standard": ours})])
