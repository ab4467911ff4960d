"""What is written down of an entry of a register, thing by thing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ColumnKind(StrEnum):
    """What a column takes."""

    LINE = "line"
    EMAIL = "email"
    WEB = "web"
    WORDS = "words"
    DAY = "day"
    AMOUNT = "amount"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One thing that is written down of each entry. Days are kept as ISO dates, amounts as decimal numbers."""

    key: str
    label: str
    kind: ColumnKind = ColumnKind.LINE
    hint: str = ""
    is_needed: bool = True
    choices: Mapping[str, str] = field(default_factory=dict)


_FORMS = {ColumnKind.EMAIL: r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+", ColumnKind.WEB: r"https?://[^\s<>\"']+"}


def fits(column: Column, value: str) -> bool:
    """Whether a column can take a value that is not empty."""
    if column.kind is ColumnKind.CHOICE:
        return value in column.choices
    if column.kind is ColumnKind.WORDS:
        return True
    if column.kind in _FORMS:
        return re.fullmatch(_FORMS[column.kind], value) is not None
    try:
        if column.kind is ColumnKind.DAY:
            date.fromisoformat(value)
        if column.kind is ColumnKind.AMOUNT:
            return 0 <= float(value) < 100_000
    except ValueError:
        return False
    return value.isprintable()
