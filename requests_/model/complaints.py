"""What a complaint to the controller may come to: one row an outcome, as staff choose it and as it is counted.

Source: DPA 2018 s.164A(4), (5).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ComplaintResult(StrEnum):
    """What became of a complaint to the controller."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    NOT_UPHELD = "not_upheld"
    NOT_OUR_DUTY = "not_our_duty"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """One outcome; `has_lesson` is whether something was wrong, so that what changes has to be written down."""

    result: ComplaintResult
    title: str
    says: str
    has_lesson: bool = False


RESULTS: tuple[ResultRow, ...] = (
    ResultRow(
        result=ComplaintResult.UPHELD,
        title="Upheld",
        says="We did not do what the law asks.",
        has_lesson=True,
    ),
    ResultRow(
        result=ComplaintResult.PARTLY_UPHELD,
        title="Partly upheld",
        says="Part of what we did was not what the law asks.",
        has_lesson=True,
    ),
    ResultRow(
        result=ComplaintResult.NOT_UPHELD,
        title="Not upheld",
        says="We did what the law asks.",
    ),
    ResultRow(
        result=ComplaintResult.NOT_OUR_DUTY,
        title="Not within our duty",
        says="It is not about how we handle personal information, or somebody else answers for that.",
    ),
)
ROW_OF = {row.result: row for row in RESULTS}
# The messages that tell whoever complained that their complaint was received: the first meets DPA 2018 s.164A(3), and
# an outcome within the thirty days needs none before it. Complaints of before had the mail of every request.
ACKNOWLEDGING = frozenset({"acknowledgement", "complaint_acknowledgement", "complaint_progress", "complaint_outcome"})
# How long somebody who complained waits until they hear from us again (s.164A(4): tell them about progress).
NEWS_DAYS = 28
