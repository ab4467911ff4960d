"""Carrying a plan out, proving it, and putting it back: every store as a whole or not at all.

A store's rows are one transaction. Files are changed after them, each in steps that can be taken again: whatever was
broken off is carried on from where it stands before anything else is done. When one store refuses, those that were
changed before it are put back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from requests_.model.cells import value_of
from requests_.model.change_plan import FileChange, Plan, RowChange
from workers.changing.faults import ChangeRefused, LeftHalf, StoreBusy
from workers.changing.file_writer import FileWriter
from workers.changing.row_writer import RowWriter
from workers.sources.database import Database, as_text
from workers.sources.errors import SourceError
from workers.sources.stores import FilesPlace, SqlPlace, Store
from workers.sources.write_sides import FilesWrite, SqlWrite

_CHANGED = "A record was changed by somebody since the plan was made: have it worked out again."
_CHANGED_SINCE = "A record was changed by somebody since: it cannot be put back by machine."


@dataclass(frozen=True, slots=True)
class Carrier:
    """One approved plan and the stores it is about; `name` is the plan's digest, `content_of` gives new files."""

    plan: Plan
    name: str
    stores: Mapping[str, Store]
    content_of: Callable[[str], bytes]

    def carry_out(self) -> None:
        """Do everything, then read it again and compare.

        Raises ChangeRefused when nothing was changed, StoreBusy to be called again, LeftHalf for a person.
        """
        for source in self.plan.sources:
            try:
                self._change(source)
            except ChangeRefused as fault:
                self._take_back(fault)
                raise ChangeRefused(fault.public_message, source=source) from fault
        self.prove()

    def put_back(self) -> None:
        """Put everything back as it was. Raises ChangeRefused when somebody changed something since, and StoreBusy."""
        for source in reversed(self.plan.sources):
            self._put_back(source)
        self.forget()

    def prove(self) -> None:
        """Read every row and file again, rows with the account of the search. Raises StoreBusy for what differs."""
        for row in self.plan.rows:
            if self._as_read(row) != (None if row.after is None else _texts(row.after, leave=_own(row))):
                raise StoreBusy("A row does not read as planned after the change: it is looked at again.")
        for file in self.plan.files:
            if not self._files(file.source).is_after(file):
                raise StoreBusy("A file does not stand as planned after the change: it is looked at again.")

    def forget(self) -> None:
        """Destroy what files could be put back from."""
        for source in dict.fromkeys(file.source for file in self.plan.files):
            self._files(source).forget()

    def _take_back(self, why: ChangeRefused) -> None:
        """Put back what was changed before a store refused, in this attempt or in one that was broken off."""
        try:
            for source in reversed(self.plan.sources):
                for file in reversed(self._files_of(source)):
                    if self._files(source).is_ours(file):
                        self._step(self._files(source).undo, file)
                rows = [row for row in self.plan.rows if row.source == source]
                if rows and self._are_ours(rows):
                    with RowWriter(self._sql_write(source)) as writer:
                        _put_rows_back(writer, rows)
            self.forget()
        except ChangeRefused as fault:
            raise LeftHalf(f"{why.public_message} What was changed before could not be put back: look now.") from fault

    def _are_ours(self, rows: list[RowChange]) -> bool:
        """Whether our transaction was made: then no row is as before, and some are as planned."""
        with RowWriter(self._sql_write(rows[0].source)) as writer:
            stand = [(row, writer.read(row.table, row.key, row.key_cell)) for row in rows]
        return not any(row.is_before(found) for row, found in stand) and any(
            row.is_after(found) for row, found in stand
        )

    def _change(self, source: str) -> None:
        rows = [row for row in self.plan.rows if row.source == source]
        if rows:
            with RowWriter(self._sql_write(source)) as writer:
                _change_rows(writer, rows)
        for file in self._files_of(source):
            self._change_file(file)

    def _put_back(self, source: str) -> None:
        for file in reversed(self._files_of(source)):
            self._step(self._files(source).undo, file)
        rows = [row for row in self.plan.rows if row.source == source]
        if rows:
            with RowWriter(self._sql_write(source)) as writer:
                _put_rows_back(writer, rows)

    def _change_file(self, file: FileChange) -> None:
        files = self._files(file.source)
        if not files.is_after(file):
            if not files.is_before(file):
                raise ChangeRefused(_CHANGED)
            self._step(files.make, file)

    def _step(self, step: Callable[[FileChange], None], file: FileChange) -> None:
        try:
            step(file)
        except OSError as fault:
            raise StoreBusy("A file of the store cannot be changed for now.") from fault

    def _files_of(self, source: str) -> list[FileChange]:
        return [file for file in self.plan.files if file.source == source]

    def _files(self, source: str) -> FileWriter:
        store = self.stores.get(source)
        if store is None or not isinstance(store.place, FilesPlace) or not isinstance(store.write, FilesWrite):
            raise StoreBusy("The stores file does not say any more how this store is changed.")
        return FileWriter(store.place.root, store.write, self.name, self.content_of)

    def _sql_write(self, source: str) -> SqlWrite:
        store = self.stores.get(source)
        if store is None or not isinstance(store.write, SqlWrite):
            raise StoreBusy("The stores file does not say any more how this store is changed.")
        return store.write

    def _as_read(self, row: RowChange) -> dict[str, str] | None:
        place = self.stores[row.source].place
        assert isinstance(place, SqlPlace)
        columns = [name for name in row.before if name not in _own(row)]
        try:
            with Database(place.url) as database:
                found = list(database.rows_for(row.table, columns, row.key, [as_text(value_of(row.key_cell))]))
        except (SourceError, FileNotFoundError) as fault:
            raise StoreBusy("The store cannot be read again after the change.") from fault
        if len(found) > 1:
            raise StoreBusy("The key of a changed row names more than one row now.")
        return {name: as_text(value) for name, value in zip(columns, found[0], strict=True)} if found else None


