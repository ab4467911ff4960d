"""What the letter of an answer says is still to come, and by which day the requester hears of it."""

from __future__ import annotations

from datetime import date, timedelta

from requests_.model.case import Case
from requests_.model.looking_again import LookAgain, Matter
from requests_.model.sources import SearchState

# Where the day of the answer has passed already, the requester hears within so many days of the letter.
LATE_DAYS = 14


def heard_by(written_on: date, due_on: date | None) -> date:
    """The day by which the requester hears more: that of the answer itself, when it is still to come."""
    return due_on if due_on is not None and due_on > written_on else written_on + timedelta(days=LATE_DAYS)


def owed_stores(case: Case) -> tuple[str, ...]:
    """The stores of which the letter says that what they hold will follow; one that is left out will not."""
    settled = (SearchState.SEARCHED, SearchState.LEFT_OUT)
    return tuple(key for key, source in sorted(case.sources.items()) if source.state not in settled)


def promise_of(case: Case) -> LookAgain | None:
    """What an answer that left has promised and nobody has kept, with its day; None when nothing is owed."""
    return _look(case, Matter.PROMISED)


def late_answer_of(case: Case) -> LookAgain | None:
    """What another team sent once the answer was settled, and nobody has weighed yet."""
    return _look(case, Matter.LATE_ANSWER)


def owed_of(case: Case) -> LookAgain | None:
    """What is still to be done for a request that was answered, the most pressing first."""
    owed = (look for look in (promise_of(case), late_answer_of(case)) if look is not None)
    return min(owed, key=lambda look: look.due_on, default=None)


def _look(case: Case, matter: Matter) -> LookAgain | None:
    return next((look for look in case.looks.values() if look.matter is matter), None)
