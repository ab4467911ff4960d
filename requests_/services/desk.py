"""The caseworker's desk: who looked at what."""

from __future__ import annotations

from requests_.clock import Clock
from requests_.ids import CaseId
from requests_.model.staff import Actor
from requests_.store.session import UnitOfWork


def record_view(uow: UnitOfWork, clock: Clock, *, actor: Actor, case: CaseId | None, page: str) -> None:
    """Write down that somebody looked at a page with personal data; `case` is None for a list of cases."""
    uow.desk.viewed(actor.key, case, page, clock.utc_now())
