"""A plan of changes: every row and file before and after, every mark and task. Its bytes are what is approved.

A plan is personal data. It is kept in the vault, named by its digest in the events, until it can no longer be undone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from requests_.errors import InvalidCommand
from requests_.model.cells import Cell
from requests_.model.portable import Portable, from_stored


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """One row of one table, named by its key and by whose it is; `after` is None for a row that is removed.

    `before` and `after` hold every column, as the store itself gave them: the change was tried, read and taken back.
    `asked` are the columns that were to get another value; any other that differs is one the store fills in itself.
    `person` is the column that says whose the row is, `person_cell` what must stand there for it to be touched.
    """

    document: str
    source: str
    table: str
    key: str
    key_cell: Cell
    person: str
    person_cell: Cell
    before: Mapping[str, Cell]
    after: Mapping[str, Cell] | None
    asked: tuple[str, ...] = ()

    @property
    def changed(self) -> tuple[str, ...]:
        """The columns that get another value; every column for a row that is removed."""
        after = self.after
        return tuple(name for name, cell in self.before.items() if after is None or after[name] != cell)

    def is_before(self, row: Mapping[str, Cell] | None) -> bool:
        """Whether a row as it stands now is the row that the plan was made for."""
        return row is not None and dict(row) == dict(self.before)

    def is_after(self, row: Mapping[str, Cell] | None) -> bool:
        """Whether a row as it stands now is what the plan says it should become."""
        if self.after is None or row is None:
            return row is None and self.after is None
        own = set(self.changed) - set(self.asked)
        return set(row) == set(self.after) and all(row[name] == self.after[name] for name in row if name not in own)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """One file below a store's folder; a digest is "" where there is no file. New bytes are in the vault."""

    document: str
    source: str
    ref: str
    before_sha256: str
    after_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkChange:
    """One record whose use is limited from now on."""

    document: str
    source: str
    ref: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskWanted:
    """What a person has to do, because the portal cannot: `act` is a `StoreAct`, `why` says why it cannot."""

    document: str
    source: str
    ref: str
    act: str
    says: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that would be done for a case; the bytes of a file to take elsewhere are in the vault."""

    rows: tuple[RowChange, ...] = ()
    files: tuple[FileChange, ...] = ()
    marks: tuple[MarkChange, ...] = ()
    tasks: tuple[TaskWanted, ...] = ()
    portable: Portable | None = None
    portable_sha256: str = ""
    portable_bytes: int = 0

    @property
    def sources(self) -> tuple[str, ...]:
        """The stores that something is changed in, in the order in which it is done: files last.

        A file can be put back without the help of another program; a database may refuse, and is asked first.
        """
        return tuple(dict.fromkeys([*(row.source for row in self.rows), *(file.source for file in self.files)]))


def to_bytes(plan: Plan) -> bytes:
    """The plan as it is approved and kept: the same plan is always the same bytes."""
    return json.dumps(asdict(plan), ensure_ascii=False, sort_keys=True).encode()


def from_bytes(content: bytes) -> Plan:
    """The plan that `to_bytes` was given. Raises InvalidCommand for anything else."""
    try:
        stored = json.loads(content)
        return Plan(
            rows=tuple(map(_row, stored["rows"])),
            files=tuple(FileChange(**each) for each in stored["files"]),
            marks=tuple(MarkChange(**each) for each in stored["marks"]),
            tasks=tuple(TaskWanted(**each) for each in stored["tasks"]),
            portable=None if stored.get("portable") is None else from_stored(stored["portable"]),
            portable_sha256=stored.get("portable_sha256", ""),
            portable_bytes=stored.get("portable_bytes", 0),
        )
    except (ValueError, KeyError, TypeError) as fault:
        raise InvalidCommand("The plan of the changes cannot be read: have it worked out again.") from fault


def _row(stored: dict[str, Any]) -> RowChange:
    after = stored["after"]
    return RowChange(
        **{name: stored[name] for name in ("document", "source", "table", "key", "person")},
        key_cell=Cell(**stored["key_cell"]),
        person_cell=Cell(**stored["person_cell"]),
        asked=tuple(stored["asked"]),
        before=_cells(stored["before"]),
        after=None if after is None else _cells(after),
    )


def _cells(stored: dict[str, dict[str, str]]) -> dict[str, Cell]:
    return {name: Cell(**cell) for name, cell in stored.items()}
