"""From overlapping mentions to one answer a stretch: who wins, who is the same person, and where else a person is
named.

A listed person beats somebody unknown on the same words, an identifier beats the names inside it, and what is left
over of a
name is somebody else's: nothing is ever let through because two detectors disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from redaction.detect import cells, names
from redaction.detect.cover import Cover, by_start
from redaction.detect.mention import CUE, PERSON, Mention
from redaction.detect.name_words import holds_a_name, name_of
from redaction.normalise import Reading

_NEAR = 160
# Numbers that only one person has; a phone or an address is a household's.
_ONE_PERSONS = frozenset({"date_of_birth", "upn", "nhs_number", "national_insurance", "passport", "driving_licence"})


def settle(mentions: Iterable[Mention], reading: Reading) -> list[Mention]:
    """The mentions of one text without overlaps, in text order; cues may stand inside nothing else."""
    everything = list(mentions)
    in_cells = Cover(one for one in everything if one.kind == PERSON and one.detector == cells.DETECTOR)
    by_name = (one for one in everything if one.kind == PERSON and one.detector == names.DETECTOR)
    named = Cover([*(one for one in by_name if not in_cells.over(one)), *in_cells])
    numbers = _apart(one for one in everything if one.kind != PERSON and not one.kind.startswith(CUE))
    numbers = _whole_addresses(numbers, reading)
    kept = Cover(_not_weaker(number, named) for number in numbers)
    for one in named:
        for piece in _uncovered(one, kept.over(one)):
            kept.add(piece)
    for one in everything:
        if one.kind == PERSON and one.detector not in (names.DETECTOR, cells.DETECTOR):
            _add_unknown(one, kept, reading)
    for one in everything:
        if one.kind.startswith(CUE) and not kept.over(one):
            kept.add(one)
    return list(kept)


def narrowed(mentions: Sequence[Mention], reading: Reading) -> list[Mention]:
    """Namesakes told apart by the nearest number that is only one of them's."""
    numbers = [one for one in mentions if one.kind in _ONE_PERSONS and len(one.keys) == 1]
    result = []
    for one in mentions:
        if one.kind == PERSON and len(one.keys) > 1:
            near = [
                (abs(one.start - number.start), number.keys)
                for number in numbers
                if number.keys[0] in one.keys and not _parted(reading, one, number)
            ]
            if near and min(near)[0] <= _NEAR and one.why.startswith(names.WHOLE):
                one = replace(
                    one, keys=min(near)[1], why="named in full, told from a namesake by the number beside the name"
                )
        result.append(one)
    return result


def _parted(reading: Reading, one: Mention, other: Mention) -> bool:
    """Whether the end of a row or more than one line end stands between two mentions."""
    first, second = sorted((one, other), key=by_start)
    between = reading.plain[first.end : second.start]
    return "\r" in between or between.count("\n") > 1


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


_TOWN = re.compile(
    r"[ ]?(?:,[ ]?\n?|\n)[ ]?(?:[A-Z][\w'-]+(?:[ ](?:[A-Z][\w'-]+|on|upon|le|the|of|in)){0,3}(?:,[ ]?\n?|\n|"
    r"[ ]{1,2})){0,3}"
)


def _whole_addresses(numbers: Sequence[Mention], reading: Reading) -> list[Mention]:
    """A street with the postcode after it, and the district and the town between them, as one address.

    The postcode alone is shared by a whole street: whose the address is depends on its first line.
    """
    kept: list[Mention] = []
    for one in numbers:
        last = kept[-1] if kept else None
        follows = last and last.kind == "address" and one.kind == "postcode" and not last.harmless
        if last and follows and _TOWN.fullmatch(reading.plain, last.end, one.start):
            kept[-1] = replace(last, end=one.end)
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
    start = mention.start + len(text) - len(text.lstrip(" \n\r\t,.;:()'\"-/|\\&>"))
    end = mention.end - (len(text) - len(text.rstrip(" \n\r\t,;:(\"-'/|\\&>")))
    if start >= end:
        return None
    return replace(mention, start=start, end=end, name=name_of(reading.folded[start:end]))
