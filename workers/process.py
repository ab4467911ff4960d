"""One worker process: an RQ worker whose code is loaded before it forks for a job."""

from __future__ import annotations

from typing import Any

from redis import Redis
from rq.serializers import JSONSerializer
from rq.worker import BaseWorker, SimpleWorker, Worker

from workers.context import TOOLS, job_named
from workers.queues import JOBS, QUEUES, PortalJob, PortalQueue, open_queue

# A worker that died is noticed when its mark in Redis runs out: RQ's own 420 seconds are too long for a deadline.
WORKER_TTL_SECONDS = 20
MONITOR_SECONDS = 5


class PortalWorker(Worker):
    """Forks a process for each job, so that a job that runs away can be killed."""

    job_class = PortalJob
    queue_class = PortalQueue

    def main_work_horse(self, *args: Any, **kwargs: Any) -> None:
        """Leave the parent's database connections alone: they are not this process's to use."""
        TOOLS.get().store.engine.dispose(close=False)
        super().main_work_horse(*args, **kwargs)


class InlineWorker(SimpleWorker):
    """Does the jobs in this process: for a test."""

    job_class = PortalJob
    queue_class = PortalQueue


def build_worker(connection: Redis, *, inline: bool = False) -> BaseWorker:
    """A worker over all our queues, with every job's code loaded."""
    for name in JOBS:
        job_named(name)
    worker_class: type[BaseWorker] = InlineWorker if inline else PortalWorker
    return worker_class(
        [open_queue(name, connection) for name in QUEUES],
        connection=connection,
        serializer=JSONSerializer,
        worker_ttl=WORKER_TTL_SECONDS,
        maintenance_interval=MONITOR_SECONDS,
        job_monitoring_interval=MONITOR_SECONDS,
        log_job_description=False,
    )
