"""From overlapping mentions to one answer a stretch: who wins, who is the same person, and where else a person is named.

A listed person beats somebody unknown on the same words, an identifier beats the names inside it, and what is left over of a
name is somebody else's: nothing is ever let through because two detectors disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from redaction.detect import names
from redaction.detect.lexicon import family_names, given_names, is_calendar_word, is_title, is_word
from redaction.detect.mention import CUE, PERSON, Mention
from redaction.detect.roster import roster_of
from redaction.detect.unknown import name_of
from redaction.normalise import Reading
from redaction.values import Person, Role

_NEAR = 160
_WHOLE_NAME = "named in full"


def settle(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions of one text without overlaps, in text order; cues may stand inside nothing else."""
    everything = list(mentions)
    numbers = _apart(one for one in everything if one.kind != PERSON and not one.kind.startswith(CUE))
    named = [one for one in everything if one.kind == PERSON and one.detector == names.DETECTOR]
    kept = [_not_weaker(number, named) for number in numbers]
    kept += [one for one in named if not _overlapping(one, kept)]
    for one in everything:
        if one.kind == PERSON and one.detector != names.DETECTOR:
            kept = _with_unknown(one, kept)
    kept += [one for one in everything if one.kind.startswith(CUE) and not _overlapping(one, kept)]
    return sorted(kept, key=lambda one: one.start)


def narrowed(mentions: Sequence[Mention]) -> list[Mention]:
    """Namesakes told apart by the nearest number that is only one of them's."""
    numbers = [one for one in mentions if one.kind != PERSON and len(one.keys) == 1]
    result = []
    for one in mentions:
        if one.kind == PERSON and len(one.keys) > 1:
            near = [(abs(one.start - number.start), number.keys) for number in numbers if number.keys[0] in one.keys]
            if near and min(near)[0] <= _NEAR and one.why.startswith(_WHOLE_NAME):
                one = replace(one, keys=min(near)[1], why="named in full, told from a namesake by the number beside the name")
        result.append(one)
    return result


def _overlapping(one: Mention, others: Iterable[Mention]) -> list[Mention]:
    return [other for other in others if one.start < other.end and other.start < one.end]


def _apart(mentions: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for one in sorted(mentions, key=lambda each: (each.start, -each.end)):
        if kept and one.start < kept[-1].end:
            first = kept[-1]
            sure = first if first.keys or not one.keys else one
            kept[-1] = replace(sure, start=first.start, end=max(first.end, one.end))
        else:
            kept.append(one)
    return kept


def _not_weaker(number: Mention, named: Iterable[Mention]) -> Mention:
    """An organisation's address or mailbox that holds a listed person's name is nobody's to let through."""
    inside = [one for one in _overlapping(number, named) if not one.doubt]
    if inside and number.harmless and number.kind == "email":
        return replace(number, harmless=False, doubt="holds a name")
    return number


def _with_unknown(one: Mention, kept: list[Mention]) -> list[Mention]:
    """Add somebody unknown: only where nobody listed stands, or as the name that a part of theirs belongs to."""
    covered = _overlapping(one, kept)
    if not covered:
        return [*kept, one]
    left_over = [piece for piece in _uncovered(one, covered) if _holds_a_name(piece.name)]
    if not left_over:
        return kept
    partial = [other for other in covered if other.kind == PERSON and not other.why.startswith(_WHOLE_NAME) and other.keys]
    touching = [other for other in partial if any(_touches(other, piece) for piece in left_over)]
    if touching:
        first = touching[0]
        whole = replace(
            one, start=min(one.start, first.start), keys=(), doubt="shares part of a listed person's name", name=one.name,
            end=max(first.end, *(piece.end for piece in left_over if _touches(first, piece))),
        )
        return [*(other for other in kept if other not in _overlapping(whole, kept)), whole]
    return [*kept, *left_over]


def _uncovered(one: Mention, covered: list[Mention]) -> list[Mention]:
    pieces: list[Mention] = []
    names_left, place = one.name, one.start
    for other in sorted(covered, key=lambda each: each.start):
        if other.start > place:
            pieces.append(replace(one, start=place, end=other.start, name=names_left))
        place = max(place, other.end)
    if place < one.end:
        pieces.append(replace(one, start=place, end=one.end, name=names_left))
    return pieces


def _touches(listed: Mention, piece: Mention) -> bool:
    return 0 <= piece.start - listed.end <= 1 or 0 <= listed.start - piece.end <= 1


def _holds_a_name(text: str) -> bool:
    tokens = re.findall(r"[^\W\d_][\w'-]+", text)
    return any(
        not is_title(token) and not is_calendar_word(token) and (not is_word(token) or token in given_names() or token in family_names())
        for token in tokens
    )


def trimmed(mention: Mention, reading: Reading) -> Mention | None:
    """A piece of a mention without the spaces and stops at its ends, named by its own words; None when nothing is left."""
    text = reading.plain[mention.start : mention.end]
    start = mention.start + len(text) - len(text.lstrip(" \n,.;:()'\"-"))
    end = mention.end - (len(text) - len(text.rstrip(" \n,;:(\"-'")))
    if start >= end:
        return None
    return replace(mention, start=start, end=end, name=name_of(reading.folded[start:end]))


def clustered(names_in_order: Sequence[str]) -> dict[str, str]:
    """Each name of somebody unknown → the person it names, `unknown-1` onwards in the order of the bundle.

    A shorter name joins the first longer one that holds its words; "J Smith" joins "John Smith".
    """
    distinct = list(dict.fromkeys(names_in_order))
    leaders: list[str] = []
    leader_of: dict[str, str] = {}
    for name in sorted(distinct, key=lambda one: (-len([word for word in one.split() if len(word) > 1]), distinct.index(one))):
        leader = next((one for one in leaders if _same_person(name, one)), None)
        if leader is None:
            leaders.append(name)
        leader_of[name] = leader or name
    numbers: dict[str, str] = {}
    for name in distinct:
        numbers.setdefault(leader_of[name], f"unknown-{len(numbers) + 1}")
    return {name: numbers[leader_of[name]] for name in distinct}


def _same_person(shorter: str, longer: str) -> bool:
    words, others = shorter.split(), longer.split()
    if not any(len(word) > 1 for word in words):
        return False
    letters = {word[0] for word in others if word not in words}
    return all(word in others or (len(word) == 1 and word in letters) for word in words)


def unknown_people(clusters: dict[str, str]) -> tuple[Person, ...]:
    """One person a cluster, by its longest name, for those whose name is safe to look for elsewhere."""
    longest: dict[str, str] = {}
    for name, key in clusters.items():
        if len(name) > len(longest.get(key, "")):
            longest[key] = name
    return tuple(
        Person(key=key, name=name.title(), role=Role.THIRD_PARTY)
        for key, name in longest.items()
        if len(name.split()) > 1 or (len(name) > 3 and not is_word(name))
    )


def propagated(readings: Sequence[Reading], settled: Sequence[list[Mention]], people: Sequence[Person]) -> list[list[Mention]]:
    """The mentions with every further place where somebody unknown is named, found by any part of their name."""
    roster = roster_of(people)
    result = []
    for reading, mentions in zip(readings, settled, strict=True):
        found = names.mentions_from(names.hits_in(reading, roster), reading, roster)
        more = [
            replace(one, keys=one.keys[:1], why="named elsewhere in the bundle", score=0.7)
            for one in found
            if one.keys and not one.doubt and not _overlapping(one, mentions) and not is_word(reading.folded[one.start : one.end])
        ]
        result.append(sorted([*mentions, *more], key=lambda one: one.start))
    return result
