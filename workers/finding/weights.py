"""The weights of a comparison: a versioned table beside this file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Weights:
    """What each comparison is worth; the version is part of the search record."""

    version: str
    table: dict[str, Any]

    def of(self, comparison: str, outcome: str = "") -> float:
        """The weight of one comparison's outcome."""
        found = self.table[comparison]
        return float(found[outcome] if outcome else found)


@cache
def load_weights() -> Weights:
    """Read the table."""
    table = json.loads(resources.files("workers.finding").joinpath("weights.json").read_text(encoding="utf-8"))
    return Weights(version=table["version"], table=table)
