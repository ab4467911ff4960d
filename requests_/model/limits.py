"""Ending a limit on the use of records: the person is told two weeks before, and then the marks come off.

UK GDPR art. 18(3); DPA 2018 s.48(10).
"""

from __future__ import annotations

from datetime import date

from requests_.errors import Conflict, InvalidCommand
from requests_.model.case import Case, Stage
from requests_.model.change_guards import limits_use
from requests_.model.change_plan import TaskWanted
from requests_.model.outcome_terms import StoreAct


def require_limit(case: Case) -> None:
    """Raise Conflict unless the use of a record is limited for this case, and nobody was told that this ends."""
    if not limits_use(case):
        raise Conflict("No record is limited in its use because of this request: there is no limit that could end.")
    if case.limit_ends_on is not None:
        raise Conflict(f"The person was told already that the limit ends on {case.limit_ends_on:%-d %B %Y}.")


def require_ended(case: Case, done_on: date) -> None:
    """Raise InvalidCommand where the mark of a limit is said to be off before the day that the person was told."""
    if case.stage is Stage.RESPONDED and case.limit_ends_on is not None and done_on < case.limit_ends_on:
        raise InvalidCommand(
            f"The person was told that the limit ends on {case.limit_ends_on:%-d %B %Y}: the mark stays until then.",
            field="done_on",
        )


def mark_to_take_off(document: str, source: str, ref: str, ends_on: date) -> TaskWanted:
    """What the owner of a record is asked to do."""
    return TaskWanted(
        document=document,
        source=source,
        ref=ref,
        act=StoreAct.LIFT.value,
        says=f"Take the mark off on {ends_on:%-d %B %Y}, and not before: from then on it may be used again.",
        why="The person is told two weeks before (UK GDPR, article 18(3); DPA 2018, section 48(10)).",
    )
