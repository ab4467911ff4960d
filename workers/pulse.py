"""A sign of life in the outbox while a piece of work is done: work without one is given to another worker."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from requests_.clock import Clock
from requests_.errors import Unavailable
from requests_.store.session import Store

BEAT_SECONDS = 5
# Four beats missed: the worker is taken for dead. If it lives after all, the work is done twice and recorded once.
DEAD_AFTER = timedelta(seconds=20)


@contextmanager
def beating(store: Store, clock: Clock, outbox: str) -> Iterator[None]:
    """Mark a piece of work as being worked on, every few seconds, for as long as the block lasts."""
    stopped = threading.Event()
    thread = threading.Thread(target=_beat, args=(store, clock, outbox, stopped), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def _beat(store: Store, clock: Clock, outbox: str, stopped: threading.Event) -> None:
    while not stopped.wait(BEAT_SECONDS):
        try:
            with store.unit_of_work() as uow:
                uow.outbox.mark_sent(outbox, clock.utc_now())
                uow.commit()
        except (SQLAlchemyError, Unavailable) as fault:
            structlog.get_logger().warning("no_beat", outbox=outbox, fault=type(fault).__name__)
