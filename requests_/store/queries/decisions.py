"""What was decided about the records of a case, and what people were asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.case import Case
from requests_.model.outcome_terms import Outcome
from requests_.model.rights import Regime
from requests_.store.decision_tables import ChangeTaskRow, ItemDecisionRow
from requests_.store.document_tables import SourceDocument
from requests_.store.operations_tables import SourceSystemRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDecision:
    """One decision, with what only staff and the letter see of it."""

    document: str
    outcome: Outcome
    ground: str
    values: dict[str, str]
    statement: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTask:
    """One task; `done_on` is None until somebody showed that it is done."""

    key: str
    document: str
    source: str
    ref: str
    act: str
    says: str
    why: str
    asked_at: datetime
    done_on: date | None
    evidence: str


def decisions_of(session: Session, case: CaseId) -> tuple[ItemDecision, ...]:
    """Every decision of a case."""
    rows = session.scalars(select(ItemDecisionRow).where(ItemDecisionRow.case_id == case).order_by(ItemDecisionRow.id))
    return tuple(
        ItemDecision(
            document=row.document,
            outcome=Outcome(row.outcome),
            ground=row.ground,
            values=dict(row.values),
            statement=row.statement,
            words=row.words,
        )
        for row in rows
    )


def tasks_of(session: Session, case: CaseId) -> tuple[ChangeTask, ...]:
    """Every task of a case, oldest first."""
    rows = session.scalars(
        select(ChangeTaskRow).where(ChangeTaskRow.case_id == case).order_by(ChangeTaskRow.asked_at, ChangeTaskRow.id)
    )
    return tuple(
        ChangeTask(
            key=row.id,
            document=row.document,
            source=row.source,
            ref=row.ref,
            act=row.act,
            says=row.says,
            why=row.why,
            asked_at=row.asked_at,
            done_on=row.done_on,
            evidence=row.evidence,
        )
        for row in rows
    )


def laws_decided(session: Session, case: Case) -> tuple[Regime, ...]:
    """The laws under which what was decided is held; of a request that was decided as a whole, those of the case."""
    held = session.scalars(
        select(SourceSystemRow.regime)
        .join(SourceDocument, SourceDocument.source == SourceSystemRow.key)
        .where(SourceDocument.case_id == case.key, SourceDocument.id.in_(list(case.decisions)))
    )
    found = set(held)
    return tuple(law for law in Regime if law in found) or case.regimes
