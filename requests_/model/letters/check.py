"""Whether a letter says what the law wants, and nothing it must not say. By reading its text, not by trusting it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from requests_.errors import InvalidCommand, RightsRequestError
from requests_.model.correspondence import LETTERS, LetterKind
from requests_.model.letters.contents import Content
from requests_.model.letters.denials import denied
from requests_.model.letters.placeholders import UNFILLED_SAYS, unfilled
from requests_.model.rights import Regime

if TYPE_CHECKING:
    from templates.letter_text import LetterText

# Words that tell somebody of an investigation, where telling would harm it (DPA 2018 Sch. 2 para. 2, s.45(6)).
TIPPING_OFF = (
    "investigat", "offence", "offend", "prosecut", "police", "under caution", "suspect", "crime", "criminal", "arrest",
    "witness", "surveillance", "covert", "informant", "intelligence", "evidence against", "law enforcement", "inquir",
    "enquiry into", "s2p2", "schedule 2, paragraph 2", "section 45(4)", "section 45(6)",
)  # fmt: skip
# Letters that say, by what they are, that something is held or that nothing is.
SAYING_KINDS = frozenset(
    {
        LetterKind.REFUSAL, LetterKind.TRANSFER, LetterKind.PART_REFUSAL, LetterKind.NO_DATA,
        LetterKind.ACCESS_RESPONSE,
        LetterKind.RECTIFICATION_DONE, LetterKind.RECTIFICATION_REFUSED, LetterKind.ERASURE_DONE,
        LetterKind.ERASURE_REFUSED, LetterKind.EVIDENCE_LIMITED, LetterKind.RESTRICTION_DONE,
        LetterKind.RESTRICTION_REFUSED, LetterKind.RESTRICTION_LIFTING, LetterKind.RECIPIENTS_NAMED,
        LetterKind.OBJECTION_UPHELD, LetterKind.OBJECTION_REFUSED,
        LetterKind.RIGHT_DONE, LetterKind.BREACH_NOTICE,
    }
)  # fmt: skip
_SAYING = re.compile(
    r"\b(?:we|the council) (?:do not |don[’']t )?(?:hold|have|keep|found|withh\w+|left out)\b[^.\n]*"
    r"\b(?:information|records?|documents?|files?|notes|nothing|anything|something)\b|\bwithh[eo]ld|\bexempt",
    re.IGNORECASE,
)
_PART_3_ONLY = re.compile(r"\b(?:section|s\.) ?51\b", re.IGNORECASE)
_NOT_THIS_LAW = "It names section 51, which is for Part 3 of the Data Protection Act 2018 only."
_UNSAID_SAYS = "It says whether information is held, in a case that neither confirms nor denies it."
# The letter of a pack names documents by their titles, which may hold brackets of their own; staff write none of it.
_NAMES_DOCUMENTS = frozenset({LetterKind.ACCESS_RESPONSE})


class LetterIncomplete(RightsRequestError):
    """A letter lacks something the law wants, or says something it must not."""

    code = "letter_incomplete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What a letter of one case must not say.

    Names of other people; anything that tips off (`is_quiet`); whether anything is held at all (`is_unsaid`).
    """

    names: frozenset[str] = frozenset()
    is_quiet: bool = False
    is_unsaid: bool = False


def required(kind: LetterKind, regime: Regime, dated_on: date) -> tuple[Content, ...]:
    """What a letter of a kind, regime and day must contain."""
    return tuple(c for c in LETTERS[kind].contents if regime in c.regimes and dated_on >= c.from_on)


def check_letter(
    kind: LetterKind, regime: Regime, dated_on: date, text: LetterText, *, silence: Silence | None = None
) -> list[str]:
    """What is missing or forbidden in `text`, one plain line each; nothing when all is well."""
    faults = [
        f"It lacks {content.name} ({content.citation})."
        for content in required(kind, regime, dated_on)
        if not re.search(content.pattern, text.routes if content.is_route else text.said, re.IGNORECASE)
    ]
    faults += denied(text.said)
    if regime is Regime.UK_GDPR and _PART_3_ONLY.search(text.whole):
        faults.append(_NOT_THIS_LAW)
    if kind not in _NAMES_DOCUMENTS and unfilled(text.whole):
        faults.append(UNFILLED_SAYS)
    silence = silence or Silence()
    if silence.is_unsaid and kind in SAYING_KINDS:
        faults.append(_UNSAID_SAYS)
    return faults + _spoken(text.whole, silence)


def require_complete(
    kind: LetterKind, regime: Regime, dated_on: date, text: LetterText, *, silence: Silence | None = None
) -> None:
    """Raise LetterIncomplete, naming every fault, unless the letter is complete."""
    faults = check_letter(kind, regime, dated_on, text, silence=silence)
    if faults:
        raise LetterIncomplete(f"The letter was not made. {' '.join(faults)} Mend its words, then start it again.")


def require_words(words: str, *, regime: Regime, silence: Silence, field: str) -> None:
    """Raise InvalidCommand, with `field` in its context, for staff's words that no letter of the case may say."""
    faults = _spoken(words, silence) + denied(words)
    if regime is Regime.UK_GDPR and _PART_3_ONLY.search(words):
        faults.append(_NOT_THIS_LAW)
    if unfilled(words):
        faults.append(UNFILLED_SAYS)
    if silence.is_unsaid and _SAYING.search(words):
        faults.append(_UNSAID_SAYS)
    if faults:
        raise InvalidCommand(f"This cannot go into a letter. {' '.join(faults)} Write it another way.", field=field)


def names_to_keep_out(names: Iterable[str], shown: Iterable[str]) -> frozenset[str]:
    """Other people's names of two words or more. A name that is also in `shown` (the requester's) is not kept out."""
    own = " ".join(" ".join(name.casefold().split()) for name in shown)
    tidy = {" ".join(name.casefold().split()) for name in names}
    return frozenset(name for name in tidy if " " in name and name not in own)


def hints(text: str) -> bool:
    """Whether a text, in small letters, holds a word that tells of an investigation.

    Paragraphs 20 to 25 of Schedule 2 are not paragraph 2; section 45(4)(e) is about other people.
    """
    return any(re.search(rf"\b{re.escape(word)}(?!\d|\(e\))", text) for word in TIPPING_OFF)


def _spoken(text: str, silence: Silence) -> list[str]:
    folded = " ".join(text.casefold().split())
    faults = []
    # Neither the name nor the word is quoted: faults are logged and shown.
    if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) for name in silence.names):
        faults.append("It names somebody else, which a letter must not.")
    if silence.is_quiet and hints(folded):
        faults.append("It hints at an investigation, which must not be told in this case (Sch. 2 para. 2; s.45(6)).")
    return faults
