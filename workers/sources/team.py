"""Another team that searches its own system: nothing to read here, only someone to ask."""

from __future__ import annotations

from workers.sources.stores import Store, TeamPlace


def asked_of(store: Store, place: TeamPlace) -> str:
    """Say whom the search waits for."""
    return f"{store.title} searches its own system; it is asked at {place.email}."
