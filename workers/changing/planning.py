"""What would be done for a case. Every change of a row is tried in its database, read, and taken back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from requests_.model.change_plan import FileChange, MarkChange, Plan, RowChange, TaskWanted
from requests_.model.outcome_terms import StoreAct
from requests_.model.outcomes import OUTCOMES
from requests_.model.portable import Portable
from requests_.model.records import RECORDS_TYPE, RecordField
from requests_.store.document_rows import CaseDocument
from requests_.store.queries.decisions import ItemDecision
from workers.changing.faults import ChangeRefused
from workers.changing.file_writer import FileWriter
from workers.changing.row_trial import RowItem, tried
from workers.changing.row_writer import RowWriter
from workers.sources.stores import FilesPlace, SqlPlace, Store
from workers.sources.write_sides import FilesWrite, SqlWrite

_ACT_SAYS = {
    StoreAct.CHANGE: "Change the record as follows.",
    StoreAct.STATEMENT: "Put this statement beside the record.",
    StoreAct.ERASE: "Delete the record, and every copy of it.",
    StoreAct.RESTRICT: "Keep the record, and mark it so that nobody uses it.",
    StoreAct.PORT: "Give the person a copy that a computer can read, without what is about somebody else.",
    StoreAct.TASK: "Do what was decided.",
}
# A file is only ever removed or given a neighbour: its words are changed by people.
_FILE_ACTS = (StoreAct.ERASE, StoreAct.STATEMENT)


@dataclass(frozen=True, slots=True)
class Item:
    """One decision, the record it is about (None for the request as a whole), and the record as it was looked at."""

    decision: ItemDecision
    document: CaseDocument | None
    fields: tuple[RecordField, ...] = ()

    @property
    def seen(self) -> Mapping[str, str]:
        """The record's columns with what stood in them."""
        return {field.column: field.text for field in self.fields}

    @property
    def act(self) -> StoreAct:
        """What is done to the record."""
        return OUTCOMES[self.decision.outcome].act


@dataclass(slots=True)
class Drafted:
    """A plan in the making, and the bytes of the files that it brings, by their digest."""

    rows: list[RowChange] = field(default_factory=list)
    files: list[FileChange] = field(default_factory=list)
    marks: list[MarkChange] = field(default_factory=list)
    tasks: list[TaskWanted] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    portable: Portable | None = None
    portable_file: bytes = b""

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        return Plan(
            rows=tuple(self.rows),
            files=tuple(self.files),
            marks=tuple(self.marks),
            tasks=tuple(self.tasks),
            portable=self.portable,
            portable_sha256=hashlib.sha256(self.portable_file).hexdigest() if self.portable else "",
            portable_bytes=len(self.portable_file),
        )

    def bring(self, portable: Portable, file: bytes) -> None:
        """Have the plan bring a file to take elsewhere."""
        self.portable, self.portable_file = portable, file
        self.contents[self.plan.portable_sha256] = file


def plan_of(items: Iterable[Item], stores: Mapping[str, Store], own_keys: Mapping[str, frozenset[str]]) -> Drafted:
    """The plan for these decisions; `own_keys` are the person's own keys in each store.

    Nothing is changed by making it. Raises ChangeRefused when a record is not as it was looked at, and StoreBusy.
    """
    drafted, by_store = Drafted(), dict[str, list[Item]]()
    for item in items:
        if item.act is StoreAct.NONE:
            continue
        document = item.document
        if item.act is StoreAct.RESTRICT and document is not None:
            ground = item.decision.ground or item.decision.outcome.value
            drafted.marks.append(
                MarkChange(document=document.key, source=document.source, ref=document.ref, ground=ground)
            )
        why = why_by_a_person(item, stores)
        if document is None or why:
            drafted.tasks.append(_task(item, why))
        elif item.act is not StoreAct.PORT:
            by_store.setdefault(document.source, []).append(item)
    for source, found in by_store.items():
        store = stores[source]
        try:
            if isinstance(store.place, SqlPlace):
                _rows(drafted, store, found, own_keys.get(source, frozenset()))
            else:
                _files(drafted, store, found)
        except ChangeRefused as fault:
            raise ChangeRefused(fault.public_message, source=source) from fault
    return drafted


