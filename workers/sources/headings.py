"""What a column of a council's database is called for a person who reads it, as far as the stores file says."""

from __future__ import annotations

import re

from workers.sources.stores import SqlPlace

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_WORDS = {
    "family_name": "Family name",
    "given_name": "Given name",
    "date_of_birth": "Date of birth",
    "upn": "Unique pupil number",
    "nhs_number": "NHS number",
    "email": "E-mail",
}


def heading_of(place: SqlPlace, table: str, column: str) -> str:
    """The heading of a column: what the stores file calls it, or its own name taken apart into words."""
    for record in place.records:
        if record.table == table:
            known = {record.key: "Record number", record.person: "Filed under", record.date: "Date"}
            if record.text == (column,):
                return "Text"
            if column and column in known:
                return known[column]
    if place.person.table == table:
        for ours, theirs in place.person.fields.items():
            if theirs == column:
                return _WORDS.get(ours, _spaced(ours))
        if column == place.person.key:
            return "Filed under"
    return _spaced(column)


def _spaced(name: str) -> str:
    words = " ".join(_PARTS.findall(name)) or name
    return words[:1].upper() + words[1:].lower() if not words.isupper() else words
