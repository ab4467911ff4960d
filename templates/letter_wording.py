"""The words of a letter as an administrator writes them: paragraphs, headings and lists, and names in braces.

It is no template language: nothing in it is run. A name stands for a fact of the letter, or for a passage of the
shipped letter (a block of its template), and is one of a list; everything else is escaped. A blank line ends a
paragraph, `# ` begins a heading, `- ` an entry of a list. A paragraph or entry whose fact is not known is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from templates.filters import uk_date, uk_weekday
from templates.letter_text import Block

# A name, and where its fact is found in what a letter's template is given.
FIELDS: Mapping[str, str] = {
    "reference": "head.reference",
    "received_on": "head.received_on",
    "written_on": "head.written_on",
    "law": "law",
    "council": "controller.name",
    "service": "controller.service",
    "team": "controller.team",
    "email": "controller.email",
    "phone": "controller.phone",
    "address": "controller.address",
    "officer": "controller.officer",
    "website": "controller.website",
    "regulator": "controller.regulator",
    "regulator_address": "controller.regulator_address",
    "regulator_phone": "controller.regulator_phone",
    "regulator_website": "controller.regulator_website",
    "reasons": "facts.reasons",
    "question": "facts.question",
    "fee": "facts.fee_pence",
    "due_on": "facts.due_on",
    "lapses_on": "facts.lapses_on",
    "action": "facts.action",
    "lifted_on": "facts.lifted_on",
    "complained_on": "facts.complained_on",
    "news_by": "facts.news_by",
    "progress": "facts.progress",
    "nature": "facts.nature",
    "consequences": "facts.consequences",
    "measures": "facts.measures",
    "about": "facts.about",
    "asked_on": "facts.asked_on",
    "answer_by": "facts.answer_by",
}
_WITH_WEEKDAY = frozenset({"due_on", "answer_by"})
_NAME = re.compile(r"\{([^{}]*)\}")
_WORDED = {
    "p": Markup('<p class="govuk-body rp-words">{}</p>'),
    "h2": Markup('<h2 class="govuk-heading-m">{}</h2>'),
    "ul": Markup('<ul class="govuk-list govuk-list--bullet">{}</ul>'),
}
_MARKED_FROM, _MARKED_PENCE = date(1911, 1, 1), 987_654


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the page: markup that is ready, or the name of a passage of the shipped letter."""

    markup: Markup = Markup("")
    passage: str = ""


def known_fields(context: Mapping[str, Any]) -> dict[str, str]:
    """The names that a letter has a fact for, and where each is."""
    return {name: path for name, path in FIELDS.items() if _has(context, path)}


def faults_in(text: str, names: Iterable[str]) -> list[str]:
    """What stops a text from being read: names that this letter does not know, and braces that close nothing."""
    known = set(names)
    strange = dict.fromkeys(name for name in _NAME.findall(text) if name not in known)
    faults = [f"{{{name}}} is no name of this letter." for name in strange]
    if re.search(r"[{}]", _NAME.sub("", text)):
        faults.append("A brace stands alone: write a name between { and }.")
    if not text.strip():
        faults.append("Write the words of the letter.")
    return faults


def pieces_of(text: str, context: Mapping[str, Any], passages: Iterable[str]) -> list[Piece]:
    """The text as stretches of a page, with its facts put in."""
    values = {name: _written(name, _found(context, path)) for name, path in known_fields(context).items()}
    others = set(passages)
    pieces: list[Piece] = []
    for tag, lines in _paragraphs(text):
        if tag == "p" and (alone := _NAME.fullmatch(lines[0])) and len(lines) == 1 and alone[1] in others:
            pieces.append(Piece(passage=alone[1]))
        elif tag == "ul":
            entries = [inside for line in lines if (inside := _inside(line, values, others))]
            pieces += _wrapped("ul", [piece for entry in entries for piece in _wrapped("li", entry)]) if entries else []
        elif inside := _inside("\n".join(lines), values, others):
            pieces += _wrapped(tag, inside)
    return pieces


