"""What cannot have happened: nothing is asked, answered or told about a request before the request was there.

The clock itself stays total, so that a case is readable whatever was once stored in it; this is asked of what is typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from requests_.deadlines.clock_facts import ClockFacts
from requests_.deadlines.periods import InvalidFact


def require_possible(facts: ClockFacts) -> None:
    """Raise InvalidFact, in the rule's own sentence, for the first thing that is dated before the receipt."""
    for says, on, rule in _dated(facts):
        if on is not None and on < facts.received_on:
            raise InvalidFact(
                f"{says} on {on}, before the request was received on {facts.received_on} ({rule}): correct one of them."
            )


def _dated(facts: ClockFacts) -> Iterator[tuple[str, date | None, str]]:
    for each in facts.evidence:
        subject = each.name[0].upper() + each.name[1:]
        yield f"{subject} cannot be asked for", each.requested_on, "TL-10"
        # What came in before is no fault: it was on file already, and the time begins on the day of receipt (TL-2).
    for pause in facts.clarifications:
        yield "A clarification cannot be asked for", pause.asked_on, "TL-21"
    yield "An extension cannot be told", facts.extension_notice_on, "TL-32"
