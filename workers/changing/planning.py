"""What would be done for a case: rows and files the portal may change, marks, and tasks for everything else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from requests_.model.change_plan import MarkChange, Plan, TaskWanted
from requests_.model.outcome_terms import StoreAct
from requests_.model.outcomes import OUTCOMES
from requests_.store.documents import CaseDocument
from requests_.store.queries.decisions import ItemDecision
from workers.sources.stores import Store

_ACT_SAYS = {
    StoreAct.CHANGE: "Change the record as follows.",
    StoreAct.STATEMENT: "Put this statement beside the record.",
    StoreAct.ERASE: "Delete the record, and every copy of it.",
    StoreAct.RESTRICT: "Keep the record, and mark it so that nobody uses it.",
    StoreAct.TASK: "Do what was decided.",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One decision, and the record it is about (None for the request as a whole)."""

    decision: ItemDecision
    document: CaseDocument | None

    @property
    def act(self) -> StoreAct:
        """What is done to the record."""
        return OUTCOMES[self.decision.outcome].act


def plan_of(items: Iterable[Item], stores: Mapping[str, Store]) -> Plan:
    """The plan for these decisions. Nothing is changed by making it."""
    marks: list[MarkChange] = []
    tasks: list[TaskWanted] = []
    for item in items:
        if item.act is StoreAct.NONE:
            continue
        if item.act is StoreAct.RESTRICT and item.document is not None:
            marks.append(_mark(item.document, item.decision))
        tasks.append(_task(item, stores))
    return Plan(marks=tuple(marks), tasks=tuple(tasks))


def _mark(document: CaseDocument, decision: ItemDecision) -> MarkChange:
    ground = decision.ground or decision.outcome.value
    return MarkChange(document=document.key, source=document.source, ref=document.ref, ground=ground)


def _task(item: Item, stores: Mapping[str, Store]) -> TaskWanted:
    decision, document = item.decision, item.document
    source = "" if document is None else document.source
    lines = [_ACT_SAYS[item.act], *(f"{name}: {value}" for name, value in decision.values.items()), decision.statement]
    if document is None:
        why = "It is not about one record."
    elif source not in stores:
        why = "The workers' stores file does not name this store any more."
    else:
        why = f"The portal does not write to a store of the kind “{stores[source].kind}” here."
    return TaskWanted(
        document=decision.document,
        source=source,
        ref="" if document is None else document.ref,
        act=item.act.value,
        says="\n".join(filter(None, lines)),
        why=why,
    )
