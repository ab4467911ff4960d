"""What people decided about possible finds: remembered, and taken into account by every later search.

A ruling on a row of a people list, or on one document, stands above every score: nobody is asked the same thing twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from workers.finding.bands import Decision
from workers.finding.look_alikes import Judged
from workers.finding.profile import ProfileError
from workers.finding.record import Finding


class Ruling(StrEnum):
    """The two answers."""

    SAME = "same"
    ANOTHER = "another"


Rulings = Mapping[tuple[str, str], Ruling]  # by store, and by the person's key there or the reference of the find

_SAID = {
    Ruling.SAME: (Decision.MATCH, "a person decided that this is them"),
    Ruling.ANOTHER: (Decision.EXCLUDED, "a person decided that this is somebody else"),
}


def ruled(rows: Mapping[str, tuple[Judged, ...]], rulings: Rulings) -> dict[str, tuple[Judged, ...]]:
    """Put what people decided in the place of what was worked out."""
    return {store: tuple(_ruled(store, one, rulings) for one in judged) for store, judged in rows.items()}


def _ruled(store: str, one: Judged, rulings: Rulings) -> Judged:
    ruling = rulings.get((store, one.key))
    if ruling is None:
        return one
    decision, said = _SAID[ruling]
    return replace(one, decision=decision, why=(*one.why, said), is_double=False, is_ruled=True)


def ruled_findings(findings: Iterable[Finding], rulings: Rulings) -> tuple[list[Finding], int]:
    """Take rulings on single finds into account; gives what is left, and how many are somebody else's."""
    kept: list[Finding] = []
    others = 0
    for one in findings:
        ruling = rulings.get((one.store, one.ref))
        if ruling is Ruling.ANOTHER:
            others += 1
        elif ruling is Ruling.SAME and one.decision is not Decision.MATCH:
            kept.append(replace(one, decision=Decision.MATCH, why=(*one.why, _SAID[ruling][1])))
        else:
            kept.append(one)
    return kept, others


def load_rulings(path: Path) -> dict[tuple[str, str], Ruling]:
    """Read lines of `rights find --json` to which somebody added `"decided": "same"` or `"another"`.

    A line with `person` rules on that person's whole file in the store, another on the one find. Raises ProfileError.
    """
    found: dict[tuple[str, str], Ruling] = {}
    for number, line in enumerate(_lines(path), start=1):
        try:
            row = json.loads(line)
            if "decided" in row:
                found[row["store"], row.get("person") or row["ref"]] = Ruling(row["decided"])
        except (ValueError, TypeError, KeyError):
            says = '"store", "ref" or "person", and "decided": "same" or "another"'
            raise ProfileError(f"{path}: line {number} cannot be used; write {says}") from None
    return found


def load_known(path: Path) -> set[tuple[str, str]]:
    """Read the finds of an earlier search, as `rights find --json` wrote them. Raises ProfileError."""
    try:
        rows = [json.loads(line) for line in _lines(path)]
        return {(row["store"], row["ref"]) for row in rows if "ref" in row}
    except (ValueError, TypeError, KeyError):
        raise ProfileError(f"{path}: is not what 'rights find --json' wrote; name its output") from None


def _lines(path: Path) -> list[str]:
    try:
        return [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError):
        raise ProfileError(f"{path}: cannot be read; correct the path, and save it as UTF-8") from None
