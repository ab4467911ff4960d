"""Writing a letter: its template and its facts in, one HTML page out. A council may put its own wording in a folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PrefixLoader
from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from templates.environment import FOLDER, OPTIONS, equip
from templates.letter_text import blocks_of
from templates.letter_wording import faults_in, known_fields, marked, pieces_of, text_from

STANDARD, LARGE = "standard", "large"
# What every letter has, and no text takes over.
_FRAME = frozenset({"title", "body", "closing"})


class LetterFault(Exception):
    """A template cannot be used: one plain line says which, where and why."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A letter in an administrator's words; see `letter_wording` for how they are written."""

    title: str
    text: str


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

    def html(
        self, template: str, context: Mapping[str, Any], *, size: str = STANDARD, words: OwnWords | None = None
    ) -> str:
        """The letter as a whole page, in an administrator's words if there are any.

        Raises LetterFault for a template that is not right, or words that this letter cannot be written in.
        """
        if words is None:
            return self._page(template, size=size, **context)
        names = self.names_of(template, context)
        faults = faults_in(words.text, names) + faults_in(words.title, names)
        if faults:
            raise LetterFault(" ".join(dict.fromkeys(faults)))
        passages = self.passages_of(template)
        title, text = (pieces_of(part, context, passages) for part in (words.title, words.text))
        # A title is one line: of its paragraph only what is inside.
        own = {"shipped": template, "title": title[1:-1], "text": text}
        return self._page("letters/_own_words.html", size=size, **own, **context)

    def names_of(self, template: str, context: Mapping[str, Any]) -> tuple[str, ...]:
        """Every name that words for this letter may hold."""
        return (*known_fields(context), *self.passages_of(template))

    def passages_of(self, template: str) -> tuple[str, ...]:
        """The passages of a letter that a text may take over by their name, as they are shipped."""
        blocks = self._environment.get_template(template).blocks
        return tuple(sorted(set(blocks) - _FRAME))

    def words_of(self, template: str, context: Mapping[str, Any]) -> OwnWords:
        """The shipped letter as words that would write it again."""
        marks, shown = marked(context, replace)
        # Names of blocks are words of the shipped templates: nothing that anybody typed becomes part of a template.
        passages = "".join(f"{{% block {name} %}}{{{name}}}{{% endblock %}}" for name in self.passages_of(template))
        end = '{% block closing %}<p class="end">end</p>{% endblock %}'
        source = self._environment.from_string(f"{{% extends shipped %}}{passages}{end}")
        page = source.render(shipped=template, size=STANDARD, **marks)
        blocks = blocks_of(page)
        start = next(number for number, block in enumerate(blocks) if block.tag == "h1")
        last = next(number for number, block in enumerate(blocks) if block.kind == "end")
        title = text_from([replace(blocks[start], tag="p")], shown)
        return OwnWords(title=title, text=text_from(blocks[start + 1 : last], shown))

    def _page(self, template: str, **context: Any) -> str:
        try:
            return self._environment.get_template(template).render(**context)
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
