"""Everything about one case that a regulator asks for, with the proof that its record is whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, func, literal_column, select
from sqlalchemy.orm import Session

from requests_.errors import Conflict
from requests_.ids import CaseId
from requests_.model.events.sending import PackReleased
from requests_.model.timeline import CHAIN_START, seal
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.document_tables import Pack, PackItemRow
from requests_.store.line_check import faults_beside
from requests_.store.marks_of_cases import (
    is_as_it_was_left,
    of_cases,
    require_vault,
    unmarked_among,
    unmarked_case,
    unmarked_table,
)
from requests_.store.queries.case_page import CaseSummary, PackRow, SourceRow, case_summary, pack_rows, source_rows
from requests_.store.queries.letters import LetterLine, letter_lines
from requests_.store.queries.returns import AuditHead, audit_head
from requests_.store.queries.review import DocumentRow, document_rows
from requests_.store.queries.timeline import TimelineRow, timeline_rows
from requests_.store.queries.written_records import DecisionLine, decision_lines
from requests_.store.sealed_events import stamp

# Who acted, and what the stores are called.
_NAMED_IN_IT = ("staff_member", "source_system")


class BrokenRecord(Conflict):
    """The record of the case was changed: nothing is made from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPages:
    """The answer that stands in front of a copy that was released: letter, index and schedule, its first `pages`."""

    sha256: str
    made_at: datetime
    released_at: datetime
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvidence:
    """One case for the regulator, oldest first. `chain` has its events as they were sealed."""

    summary: CaseSummary
    timeline: tuple[TimelineRow, ...]
    sources: tuple[SourceRow, ...]
    documents: tuple[DocumentRow, ...]
    decisions: tuple[DecisionLine, ...]
    letters: tuple[LetterLine, ...]
    answers: tuple[AnswerPages, ...]
    packs: tuple[PackRow, ...]
    chain: tuple[dict[str, Any], ...]
    head: AuditHead
    known_at: datetime


def case_evidence(session: Session, case: CaseId, *, known_at: datetime) -> CaseEvidence:
    """Gather it. Raises BrokenRecord when the chain of the case does not hold, or what stands beside it was changed."""
    chain = _chain(session, case)
    require_vault(session)
    faults = faults_beside(session, case)
    if unmarked_case(session, of_cases(), [case]) is not None:
        faults = (*faults, "a row of it was changed, put there or taken away, and not by the portal")
    if unmarked_table(session, _NAMED_IN_IT) or unmarked_among(session, "pack_item", _in_its_packs(case)):
        faults = (*faults, "what it names was changed, put there or taken away, and not by the portal")
    if not is_as_it_was_left(session):
        faults = (*faults, "something acts in the database that was planted, or a part of it was put back")
    if faults:
        raise BrokenRecord(f"The record of this case does not hold: {faults[0]}. Run 'rights audit verify'.")
    timeline = timeline_rows(session, case)[::-1]
    return CaseEvidence(
        summary=case_summary(session, case),
        timeline=timeline,
        sources=tuple(row for row in source_rows(session, case) if row.state is not None),
        documents=document_rows(session, case),
        decisions=decision_lines(session, case),
        letters=letter_lines(session, case)[::-1],
        answers=_answers(session, timeline),
        packs=pack_rows(session, case)[::-1],
        chain=chain,
        head=audit_head(session, known_at=known_at),
        known_at=known_at,
    )


def _in_its_packs(case: CaseId) -> ColumnElement[bool]:
    packs = select(Pack.id).where(Pack.case_id == case)
    return literal_column("it.pack_id", String).in_(packs)


def _answers(session: Session, timeline: Iterable[TimelineRow]) -> tuple[AnswerPages, ...]:
    released = {row.payload["pack"]: row.at for row in timeline if row.kind == PackReleased.kind}
    in_front = func.coalesce(func.min(PackItemRow.first_page) - 1, Pack.pages)
    rows = session.execute(
        select(Pack.id, Pack.sha256, Pack.made_at, in_front)
        .outerjoin(PackItemRow, PackItemRow.pack_id == Pack.id)
        .where(Pack.id.in_(released))
        .group_by(Pack.id, Pack.sha256, Pack.made_at, Pack.pages)
    )
    found = [
        AnswerPages(sha256=sha256, made_at=made_at, released_at=released[key], pages=pages)
        for key, sha256, made_at, pages in rows
        if pages
    ]
    return tuple(sorted(found, key=lambda answer: answer.released_at))


def _chain(session: Session, case: CaseId) -> tuple[dict[str, Any], ...]:
    rows = session.scalars(select(CaseEventRow).where(CaseEventRow.case_id == case).order_by(CaseEventRow.seq))
    last = CHAIN_START
    found: list[dict[str, Any]] = []
    for row in rows:
        sealed: dict[str, Any] = {
            "case": row.case_id,
            "seq": row.seq,
            "kind": row.kind,
            "version": row.version,
            "at": stamp(row.at),
            "actor": f"{row.actor_kind}:{row.actor_key}",
            "payload": dict(row.payload),
        }
        last = seal(last, **sealed)
        if last != row.seal or row.seq != len(found) + 1:
            raise BrokenRecord(f"The record of this case does not hold at event {row.seq}: run 'rights audit verify'.")
        found.append({**sealed, "seal": row.seal})
    head = session.execute(select(CaseRow.last_seq, CaseRow.last_seal).where(CaseRow.id == case)).one()
    if (len(found), last) != (head.last_seq, head.last_seal):
        raise BrokenRecord("Events are missing at the end of this case's record: run 'rights audit verify'.")
    return tuple(found)
