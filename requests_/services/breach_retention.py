"""Erasing what is kept of a breach when its time is over: words, people and letters go, events and counts stay."""

from __future__ import annotations

from requests_.clock import Clock, london_date_of
from requests_.model.breaches.events import BreachErased
from requests_.model.retention import Kept, goes_on
from requests_.model.staff import SYSTEM
from requests_.store.session import Store, UnitOfWork

DESTROY = "destroy_files"


def erase_due(store: Store, clock: Clock) -> int:
    """Erase every breach whose time is over today, each in its own transaction; returns how many went."""
    found = due(store, clock)
    for key in found:
        with store.unit_of_work() as uow:
            _erase(uow, clock, key)
            uow.commit()
    return len(found)


def due(store: Store, clock: Clock) -> list[str]:
    """Every breach whose time is over today."""
    today = clock.london_date()
    with store.unit_of_work() as uow:
        return [key for key, at in uow.breaches.ended() if goes_on(Kept.BREACH, london_date_of(at)) <= today]


def _erase(uow: UnitOfWork, clock: Clock, key: str) -> None:
    breach, at = uow.breaches.load(key), clock.utc_now()
    words, people = uow.breaches.erase(key)
    event = BreachErased(erased_on=clock.london_date(), words=words, people=people)
    uow.breaches.append(breach, SYSTEM, at, event)
    uow.outbox.add(DESTROY, None, key, at, space=key)
