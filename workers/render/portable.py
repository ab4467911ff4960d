"""A file to take elsewhere, as bytes: JSON and CSV with their schemas, and in plain words what is in it and what not.

The same content is always the same bytes: they are what a second person approves.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from requests_.model.portable import OUTSIDE, OutsideLine, Portable
from requests_.reporting.export import csv_of
from requests_.settings import ControllerProfile
from templates.environment import build_environment
from templates.labels import label

DATA, TABLE, SCHEMA, TABLE_SCHEMA, READ_ME = (
    "data.json",
    "data.csv",
    "data.schema.json",
    "data.csv-metadata.json",
    "read-me.txt",
)
# Of a column: its name, what it holds, the kind of value in the words of JSON Schema.
COLUMNS: tuple[tuple[str, str], ...] = (
    ("record", "The number of the record in this file, from 1"),
    ("store", "Where the council keeps the record"),
    ("kind", "What kind of record it is"),
    ("category", "The kind of information, as in the privacy notice"),
    ("dated_on", "The day of the record, as year-month-day; empty where it has none"),
    ("basis", "On what it is held: consent or contract"),
    ("field", "The name of the field where the council keeps it"),
    ("title", "What the field is called"),
    ("value", "What you told us"),
)
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def portable_zip(portable: Portable, *, reference: str, made_on: date, controller: ControllerProfile) -> bytes:
    """The file: a ZIP that any computer opens."""
    facts = {"portable": portable, "reference": reference, "made_on": made_on, "controller": controller}
    read_me = (
        build_environment()
        .get_template("portable/read_me.txt")
        .render(**facts, outside=[_outside(line) for line in portable.outside], columns=COLUMNS)
    )
    parts = {
        READ_ME: read_me,
        DATA: _json(_data(portable, reference=reference, made_on=made_on, controller=controller)),
        SCHEMA: _json(schema()),
        TABLE: "\ufeff" + csv_of([[name for name, _ in COLUMNS], *_rows(portable)]),
        TABLE_SCHEMA: _json(_table_schema()),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _EARLIEST), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def schema() -> dict[str, Any]:
    """What `data.json` holds, as JSON Schema (draft 2020-12)."""
    text: dict[str, Any] = {"type": "string"}
    field = _object({name: text | {"description": _said(name)} for name in ("field", "title", "value")})
    record = _object(
        {
            "store": text | {"description": _said("store")},
            "kind": text | {"description": _said("kind")},
            "category": text | {"description": _said("category")},
            "dated_on": {"type": ["string", "null"], "format": "date", "description": _said("dated_on")},
            "basis": {"enum": ["consent", "contract"], "description": _said("basis")},
            "fields": {"type": "array", "items": field},
        }
    )
    outside = _object(
        {
            "store": text,
            "category": text,
            "field": {"type": ["string", "null"], "description": "The field; null for a record or words in one"},
            "count": {"type": "integer", "minimum": 1},
            "why": text,
            "law": text,
        }
    )
    whole = _object(
        {
            "reference": text | {"description": "The council's number of your request"},
            "controller": text,
            "made_on": {"type": "string", "format": "date"},
            "records": {"type": "array", "items": record},
            "outside": {"type": "array", "items": outside, "description": "What is not in this file, and why"},
        }
    )
    about = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "What you gave us yourself"}
    return about | whole


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _said(name: str) -> str:
    return dict(COLUMNS)[name]


def _table_schema() -> dict[str, Any]:
    """What `data.csv` holds, as metadata of CSV on the Web (W3C)."""
    columns = [
        {"name": name, "titles": name, "dc:description": says, "datatype": "integer" if name == "record" else "string"}
        for name, says in COLUMNS
    ]
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": TABLE,
        "dialect": {"header": True, "encoding": "utf-8"},
        "rdfs:comment": "A value that a spreadsheet could take for a formula has an apostrophe in front.",
        "tableSchema": {"columns": columns},
    }


def _data(portable: Portable, *, reference: str, made_on: date, controller: ControllerProfile) -> dict[str, Any]:
    return {
        "reference": reference,
        "controller": controller.name,
        "made_on": made_on.isoformat(),
        "records": [
            {
                "store": record.store,
                "kind": record.kind,
                "category": label("category_short", record.category),
                "dated_on": record.dated_on or None,
                "basis": record.basis,
                "fields": [{"field": f.column, "title": f.title, "value": f.value} for f in record.fields],
            }
            for record in portable.records
        ],
        "outside": [_outside(line) for line in portable.outside],
    }


def _outside(line: OutsideLine) -> dict[str, Any]:
    reason = OUTSIDE[line.why]
    return {
        "store": line.store,
        "category": label("category_short", line.category),
        "field": line.field or None,
        "count": line.count,
        "why": reason.says,
        "law": reason.citation,
    }


def _rows(portable: Portable) -> Iterator[tuple[str, ...]]:
    for number, record in enumerate(portable.records, 1):
        told = (str(number), record.store, record.kind, label("category_short", record.category))
        for field in record.fields:
            yield *told, record.dated_on, record.basis, field.column, field.title, field.value


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
