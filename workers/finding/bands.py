"""Which band a compared row falls into: the score proposes, and a few rules about families overrule it.

Twins, siblings, namesakes and a father of the same name are never accepted by a sum of weights.
"""

from __future__ import annotations

from enum import StrEnum

from workers.finding.levels import ALIKE, SURE, Level
from workers.finding.score import Comparison, Same
from workers.finding.weights import Weights


class Decision(StrEnum):
    """The three bands."""

    MATCH = "match"
    POSSIBLE = "possible"
    EXCLUDED = "excluded"


_BORN_ALIKE = (Same.SAME, Same.SWAPPED, Same.NEAR, Same.UNKNOWN)


def decide(row: Comparison, weights: Weights) -> tuple[Decision, str]:
    """Give the band, and the rule that overruled the score ("" when none did)."""
    for rule in (_same_upn, _other_given_name, _other_upn, _other_birth):
        decided = rule(row)
        if decided is not None:
            return decided
    if row.score >= weights.of("bands", "match"):
        return _accepted(row)
    if row.score >= weights.of("bands", "possible"):
        return Decision.POSSIBLE, ""
    return Decision.EXCLUDED, ""


def _same_upn(row: Comparison) -> tuple[Decision, str] | None:
    if row.upn is not Same.SAME:
        return None
    if row.given is Level.DIFFERENT and not row.is_swapped:
        return (
            Decision.POSSIBLE,
            "the UPN is the same but the given name is another: look whether it was entered wrongly",
        )
    if row.family is Level.DIFFERENT and row.birth not in (Same.SAME, Same.UNKNOWN):
        return Decision.POSSIBLE, "the UPN is the same but family name and date of birth are others"
    if row.birth is Same.DIFFERENT and row.family not in SURE:
        return Decision.POSSIBLE, "the UPN is the same but the date of birth is another"
    return Decision.MATCH, ""


def _other_given_name(row: Comparison) -> tuple[Decision, str] | None:
    """A twin or sibling shares everything but the given name."""
    if row.given is not Level.DIFFERENT or row.is_swapped:
        return None
    return Decision.EXCLUDED, "a different given name: a twin, a sibling or somebody else"


def _other_upn(row: Comparison) -> tuple[Decision, str] | None:
    if row.upn is not Same.DIFFERENT:
        return None
    is_same_name = row.family in ALIKE and row.given in ALIKE and row.birth in (Same.SAME, Same.SWAPPED)
    is_exact = row.family is Level.EXACT and row.given is Level.EXACT and row.birth is Same.SAME
    if is_exact or (is_same_name and (row.lives_there or row.shares_contact) and row.given in SURE):
        return Decision.POSSIBLE, "the UPN is another: somebody of the same name, or one pupil with two numbers"
    return Decision.EXCLUDED, "another UPN"


def _other_birth(row: Comparison) -> tuple[Decision, str] | None:
    if row.birth is not Same.DIFFERENT or row.upn is Same.ONE_OFF:
        return None
    if row.family in SURE and row.given in SURE and (row.lives_there or row.shares_contact):
        return Decision.POSSIBLE, "the date of birth is another: a relative of the same name, or an entry to mend"
    return Decision.EXCLUDED, "another date of birth"


def _accepted(row: Comparison) -> tuple[Decision, str]:
    """Accept a high score only where the given name is sure and something besides the name speaks for it."""
    if not row.is_swapped and row.given not in SURE:
        return Decision.POSSIBLE, "the given name is not quite the same, as with some twins"
    if row.family not in ALIKE and not row.is_swapped:
        return Decision.POSSIBLE, "another family name, as after a marriage or an adoption"
    has_more = (
        row.birth in (Same.SAME, Same.SWAPPED) or row.lives_there or row.shares_contact or row.upn is Same.ONE_OFF
    )
    if not has_more:
        return Decision.POSSIBLE, "only the name speaks for it"
    if row.birth is Same.UNKNOWN and row.upn is not Same.ONE_OFF:
        return Decision.POSSIBLE, "without a date of birth it may be a relative of the same name"
    return Decision.MATCH, ""


def needs_more(row: Comparison) -> bool:
    """Say whether a match rests on name and birth date alone, which a namesake born on the same day shares."""
    return row.upn not in (Same.SAME, Same.ONE_OFF) and not row.lives_there and not row.shares_contact


def is_double(row: Comparison) -> bool:
    """Say whether a row is somebody else who looks the same by name and birth date."""
    return row.upn is Same.DIFFERENT and row.given in SURE and row.family in ALIKE and row.birth is Same.SAME


def is_alike(row: Comparison) -> bool:
    """Say whether a row has their name and their date of birth, as far as either can be written."""
    return row.given in ALIKE and row.family in ALIKE and row.birth in (Same.SAME, Same.SWAPPED)


def may_be_double(row: Comparison) -> bool:
    """Say whether a row may be somebody else of their name and date of birth, or theirs from another address."""
    return is_alike(row) and row.upn is not Same.SAME and (row.upn is Same.DIFFERENT or row.lives_elsewhere)
