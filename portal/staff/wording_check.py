"""Whether words for a letter hold what the law wants in it: the letter's example is written in them and read."""

from __future__ import annotations

from difflib import ndiff

from portal.web.resources import resources
from requests_.errors import Conflict
from requests_.model.correspondence import Letter
from requests_.model.letters.check import check_letter
from requests_.model.letters.examples import example
from requests_.model.letters.reading_age import HARDEST, grade
from requests_.model.letters.wording import LetterType
from templates.letter_text import body_of, text_of
from templates.letter_writer import OwnWords


def example_of(of: LetterType) -> Letter:
    """The invented example of a letter."""
    return example(of.kind, of.regime, of.audience)


def page_in(of: LetterType, title: str, text: str) -> str:
    """The example written in these words. Raises Conflict, with what is wrong, for words it cannot be written in."""
    return resources().write_letter(example_of(of), "standard", OwnWords(title=title, text=text))


def faults_of(of: LetterType, title: str, text: str) -> list[str]:
    """What a letter in these words would lack, one line each."""
    try:
        page = page_in(of, title, text)
    except Conflict as fault:
        return [fault.public_message]
    faults = check_letter(of.kind, of.regime, example_of(of).head.written_on, text_of(page))
    faults += [
        f"It leaves out {{{name}}}, which is written for each case." for name in _said(of) if f"{{{name}}}" not in text
    ]
    hard, hardest = grade(body_of(page)), HARDEST[of.audience]
    if hard > hardest:
        faults.append(f"It is hard to read: grade {hard:.1f}, where {hardest:.0f} is the most. Use shorter sentences.")
    return faults


def differences(shipped: str, own: str) -> list[tuple[str, str]]:
    """Paragraph by paragraph what is the same ("same"), what is new ("own") and what was taken away ("shipped")."""
    signs = {"  ": "same", "+ ": "own", "- ": "shipped"}
    lines = ndiff(_paragraphs(shipped), _paragraphs(own))
    return [(signs[line[:2]], line[2:]) for line in lines if line[:2] in signs]


def _said(of: LetterType) -> list[str]:
    """The names of what staff write, or is composed, for each letter: no wording may lose it."""
    facts = example_of(of).facts
    words = {name for name in facts.__dataclass_fields__ if type(getattr(facts, name)) is str}
    return [name for name in resources().names_in_letter(example_of(of)) if name in words]


def _paragraphs(text: str) -> list[str]:
    return [line for line in (line.strip() for line in text.splitlines()) if line]
