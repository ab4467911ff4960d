"""What the schedule of retention ends: a daily look at what is due, and the destruction of an erased case's files."""

from __future__ import annotations

from datetime import date

from requests_.services import breach_retention, retention
from requests_.store.outbox import Work
from workers.context import Record, Tools


def apply_retention(tools: Tools, day: date, *, for_real: bool = True) -> int:
    """Erase what is due; returns how many cases, breaches and files went."""
    if not for_real:
        foreseen = retention.foresee_schedule(tools.store, tools.clock)
        return len(foreseen.cases) + foreseen.files + len(breach_retention.due(tools.store, tools.clock))
    applied = retention.apply_schedule(tools.store, tools.clock)
    return len(applied.cases) + applied.files + breach_retention.erase_due(tools.store, tools.clock)


def destroy_files(tools: Tools, work: Work) -> Record:
    """Destroy the key of a space and its files. Done twice, it is done once."""
    tools.store.vault.erase(work.arguments["space"])
    tools.store.settle_on_disk()
    return lambda _: None
