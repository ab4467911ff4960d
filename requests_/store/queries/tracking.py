"""What a requester may see of their own case, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from requests_.deadlines.statutory_clock import ClockReading
from requests_.ids import CaseId
from requests_.model.case import Case, Stage
from requests_.store.case_tables import CaseRow
from requests_.store.cases import reading_of
from requests_.store.document_tables import Pack
from requests_.store.queries.case_page import folded_case


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedCase:
    """How a request stands, for the person who made it."""

    reference: str
    right: str
    stage: str
    received_on: date
    clock: ClockReading
    open_checks: tuple[str, ...]
    awaits_clarification: bool
    responded_on: date | None
    may_collect: bool
    pack_pages: int
    pack_bytes: int


def tracked_case(session: Session, case: CaseId) -> TrackedCase:
    """The case as its requester may see it. Raises NotFound."""
    folded = folded_case(session, case)
    asked = tuple(check for check in folded.open_checks if check in folded.checks)
    may_collect = folded.pack is not None and folded.pack.is_released
    size = 0
    if folded.pack is not None and may_collect:
        size = session.scalar(select(func.max(Pack.size_bytes)).where(Pack.id == folded.pack.key)) or 0
    return TrackedCase(
        reference=session.scalars(select(CaseRow.reference).where(CaseRow.id == case)).one(),
        right=folded.right,
        stage=_stage(folded),
        received_on=folded.received_on,
        clock=reading_of(folded),
        open_checks=asked,
        awaits_clarification=folded.awaits_clarification,
        responded_on=folded.responded_on,
        may_collect=may_collect,
        pack_pages=folded.pack.pages if folded.pack is not None and may_collect else 0,
        pack_bytes=size,
    )


def _stage(case: Case) -> Stage:
    # Answered by a letter and not by a pack: whatever the letter says, this page says what it says of a refusal.
    has_pack = case.pack is not None and case.pack.is_released
    return Stage.REFUSED if case.stage is Stage.RESPONDED and not has_pack else case.stage
