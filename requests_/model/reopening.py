"""Opening a case again that was answered or ended: why, and by which day we promise to have done with it.

The law's own date stays what it was, and so does the day of the first answer: what was late stays late, and what was in
time stays in time. The promised day is the one that the case is kept to from then on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from requests_.ids import CaseId
from requests_.model.staff import Actor

# In months: what the law gives at the most, with its extension (UK GDPR art. 12(3); DPA 2018 s.54).
LONGEST_PROMISE = 3


class ReopenReason(StrEnum):
    """Why a case is opened again."""

    COMPLAINT = "complaint"
    REGULATOR = "regulator"
    MORE_FOUND = "more_found"
    WRONG_ANSWER = "wrong_answer"
    ENDED_BY_MISTAKE = "ended_by_mistake"
    REQUESTER_RETURNED = "requester_returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    """A case that is open again, and the day that was promised."""

    reason: ReopenReason
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenCase:
    """Open a case again, to be answered by a new day; `words` say what is still to be done.

    `tells`: the requester is written to that it is open again, and by when they hear of it.
    """

    case: CaseId
    reason: ReopenReason
    due_on: date
    words: str
    actor: Actor
    tells: bool = False
