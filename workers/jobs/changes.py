"""Working out the changes of a decided right, and carrying them out once a second person approved them."""

from __future__ import annotations

from functools import partial

from requests_.ids import CaseId
from requests_.model.change_plan import Plan, to_bytes
from requests_.model.decisions import WHOLE, ApproveChanges, RecordPlan
from requests_.model.staff import SYSTEM
from requests_.services.deciding import record_changes, record_plan
from requests_.store.outbox import Work
from requests_.store.session import UnitOfWork
from workers.changing.planning import Item, plan_of
from workers.context import Record, Tools


def plan_changes(tools: Tools, work: Work) -> Record:
    """Work out every change. Nothing is changed, and the plan's bytes are what is approved."""
    with tools.store.unit_of_work() as uow:
        items = _items(uow, work.case)
    plan = plan_of(items, tools.ess_stores)
    return partial(_record_plan, tools, work.case, plan)


def carry_out_changes(tools: Tools, work: Work) -> Record:
    """Do what was approved."""
    with tools.store.unit_of_work() as uow:
        changes = uow.cases.load(work.case).changes
    assert changes is not None
    command = ApproveChanges(case=work.case, sha256=changes.sha256, actor=SYSTEM)
    return lambda uow: record_changes(uow, tools.clock, command)


def _items(uow: UnitOfWork, case: CaseId) -> list[Item]:
    documents = {document.key: document for document in uow.documents.of_case(case)}
    return [
        Item(decision, None if decision.document == WHOLE else documents.get(decision.document))  # type: ignore[call-overload]
        for decision in uow.decisions.of_case(case)
    ]


def _record_plan(tools: Tools, case: CaseId, plan: Plan, uow: UnitOfWork) -> None:
    sha256 = tools.store.vault.of(case).put(to_bytes(plan))
    record_plan(uow, tools.clock, RecordPlan(case=case, plan=plan, sha256=sha256))
