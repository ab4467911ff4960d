"""A database as a source: people, the people around them, and the rows filed under them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from workers.sources.base import FiledRecord, PersonRow, RawRecord
from workers.sources.database import Database, as_text
from workers.sources.errors import SourceError
from workers.sources.sheets import book_database
from workers.sources.stores import RecordTable, SqlPlace, Store
from workers.sources.values import parsed_date


@contextmanager
def open_sql(store: Store, place: SqlPlace) -> Iterator[SqlSource]:
    """Open the store's database for the length of a search."""
    try:
        with opened(place) as database:
            yield SqlSource(store, place, database)
    except FileNotFoundError as error:
        name = Path(str(error.filename)).name
        lacks = "workbook or CSV file" if place.book else "database file"
        mend = "path" if place.book else "url"
        raise SourceError(f'There is no {lacks} "{name}"; correct the {mend}.') from error


def opened(place: SqlPlace) -> Database:
    """The database of a place, not yet connected; a workbook is read into one of its own."""
    return book_database(place.book) if place.book is not None else Database(place.url)


class SqlSource:
    """The tables of one database that hold people and their records."""

    texts_are_people = False

    def __init__(self, store: Store, place: SqlPlace, database: Database) -> None:
        self._store = store
        self._place = place
        self._database = database

    def people(self) -> Iterator[PersonRow]:
        """Give every row of the person table."""
        person = self._place.person
        names = tuple(person.fields)
        columns = [person.key, *person.fields.values()]
        for row in self._database.rows(person.table, columns):
            fields = {name: as_text(value) for name, value in zip(names, row[1:], strict=True)}
            yield PersonRow(key=as_text(row[0]), fields=fields)

    def relations(self, keys: Iterable[str]) -> Iterator[tuple[str, PersonRow]]:
        """Give the rows of the relation tables that belong to these people."""
        wanted = list(keys)
        for number, relation in enumerate(self._place.relations):
            names = tuple(relation.fields)
            columns = [relation.person, *relation.fields.values()]
            rows = self._database.rows_for(relation.table, columns, relation.person, wanted)
            for position, row in enumerate(rows):
                fields = {name: as_text(value) for name, value in zip(names, row[1:], strict=True)}
                yield as_text(row[0]), PersonRow(key=f"{relation.table}:{number}-{position}", fields=fields)

    def records(self, keys: Iterable[str]) -> Iterator[FiledRecord]:
        """Give the people's own rows, then the rows filed under them, with all their columns."""
        wanted = list(keys)
        for key, record in self._own_rows(wanted):
            yield FiledRecord(person=key, record=record)
        for table in self._place.records:
            columns = self._all_columns(table.table)
            for row in self._database.rows_for(table.table, columns, table.person, wanted):
                values = dict(zip(columns, row, strict=True))
                yield FiledRecord(person=as_text(values[table.person]), record=self._record(table, values))

    def texts(self) -> Iterator[FiledRecord]:
        """Give the free text of every record."""
        for table in self._place.records:
            if not table.text:
                continue
            columns = [table.key, table.person, *table.text]
            for row in self._database.rows(table.table, columns):
                text = "\n".join(filter(None, map(as_text, row[2:])))
                if text:
                    ref = f"{table.table}:{as_text(row[0])}"
                    record = RawRecord(
                        store=self._store.id, ref=ref, title=table.title, category=table.category, text=text
                    )
                    yield FiledRecord(person=as_text(row[1]), record=record)

    def record(self, ref: str) -> RawRecord:
        """Give one record with all its columns."""
        name, _, key = ref.partition(":")
        for table in self._place.records:
            if table.table == name:
                columns = self._all_columns(name)
                for row in self._database.rows_for(name, columns, table.key, [key]):
                    return self._record(table, dict(zip(columns, row, strict=True)))
        raise SourceError(f"The record {ref} is no longer there; search again.")

    def _own_rows(self, keys: Sequence[str]) -> Iterator[tuple[str, RawRecord]]:
        person = self._place.person
        columns = self._all_columns(person.table)
        around: dict[str, list[tuple[str, str]]] = {}
        for key, relation in self.relations(keys):
            label = relation.fields.get("relation") or "Related person"
            said = ", ".join(value for name, value in relation.fields.items() if value and name != "relation")
            around.setdefault(key, []).append((label, said))
        for row in self._database.rows_for(person.table, columns, person.key, keys):
            values = dict(zip(columns, row, strict=True))
            key = as_text(values[person.key])
            pairs = (*_pairs(values), *around.get(key, ()))
            yield (
                key,
                RawRecord(
                    store=self._store.id,
                    ref=f"{person.table}:{key}",
                    title=f"{self._store.title}: the person's own entry",
                    category="pupil_record",
                    media_type="text/plain",
                    text=_lines(pairs),
                    content=partial(_bytes, pairs),
                    group=person.table,
                    row=pairs,
                    columns=columns,
                ),
            )

    def _record(self, table: RecordTable, values: Mapping[str, object]) -> RawRecord:
        pairs = _pairs(values)
        return RawRecord(
            store=self._store.id,
            ref=f"{table.table}:{as_text(values[table.key])}",
            title=table.title,
            category=table.category,
            date=parsed_date(values[table.date]) if table.date else None,
            media_type="text/plain",
            text="\n".join(filter(None, (as_text(values[column]) for column in table.text))) or _lines(pairs),
            content=partial(_bytes, pairs),
            group=table.table,
            row=pairs,
            columns=tuple(values),
        )

    def _all_columns(self, table: str) -> tuple[str, ...]:
        columns = self._database.columns(table)
        if columns is None:
            raise SourceError(f'There is no table "{table}"; correct the stores file.')
        return columns


def _pairs(values: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((column, text) for column, value in values.items() if (text := as_text(value)))


def _lines(pairs: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{label}: {value}" for label, value in pairs)


def _bytes(pairs: tuple[tuple[str, str], ...]) -> bytes:
    return _lines(pairs).encode()
