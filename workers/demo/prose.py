"""Text that knows whose its words are: a small template language with alternatives and people.

`{child}` names a person of the cast in the way a writer would, `{child.phone}` in a given form; `{unauth}` is a plain
fact; `[rang|phoned]` takes one alternative. Every name, number or address that lands in the text is recorded as a
mention.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from workers.demo.people.forms import render, usual
from workers.demo.people.person import Kind, Person

_HOLE = re.compile(r"\{(\w+)(?:\.(\w+))?\}")
_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")

# How often a writer uses a nickname or gets a name wrong, for the people who have such forms at all.
NICK_RATE = 0.3
SLIP_RATE = 0.2


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that belong to one person; offsets are half-open code points."""

    start: int
    end: int
    person: str
    kind: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A text and the mentions in it."""

    text: str = ""
    mentions: tuple[Mention, ...] = ()

    def __add__(self, other: Prose) -> Prose:
        """The two texts end to end."""
        shift = len(self.text)
        moved = tuple(Mention(m.start + shift, m.end + shift, m.person, m.kind) for m in other.mentions)
        return Prose(self.text + other.text, self.mentions + moved)


def joined(parts: Iterable[Prose], separator: str) -> Prose:
    """The parts one after the other, with `separator` between them."""
    texts: list[str] = []
    mentions: list[Mention] = []
    at = 0
    for part in parts:
        texts.append(part.text)
        mentions += [Mention(m.start + at, m.end + at, m.person, m.kind) for m in part.mentions]
        at += len(part.text) + len(separator)
    return Prose(separator.join(texts), tuple(mentions))


def quoted(prose: Prose, prefix: str = "> ") -> Prose:
    """The text as a mail program quotes it, a prefix before every line."""
    lines: list[Prose] = []
    at = 0
    for line in prose.text.split("\n"):
        end = at + len(line)
        inside = tuple(
            Mention(m.start - at, m.end - at, m.person, m.kind) for m in prose.mentions if at <= m.start < end
        )
        lines.append(Prose(prefix) + Prose(line, inside))
        at = end + 1
    return joined(lines, "\n")


@dataclass(slots=True)
class Writer:
    """Writes templates about one cast of people; remembers who was already introduced in the document."""

    cast: Mapping[str, Person]
    facts: Mapping[str, str]
    rng: random.Random
    introduced: set[str] = field(default_factory=set)

    def can_write(self, template: str) -> bool:
        """Whether everyone and everything the template cannot do without is known."""
        return self._knows(self._sayable(template))

    def _knows(self, template: str) -> bool:
        return all(name in self.cast or name in self.facts for name, _ in _HOLE.findall(template))

    def _sayable(self, template: str) -> str:
        """The template without those alternatives that speak of nobody known; one with none left stays, unwritable."""

        def keep(choice: re.Match[str]) -> str:
            options = [option for option in choice.group(1).split("|") if self._knows(option)]
            return f"[{'|'.join(options)}]" if len(options) > 1 else (options or [choice.group(1).split("|")[0]])[0]

        return _CHOICE.sub(keep, template)

    def write(self, template: str) -> Prose:
        """The template as prose."""
        chosen = self._sayable(template)
        while _CHOICE.search(chosen):
            chosen = _CHOICE.sub(lambda m: self.rng.choice(m.group(1).split("|")), chosen)
        texts: list[str] = []
        mentions: list[Mention] = []
        at = length = 0
        for hole in _HOLE.finditer(chosen):
            plain = chosen[at : hole.start()]
            words, person, kind = self._fill(hole.group(1), hole.group(2))
            start = length + len(plain)
            length = start + len(words)
            texts += [plain, words]
            if kind and words:
                mentions.append(Mention(start, length, person, kind))
            at = hole.end()
        return Prose("".join([*texts, chosen[at:]]), tuple(mentions))

    def lines(self, templates: Iterable[str]) -> list[Prose]:
        """Those of the templates that can be written, in order."""
        return [self.write(template) for template in templates if self.can_write(template)]

    def pick(self, templates: Sequence[str]) -> Prose:
        """One of the templates that can be written."""
        return self.write(self.rng.choice([template for template in templates if self.can_write(template)]))

    def some(self, templates: Sequence[str], low: int, high: int, *, keep: int = 0) -> list[Prose]:
        """Between `low` and `high` different templates that can be written, in their order; the first `keep` always."""
        kept = self.lines(templates[:keep])
        able = [template for template in templates[keep:] if self.can_write(template)]
        count = min(len(able), max(0, self.rng.randint(low, high) - len(kept)))
        chosen = sorted(self.rng.sample(range(len(able)), count))
        return kept + [self.write(able[index]) for index in chosen]

    def _fill(self, name: str, form: str) -> tuple[str, str, str]:
        person = self.cast.get(name)
        if person is None:
            return self.facts[name], "", ""
        words, kind = render(person, form or self._own_form(person))
        return words, person.key, kind

    def _own_form(self, person: Person) -> str:
        first = person.key not in self.introduced
        self.introduced.add(person.key)
        if person.slips and first and self.rng.random() < SLIP_RATE:
            return "slip"
        if person.nick and person.kind is Kind.CHILD and not first and self.rng.random() < NICK_RATE:
            return "nick"
        return usual(person, first=first)
