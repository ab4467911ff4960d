"""How a piece of work is done: once, in one transaction, or not at all.

A job does its slow part outside any transaction and returns what is to be recorded. Recording it and marking the work
done are one transaction, in which the work is looked at again: whoever comes second finds it done and records nothing.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import timedelta

import structlog

from requests_.clock import Clock
from requests_.errors import RightsRequestError
from requests_.model.letters.check import LetterIncomplete
from requests_.model.sources import StoresOrigin
from requests_.services.work import record_work_failed
from requests_.settings import ControllerProfile
from requests_.store.outbox import Work
from requests_.store.queries.controller import profile_in_force
from requests_.store.session import Store, UnitOfWork
from templates.letter_writer import LetterWriter
from workers.finding.index.catalogue import Catalogue
from workers.mail.base import Mailer, MailRefused, Texter
from workers.pulse import beating
from workers.queues import JOBS
from workers.render.pdf import PdfRenderer, TaggedRenderer
from workers.scanners.base import NoScanner, Scanner
from workers.sources.stores import Store as EssStore

FIRST_PAUSE_SECONDS = 5
LONGEST_PAUSE_SECONDS = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """Everything a job reaches the world with."""

    store: Store
    clock: Clock
    ess_stores: Mapping[str, EssStore]
    mailer: Mailer
    renderer: PdfRenderer
    controller: ControllerProfile
    mail_from: str
    stores_origin: StoresOrigin = StoresOrigin.FILE
    texter: Texter | None = None
    catalogue: Catalogue | None = None
    scanner: Scanner = field(default_factory=NoScanner)
    letter_renderer: PdfRenderer = field(default_factory=TaggedRenderer)
    letter_writer: LetterWriter = field(default_factory=LetterWriter)


TOOLS: ContextVar[Tools] = ContextVar("tools")

Record = Callable[[UnitOfWork], None]
Job = Callable[[Tools, Work], Record]


def perform(outbox: str) -> str:
    """Do one piece of work. Returns `done`, `done before`, `postponed` or `failed`."""
    tools = TOOLS.get()
    with tools.store.unit_of_work() as uow:
        work = uow.outbox.take(outbox)
        reference = uow.cases.reference_of(work.case) if work is not None and work.case else ""
        tools = replace(tools, controller=profile_in_force(uow.session, tools.controller))
    if work is None:
        return "done before"
    log = structlog.get_logger().bind(job=work.job, outbox=work.key, case=reference)
    try:
        with beating(tools.store, tools.clock, work.key):
            record = job_named(work.job)(tools, work)
        _record(tools, work, record)
    except Exception as fault:
        fate = _postpone(tools, work, fault)
        log.warning("work_did_not_end", fate=fate, fault=type(fault).__name__, attempts=work.attempts + 1)
        return fate
    log.info("work_done")
    return "done"


def job_named(name: str) -> Job:
    """The code of a job."""
    module, _, function = JOBS[name].path.rpartition(".")
    job: Job = getattr(importlib.import_module(module), function)
    return job


def give_up(tools: Tools, work: Work, reason: str) -> None:
    """Stop trying, and flag the case, where there is one, for the staff."""
    with tools.store.unit_of_work() as uow:
        if uow.outbox.take(work.key) is None:
            return
        if work.case:
            record_work_failed(uow, tools.clock, case=work.case, outbox=work.key, job=work.job, reason=reason)
        else:
            uow.outbox.give_up(work.key, tools.clock.utc_now(), reason)
        uow.commit()


def postpone(tools: Tools, work: Work, reason: str) -> str:
    """Try again later, each time after a longer pause; after the last try give up."""
    if work.attempts + 1 >= JOBS[work.job].tries:
        give_up(tools, work, reason)
        return "failed"
    pause = min(FIRST_PAUSE_SECONDS * 2**work.attempts, LONGEST_PAUSE_SECONDS)
    with tools.store.unit_of_work() as uow:
        if uow.outbox.take(work.key) is not None:
            uow.outbox.postpone(work.key, tools.clock.utc_now() + timedelta(seconds=pause), reason)
            uow.commit()
    return "postponed"


def _record(tools: Tools, work: Work, record: Record) -> None:
    with tools.store.unit_of_work() as uow:
        if uow.outbox.take(work.key) is None:
            return
        record(uow)
        uow.outbox.mark_done(work.key, tools.clock.utc_now())
        uow.commit()


def _postpone(tools: Tools, work: Work, fault: Exception) -> str:
    # The text of a foreign exception may quote a document: only its kind is kept.
    reason = (
        fault.public_message if isinstance(fault, RightsRequestError) else f"The work stopped: {type(fault).__name__}."
    )
    if isinstance(fault, MailRefused | LetterIncomplete):
        give_up(tools, work, reason)
        return "failed"
    return postpone(tools, work, reason)
