"""A value of a database as text that gives exactly that value back: nothing is put back that was not there."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from requests_.errors import InvalidCommand


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: the kind it has in the database, and its text."""

    kind: str
    text: str

    @property
    def shown(self) -> str:
        """What a person reads; nothing for an empty field."""
        return "[file]" if self.kind == "bytes" else self.text


_WRITTEN: dict[type, tuple[str, Callable[[Any], str]]] = {
    type(None): ("none", lambda value: ""),
    bool: ("bool", lambda value: "yes" if value else "no"),
    int: ("int", str),
    float: ("float", repr),
    str: ("str", str),
    bytes: ("bytes", lambda value: base64.b64encode(value).decode()),
    datetime: ("datetime", datetime.isoformat),
    date: ("date", date.isoformat),
    time: ("time", time.isoformat),
    Decimal: ("decimal", str),
    UUID: ("uuid", str),
    dict: ("json", lambda value: json.dumps(value, sort_keys=True)),
    list: ("json", lambda value: json.dumps(value, sort_keys=True)),
}
_READ: dict[str, Callable[[str], Any]] = {
    "none": lambda text: None,
    "bool": lambda text: text == "yes",
    "int": int,
    "float": float,
    "str": str,
    "bytes": lambda text: base64.b64decode(text),
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "decimal": Decimal,
    "uuid": UUID,
    "json": json.loads,
}


def cell_of(value: object) -> Cell:
    """A value as a cell. Raises InvalidCommand for a kind of value that could not be put back exactly."""
    plain = bytes(value) if isinstance(value, memoryview | bytearray) else value
    known = _WRITTEN.get(type(plain))
    if known is None:
        raise InvalidCommand(f"A value of the kind {type(value).__name__} cannot be put back exactly.")
    kind, written = known
    return Cell(kind, written(plain))


def value_of(cell: Cell) -> Any:
    """The value that `cell_of` was given."""
    return _READ[cell.kind](cell.text)
