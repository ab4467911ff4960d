"""What the schedule of retention ends: a daily look at what is due, and the destruction of an erased case's files."""

from __future__ import annotations

from datetime import date, timedelta

import structlog

from requests_.services import breach_retention, retention
from requests_.store.on_disk import rewrite_tables
from requests_.store.outbox import Work
from requests_.store.queries.retention import erased_since
from workers.context import Record, Tools

_TWO_NIGHTS = timedelta(hours=48)


def apply_retention(tools: Tools, day: date, *, for_real: bool = True) -> int:
    """Erase what is due; returns how many cases, breaches and files went."""
    if not for_real:
        foreseen = retention.foresee_schedule(tools.store, tools.clock)
        return len(foreseen.cases) + foreseen.files + len(breach_retention.due(tools.store, tools.clock))
    applied = retention.apply_schedule(tools.store, tools.clock)
    return len(applied.cases) + applied.files + breach_retention.erase_due(tools.store, tools.clock)


def rewrite_erased(tools: Tools, day: date, *, for_real: bool = True) -> int:
    """Write the tables anew from which something was erased since two nights; returns how many erasures there were."""
    with tools.store.reading() as session:
        count = erased_since(session, tools.clock.utc_now() - _TWO_NIGHTS)
    if count and for_real:
        busy = rewrite_tables(tools.store.engine)
        structlog.get_logger().info("tables_rewritten", in_use=len(busy))
    return count


def destroy_files(tools: Tools, work: Work) -> Record:
    """Destroy the key of a space and its files. Done twice, it is done once."""
    tools.store.vault.erase(work.arguments["space"])
    tools.store.settle_on_disk()
    return lambda _: None
