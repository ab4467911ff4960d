"""Whether words for a letter hold what the law wants in it: the letter's example is written in them and read."""

from __future__ import annotations

import re
from difflib import ndiff

from portal.web.resources import resources
from requests_.errors import Conflict
from requests_.model.correspondence import Letter
from requests_.model.letters.check import check_letter
from requests_.model.letters.examples import example
from requests_.model.letters.reading_age import hard_to_read
from requests_.model.letters.wording import LetterType
from templates.letter_text import read_letter
from templates.letter_writer import OwnWords

_ROUTES = "{routes}"
_STANDS_ALONE = re.compile(rf"(?:\A|\n[ \t]*\n)[ \t]*{_ROUTES}[ \t]*(?:\Z|\n[ \t]*\n)")
_NO_ROUTES = f"It leaves out {_ROUTES}, the routes of complaint, which stands in a paragraph of its own."


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
    letter = read_letter(page)
    faults = check_letter(of.kind, of.regime, example_of(of).head.written_on, letter)
    faults += [
        f"It leaves out {{{name}}}, which is written for each case." for name in _said(of) if f"{{{name}}}" not in text
    ]
    if _ROUTES in resources().shipped_words(example_of(of)).text and not _STANDS_ALONE.search(
        text.replace("\r\n", "\n")
    ):
        faults.append(_NO_ROUTES)
    return faults + hard_to_read(letter.own, of.audience)


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
