"""A register of paper files: each row stands for a folder in a cabinet, which someone has to fetch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from workers.sources.base import FiledRecord, PersonRow, RawRecord
from workers.sources.errors import SourceError
from workers.sources.stores import PaperPlace, Store
from workers.sources.tables import read_table
from workers.sources.values import parsed_date


@contextmanager
def open_paper(store: Store, place: PaperPlace) -> Iterator[PaperSource]:
    """Read the register for the length of a search."""
    yield PaperSource(store, place, read_table(place.path, set(place.fields.values())))


class PaperSource:
    """The register's rows, each one both a person and the record filed under them."""

    texts_are_people = True

    def __init__(self, store: Store, place: PaperPlace, rows: list[list[str]]) -> None:
        self._store = store
        header = [column.strip() for column in rows[0]] if rows else []
        missing = [column for column in place.fields.values() if column not in header]
        if missing:
            raise SourceError(f'The register has no column "{missing[0]}"; correct the stores file.')
        self._places = {name: header.index(column) for name, column in place.fields.items()}
        self._rows = [row for row in rows[1:] if any(cell.strip() for cell in row)]

    def people(self) -> Iterator[PersonRow]:
        """Give every row of the register."""
        for number, row in enumerate(self._rows):
            yield PersonRow(key=str(number), fields=self._fields(row))

    def relations(self, keys: Iterable[str]) -> Iterator[tuple[str, PersonRow]]:
        """Give nobody: a register names no one around a person."""
        yield from ()

    def records(self, keys: Iterable[str]) -> Iterator[FiledRecord]:
        """Give the files of these people, each a task for whoever fetches it."""
        for key in keys:
            yield FiledRecord(person=key, record=self._record(self._rows[int(key)]))

    def texts(self) -> Iterator[FiledRecord]:
        """Give every row's description, where other people may be named too."""
        for number, row in enumerate(self._rows):
            if self._fields(row).get("title"):
                yield FiledRecord(person=str(number), record=self._record(row))

    def record(self, ref: str) -> RawRecord:
        """Give one file of the register."""
        for row in self._rows:
            if self._fields(row).get("ref") == ref:
                return self._record(row)
        raise SourceError(f"The paper file {ref} is no longer in the register; search again.")

    def _fields(self, row: list[str]) -> dict[str, str]:
        return {name: row[place].strip() if place < len(row) else "" for name, place in self._places.items()}

    def _record(self, row: list[str]) -> RawRecord:
        fields = self._fields(row)
        pairs = tuple((name.replace("_", " "), value) for name, value in fields.items() if value)
        lines = "\n".join(f"{label}: {value}" for label, value in pairs)
        return RawRecord(
            store=self._store.id,
            ref=fields.get("ref", ""),
            title=fields.get("title") or "Paper file",
            category=fields.get("category") or self._store.category,
            date=parsed_date(fields.get("date")),
            media_type="text/plain",
            text=fields.get("title", ""),
            content=partial(str.encode, lines),
            group="register",
            row=pairs,
        )
