"""Writing a letter: its template and its facts in, one HTML page out. A council may put its own wording in a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PrefixLoader
from jinja2.sandbox import ImmutableSandboxedEnvironment

from templates.environment import FOLDER, OPTIONS, equip

STANDARD, LARGE = "standard", "large"


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
        """The letter as a whole page. Raises a jinja2 error for a template that is not right."""
        return self._environment.get_template(template).render(size=size, **context)


def _own_before_ours(folder: Path) -> BaseLoader:
    ours = FileSystemLoader(FOLDER)
    return ChoiceLoader([PrefixLoader({"letters": FileSystemLoader(folder)}), ours, PrefixLoader({"standard": ours})])
