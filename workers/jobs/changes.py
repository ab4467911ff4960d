"""Working out the changes of a decided right, carrying them out once approved, putting them back, forgetting them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from functools import partial

from requests_.errors import NotFound
from requests_.ids import CaseId, DocumentId, PackId, new_id
from requests_.model.change_plan import Plan, from_bytes, to_bytes
from requests_.model.commands import PackItem, RecordPack
from requests_.model.decisions import WHOLE, ApproveChanges, RecordPlan, RefuseChanges
from requests_.model.records import RECORDS_TYPE, fields_in
from requests_.model.staff import SYSTEM
from requests_.services import deciding, disclosure, undoing
from requests_.store.document_rows import CaseDocument
from requests_.store.outbox import Work
from requests_.store.queries.decisions import ItemDecision
from requests_.store.session import UnitOfWork
from requests_.store.vault import CaseFiles
from workers.changing.carrying import Carrier
from workers.changing.faults import ChangeRefused, LeftHalf
from workers.changing.planning import Drafted, Item, plan_of
from workers.changing.porting import Held, portable_of
from workers.context import Record, Tools, give_up
from workers.render.people import as_person
from workers.render.portable import portable_zip
from workers.sources.stores import SqlPlace, Store


def plan_changes(tools: Tools, work: Work) -> Record:
    """Work out every change. Nothing is changed, and the plan's bytes are what is approved."""
    with tools.store.unit_of_work() as uow:
        documents, decisions = uow.documents.of_case(work.case), uow.decisions.of_case(work.case)
        reference = uow.cases.reference_of(work.case)
        held = Held(
            documents=documents,
            decisions={decision.document: decision for decision in decisions},
            sources={source.key: source for source in uow.searches.sources()},
            stores=tools.ess_stores,
            people=[as_person(person) for person in uow.people.people_of(work.case)],
        )
    files = tools.store.vault.of(work.case)
    items = [_item(decision, documents, files) for decision in decisions]
    try:
        drafted = plan_of(items, tools.ess_stores, own_keys(documents, tools.ess_stores))
        portable = portable_of(held, items, by_hand=[task.document for task in drafted.tasks])
        if portable is not None:
            made_on = tools.clock.london_date()
            file = portable_zip(portable, reference=reference, made_on=made_on, controller=tools.controller)
            drafted.bring(portable, file)
    except ChangeRefused as fault:
        return _refused(tools, work.case, fault)
    return partial(_record_plan, tools, work.case, drafted)


def carry_out_changes(tools: Tools, work: Work) -> Record:
    """Do what was approved: all of it, or nothing."""
    carrier = _carrier(tools, work)
    if carrier is None:
        return _nothing
    try:
        carrier.carry_out()
    except ChangeRefused as fault:
        return _refused(tools, work.case, fault)
    except LeftHalf as fault:
        give_up(tools, work, fault.public_message)
        return _nothing
    command = ApproveChanges(case=work.case, sha256=carrier.name, actor=SYSTEM)
    return partial(_record_changes, tools, command, carrier.plan)


def undo_changes(tools: Tools, work: Work) -> Record:
    """Put everything back as it was, and show that it is."""
    carrier = _carrier(tools, work)
    if carrier is None:
        return _nothing
    carrier.put_back()
    command = ApproveChanges(case=work.case, sha256=carrier.name, actor=SYSTEM)
    return lambda uow: undoing.record_undone(uow, tools.clock, command)


def end_undo(tools: Tools, work: Work) -> Record:
    """Destroy what the changes could be put back from: from here on they are final."""
    sha256 = work.arguments["plan"]
    # The plan goes last: where it is gone already, a worker died before it could record that all is destroyed.
    with suppress(NotFound):
        plan = from_bytes(tools.store.vault.of(work.case).get(sha256))
        Carrier(plan, sha256, tools.ess_stores, lambda digest: b"").forget()
    command = ApproveChanges(case=work.case, sha256=sha256, actor=SYSTEM)
    return lambda uow: undoing.end_undo(uow, tools.clock, command)


def own_keys(documents: list[CaseDocument], stores: Mapping[str, Store]) -> dict[str, frozenset[str]]:
    """The keys under which each store files this very person, as far as the search was certain."""
    keys: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        store = stores.get(document.source)
        table, _, key = document.ref.partition(":")
        if store is None or not isinstance(store.place, SqlPlace) or document.band != "match":
            continue
        if table == store.place.person.table:
            keys[document.source].add(key)
    return {source: frozenset(found) for source, found in keys.items()}


def _item(decision: ItemDecision, documents: list[CaseDocument], files: CaseFiles) -> Item:
    if decision.document == WHOLE:
        return Item(decision, None)
    document = next(document for document in documents if document.key == decision.document)
    is_row = document.media_type == RECORDS_TYPE and bool(document.sha256)
    fields = fields_in(files.get(document.sha256)) if is_row else ()
    return Item(decision, document, fields)


def _carrier(tools: Tools, work: Work) -> Carrier | None:
    with tools.store.unit_of_work() as uow:
        changes = uow.cases.load(work.case).changes
    if changes is None or changes.sha256 != work.arguments["plan"]:
        return None  # what was asked for is not wanted any more
    files = tools.store.vault.of(work.case)
    return Carrier(from_bytes(files.get(changes.sha256)), changes.sha256, tools.ess_stores, files.get)


def _refused(tools: Tools, case: CaseId, fault: ChangeRefused) -> Record:
    command = RefuseChanges(case=case, source=fault.source, reason=fault.public_message)
    return lambda uow: deciding.refuse_changes(uow, tools.clock, command)


def _record_changes(tools: Tools, command: ApproveChanges, plan: Plan, uow: UnitOfWork) -> None:
    """What was approved is done; a file to take elsewhere is from now on the pack of its case."""
    deciding.record_changes(uow, tools.clock, command)
    if plan.portable is None:
        return
    pack = RecordPack(
        case=command.case,
        pack=PackId(new_id()),
        sha256=plan.portable_sha256,
        size_bytes=plan.portable_bytes,
        pages=0,
        items=tuple(
            PackItem(document=DocumentId(record.document), first_page=0, pages=0, withheld=record.withheld)
            for record in plan.portable.records
        ),
        certificate="{}",
        failed_check="",
    )
    disclosure.record_pack(uow, tools.clock, pack)


def _nothing(uow: UnitOfWork) -> None:
    return


def _record_plan(tools: Tools, case: CaseId, drafted: Drafted, uow: UnitOfWork) -> None:
    files, plan = tools.store.vault.of(case), drafted.plan
    contents = tuple(files.put(content) for content in drafted.contents.values())
    command = RecordPlan(case=case, plan=plan, sha256=files.put(to_bytes(plan)), contents=contents)
    deciding.record_plan(uow, tools.clock, command)
