"""Copies that have left: looked at again once something is withheld that they may hold (UK GDPR art. 4(12), 33(1))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from requests_.ids import CaseId, DocumentId
from requests_.model.addressee import COPY_FOR_ADDRESSEE, CopyGoesTo
from requests_.model.case import Case
from requests_.model.events.sending import PackReleased
from requests_.store.case_tables import CaseEventRow
from requests_.store.document_tables import Pack, PackItemRow
from requests_.store.operations_tables import OutboxRow
from requests_.store.session import UnitOfWork


@dataclass(frozen=True, slots=True)
class ReleasedPack:
    """A pack that left: its bytes by their digest, and the documents in it."""

    key: str
    sha256: str
    documents: frozenset[DocumentId]


def released_packs(session: Session, case: CaseId) -> tuple[ReleasedPack, ...]:
    """The packs of a case that were released, and are still held."""
    released = select(CaseEventRow.payload["pack"].as_string()).where(
        CaseEventRow.case_id == case, CaseEventRow.kind == PackReleased.kind
    )
    packs = session.scalars(select(Pack).where(Pack.case_id == case, Pack.id.in_(released)).order_by(Pack.made_at))
    items = select(PackItemRow.document_id)
    return tuple(
        ReleasedPack(
            key=pack.id,
            sha256=pack.sha256,
            documents=frozenset(map(DocumentId, session.scalars(items.where(PackItemRow.pack_id == pack.id)))),
        )
        for pack in packs
    )


def not_read_by(session: Session, job: str, edition: str) -> tuple[CaseId, ...]:
    """The cases with a copy that left and is held, which a job has not been asked to read in an edition; newest first.

    Where that job gave up, it is asked for again by whoever sees to failed work, not from here.
    """
    left = select(CaseEventRow.case_id).where(CaseEventRow.kind == PackReleased.kind)
    held = select(Pack.case_id)
    asked = select(OutboxRow.case_id).where(
        OutboxRow.job == job, OutboxRow.case_id.is_not(None), OutboxRow.key.endswith(f":{edition}")
    )
    latest = func.max(CaseEventRow.at)
    rows = session.scalars(
        left.where(CaseEventRow.case_id.in_(held), CaseEventRow.case_id.not_in(asked))
        .group_by(CaseEventRow.case_id)
        .order_by(latest.desc(), CaseEventRow.case_id)
    )
    return tuple(map(CaseId, rows))


def look_at_released(uow: UnitOfWork, case: Case, at: datetime) -> None:
    """Have the copies of a case that left compared with what was decided since; nothing where none has left."""
    if case.responded_on is None or not released_packs(uow.session, case.key):
        return
    uow.outbox.withdraw("look_at_released", case.key, at)
    uow.outbox.add("look_at_released", case.key, f"at-{case.version}", at)


def tell_addressee(uow: UnitOfWork, case: Case, at: datetime) -> None:
    """Tell whoever else a copy goes to that it lies ready; nothing where it does not, or goes to nobody else."""
    if case.pack is None or not case.pack.is_released or case.addressee.goes_to is CopyGoesTo.REQUESTER:
        return
    message = uow.people.add_message(case.key, COPY_FOR_ADDRESSEE, at)
    uow.outbox.add("send_message", case.key, message, at, message=message)
