"""Dates, of which `births` says whether they are somebody's date of birth."""

from __future__ import annotations

from redaction.detect.dates import ANY_DATE
from redaction.detect.identifiers.rows import Identifier, Near

BIRTH_ROWS: tuple[Identifier, ...] = (
    Identifier(
        "date_of_birth", ANY_DATE, "day, month and year in the usual orders, in figures or words", near=Near.DATE
    ),
)
