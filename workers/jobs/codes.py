"""One-time codes: made for whoever asked for one, if there is anybody to have it."""

from __future__ import annotations

from functools import partial

from requests_.clock import Clock
from requests_.model.collecting import CodeRoad
from requests_.services import collection
from requests_.store.outbox import Work
from requests_.store.session import UnitOfWork
from workers.context import Record, Tools


def offer_code(tools: Tools, work: Work) -> Record:
    """Have a code sent for the reference that somebody typed; the work is done too where there is no such case."""
    return partial(_offer, tools.clock, work)


def _offer(clock: Clock, work: Work, uow: UnitOfWork) -> None:
    collection.offer_code(uow, clock, work.arguments["reference"], by=CodeRoad(work.arguments["by"]))
