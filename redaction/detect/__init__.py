"""DETECTORS: everything that reads a text and marks what it finds. One row to add one.

A detector takes a reading and the roster of listed people and gives mentions; it never decides what happens to them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from redaction.detect import broken, cells, contacts, identifiers, names, own_phones, special, unknown
from redaction.detect.cover import Cover
from redaction.detect.mention import Mention
from redaction.detect.roster import Roster
from redaction.normalise import Reading


@dataclass(frozen=True, slots=True)
class Detector:
    """One way of finding, and what it is for in a few words."""

    name: str
    find: Callable[[Reading, Roster], list[Mention]]
    finds: str


def _identifiers(reading: Reading, roster: Roster) -> list[Mention]:
    found = Cover(identifiers.find_identifiers(reading, roster))
    broken.add_broken(found, reading, roster)
    _add_own_phones(found, reading, roster)
    return list(found)


def _add_own_phones(found: Cover, reading: Reading, roster: Roster) -> None:
    """Add the listed numbers that no pattern took for a phone; they take the place of what points to nobody."""
    if roster.phones is None:
        return
    for start, end, number in own_phones.spans(reading.plain, roster.phones):
        keys = roster.contacts.get(("phone", number), ())
        one = Mention(start=start, end=end, kind="phone", detector=contacts.DETECTOR, keys=keys, why="phone")
        over = found.over(one)
        if keys and not any(other.keys for other in over):
            low, high = min([start, *(other.start for other in over)]), max([end, *(other.end for other in over)])
            found.replace(replace(one, start=low, end=high))


DETECTORS: tuple[Detector, ...] = (
    Detector("names", names.find_names, "listed people, by any form of their name, misspelled ones included"),
    Detector("cells", cells.find_split_names, "a family name in one cell and a given name in another"),
    Detector("identifiers", _identifiers, "numbers, addresses and dates that point to one person"),
    Detector("unknown", lambda reading, _: unknown.find_unknown(reading), "people nobody listed"),
    Detector(
        "special", lambda reading, _: special.find_cues(reading), "passages that ask for more than the third-party rule"
    ),
)
