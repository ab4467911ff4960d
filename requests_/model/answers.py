"""Which letter answers a decided right, and its first draft out of what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from requests_.model.case import Case
from requests_.model.correspondence import LETTERS, LetterKind, law_of_answer
from requests_.model.lawful_basis import LegalRight
from requests_.model.outcome_terms import Outcome, StoreAct
from requests_.model.outcomes import OUTCOMES
from requests_.model.rights import Regime, Right

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


def answer_kind(case: Case, laws: tuple[Regime, ...]) -> LetterKind:
    """The letter for what was decided under these laws: all done, part refused, refused, or limited instead."""
    rows = [OUTCOMES[outcome] for outcome in case.decisions.values()]
    granted = [row for row in rows if row.is_granted]
    # What nobody decided about is not deleted: the letter does not say that everything is.
    is_in_part = case.right is Right.ERASURE and case.undecided > 0
    if granted and (is_in_part or len(granted) < len(rows)):
        return LetterKind.PART_REFUSAL
    done, refused = LetterKind.RIGHT_DONE, LetterKind.REFUSAL
    kind = _DONE.get(granted[0].right, done) if granted else _REFUSED.get(case.right, refused)
    # What is evidence is neither corrected nor deleted, but limited (DPA 2018 s.46(4), 47(2)).
    if rows and not granted and all(row.act is StoreAct.RESTRICT for row in rows):
        kind = LetterKind.EVIDENCE_LIMITED
    # A right that Part 3 does not know is answered with the letters that both laws have.
    is_of_this_law = law_of_answer(kind, laws) in LETTERS[kind].citations
    return kind if is_of_this_law else done if granted else refused


def first_words(decided: Iterable[tuple[str, Outcome, str]]) -> str:
    """What was decided about each record (its title, "" for the whole), one paragraph a record."""
    return "\n\n".join(
        f"{f'{title}: ' if title else ''}{OUTCOMES[outcome].letter} {words}".strip()
        for title, outcome, words in decided
    )
