"""DETECTORS: everything that reads a text and marks what it finds. One row to add one.

A detector takes a reading and the roster of listed people and gives mentions; it never decides what happens to them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from redaction.detect import broken, cells, identifiers, names, special, unknown
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
    return list(found)


DETECTORS: tuple[Detector, ...] = (
    Detector("names", names.find_names, "listed people, by any form of their name, misspelled ones included"),
    Detector("cells", cells.find_split_names, "a family name in one cell and a given name in another"),
    Detector("identifiers", _identifiers, "numbers, addresses and dates that point to one person"),
    Detector("unknown", lambda reading, _: unknown.find_unknown(reading), "people nobody listed"),
    Detector(
        "special", lambda reading, _: special.find_cues(reading), "passages that ask for more than the third-party rule"
    ),
)
