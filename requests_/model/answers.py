"""Which letter answers a decided right, and its first draft out of what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from requests_.model.case import Case
from requests_.model.correspondence import LETTERS, LetterKind
from requests_.model.lawful_basis import LegalRight
from requests_.model.outcome_terms import Outcome
from requests_.model.outcomes import OUTCOMES
from requests_.model.rights import Right

_DONE: Mapping[LegalRight, LetterKind] = {
    LegalRight.RECTIFICATION: LetterKind.RECTIFICATION_DONE,
    LegalRight.ERASURE: LetterKind.ERASURE_DONE,
    LegalRight.RESTRICTION: LetterKind.RESTRICTION_DONE,
    LegalRight.OBJECTION: LetterKind.OBJECTION_UPHELD,
    LegalRight.MARKETING_OBJECTION: LetterKind.OBJECTION_UPHELD,
}
_REFUSED: Mapping[Right, LetterKind] = {
    Right.RECTIFICATION: LetterKind.RECTIFICATION_REFUSED,
    Right.ERASURE: LetterKind.ERASURE_REFUSED,
    Right.RESTRICTION: LetterKind.RESTRICTION_REFUSED,
    Right.OBJECTION: LetterKind.OBJECTION_REFUSED,
}


def answer_kind(case: Case) -> LetterKind:
    """The letter for what was decided: all done, part refused, or refused."""
    rows = [OUTCOMES[outcome] for outcome in case.decisions.values()]
    granted = [row for row in rows if row.is_granted]
    if granted and len(granted) < len(rows):
        return LetterKind.PART_REFUSAL
    done, refused = LetterKind.RIGHT_DONE, LetterKind.REFUSAL
    kind = _DONE.get(granted[0].right, done) if granted else _REFUSED.get(case.right, refused)
    # A right that Part 3 does not know is answered with the letters that both laws have.
    is_of_this_law = case.regime in LETTERS[kind].citations
    return kind if is_of_this_law else done if granted else refused


def first_words(decided: Iterable[tuple[str, Outcome, str]]) -> str:
    """What was decided about each record (its title, "" for the whole), one paragraph a record."""
    return "\n\n".join(
        f"{f'{title}: ' if title else ''}{OUTCOMES[outcome].letter} {words}".strip()
        for title, outcome, words in decided
    )