def _change_rows(writer: RowWriter, rows: list[RowChange]) -> None:
    stand = [writer.read(row.table, row.key, row.key_cell) for row in rows]
    if all(row.is_after(found) for row, found in zip(rows, stand, strict=True)):
        return
    if not all(row.is_before(found) for row, found in zip(rows, stand, strict=True)):
        raise ChangeRefused(_CHANGED)
    for row in rows:
        if row.after is None:
            writer.delete(row.table, row.key, row.key_cell)
        else:
            values = {name: value_of(row.after[name]) for name in row.asked}
            writer.update(row.table, row.key, row.key_cell, values)
    if not all(row.is_after(writer.read(row.table, row.key, row.key_cell)) for row in rows):
        raise ChangeRefused("The store made something else of the change than the plan shows.")
    writer.commit()


def _put_rows_back(writer: RowWriter, rows: list[RowChange]) -> None:
    stand = [writer.read(row.table, row.key, row.key_cell) for row in rows]
    if all(row.is_before(found) for row, found in zip(rows, stand, strict=True)):
        return
    if not all(row.is_after(found) for row, found in zip(rows, stand, strict=True)):
        raise ChangeRefused(_CHANGED_SINCE)
    for row in reversed(rows):
        if row.after is None:
            writer.insert(row.table, row.before)
        else:
            values = {name: value_of(row.before[name]) for name in row.changed}
            writer.update(row.table, row.key, row.key_cell, values)
    if not all(row.is_before(writer.read(row.table, row.key, row.key_cell)) for row in rows):
        raise ChangeRefused(_CHANGED_SINCE)
    writer.commit()


def _own(row: RowChange) -> set[str]:
    """The columns that the store fills in itself."""
    return set() if row.after is None else set(row.changed) - set(row.asked)


def _texts(cells: Mapping[str, object], *, leave: set[str]) -> dict[str, str]:
    return {name: as_text(value_of(cell)) for name, cell in cells.items() if name not in leave}  # type: ignore[arg-type]
