"""One row of a database as a document: its title, what each field is called, and what stands in it."""

from __future__ import annotations

import json
from dataclasses import dataclass

RECORDS_TYPE = "application/vnd.rights.records+json"


@dataclass(frozen=True, slots=True)
class RecordField:
    """One field: the column of the database, what it is called for people, what stands in it."""

    column: str
    title: str
    text: str


def fields_in(content: bytes) -> tuple[RecordField, ...]:
    """The fields of a document that is one row; nothing for one of several rows."""
    told = json.loads(content)
    if len(told["rows"]) != 1 or "fields" not in told:
        return ()
    return tuple(
        RecordField(column, title, text)
        for column, title, text in zip(told["fields"], told["columns"], told["rows"][0], strict=True)
    )
