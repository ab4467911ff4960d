"""Copies that have left: looked at again once something is withheld that they may hold (UK GDPR art. 4(12), 33(1))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.ids import CaseId, DocumentId
from requests_.model.case import Case
from requests_.model.events.sending import PackReleased
from requests_.store.case_tables import CaseEventRow
from requests_.store.document_tables import Pack, PackItemRow
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


def look_at_released(uow: UnitOfWork, case: Case, at: datetime) -> None:
    """Have the copies of a case that left compared with what was decided since; nothing where none has left."""
    if case.responded_on is None or not released_packs(uow.session, case.key):
        return
    uow.outbox.withdraw("look_at_released", case.key, at)
    uow.outbox.add("look_at_released", case.key, f"at-{case.version}", at)
