"""From overlapping mentions to one answer a stretch: who wins, who is the same person, and where else a person is
named.

A listed person beats somebody unknown on the same words, an identifier beats the names inside it, and what is left
over of a
name is somebody else's: nothing is ever let through because two detectors disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from redaction.detect import names
from redaction.detect.cover import Cover, by_start
from redaction.detect.mention import CUE, PERSON, Mention
from redaction.detect.roster import roster_of
from redaction.detect.unknown import holds_a_name, name_of
from redaction.lexicon import is_word
from redaction.normalise import Reading
from redaction.values import Person, Role

_NEAR = 160


def settle(mentions: Iterable[Mention], reading: Reading) -> list[Mention]:
    """The mentions of one text without overlaps, in text order; cues may stand inside nothing else."""
    everything = list(mentions)
    named = Cover(one for one in everything if one.kind == PERSON and one.detector == names.DETECTOR)
    numbers = _apart(one for one in everything if one.kind != PERSON and not one.kind.startswith(CUE))
    kept = Cover(_not_weaker(number, named) for number in numbers)
    for one in named:
        for piece in _uncovered(one, kept.over(one)):
            kept.add(piece)
    for one in everything:
        if one.kind == PERSON and one.detector != names.DETECTOR:
            _add_unknown(one, kept, reading)
    for one in everything:
        if one.kind.startswith(CUE) and not kept.over(one):
            kept.add(one)
    return list(kept)


def narrowed(mentions: Sequence[Mention]) -> list[Mention]:
    """Namesakes told apart by the nearest number that is only one of them's."""
    numbers = [one for one in mentions if one.kind != PERSON and len(one.keys) == 1]
    result = []
    for one in mentions:
        if one.kind == PERSON and len(one.keys) > 1:
            near = [(abs(one.start - number.start), number.keys) for number in numbers if number.keys[0] in one.keys]
            if near and min(near)[0] <= _NEAR and one.why.startswith(names.WHOLE):
                one = replace(
                    one, keys=min(near)[1], why="named in full, told from a namesake by the number beside the name"
                )
        result.append(one)
    return result


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


def _not_weaker(number: Mention, named: Cover) -> Mention:
    """An organisation's address or mailbox that holds a listed person's name is nobody's to let through."""
    inside = [one for one in named.over(number) if not one.doubt]
    if inside and number.harmless and number.kind == "email":
        return replace(number, harmless=False, doubt="holds a name")
    return number


def _add_unknown(one: Mention, kept: Cover, reading: Reading) -> None:
    """Add somebody unknown: only where nobody listed stands, or as the name that a part of theirs belongs to."""
    covered = kept.over(one)
    if not covered:
        kept.add(one)
        return
    pieces = [trimmed(piece, reading) for piece in _uncovered(one, covered)]
    left_over = [piece for piece in pieces if piece and holds_a_name(reading, piece.start, piece.end)]
    partial = [
        other for other in covered if other.kind == PERSON and other.keys and not other.why.startswith(names.WHOLE)
    ]
    for piece in left_over:
        beside = next((other for other in partial if _touch(other, piece, reading)), None)
        if beside is None:
            kept.add(piece)
        else:
            doubt = "shares part of a listed person's name"
            kept.replace(
                replace(one, start=min(beside.start, piece.start), end=max(beside.end, piece.end), doubt=doubt)
            )


def _uncovered(one: Mention, covered: list[Mention]) -> list[Mention]:
    pieces: list[Mention] = []
    place = one.start
    for other in sorted(covered, key=lambda each: each.start):
        if other.start > place:
            pieces.append(replace(one, start=place, end=other.start))
        place = max(place, other.end)
    if place < one.end:
        pieces.append(replace(one, start=place, end=one.end))
    return pieces


def _touch(one: Mention, other: Mention, reading: Reading) -> bool:
    """Whether only a space or a hyphen parts two mentions."""
    first, second = sorted((one, other), key=by_start)
    return reading.plain[first.end : second.start] in (" ", "-")


def trimmed(mention: Mention, reading: Reading) -> Mention | None:
    """A piece of a mention without the spaces and stops at its ends, named by its own words; None when nothing is
    left."""
    text = reading.plain[mention.start : mention.end]
    start = mention.start + len(text) - len(text.lstrip(" \n,.;:()'\"-/|\\&"))
    end = mention.end - (len(text) - len(text.rstrip(" \n,;:(\"-'/|\\&")))
    if start >= end:
        return None
    return replace(mention, start=start, end=end, name=name_of(reading.folded[start:end]))


def clustered(names_in_order: Sequence[str]) -> dict[str, str]:
    """Each name of somebody unknown → the person it names, `unknown-1` onwards in the order of the bundle.

    A shorter name joins the first longer one that holds its words; "J Smith" joins "John Smith".
    """
    distinct = list(dict.fromkeys(names_in_order))
    place = {name: number for number, name in enumerate(distinct)}
    by_word: dict[str, list[str]] = {}
    leader_of: dict[str, str] = {}
    for name in sorted(distinct, key=lambda one: (-len([word for word in one.split() if len(word) > 1]), place[one])):
        long_words = [word for word in name.split() if len(word) > 1]
        longer = by_word.get(long_words[0], ()) if long_words else ()
        leader = next((one for one in longer if _same_person(name, one)), name)
        leader_of[name] = leader
        if leader == name:
            for word in set(long_words):
                by_word.setdefault(word, []).append(name)
    numbers: dict[str, str] = {}
    for name in distinct:
        numbers.setdefault(leader_of[name], f"unknown-{len(numbers) + 1}")
    return {name: numbers[leader_of[name]] for name in distinct}


def _same_person(shorter: str, longer: str) -> bool:
    words, others = shorter.split(), longer.split()
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
        if len(name.split()) > 1
    )


def propagated(
    readings: Sequence[Reading], settled: Sequence[list[Mention]], people: Sequence[Person]
) -> list[list[Mention]]:
    """The mentions with every further place where somebody unknown is named, found by any part of their name."""
    roster = roster_of(people)
    result = []
    for reading, mentions in zip(readings, settled, strict=True):
        cover = Cover(mentions)
        for one in names.mentions_from(names.hits_in(reading, roster), reading, roster):
            if one.keys and not one.doubt and not cover.over(one) and not is_word(reading.folded[one.start : one.end]):
                cover.add(replace(one, keys=one.keys[:1], why="named elsewhere in the bundle", score=0.7))
        result.append(list(cover))
    return result