def why_by_a_person(item: Item, stores: Mapping[str, Store]) -> str:
    """Why a person does it and not the portal; nothing where the portal can."""
    document = item.document
    if document is None or item.act is StoreAct.TASK:
        return "It is not a change of one record."
    if item.act is StoreAct.PORT:
        return _why_not_in_the_file(document)
    store = stores.get(document.source)
    if store is None:
        return "The workers' stores file does not name this store any more."
    if store.write is None:
        return "The portal has no account that may change this store."
    if document.band != "match":
        return "It is only possibly about this person: nothing is changed by machine on a guess."
    if isinstance(store.write, FilesWrite) and item.act not in _FILE_ACTS:
        return "What a file says is changed by whoever wrote it."
    if "!" in document.ref:
        return "It lies inside another file."
    if item.act is StoreAct.CHANGE and not item.decision.values:
        return "The change is described in words."
    return ""


def _why_not_in_the_file(document: CaseDocument) -> str:
    if document.media_type != RECORDS_TYPE:
        return "A document is not taken apart by machine: somebody looks at what it holds of others."
    return "It is only possibly about this person." if document.band != "match" else ""


def _rows(drafted: Drafted, store: Store, items: list[Item], own_keys: frozenset[str]) -> None:
    place, write = store.place, store.write
    assert isinstance(place, SqlPlace)
    assert isinstance(write, SqlWrite)
    # What is filed under a person goes before the person's own entry.
    ordered = sorted(items, key=lambda item: _table_of(item) == place.person.table)
    with RowWriter(write) as writer:
        for item in ordered:
            assert item.document is not None
            asked = RowItem(item.document, item.act, item.decision.values, item.decision.statement, item.seen)
            outcome = tried(writer, asked, place, write, own_keys)
            if isinstance(outcome, RowChange):
                drafted.rows.append(outcome)
            else:
                drafted.tasks.append(_task(item, outcome))


def _files(drafted: Drafted, store: Store, items: list[Item]) -> None:
    place, write = store.place, store.write
    assert isinstance(place, FilesPlace)
    assert isinstance(write, FilesWrite)
    writer = FileWriter(place.root, write, "", lambda digest: b"")
    writer.require_same_disk()
    for item in items:
        assert item.document is not None
        document = item.document
        before = writer.digest(document.ref)
        if before != document.sha256:
            raise ChangeRefused("A file was changed or removed since it was searched: search the store again.")
        if item.act is StoreAct.ERASE:
            drafted.files.append(_change(document, document.ref, before, ""))
            continue
        beside = f"{document.ref}.statement.txt"
        if writer.digest(beside):
            raise ChangeRefused("There is a statement beside this file already: its owner adds to it.")
        content = item.decision.statement.encode()
        digest = hashlib.sha256(content).hexdigest()
        drafted.contents[digest] = content
        drafted.files.append(_change(document, beside, "", digest))


def _change(document: CaseDocument, ref: str, before: str, after: str) -> FileChange:
    return FileChange(document=document.key, source=document.source, ref=ref, before_sha256=before, after_sha256=after)


def _table_of(item: Item) -> str:
    return "" if item.document is None else item.document.ref.partition(":")[0]


def _task(item: Item, why: str) -> TaskWanted:
    decision, document = item.decision, item.document
    lines = [_ACT_SAYS[item.act], *(f"{name}: {value}" for name, value in decision.values.items()), decision.statement]
    return TaskWanted(
        document=decision.document,
        source="" if document is None else document.source,
        ref="" if document is None else document.ref,
        act=item.act.value,
        says="\n".join(filter(None, lines)),
        why=why,
    )
