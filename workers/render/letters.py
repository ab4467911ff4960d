"""Setting a letter: its page, checked against the law, and its tagged PDF in standard and in large print."""

from __future__ import annotations

from dataclasses import dataclass

from requests_.errors import RightsRequestError
from requests_.model.correspondence import Letter
from requests_.model.letters.check import Silence, require_complete
from requests_.model.letters.wording import Wording
from requests_.settings import ControllerProfile
from templates.letter_text import read_letter
from templates.letter_writer import LARGE, LetterFault, LetterWriter, OwnWords
from workers.render.pdf import PdfRenderer


class LetterUnreadable(RightsRequestError):
    """A template of the council's own cannot be used."""

    code = "letter_unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLetter:
    """A letter as pages, complete by law. One that `is_reworded` is in the council's own words, and so is its mail."""

    letter: Letter
    page: str
    large_page: str
    is_reworded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFiles:
    """A letter as it is kept."""

    letter: Letter
    page: bytes
    pdf: bytes
    large_pdf: bytes


def write_letter(
    letter: Letter,
    writer: LetterWriter,
    controller: ControllerProfile,
    silence: Silence,
    wording: Wording | None = None,
) -> WrittenLetter:
    """Write a letter out, in the council's own `wording` if there is one.

    Raises LetterIncomplete when it lacks what the law wants, or says what it must not.
    """
    context = letter.context(controller)
    words = None if wording is None else OwnWords(title=wording.title, text=wording.text)
    try:
        page = writer.html(letter.template, context, words=words)
        large = writer.html(letter.template, context, size=LARGE, words=words)
    except LetterFault as fault:
        raise LetterUnreadable(str(fault)) from fault
    head = letter.head
    require_complete(letter.kind, head.regime, head.written_on, read_letter(page), silence=silence)
    return WrittenLetter(letter=letter, page=page, large_page=large, is_reworded=words is not None)


def set_letter(written: WrittenLetter, renderer: PdfRenderer) -> LetterFiles:
    """Set a letter's pages. Raises RenderFault."""
    return LetterFiles(
        letter=written.letter,
        page=written.page.encode(),
        pdf=renderer.render(written.page),
        large_pdf=renderer.render(written.large_page),
    )
