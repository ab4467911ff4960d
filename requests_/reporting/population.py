"""The cases of a period, parted as the measures need them: received, answered, fallen due, open at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from requests_.deadlines.periods import ONE_DAY
from requests_.model.rights import Right
from requests_.reporting.beside_cases import BesideCases
from requests_.reporting.period import Period
from requests_.reporting.record import CaseRecord
from requests_.reporting.timing import TimedCase, timed


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Every case of a period as it stood at the end of `seen_to`; `over_to` is the last day that was over by then.

    In a period that is over both are its last day. While it runs, today's answers count and today's due dates wait.
    `answered` are those of the first answer: `reopened` were opened or answered again in the period. `complaints` are
    kept apart: theirs is another clock. `beside` is what is no case.
    """

    period: Period
    seen_to: date
    over_to: date
    received: tuple[TimedCase, ...]
    answered: tuple[TimedCase, ...]
    ended: tuple[TimedCase, ...]
    due: tuple[TimedCase, ...]
    open: tuple[TimedCase, ...]
    undated: tuple[TimedCase, ...]
    complaints: tuple[TimedCase, ...]
    reopened: tuple[TimedCase, ...]
    beside: BesideCases = BesideCases()

    @property
    def overdue(self) -> tuple[TimedCase, ...]:
        """Open at the end, and past their due date."""
        return tuple(case for case in self.open if self.days_overdue(case))

    def days_overdue(self, case: TimedCase) -> int:
        """How late an open case is on the morning after the last day that was over, as the queue would say it."""
        return case.days_overdue(self.over_to + ONE_DAY)

    def where(self, holds: Callable[[TimedCase], bool]) -> Population:
        """The same period with those of its cases for which something holds."""
        return replace(
            self,
            received=tuple(filter(holds, self.received)),
            answered=tuple(filter(holds, self.answered)),
            ended=tuple(filter(holds, self.ended)),
            due=tuple(filter(holds, self.due)),
            open=tuple(filter(holds, self.open)),
            undated=tuple(filter(holds, self.undated)),
            complaints=tuple(filter(holds, self.complaints)),
            reopened=tuple(filter(holds, self.reopened)),
        )

    @property
    def everything(self) -> tuple[TimedCase, ...]:
        """Each case once, by reference."""
        parts = (self.received, self.answered, self.ended, self.due, self.open, self.complaints, self.reopened)
        found = {case.record.reference: case for part in parts for case in part}
        return tuple(found[reference] for reference in sorted(found))


def population(
    records: Iterable[CaseRecord], period: Period, *, today: date, beside: BesideCases | None = None
) -> Population:
    """The cases of a period as they are known at the end of `today`."""
    seen_to = min(period.last_on, today)
    over_to = period.last_on if period.last_on < today else today - ONE_DAY
    known = [timed(record, seen_to) for record in records if record.received_on <= seen_to]
    requests = tuple(case for case in known if case.record.right is not Right.COMPLAINT)
    return Population(
        period=period,
        seen_to=seen_to,
        over_to=over_to,
        received=tuple(case for case in requests if case.record.received_on in period),
        answered=tuple(case for case in requests if case.answered_on is not None and case.answered_on in period),
        ended=tuple(case for case in requests if case.ended_on is not None and case.ended_on in period),
        due=tuple(case for case in requests if _is_due(case, period, over_to)),
        open=tuple(case for case in requests if case.is_open),
        undated=tuple(case for case in requests if case.clock.state == "unknown"),
        complaints=tuple(case for case in known if case.record.right is Right.COMPLAINT),
        reopened=tuple(case for case in requests if _is_again_in(case, period, seen_to)),
        beside=beside or BesideCases(),
    )


def _is_again_in(case: TimedCase, period: Period, seen_to: date) -> bool:
    days = [day for each in case.again for day in (each.undone.reopened_on, each.answered_on)]
    return any(day is not None and period.first_on <= day <= seen_to for day in days)


def _is_due(case: TimedCase, period: Period, over_to: date) -> bool:
    # A withdrawal before the due date leaves nothing to answer.
    due_on = case.clock.due_on
    if due_on is None or not period.first_on <= due_on <= over_to:
        return False
    return case.ended_on is None or case.ended_on > due_on
