"""A file or mail as an index keeps it, and as a search gets it back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from workers.finding.index.storage import NewEntry
from workers.finding.text_keys import ANSWER, UNREAD, keys_of
from workers.finding.words import path_text
from workers.sources import problems
from workers.sources.base import RawRecord
from workers.sources.below import Unread
from workers.sources.errors import SourceError
from workers.sources.opening import open_texts
from workers.sources.stores import Store
from workers.sources.unique import head_of, numbered

_FIELDS = ("ref", "title", "media_type", "file_name", "text", "problem", "carrier")


def is_settled(records: Sequence[RawRecord]) -> bool:
    """Say whether what was read will be the same the next time, as long as it does not change in its place."""
    return bool(records) and not any(record.problem in problems.PASSING for record in records)


def entry_of(records: Sequence[RawRecord], *, place: str, stamp: str) -> NewEntry:
    """Make an entry of a thing and everything inside it."""
    keys: set[str] = set()
    for record in records:
        keys |= keys_of(f"{record.text}\n{path_text(record.ref)}\n{path_text(record.file_name)}")
        keys |= {ANSWER + answered for answered in record.answers}
        keys |= {UNREAD} if record.problem else set()
    kept = {"place": place, "stamp": stamp, "records": [_row(record) for record in records]}
    body = json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return NewEntry(place=place, stamp=stamp, head=head_of(records), body=body, keys=keys)


def records_of(store: Store, copy: int, body: bytes) -> list[RawRecord]:
    """Give the records of an entry; their bytes are fetched from the store itself when they are asked for."""
    kept = json.loads(body.decode("utf-8", "surrogatepass"))
    records = [_record(store, row) for row in kept["records"]]
    again = partial(_content, store, kept["place"], kept["stamp"], copy)
    return [_with_content(record, again) for record in numbered(records, copy)]


def _row(record: RawRecord) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(record, name) for name in _FIELDS}
    return {**row, "date": record.date.isoformat() if record.date else None, "answers": record.answers}


def _record(store: Store, row: dict[str, Any]) -> RawRecord:
    on = date.fromisoformat(row["date"]) if row["date"] else None
    fields = {name: row[name] for name in _FIELDS}
    return RawRecord(store=store.id, category=store.category, date=on, answers=tuple(row["answers"]), **fields)


def _with_content(record: RawRecord, again: partial[bytes]) -> RawRecord:
    return replace(record, content=partial(again, record.ref, is_inside=bool(record.carrier)))


def _content(store: Store, place: str, stamp: str, copy: int, ref: str, *, is_inside: bool) -> bytes:
    """Fetch the bytes of a find. Raises SourceError when they are no longer what was searched."""
    changed = SourceError(f"{store.title}: something was changed after it was searched; search again.")
    with open_texts(store) as source:
        piece = source.piece(place)
        if piece.stamp() != stamp:
            raise changed
        if is_inside:
            found = next((one for one in numbered(piece.read(), copy) if one.ref == ref), None)
            if found is None:
                raise changed
            return found.content()
        try:
            return piece.content()
        except Unread as error:
            raise changed from error
