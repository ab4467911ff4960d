"""Decisions about records, and the tasks that come of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from requests_.errors import NotFound
from requests_.ids import CaseId, new_id
from requests_.model.change_plan import TaskWanted
from requests_.model.decisions import ConfirmTask, DecideItem
from requests_.store.decision_tables import ChangeTaskRow, ItemDecisionRow, PlanFileRow
from requests_.store.document_tables import Pack
from requests_.store.queries.decisions import ItemDecision, decisions_of


class DecisionRepository:
    """What was decided and asked for in a case."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, command: DecideItem, at: datetime) -> None:
        """Keep a decision; one about the same record before it is replaced."""
        row = self._session.scalars(
            select(ItemDecisionRow).where(
                ItemDecisionRow.case_id == command.case, ItemDecisionRow.document == command.document
            )
        ).one_or_none()
        if row is None:
            row = ItemDecisionRow(id=new_id(), case_id=command.case, document=command.document)
            self._session.add(row)
        ground = command.ground or command.basis
        row.outcome, row.ground = command.outcome.value, ground.value if ground else ""
        row.values, row.statement, row.words = dict(command.values), command.statement.strip(), command.words.strip()
        row.decided_by, row.decided_at = command.actor.key, at
        self._session.flush()

    def of_case(self, case: CaseId) -> tuple[ItemDecision, ...]:
        """Every decision of a case, in the order in which they were first made."""
        return decisions_of(self._session, case)

    def keep_plan(self, case: CaseId, plan: str, contents: tuple[str, ...]) -> None:
        """Keep which files of the vault a plan needs."""
        for digest in dict.fromkeys((plan, *contents)):
            self._session.merge(PlanFileRow(case_id=case, plan_sha256=plan, sha256=digest))
        self._session.flush()

    def forget_plan(self, case: CaseId, plan: str) -> list[str]:
        """Forget a plan; returns the files that no other plan of the case needs, and that are no pack of it."""
        mine = (PlanFileRow.case_id == case, PlanFileRow.plan_sha256 == plan)
        digests = list(self._session.scalars(select(PlanFileRow.sha256).where(*mine)))
        self._session.execute(delete(PlanFileRow).where(*mine))
        needed = set(self._session.scalars(select(PlanFileRow.sha256).where(PlanFileRow.case_id == case)))
        needed |= set(self._session.scalars(select(Pack.sha256).where(Pack.case_id == case)))
        return [digest for digest in digests if digest not in needed]

    def ask(self, case: CaseId, wanted: TaskWanted, at: datetime) -> str:
        """Keep a task; returns its key."""
        row = ChangeTaskRow(
            id=new_id(),
            case_id=case,
            document=wanted.document,
            source=wanted.source,
            ref=wanted.ref,
            act=wanted.act,
            says=wanted.says,
            why=wanted.why,
            asked_at=at,
            done_on=None,
            evidence="",
            evidence_sha256="",
            confirmed_by="",
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def confirm(self, command: ConfirmTask) -> None:
        """Keep what shows that a task is done. Raises NotFound."""
        row = self._session.get(ChangeTaskRow, command.task)
        if row is None or row.case_id != command.case:
            raise NotFound("There is no such task in this case.")
        row.done_on, row.evidence, row.confirmed_by = command.done_on, command.evidence.strip(), command.actor.key
        row.evidence_sha256 = command.evidence_sha256