def worded(text: str) -> Markup:
    """A text of paragraphs, headings and lists as a page, braces and all: nothing in it stands for a fact."""
    done: list[Markup] = []
    for tag, lines in _paragraphs(text):
        inside = [escape("\n".join(lines))] if tag != "ul" else [Markup("<li>{}</li>").format(line) for line in lines]
        done.append(_WORDED[tag].format(Markup("").join(inside)))
    return Markup("\n").join(done)


def marked(context: Mapping[str, Any], replaced: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """The context with a mark in place of every fact, and what each mark looks like on the page, by its name.

    `replaced` is `dataclasses.replace`, or an equal for other kinds of values.
    """
    marks, shown = {}, {}
    for number, (name, path) in enumerate(known_fields(context).items()):
        value = _found(context, path)
        mark: Any = f"{{{name}}}"
        if isinstance(value, date):
            mark = date.fromordinal(_MARKED_FROM.toordinal() + number)
            shown[uk_weekday(mark)] = shown[uk_date(mark)] = f"{{{name}}}"
        elif isinstance(value, int):
            mark = _MARKED_PENCE
            shown[_written(name, mark)] = f"{{{name}}}"
        marks[path] = mark
    changed = dict(context)
    for root in {path.partition(".")[0] for path in marks}:
        inner = {path.partition(".")[2]: mark for path, mark in marks.items() if path.startswith(f"{root}.")}
        changed[root] = replaced(context[root], **inner) if inner else marks[root]
    return changed, shown


def text_from(blocks: Iterable[Block], shown: Mapping[str, str]) -> str:
    """The paragraphs of a page as a text that makes them again; marks become the names they stand for."""
    lines: list[str] = []
    was = ""
    for block in blocks:
        words = block.text
        for mark, name in sorted(shown.items(), key=lambda item: -len(item[0])):
            words = words.replace(mark, name)
        start = {"h2": "# ", "li": "- "}.get(block.tag, "")
        if lines and not (block.tag == "li" and was == "li"):
            lines.append("")
        lines.append(f"{start}{words}")
        was = block.tag
    return "\n".join(lines)


def _has(context: Mapping[str, Any], path: str) -> bool:
    root, _, attribute = path.partition(".")
    return root in context and (not attribute or hasattr(context[root], attribute))


def _found(context: Mapping[str, Any], path: str) -> Any:
    root, _, attribute = path.partition(".")
    return getattr(context[root], attribute) if attribute else context[root]


def _written(name: str, value: Any) -> str:
    if isinstance(value, date):
        return uk_weekday(value) if name in _WITH_WEEKDAY else uk_date(value)
    if isinstance(value, int):
        return f"£{value / 100:.2f}"
    return "" if value is None else str(value)


def _paragraphs(text: str) -> Iterator[tuple[str, list[str]]]:
    for chunk in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        plain: list[str] = []
        entries: list[str] = []
        for line in map(str.strip, chunk.splitlines()):
            if entries and not line.startswith("- "):
                yield "ul", entries
                entries = []
            if plain and line.startswith(("- ", "# ")):
                yield "p", plain
                plain = []
            if line.startswith("- "):
                entries.append(line[2:])
            elif line.startswith("# "):
                yield "h2", [line[2:]]
            elif line:
                plain.append(line)
        if entries:
            yield "ul", entries
        if plain:
            yield "p", plain


def _inside(line: str, values: Mapping[str, str], passages: set[str]) -> list[Piece]:
    """The stretches of one paragraph; none when a fact that it needs is not known."""
    pieces, at = [], 0
    for found in _NAME.finditer(line):
        pieces.append(Piece(escape(line[at : found.start()])))
        at = found.end()
        if found[1] in passages:
            pieces.append(Piece(passage=found[1]))
        elif values.get(found[1]):
            pieces.append(Piece(escape(values[found[1]])))
        else:
            return []
    return [*pieces, Piece(escape(line[at:]))]


def _wrapped(tag: str, inside: list[Piece]) -> list[Piece]:
    start = Markup('<p class="words">') if tag == "p" else Markup(f"<{tag}>")  # noqa: S704  (tag is one of ours)  # nosec B704
    return [Piece(start), *inside, Piece(Markup(f"</{tag}>\n"))]  # noqa: S704  # nosec B704
