"""Trying the stores of the register, from where the workers stand."""

from __future__ import annotations

from functools import partial

from requests_.model.sources import StoresOrigin
from requests_.model.store_sections import StoreTry
from requests_.services.stores import record_tries
from requests_.store.outbox import Work
from requests_.store.queries.stores import KeptStore, kept_stores
from requests_.store.session import UnitOfWork
from workers.context import Record, Tools
from workers.sources.register import faults_when_tried, systems_of_register


def try_stores(tools: Tools, work: Work) -> Record:
    """Open every store as a search would, and say what is to be mended; where the register is in force, list them."""
    with tools.store.reading() as session:
        kept = kept_stores(session)
    tries = [StoreTry(key=one.entry.key, version=one.entry.version, faults=faults_when_tried(one)) for one in kept]
    return partial(_record, tools, kept, tries)


def _record(tools: Tools, kept: tuple[KeptStore, ...], tries: list[StoreTry], uow: UnitOfWork) -> None:
    record_tries(uow, tools.clock, tries)
    if tools.stores_origin is StoresOrigin.REGISTER:
        uow.searches.register(systems_of_register(kept))
