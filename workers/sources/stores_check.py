"""Whether the places a stores file names are there, before anything is searched."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from workers.sources.database import Database
from workers.sources.errors import SourceError
from workers.sources.held_back import HoldBack
from workers.sources.sql import opened
from workers.sources.stores import FilesPlace, MailboxPlace, PaperPlace, SqlPlace, Store
from workers.sources.tables import read_table
from workers.sources.toml_section import suggestion


def place_faults(store: Store) -> list[str]:
    """Give one line for everything this store names that is not there."""
    place = store.place
    found: Iterator[str] = iter(())
    if isinstance(place, FilesPlace):
        found = _folder(place.root)
    elif isinstance(place, MailboxPlace):
        found = _mailbox(place)
    elif isinstance(place, PaperPlace):
        found = _register(place)
    elif isinstance(place, SqlPlace):
        found = _database(place, store.withhold)
    return [f'store "{store.id}": {fault}' for fault in found]


def _folder(root: Path) -> Iterator[str]:
    if not root.exists():
        yield f'root: there is no folder "{root}"; correct the path or mount the share'


def _mailbox(place: MailboxPlace) -> Iterator[str]:
    if place.path is not None and not place.path.exists():
        yield f'path: there is no mailbox "{place.path}"; correct the path'
    if place.password_env and not os.environ.get(place.password_env):
        yield f"password_env: the environment variable {place.password_env} is not set; set it"


def _register(place: PaperPlace) -> Iterator[str]:
    if not place.path.exists():
        yield f'path: there is no file "{place.path}"; correct the path'
        return
    try:
        rows = read_table(place.path, set(place.fields.values()))
    except SourceError:
        return  # what is there and is no table is told when it is searched
    columns = [column.strip() for column in rows[0]] if rows else []
    for name, column in place.fields.items():
        if column not in columns:
            yield f'fields.{name}: the register has no column "{column}"{suggestion(column, columns)}'


def _database(place: SqlPlace, withhold: Sequence[HoldBack]) -> Iterator[str]:
    if place.book is not None and not place.book.exists():
        yield f'path: there is no file "{place.book}"; correct the path'
        return
    try:
        with opened(place) as database:
            yield from _tables(database, place)
            for number, rule in enumerate(withhold, start=1):
                if rule.table:
                    named = [("columns", column) for column in rule.columns]
                    yield from _columns(database, f"withhold {number}, ", rule.table, named)
    except FileNotFoundError as error:
        yield f'url: there is no database file "{error.filename}"; correct the path'
    except SourceError:
        return  # a server that does not answer now is told when it is searched


def _tables(database: Database, place: SqlPlace) -> Iterator[str]:
    person = place.person
    named: list[tuple[str, str, list[tuple[str, str]]]] = [
        ("person.", person.table, [("key", person.key), *_fields(person.fields)])
    ]
    for number, relation in enumerate(place.relations, start=1):
        named.append((f"relation {number}, ", relation.table, [("person", relation.person), *_fields(relation.fields)]))
    for number, record in enumerate(place.records, start=1):
        columns = [("key", record.key), ("person", record.person), *(("text", column) for column in record.text)]
        columns += [("date", record.date)] if record.date else []
        named.append((f"record {number}, ", record.table, columns))
    for under, table, columns in named:
        yield from _columns(database, under, table, columns)


def _fields(fields: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(f"fields.{name}", column) for name, column in fields.items()]


def _columns(database: Database, under: str, table: str, columns: Sequence[tuple[str, str]]) -> Iterator[str]:
    there = database.columns(table)
    if there is None:
        yield f'{under}table: there is no table "{table}"{suggestion(table, database.tables())}'
        return
    for key, column in columns:
        if column not in there:
            yield f'{under}{key}: table "{table}" has no column "{column}"{suggestion(column, there)}'
