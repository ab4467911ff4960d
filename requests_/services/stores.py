"""The stores that are written down in the portal's own register: kept with every version before, tried by a worker."""

from __future__ import annotations

from collections.abc import Iterable

from requests_.clock import Clock
from requests_.errors import InvalidCommand, NotAllowed, NotFound
from requests_.ids import new_id
from requests_.model.kept_registers import REGISTERS, KeepEntry, RegisterKey, checked_values
from requests_.model.staff import Actor
from requests_.model.store_sections import LONGEST_SECTION, AddStores, ChangeStore, StoreTry, read_section, sections_of
from requests_.store.operations_tables import StoreTryRow
from requests_.store.queries.stores import kept_stores
from requests_.store.registers import add_version
from requests_.store.session import UnitOfWork

_REGISTER = REGISTERS[RegisterKey.STORES]


def add_stores(uow: UnitOfWork, clock: Clock, command: AddStores) -> int:
    """Write down every store of a text, and have them tried; returns how many.

    Raises InvalidCommand, with `field`, for a text that is no stores.toml, for a secret in it and for an id in use.
    """
    _require_keeper(command.actor)
    sections = sections_of(command.text)
    for section in sections:
        _keep(uow, clock, ChangeStore(key=new_id(), seen=0, section=section, actor=command.actor))
    ask_try(uow, clock, command.actor)
    return len(sections)


def change_store(uow: UnitOfWork, clock: Clock, command: ChangeStore) -> None:
    """Write down another version of a store, or that it is not searched any more, and have them all tried.

    Raises NotFound for a store that was never written down, Conflict when it was changed meanwhile.
    """
    _require_keeper(command.actor)
    if command.key not in {kept.entry.key for kept in kept_stores(uow.session)}:
        raise NotFound("There is no such store in the register.")
    _keep(uow, clock, command)
    ask_try(uow, clock, command.actor)


def ask_try(uow: UnitOfWork, clock: Clock, actor: Actor) -> None:
    """Have a worker try every store of the register from where it stands."""
    _require_keeper(actor)
    uow.outbox.add("try_stores", None, new_id(), clock.utc_now())


def record_tries(uow: UnitOfWork, clock: Clock, tries: Iterable[StoreTry]) -> None:
    """Keep what came of trying the stores, in place of what came of it before."""
    at = clock.utc_now()
    for tried in tries:
        row = StoreTryRow(key=tried.key, version=tried.version, faults=list(tried.faults), tried_at=at)
        uow.session.merge(row)


def _keep(uow: UnitOfWork, clock: Clock, command: ChangeStore) -> None:
    if len(command.section) > LONGEST_SECTION:
        raise InvalidCommand(f"Shorten this to {LONGEST_SECTION:,} characters or fewer.", field="section")
    values = checked_values(_REGISTER, {"section": command.section})
    known = {kept.store.id: kept.entry.key for kept in kept_stores(uow.session)}
    named = read_section(values["section"]).id
    if not command.is_ended and known.get(named, command.key) != command.key:
        raise InvalidCommand(f"id: another store is called “{named}”: give each its own.", field="section")
    keep = KeepEntry(
        register=RegisterKey.STORES,
        key=command.key,
        seen=command.seen,
        values=values,
        actor=command.actor,
        is_ended=command.is_ended,
    )
    add_version(uow.session, keep, values, clock.utc_now())


def _require_keeper(actor: Actor) -> None:
    if not actor.may(_REGISTER.keeper):
        raise NotAllowed("Your role does not allow this. Ask an administrator if it should.")
