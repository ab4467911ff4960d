"""Parts of a name that fit both somebody whose data goes out and somebody whose data does not.

"Ms Gwynne" may be the mother who asks or the grandmother who must stay out of it. The nearest full name before it in
the same document may settle it, as far as `MAY_FOLLOW` lets it; where none does, it is nobody's: it has a key of its
own, so that a decision about the grandmother is no decision about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from redaction.detect import names
from redaction.detect.mention import PERSON, Mention
from redaction.detect.name_words import name_of
from redaction.detect.roster import Roster
from redaction.normalise import Reading
from redaction.policy import rule_for
from redaction.values import Disposition

FITS_SEVERAL = "Fits more than one person"


class Written(StrEnum):
    """How a name that fits several people is written."""

    WHOLE = "whole"
    PART = "part"
    SHORTENED = "shortened"


# Whom a name may be taken for after their full name, by what is proposed for them. A whole name tells namesakes no
# better for standing near; an initial was written to tell them apart and does not, so it never lets anything out.
MAY_FOLLOW = {
    Written.WHOLE: frozenset[Disposition](),
    Written.PART: frozenset(Disposition),
    Written.SHORTENED: frozenset({Disposition.WITHHOLD}),
}


@dataclass(slots=True)
class _Named:
    """Who is named in one document without a doubt who it is: listed people, and the names of people nobody listed."""

    keys: set[str] = field(default_factory=set)
    borne: set[str] = field(default_factory=set)


def told_apart(
    readings: Sequence[Reading], settled: Sequence[Sequence[Mention]], documents: Sequence[int], roster: Roster
) -> list[list[Mention]]:
    """The mentions with each such part of a name given to the one named in full before it, or to nobody listed."""
    result: list[list[Mention]] = []
    whole: list[tuple[frozenset[str], frozenset[str]]] = []
    named = _named(readings, settled, documents, roster)
    for place, (reading, mentions) in enumerate(zip(readings, settled, strict=True)):
        if place and documents[place] != documents[place - 1]:
            whole = []
        kept = []
        for one in mentions:
            if one.kind == PERSON and _is_mixed(one, roster):
                one = _followed(one, reading, whole, named[documents[place]], roster)
            elif one.kind == PERSON and (one.why.startswith(names.WHOLE) or " " in one.name):
                whole.append((frozenset(one.keys), _words(one, reading)))
            kept.append(one)
        result.append(kept)
    return result


def _named(
    readings: Sequence[Reading], settled: Sequence[Sequence[Mention]], documents: Sequence[int], roster: Roster
) -> dict[int, _Named]:
    found = {document: _Named() for document in documents}
    for reading, mentions, document in zip(readings, settled, documents, strict=True):
        for one in mentions:
            if one.kind == PERSON and not _is_mixed(one, roster):
                found[document].keys.update(one.keys)
                found[document].borne.update(() if one.keys else _words(one, reading))
    return found


def _words(one: Mention, reading: Reading) -> frozenset[str]:
    words = one.name or name_of(reading.folded[one.start : one.end])
    return frozenset(words.replace(",", " ").split())


def _is_mixed(one: Mention, roster: Roster) -> bool:
    """Whether a mention fits people for whom different things are proposed."""
    keys = [key for key in one.keys if key in roster.people]
    return len({_proposed_for(key, roster) for key in keys}) > 1


def _proposed_for(key: str, roster: Roster) -> Disposition:
    return rule_for(roster.people[key].role, PERSON).disposition


def _followed(
    one: Mention,
    reading: Reading,
    whole: Sequence[tuple[frozenset[str], frozenset[str]]],
    named: _Named,
    roster: Roster,
) -> Mention:
    name = name_of(reading.folded[one.start : one.end])
    # Somebody nobody listed who bears the name comes between as well.
    words = {word for word in name.split() if len(word) > 1}
    nearest = next((keys for keys, borne in reversed(whole) if keys & set(one.keys) or words & borne), frozenset())
    if len(nearest) == 1 and nearest <= set(one.keys):
        (key,) = nearest
        proposed = _proposed_for(key, roster)
        may_follow = proposed in MAY_FOLLOW[_written(one, name, roster)]
        # What is kept back needs no more; what goes out must be able to be nobody else's in the whole document.
        is_alone = not (named.keys & set(one.keys)) - nearest and not words & named.borne
        if may_follow and (is_alone or proposed is not Disposition.DISCLOSE):
            return replace(one, keys=(key,), why="named, after their full name")
    return replace(one, keys=(), name=name, why=FITS_SEVERAL, doubt="", shared=True)


def _written(one: Mention, name: str, roster: Roster) -> Written:
    if one.why.startswith(names.WHOLE):
        return Written.WHOLE
    facts = roster.facts.get(name)
    return Written.PART if facts and facts.parts else Written.SHORTENED
