"""Parts of a name that fit both somebody whose data goes out and somebody whose data does not.

"Ms Gwynne" may be the mother who asks or the grandmother who must stay out of it. The nearest full name before it in
the same document settles it; where none does, it is nobody's: it has a key of its own, so that a decision about the
grandmother is no decision about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from redaction.detect import names
from redaction.detect.mention import PERSON, Mention
from redaction.detect.name_words import name_of
from redaction.detect.roster import Roster
from redaction.normalise import Reading
from redaction.policy import rule_for

FITS_SEVERAL = "Fits more than one person"


def told_apart(
    readings: Sequence[Reading], settled: Sequence[Sequence[Mention]], documents: Sequence[int], roster: Roster
) -> list[list[Mention]]:
    """The mentions with each such part of a name given to the one named in full before it, or to nobody listed."""
    result: list[list[Mention]] = []
    whole: list[tuple[frozenset[str], frozenset[str]]] = []
    for place, (reading, mentions) in enumerate(zip(readings, settled, strict=True)):
        if place and documents[place] != documents[place - 1]:
            whole = []
        kept = []
        for one in mentions:
            if one.kind == PERSON and _is_mixed(one, roster):
                one = _followed(one, reading, whole)
            elif one.kind == PERSON and (one.why.startswith(names.WHOLE) or " " in one.name):
                words = one.name or name_of(reading.folded[one.start : one.end])
                whole.append((frozenset(one.keys), frozenset(words.replace(",", " ").split())))
            kept.append(one)
        result.append(kept)
    return result


def _is_mixed(one: Mention, roster: Roster) -> bool:
    """Whether a mention fits people for whom different things are proposed."""
    keys = [key for key in one.keys if key in roster.people]
    return len({rule_for(roster.people[key].role, PERSON).disposition for key in keys}) > 1


def _followed(one: Mention, reading: Reading, whole: Sequence[tuple[frozenset[str], frozenset[str]]]) -> Mention:
    name = name_of(reading.folded[one.start : one.end])
    if not one.why.startswith(names.WHOLE):
        # Somebody nobody listed who bears the name comes between as well.
        words = {word for word in name.split() if len(word) > 1}
        nearest = next((keys for keys, borne in reversed(whole) if keys & set(one.keys) or words & borne), frozenset())
        if len(nearest) == 1 and nearest <= set(one.keys):
            return replace(one, keys=tuple(nearest), why="named, after their full name")
    return replace(one, keys=(), name=name, why=FITS_SEVERAL, doubt="", shared=True)
