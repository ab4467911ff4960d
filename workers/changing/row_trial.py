"""Trying the change of one row in its own database: what it would become, or why a person has to do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from requests_.model.cells import Cell, value_of
from requests_.model.change_plan import RowChange
from requests_.model.outcome_terms import StoreAct
from requests_.store.document_rows import CaseDocument
from workers.changing.faults import ChangeRefused
from workers.changing.row_writer import Row, RowWriter
from workers.sources.database import as_text
from workers.sources.stores import SqlPlace
from workers.sources.write_sides import SqlWrite

_CHANGED = "A record was changed or removed since it was searched: search the store again."
_TRUE = {"bool": "true", "int": "1"}


@dataclass(frozen=True, slots=True)
class RowItem:
    """One row to be changed: the record as it was found, what is done, and every field as staff saw it."""

    document: CaseDocument
    act: StoreAct
    values: Mapping[str, str]
    statement: str
    seen: Mapping[str, str]


def tried(
    writer: RowWriter, item: RowItem, place: SqlPlace, write: SqlWrite, own_keys: frozenset[str]
) -> RowChange | str:
    """Make the change within the open transaction and give what came of it; or why it is for a person to do.

    Raises ChangeRefused when the row is not the one that was looked at: then nobody does anything.
    """
    table, _, key_text = item.document.ref.partition(":")
    columns = _key_and_person(place, table)
    if columns is None:
        return "The stores file names no key for this table."
    key, person = columns
    writer.require_quiet(table)
    before = writer.find(table, key, key_text)
    if before is None or not _is_as_seen(before, item.seen):
        raise ChangeRefused(_CHANGED)
    if as_text(value_of(before[person])) not in own_keys:
        return "The record is filed under somebody else: what it says about this person is changed by its owner."
    asked = _asked(item, before, write, fixed={key, person})
    if isinstance(asked, str):
        return asked
    wanted = before[key]
    if item.act is StoreAct.ERASE:
        writer.delete(table, key, wanted)
    else:
        writer.update(table, key, wanted, asked)
    after = writer.read(table, key, wanted)
    if (after is None) is not (item.act is StoreAct.ERASE):
        raise ChangeRefused("The store's database did something else than it was asked to.")
    return RowChange(
        document=item.document.key,
        source=item.document.source,
        table=table,
        key=key,
        key_cell=wanted,
        person=person,
        person_cell=before[person],
        before=dict(before),
        after=None if after is None else dict(after),
        asked=tuple(asked),
    )


def _key_and_person(place: SqlPlace, table: str) -> tuple[str, str] | None:
    if table == place.person.table:
        return place.person.key, place.person.key
    return next(((record.key, record.person) for record in place.records if record.table == table), None)


def _is_as_seen(row: Row, seen: Mapping[str, str]) -> bool:
    """Whether the row says in every field what the person who decided read there."""
    return bool(seen) and {name: as_text(value_of(cell)) for name, cell in row.items()} == dict(seen)


def _asked(item: RowItem, before: Row, write: SqlWrite, *, fixed: set[str]) -> dict[str, Any] | str:
    if item.act is StoreAct.CHANGE:
        if fixed & set(item.values) or not set(item.values) <= set(before):
            return "The change would file the record elsewhere: the owner of the store makes it."
        return {name: text or None for name, text in item.values.items()}
    if item.act is StoreAct.STATEMENT:
        if write.statement not in before:
            return "The table has no column for statements."
        return {write.statement: _added(before[write.statement], item.statement)}
    if item.act is StoreAct.RESTRICT:
        if write.restricted not in before:
            return "The table has no column that marks a record as limited in its use."
        return {write.restricted: _TRUE.get(before[write.restricted].kind, "1")}
    return {}


def _added(cell: Cell, statement: str) -> str:
    return f"{cell.text}\n{statement}".strip()
