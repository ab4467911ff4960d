"""Rows of a database as a document: what each field is called, what stands in it, and whose rows they may be."""

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


@dataclass(frozen=True, slots=True)
class ComparedFact:
    """One fact of somebody who is possibly the data subject: as it was asked for, and as their row has it."""

    field: str
    asked: str
    found: str

    @property
    def is_alike(self) -> bool:
        """Whether both say the same, but for small letters, spaces and signs. One of several ways asked for will do."""
        return _signs(self.found) in map(_signs, self.asked.split("; ")) and bool(self.found)


def _signs(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def compared_in(content: bytes) -> tuple[ComparedFact, ...]:
    """The person of possible rows beside the data subject; nothing where they are certain, or named by their text."""
    return tuple(ComparedFact(*fact) for fact in json.loads(content).get("compared", ()))


def fields_in(content: bytes) -> tuple[RecordField, ...]:
    """The fields of a document that is one row; nothing for one of several rows."""
    told = json.loads(content)
    if len(told["rows"]) != 1 or "fields" not in told:
        return ()
    return tuple(
        RecordField(column, title, text)
        for column, title, text in zip(told["fields"], told["columns"], told["rows"][0], strict=True)
    )
