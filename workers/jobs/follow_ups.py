"""What follows from what a requester did: a complaint becomes a case, the work of a request taken back ends."""

from __future__ import annotations

from functools import partial

from requests_.model.rights import Right
from requests_.services import following
from requests_.services.intake import receive_submission
from requests_.store.outbox import Work
from requests_.store.session import UnitOfWork
from workers.context import Record, Tools


def open_follow_up(tools: Tools, work: Work) -> Record:
    """Open the case, and have the first one name it."""
    return partial(_record, tools, work)


def stop_work(tools: Tools, work: Work) -> Record:
    """End the work of a request that was taken back."""
    return lambda uow: following.stop_work(uow, tools.clock, work.case)


def _record(tools: Tools, work: Work, uow: UnitOfWork) -> None:
    right = Right(work.arguments["right"])
    received = receive_submission(
        uow, tools.clock, following.follow_up_of(uow, work.case, work.arguments["note"], right)
    )
    following.record_follow_up(uow, tools.clock, work.case, right, received.reference)
