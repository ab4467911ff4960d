"""A letter as a Word document, and as its checks see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from werkzeug.wrappers import Response

from portal.staff.forms_letters import ComplaintForm, WriteForm, write_form
from portal.web.downloads import attachment
from portal.web.resources import resources
from portal.web.transaction import reading
from requests_.errors import NotFound
from requests_.ids import CaseId
from requests_.model.complaints import ComplaintResult
from requests_.model.correspondence import LETTERS, Audience, Letter, LetterKind, PrintSize
from requests_.model.letters.check import check_letter
from requests_.model.letters.draft import audience_of, draft
from requests_.model.letters.facts import Refused
from requests_.model.letters.reasons import offered
from requests_.model.letters.wording import LetterType
from requests_.store.queries.letters import facts_for, silence_of
from requests_.store.queries.wording import wording_in_force
from templates.letter_docx import letter_docx
from templates.letter_text import Block, blocks_of, read_letter
from templates.letter_writer import OwnWords

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def kind_of(typed: str) -> LetterKind:
    """The kind an address names. Raises NotFound."""
    if typed not in set(LetterKind) or typed == LetterKind.ACCESS_RESPONSE or LETTERS[LetterKind(typed)].to_third_party:
        raise NotFound("There is no such letter.")
    return LetterKind(typed)


def own_words(
    case: CaseId,
    kind: LetterKind,
    audience: Audience,
    words: str = "",
    *,
    reasons: tuple[str, ...] = (),
    result: ComplaintResult | None = None,
) -> Letter:
    """The letter of the case as it stands today, with these words, reasons and outcome of a complaint."""
    known = facts_for(reading(), case, kind, written_on=resources().clock.london_date(), words=words)
    return draft(kind, replace(known, chosen=reasons, result=result), audience=audience)


def form_for(case: CaseId, kind: LetterKind, sent: object = None) -> WriteForm:
    """The form of a letter of the case: as it was sent, or for whom the letter is."""
    known = facts_for(reading(), case, kind, written_on=resources().clock.london_date())
    folded, is_refusal = known.case, LETTERS[kind].facts is Refused
    reasons = offered(folded.right, folded.regime, folded.capacity) if is_refusal else ()
    choices = tuple((row.code, row.label) for row in reasons)
    return write_form(kind, choices, sent, audience=audience_of(known).value, size=PrintSize.STANDARD.value)


def result_of(form: WriteForm) -> ComplaintResult | None:
    """The outcome of a complaint that was chosen; None on the form of any other letter."""
    return ComplaintResult(form.result.data) if isinstance(form, ComplaintForm) and form.result.data else None


def page_of(letter: Letter, size: PrintSize = PrintSize.STANDARD) -> str:
    """The letter written out."""
    wording = wording_in_force(reading(), LetterType.of(letter))
    words = None if wording is None else OwnWords(title=wording.title, text=wording.text)
    return resources().write_letter(letter, size.value, words)


def checked(case: CaseId, letter: Letter) -> list[str]:
    """What the letter lacks, and what it says that it must not."""
    head = letter.head
    silence = silence_of(reading(), case)
    return check_letter(letter.kind, head.regime, head.written_on, read_letter(page_of(letter)), silence=silence)


def faults_of(case: CaseId, kind: LetterKind, words: str, *, reasons: tuple[str, ...] = ()) -> list[str]:
    """What the letter of a case would lack with these words: asked while nothing has changed yet."""
    known = facts_for(reading(), case, kind, written_on=resources().clock.london_date(), words=words)
    return checked(case, own_words(case, kind, audience_of(known), words, reasons=reasons))


def as_it_will_be(
    case: CaseId, kind: LetterKind, words: str, *, message: str = "", reasons: tuple[str, ...] = ()
) -> list[Block]:
    """The paragraphs of a letter of the case as it would leave today; `message` is one that waits."""
    written_on = resources().clock.london_date()
    known = facts_for(reading(), case, kind, written_on=written_on, words=words, message=message)
    chosen = replace(known, chosen=reasons) if reasons else known
    return blocks_of(page_of(draft(kind, chosen, audience=audience_of(known))))


def prints_of(letter: Iterable[Block]) -> str:
    """What a page says of the letter that it showed: a digest of each paragraph."""
    return " ".join(dict.fromkeys(_print(block) for block in letter))


def changed_since(letter: Iterable[Block], shown: str) -> list[str]:
    """The paragraphs of a letter that the page with these digests did not show."""
    known = shown.split()
    return [block.text for block in letter if _print(block) not in known]


def _print(block: Block) -> str:
    return sha256(block.text.encode()).hexdigest()[:16]


def incomplete(faults: list[str]) -> str:
    """The faults of a letter as one line for its form."""
    return f"This letter cannot be made yet. {' '.join(faults)}"


def as_word(page: str, reference: str, kind: LetterKind, size: PrintSize) -> Response:
    """A letter as a Word document, to be put into the council's own words."""
    title = kind.replace("_", " ").capitalize()
    council = resources().profile.name
    content = letter_docx(page, title=f"{title} ({reference})", author=council, size=size.value)
    return attachment(content, f"{reference} {title.lower()} {size}.docx", WORD)
