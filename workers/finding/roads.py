"""Whether a house and street stand in a text: "12 Mill Lane" is "12 Mill" or "12 Mill Ln", never "12 Mill Road"."""

from __future__ import annotations

from collections.abc import Iterable

from workers.finding.folding import ROAD_KINDS


def road_kinds(road: str, addresses: Iterable[str]) -> frozenset[str]:
    """Whether their "12 Mill" is a road, a street or a lane, as far as their addresses tell."""
    found = {_word_after(f" {road} ", address) for address in addresses if f" {road} " in address}
    return frozenset(ROAD_KINDS[word] for word in found if word in ROAD_KINDS)


def stands(road: str, kinds: frozenset[str], flattened: str) -> bool:
    """Say whether the house and street stand in a text, and not a street of that name and another kind."""
    said, start = f" {road} ", 0
    while (at := flattened.find(said, start)) >= 0:
        kind = ROAD_KINDS.get(_word_after(said, flattened[at:]), "")
        if not kind or not kinds or kind in kinds:
            return True
        start = at + 1
    return False


def _word_after(said: str, flattened: str) -> str:
    return flattened.partition(said)[2].partition(" ")[0]
