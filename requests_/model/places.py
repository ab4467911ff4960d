"""Where an answer was looked for and where not: told alike to whoever signs it off and to whoever asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from requests_.model.case import Case
from requests_.model.sources import SearchState


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The stores of an answer by what was done there, each key in one of them, in order.

    `before`: searched until the case was opened again, and left out since. `owed`: still to be searched, or not to be
    reached. `never`: left out, or not part of the case; a store that came to the installation later is one of them.
    """

    searched: tuple[str, ...]
    before: tuple[str, ...]
    owed: tuple[str, ...]
    never: tuple[str, ...]


def places_of(case: Case, stores: Iterable[str]) -> Places:
    """Where a case was searched, of the installation's stores and its own."""
    keys = sorted({*stores, *case.sources, *case.searched_before})
    by_place: dict[str, list[str]] = {}
    for key in keys:
        by_place.setdefault(_place(case, key), []).append(key)
    return Places(**{place: tuple(by_place.get(place, ())) for place in ("searched", "before", "owed", "never")})


def _place(case: Case, key: str) -> str:
    source = case.sources.get(key)
    is_left_out = source is None or source.state is SearchState.LEFT_OUT
    if source is not None and source.state is SearchState.SEARCHED:
        return "searched"
    if not is_left_out:
        return "owed"
    return "before" if key in case.searched_before else "never"


def gone_without(case: Case, stores: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stores that an answer goes out without: never searched at all, and not searched since it was opened again."""
    places = places_of(case, stores)
    keys = sorted((*places.owed, *places.never, *places.before))
    again = tuple(key for key in keys if key in case.searched_before)
    return tuple(key for key in keys if key not in again), again
