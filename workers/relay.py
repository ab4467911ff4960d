"""From the outbox to the queue, and again when the queue has lost it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from redis import Redis
from redis.exceptions import RedisError
from rq.exceptions import NoSuchJobError
from rq.job import Job, JobStatus
from rq.serializers import JSONSerializer
from sqlalchemy.exc import OperationalError

from requests_.store.outbox import Work
from workers.context import Tools, postpone
from workers.pulse import DEAD_AFTER
from workers.queues import ENTRY, JOBS, PortalJob, entry_id, open_queue

PAUSE_SECONDS = 0.3
_WAITING = {JobStatus.QUEUED, JobStatus.DEFERRED, JobStatus.SCHEDULED}


@dataclass(frozen=True, slots=True)
class Relay:
    """Hands open work to RQ."""

    tools: Tools
    redis: Redis

    def send_due(self) -> int:
        """Send everything that is due; returns how many pieces of work were sent."""
        now = self.tools.clock.utc_now()
        with self.tools.store.unit_of_work() as uow:
            works = uow.outbox.due(now, resend_after=DEAD_AFTER)
            sent = [work for work in works if work.sent_at is None]
            for work in works:
                uow.outbox.mark_sent(work.key, now)
            # Committed first: a crash after this line only means that the work is looked at again.
            uow.commit()
        lost = [work for work in works if work.sent_at is not None]
        for work in sent:
            self._enqueue(work)
        for work in lost:
            self._look_again(work)
        return len(sent)

    def run(self, is_stopped: Callable[[], bool]) -> None:
        """Send until told to stop. A queue or database that is down is waited for."""
        log = structlog.get_logger()
        while not is_stopped():
            try:
                self.send_due()
            except (RedisError, OperationalError) as fault:
                log.warning("relay_waits", fault=type(fault).__name__)
                time.sleep(PAUSE_SECONDS * 5)
            time.sleep(PAUSE_SECONDS)

    def _enqueue(self, work: Work) -> None:
        row, key = JOBS[work.job], entry_id(work.job, work.key)
        self._forget(key)
        open_queue(row.queue, self.redis).enqueue_call(
            ENTRY, args=(work.key,), job_id=key, timeout=row.timeout_seconds, result_ttl=60, failure_ttl=60
        )

    def _look_again(self, work: Work) -> None:
        """Work that was sent, has not ended and shows no sign of life: is it still waiting, or lost?"""
        entry = self._entry(entry_id(work.job, work.key))
        fate = None if entry is None else entry.get_status()
        if entry is None or fate is JobStatus.FINISHED:
            self._enqueue(work)
        elif fate not in _WAITING:
            # A worker died over it. If it was the work that killed it, it must not go on for ever.
            postpone(self.tools, work, "The worker stopped while it was doing this.")

    def _entry(self, key: str) -> Job | None:
        try:
            return PortalJob.fetch(key, connection=self.redis, serializer=JSONSerializer)
        except NoSuchJobError:
            return None

    def _forget(self, key: str) -> None:
        entry = self._entry(key)
        if entry is None:
            return
        try:
            entry.delete()
        except ValueError:
            # RQ trips over an abandoned execution once; the entry itself is then gone.
            self.redis.delete(entry.key)
