"""The daily timetable: what is done once a day, from which hour, and by what.

A job is done for a day when its row says so. One that fails is tried again until the day is over; each of its effects
is a transaction of its own that can be asked for twice, so nothing is done twice and one fault stops nothing else.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import structlog

from requests_.clock import LONDON
from requests_.store.daily import DailyRuns
from workers.context import Tools

PAUSE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class DailyJob:
    """A job of the timetable: where its code is, and the London hour from which it is due."""

    path: str
    hour: int


TIMETABLE: dict[str, DailyJob] = {
    "seal_record": DailyJob("workers.jobs.sealing.seal_record", 2),
    # After the evening's erasures, when nobody works.
    "rewrite_erased": DailyJob("workers.jobs.retention.rewrite_erased", 3),
    "remind_requesters": DailyJob("workers.jobs.reminders.remind_requesters", 6),
    "send_digests": DailyJob("workers.jobs.digests.send_digests", 7),
    # In the evening: whoever wants to keep a case back has the day for it.
    "apply_retention": DailyJob("workers.jobs.retention.apply_retention", 20),
    # At night, when nobody waits for a pack; copies of erased cases are gone by then.
    "reread_all": DailyJob("workers.jobs.rereading.reread_all", 21),
}

# Too often to be written down as done.
EVERY_MINUTE = "workers.jobs.sealing.seal_logs"


class DailyCode(Protocol):
    """The code of a job."""

    def __call__(self, tools: Tools, day: date, *, for_real: bool = True) -> int:
        """Do it for a day, or, not for real, leave everything as it is; returns how much there was to do."""


def run_due(tools: Tools) -> tuple[str, ...]:
    """Do what is due today and not done; returns the names of what ended."""
    now = tools.clock.utc_now().astimezone(LONDON)
    due = (name for name, job in TIMETABLE.items() if job.hour <= now.hour and not _is_done(tools, name, now.date()))
    return tuple(name for name in due if _ran(tools, name, now.date()))


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a job would do today: `count` is None for what was done already."""

    job: str
    hour: int
    count: int | None


def foresee(tools: Tools) -> tuple[Foreseen, ...]:
    """What the timetable would do today and to how many, without doing it: the jobs' own code, that keeps nothing."""
    day = tools.clock.london_date()
    return tuple(
        Foreseen(
            name,
            job.hour,
            None if _is_done(tools, name, day) else code_of(name)(tools, day, for_real=False),
        )
        for name, job in TIMETABLE.items()
    )


def run(tools: Tools, is_stopped: Callable[[], bool]) -> None:
    """Do what is due, day after day, until told to stop; and seal the logs as they grow."""
    while not is_stopped():
        # What fails in one holds the other up by nothing.
        for part in (_code_at(EVERY_MINUTE), run_due):
            try:
                part(tools)
            except Exception as fault:
                structlog.get_logger().warning("timetable_waits", fault=type(fault).__name__)
        time.sleep(PAUSE_SECONDS)


def _is_done(tools: Tools, name: str, day: date) -> bool:
    with tools.store.unit_of_work() as uow:
        return DailyRuns(uow.session).is_done(name, day)


def _ran(tools: Tools, name: str, day: date) -> bool:
    log = structlog.get_logger().bind(job=name, day=day.isoformat())
    try:
        count = code_of(name)(tools, day)
    except Exception as fault:
        log.warning("daily_job_did_not_end", fault=type(fault).__name__)
        return False
    with tools.store.unit_of_work() as uow:
        DailyRuns(uow.session).mark_done(name, day, tools.clock.utc_now())
        uow.commit()
    log.info("daily_job_done", count=count)
    return True


def code_of(name: str) -> DailyCode:
    """The code of a job of the timetable."""
    found: DailyCode = _code_at(TIMETABLE[name].path)
    return found


def _code_at(path: str) -> Callable[..., int]:
    module, _, function = path.rpartition(".")
    found: Callable[..., int] = getattr(importlib.import_module(module), function)
    return found
