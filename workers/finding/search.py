"""Searching one store for one person, whatever kind of store it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace

from workers.finding.faults import fault_of
from workers.finding.index.catalogue import Catalogue, Progress
from workers.finding.landscape import survey
from workers.finding.look_alikes import Landscape
from workers.finding.profile import SubjectProfile
from workers.finding.record import Finding, RelatedPerson, SearchRecord, SearchState, StoreSearch
from workers.finding.rulings import Rulings, ruled_findings
from workers.finding.search_people import search_people
from workers.finding.search_texts import search_texts
from workers.finding.weights import load_weights
from workers.sources.errors import SourceError
from workers.sources.stores import LISTING, Store, TeamPlace
from workers.sources.team import asked_of


def search_store(
    store: Store,
    profile: SubjectProfile,
    *,
    landscape: Landscape | None = None,
    progress: Progress | None = None,
    catalogue: Catalogue | None = None,
    rulings: Rulings | None = None,
) -> StoreSearch:
    """Search one store; a store that cannot be read gives a record of that, never an exception.

    `landscape` is the `survey` of all stores: without it a store is judged by its own list of people alone, and a name
    without anything beside it is only possible. `progress` is told how many were looked at, and of how many if known.
    `catalogue` holds the indexes of shares and mailboxes; without one they are read as a whole. `rulings` are what
    people decided before.
    """
    started = time.monotonic()
    if isinstance(store.place, TeamPlace):
        waiting = SearchRecord(store=store.id, state=SearchState.WAITING, reason=asked_of(store, store.place))
        return StoreSearch(findings=(), record=waiting)
    known = landscape if landscape is not None else survey([store], profile, rulings=rulings or {})
    try:
        result = _searched(store, known, progress or _silent, catalogue)
    except Exception as error:  # a store that this program cannot deal with must not lose what the others hold
        result = _failed(store, fault_of(store, error))
    findings, others = ruled_findings(result.findings, rulings or {})
    record = replace(
        result.record,
        found=len(findings),
        look_alikes=result.record.look_alikes + others,
        learned=known.learned,
        seconds=round(time.monotonic() - started, 3),
        keys=known.person.keys(),
        weights=load_weights().version,
    )
    return replace(result, findings=tuple(findings), record=record)


def search_all(
    stores: Iterable[Store],
    profile: SubjectProfile,
    *,
    progress: Callable[[Store, int, int | None], None] | None = None,
    catalogue: Catalogue | None = None,
    rulings: Rulings | None = None,
) -> list[StoreSearch]:
    """Search several stores, each knowing the look-alikes that the others list."""
    listed = list(stores)
    landscape = survey(listed, profile, rulings=rulings or {})
    results = []
    for store in listed:

        def told(done: int, total: int | None, store: Store = store) -> None:
            if progress is not None:
                progress(store, done, total)

        found = search_store(store, profile, landscape=landscape, progress=told, catalogue=catalogue, rulings=rulings)
        results.append(found)
    return results


def _searched(store: Store, landscape: Landscape, progress: Progress, catalogue: Catalogue | None) -> StoreSearch:
    if store.id in landscape.problems:
        raise SourceError(landscape.problems[store.id])
    if store.kind in LISTING:
        return search_people(store, landscape, progress)
    return search_texts(store, landscape, progress, catalogue)


def _failed(store: Store, reason: str) -> StoreSearch:
    return StoreSearch(findings=(), record=SearchRecord(store=store.id, state=SearchState.FAILED, reason=reason))


def _silent(_done: int, _total: int | None) -> None:
    return


__all__ = ["Finding", "RelatedPerson", "StoreSearch", "search_all", "search_store", "survey"]
