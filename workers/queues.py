"""Which jobs there are, and the only function a queue entry may name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from redis import Redis
from rq import Queue
from rq.job import Job
from rq.serializers import JSONSerializer

ENTRY = "workers.context.perform"


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job: where its code is, the queue it waits in, how long it may take, how often it is tried."""

    path: str
    queue: str
    timeout_seconds: int
    tries: int


JOBS: dict[str, JobRow] = {
    "send_message": JobRow("workers.jobs.messages.send_message", "urgent", 60, 12),
    "offer_code": JobRow("workers.jobs.codes.offer_code", "urgent", 60, 12),
    "send_text": JobRow("workers.jobs.texts.send_text", "urgent", 60, 12),
    "open_follow_up": JobRow("workers.jobs.follow_ups.open_follow_up", "urgent", 60, 12),
    "forget_proof": JobRow("workers.jobs.sent_files.forget_proof", "urgent", 60, 12),
    "check_file": JobRow("workers.jobs.sent_files.check_file", "urgent", 300, 60),
    "send_draft_link": JobRow("workers.jobs.draft_links.send_draft_link", "urgent", 60, 12),
    "write_to_staff": JobRow("workers.jobs.staff_mails.write_to_staff", "urgent", 60, 12),
    "ask_team": JobRow("workers.jobs.enquiries.ask_team", "urgent", 60, 12),
    "take_in_answer": JobRow("workers.jobs.enquiries.take_in_answer", "urgent", 600, 60),
    "stop_work": JobRow("workers.jobs.follow_ups.stop_work", "urgent", 60, 12),
    "try_stores": JobRow("workers.jobs.stores.try_stores", "urgent", 300, 3),
    "search_source": JobRow("workers.jobs.search.search_source", "search", 3600, 5),
    "read_document": JobRow("workers.jobs.redact.read_document", "pack", 900, 5),
    "propose_redactions": JobRow("workers.jobs.redact.propose_redactions", "pack", 3600, 5),
    "plan_changes": JobRow("workers.jobs.changes.plan_changes", "search", 900, 5),
    "carry_out_changes": JobRow("workers.jobs.changes.carry_out_changes", "urgent", 900, 12),
    "undo_changes": JobRow("workers.jobs.changes.undo_changes", "urgent", 900, 3),
    "end_undo": JobRow("workers.jobs.changes.end_undo", "search", 900, 12),
    "tell_recipient": JobRow("workers.jobs.notices.tell_recipient", "urgent", 60, 12),
    "ask_third_party": JobRow("workers.jobs.consents.ask_third_party", "urgent", 60, 12),
    "remind_third_party": JobRow("workers.jobs.consents.remind_third_party", "urgent", 60, 12),
    "announce_breach": JobRow("workers.jobs.breaches.announce_breach", "urgent", 60, 12),
    "tell_of_breach": JobRow("workers.jobs.breaches.tell_of_breach", "urgent", 60, 12),
    "destroy_files": JobRow("workers.jobs.retention.destroy_files", "urgent", 300, 12),
    # Hourly in the end, for three days: a program that is down at the weekend is told on Monday.
    "announce_stage": JobRow("workers.jobs.webhooks.announce_stage", "search", 60, 12),
    "send_webhook": JobRow("workers.jobs.webhooks.send_webhook", "search", 60, 80),
    "look_at_released": JobRow("workers.jobs.released.look_at_released", "pack", 3600, 5),
    "reread_released": JobRow("workers.jobs.rereading.reread_released", "pack", 3600, 5),
    "assemble_pack": JobRow("workers.jobs.pack.assemble_pack", "pack", 3600, 5),
}

# In the order in which an idle worker looks: a message to a requester never waits behind a bundle.
QUEUES = ("urgent", "search", "pack")


class RefusedEntry(Exception):
    """A queue entry named something other than our own entry point."""


class PortalJob(Job):
    """A queue entry that can only ever call `workers.context.perform`, whatever was written into Redis."""

    @property
    def func(self) -> Callable[..., Any] | None:
        """Our entry point, or a refusal: JSON alone does not stop an entry from naming `os.system`."""
        if self.func_name != ENTRY or self.instance is not None:
            raise RefusedEntry("a queue entry named a function that is not ours")
        function: Callable[..., Any] | None = super().func
        return function


class PortalQueue(Queue):
    """A queue of such entries."""

    job_class = PortalJob


def open_queue(name: str, connection: Redis) -> PortalQueue:
    """A queue by its name."""
    return PortalQueue(name, connection=connection, serializer=JSONSerializer)


def entry_id(job: str, outbox: str) -> str:
    """The one queue entry of a piece of work: sending it twice is sending it once."""
    return f"{job}-{outbox}"
