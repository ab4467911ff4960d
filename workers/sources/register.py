"""The stores of the portal's own register: each read by itself, so that one that cannot be read fails alone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from requests_.model.sources import SourceSystem, StoresOrigin
from requests_.store.queries.stores import KeptStore, kept_stores
from requests_.store.session import Store as Portal
from workers.sources.errors import SourceError, StoresFileError
from workers.sources.opening import open_people, open_texts
from workers.sources.stores import LISTING, Store, StoreKind
from workers.sources.stores_check import place_faults
from workers.sources.stores_file import parse_stores


class StoresOfRegister(Mapping[str, Store]):
    """What is written down when it is asked for: a worker need not be started again after a change.

    A store whose section cannot be read raises SourceError for whoever asks for it, and is not listed.
    """

    def __init__(self, portal: Portal, environment: Mapping[str, str] = os.environ) -> None:
        self._portal, self._environment = portal, environment

    def __getitem__(self, key: str) -> Store:
        """The store. Raises KeyError for one that is not written down, SourceError for one that cannot be read."""
        found = next((kept for kept in self._kept() if kept.store.id == key), None)
        if found is None:
            raise KeyError(key)
        return read_kept(found, self._environment)

    def __iter__(self) -> Iterator[str]:
        """The ids of the stores that can be read."""
        for kept in self._kept():
            try:
                yield read_kept(kept, self._environment).id
            except SourceError:
                continue

    def __len__(self) -> int:
        """How many of them can be read."""
        return sum(1 for _ in self)

    def _kept(self) -> tuple[KeptStore, ...]:
        with self._portal.reading() as session:
            return kept_stores(session)


def read_kept(kept: KeptStore, environment: Mapping[str, str] = os.environ) -> Store:
    """A store of the register as the workers open it. Raises StoresFileError with a line for each fault."""
    [store] = parse_stores(kept.section, folder=Path("/"), environment=environment)
    return store


def faults_when_tried(kept: KeptStore) -> tuple[str, ...]:
    """What keeps a store of the register from being searched from here, a line a fault; none where it answers."""
    try:
        store = read_kept(kept)
        faults = tuple(place_faults(store))
        if not faults and store.kind is not StoreKind.TEAM:
            with open_people(store) if store.kind in LISTING else open_texts(store):
                return ()
    except StoresFileError as fault:
        return fault.faults
    except (SourceError, FileNotFoundError) as fault:
        return (str(fault),)
    return faults


def systems_of_register(kept: Iterable[KeptStore]) -> tuple[SourceSystem, ...]:
    """The stores as the portal lists them. One that cannot be read stands there too: its search fails, in the open."""
    return tuple(
        SourceSystem(
            key=one.store.id,
            title=one.store.title,
            kind=one.store.kind,
            regime=one.store.regime,
            lawful_basis=one.store.lawful_basis,
            origin=StoresOrigin.REGISTER,
        )
        for one in kept
    )
