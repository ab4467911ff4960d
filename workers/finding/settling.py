"""What one row of a list says about another: doubts that no row shows by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workers.finding.bands import Decision, is_alike, is_double, may_be_double, needs_more
from workers.finding.folding import postcodes, street
from workers.finding.levels import Level
from workers.finding.look_alikes import Judged
from workers.finding.score import Same


def settled(rows: Mapping[str, tuple[Judged, ...]]) -> dict[str, tuple[Judged, ...]]:
    """Take back what rests on name and birth date alone when somebody else shares both."""
    every = [one for judged in rows.values() for one in judged]
    matched = [one for one in every if one.decision is Decision.MATCH]
    upns = {one.row.fields.get("upn", "") for one in matched} - {""}
    has_double = any(is_double(one.comparison) for one in every) or len(upns) > 1
    may_be_two = any(may_be_double(one.comparison) for one in every)
    has_exact = any(one.comparison.given is Level.EXACT for one in matched)
    return {
        store_id: tuple(
            _doubted(
                _told_apart(one, judged),
                judged,
                has_double=has_double,
                has_exact=has_exact,
                is_crowded=may_be_two and sum(is_alike(other.comparison) for other in judged) > 1,
            )
            for one in judged
        )
        for store_id, judged in rows.items()
    }


def _told_apart(one: Judged, beside: tuple[Judged, ...]) -> Judged:
    """Leave out a namesake born on the same day where the person has an entry of their own with their own UPN."""
    comparison = one.comparison
    is_own_there = any(other.comparison.upn is Same.SAME and other.decision is Decision.MATCH for other in beside)
    if not is_own_there or not is_double(comparison) or comparison.lives_there or comparison.shares_contact:
        return one
    return replace(one, decision=Decision.EXCLUDED, why=(*one.why, "the person has an entry with their own UPN"))


def _doubted(one: Judged, beside: tuple[Judged, ...], *, has_double: bool, has_exact: bool, is_crowded: bool) -> Judged:
    if one.decision is not Decision.MATCH or not needs_more(one.comparison):
        return one
    is_double_of = has_double
    if has_double:
        rule = "somebody else has the same name and date of birth"
    elif has_exact and one.comparison.given is not Level.EXACT:
        rule = "another entry has the given name in full, so this one may be a twin"
    elif others := [other for other in beside if _lives_apart(one, other)]:
        rule = "another entry of that name and date of birth has another address"
        is_double_of = all(needs_more(other.comparison) for other in others)
    elif is_crowded:  # two files of one pupil, or one file each of two
        rule = "several entries of this list have that name and date of birth, and one at another address is known"
        is_double_of = True
    else:
        return one
    return replace(one, decision=Decision.POSSIBLE, why=(*one.why, rule), is_double=is_double_of)


def _lives_apart(one: Judged, other: Judged) -> bool:
    """Say whether two entries of one list that both match have different addresses."""
    if other.row.key == one.row.key or other.decision is not Decision.MATCH:
        return False
    mine, theirs = (
        f"{judged.row.fields.get('address', '')}\n{judged.row.fields.get('postcode', '')}" for judged in (one, other)
    )
    codes, other_codes = postcodes(mine), postcodes(theirs)
    if codes and other_codes:
        return not codes & other_codes
    roads = street(mine), street(theirs)
    return all(roads) and roads[0] != roads[1]
