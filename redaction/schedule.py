"""The schedule of redactions: what kind of thing was taken out, where and why; never the text itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from redaction.values import Disposition, Document, Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRow:
    """One line of the schedule: `count` removals of one kind for one reason in one place."""

    place: str
    kind: str
    reason: str
    count: int


def schedule(document: Document, proposals: Sequence[Proposal]) -> tuple[ScheduleRow, ...]:
    """The withheld proposals of a document grouped by place, kind and reason, in the order of the document."""
    counted: Counter[tuple[int, str, str]] = Counter(
        (one.unit, one.kind, one.reason) for one in proposals if one.disposition is not Disposition.DISCLOSE
    )
    return tuple(
        ScheduleRow(place=document.units[unit].label, kind=kind, reason=reason, count=count)
        for (unit, kind, reason), count in sorted(counted.items())
    )
