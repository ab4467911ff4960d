"""One worker process: an RQ worker with every job's code loaded, which does the jobs itself.

Nothing untrusted runs in it: files are read, burned and checked in sandboxed processes that stay ready as long as the
worker lives (`redaction.sandbox`). The crew starts a worker again when it ends, so one that has done its share ends.
"""

from __future__ import annotations

from redis import Redis
from rq.serializers import JSONSerializer
from rq.worker import SimpleWorker

from workers.context import job_named
from workers.queues import JOBS, QUEUES, PortalJob, PortalQueue, open_queue

MAINTENANCE_SECONDS = 5
WORKER_TTL_SECONDS = 20
JOBS_A_LIFE = 500


class PortalWorker(SimpleWorker):
    """An RQ worker that takes our kind of queue entries and no other."""

    job_class = PortalJob
    queue_class = PortalQueue


def build_worker(connection: Redis) -> PortalWorker:
    """A worker over all our queues."""
    for name in JOBS:
        job_named(name)
    return PortalWorker(
        [open_queue(name, connection) for name in QUEUES],
        connection=connection,
        serializer=JSONSerializer,
        # RQ looks after what dead workers left every `worker_ttl - 15` seconds: its own 420 are too many.
        worker_ttl=WORKER_TTL_SECONDS,
        maintenance_interval=MAINTENANCE_SECONDS,
        log_job_description=False,
    )
