"""What became of the records of a store since they were first found: whoever alters or hides one shows.

DPA 2018, s.173: altering, erasing or concealing information to prevent its disclosure is an offence.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from requests_.model.records import RECORDS_TYPE


class Since(StrEnum):
    """What the newest search of a store found of something that an earlier one had found."""

    AS_IT_WAS = ""
    ALTERED = "altered"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Find:
    """Something that a search found: its reference, its kind, and the digest of its bytes ("" for paper)."""

    ref: str
    media_type: str
    sha256: str


def what_became(before: Iterable[Find], found: Iterable[Find], content: Callable[[str], bytes]) -> dict[str, Since]:
    """What became of each earlier find, by its reference; `content` gives the bytes under a digest.

    Rows of a table are looked for one by one, wherever they are told now: another row beside them alters none of them.
    """
    now = {find.ref: find for find in found}
    rows = [row for find in now.values() for row in _rows(find, content)]
    return {find.ref: _became(find, now, rows, content) for find in before}


def _became(
    find: Find, now: dict[str, Find], rows: list[frozenset[tuple[str, str]]], content: Callable[[str], bytes]
) -> Since:
    there = now.get(find.ref)
    if there is not None and there.sha256 == find.sha256:
        return Since.AS_IT_WAS
    if find.media_type == RECORDS_TYPE:
        is_whole = all(any(row <= each for each in rows) for row in _rows(find, content))
        return Since.AS_IT_WAS if is_whole else Since.ALTERED if there else Since.GONE
    if there is None:
        # What lies in a mail or an archive is not always told by itself: it is there where its carrier is.
        carrier = find.ref.rpartition("!")[0]
        return Since.AS_IT_WAS if carrier and carrier in now else Since.GONE
    return Since.ALTERED if there.sha256 and find.sha256 else Since.AS_IT_WAS


def _rows(find: Find, content: Callable[[str], bytes]) -> list[frozenset[tuple[str, str]]]:
    if find.media_type != RECORDS_TYPE or not find.sha256:
        return []
    told = json.loads(content(find.sha256))
    return [frozenset(filter(_is_filled, zip(told["columns"], row, strict=False))) for row in told["rows"]]


def _is_filled(cell: tuple[str, str]) -> bool:
    return bool(cell[1])
