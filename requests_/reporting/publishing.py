"""The edition for the council's own website: few numbers, all rounded, one edition a quarter: none points at anybody.

Every number is rounded by itself to the nearest 5, and a share is worked out from rounded numbers. What keeps a small
number from being worked out is what is not there. No number is the sum of others, or a difference: of a whole only
parts are given that lie in one another or may overlap, so that all that is known of two numbers is which cannot be
larger. Rounding keeps that order, and so tells nothing by it. There are no groups, months or years, and a quarter is
counted once, as it was known on one day: there is no second edition to hold against the first.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from requests_.clock import midnight
from requests_.deadlines.periods import ONE_DAY
from requests_.errors import RightsRequestError
from requests_.model.complaints import ComplaintResult
from requests_.model.events.base import Channel
from requests_.model.people import Capacity
from requests_.model.rights import Right
from requests_.reporting.figures import median
from requests_.reporting.period import Period, month_of, quarter_of
from requests_.reporting.population import Population
from requests_.reporting.record import Outcome
from requests_.reporting.returns import Return
from requests_.reporting.timing import TimedCase
from requests_.reporting.words import NOTHING

STEP = 5
REACH = STEP // 2  # how far a rounded number may be from the true one
# A median of fewer answers could be about somebody.
FEWEST_FOR_A_MEDIAN = 20
_REFUSED = frozenset({Outcome.REFUSED, Outcome.NOT_CONFIRMED})
_NOT_ALL = _REFUSED | {Outcome.GRANTED_IN_PART}
_UPHELD = frozenset({ComplaintResult.UPHELD.value, ComplaintResult.PARTLY_UPHELD.value})


class NotPublished(RightsRequestError):
    """There is no edition of a period to publish."""

    code = "no_such_period"


Cases = Callable[[Population], tuple[TimedCase, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRow:
    """One number: how many cases there are of some kind.

    `within` names the row whose cases hold all of these, "" for a number of its own; `rest` is what the others of that
    row are called, "" where they have no line.
    """

    name: str
    title: str
    cases: Cases
    within: str = ""
    rest: str = ""


def _part(of: Cases, holds: Callable[[TimedCase], bool]) -> Cases:
    return lambda cases: tuple(filter(holds, of(cases)))


def _received(cases: Population) -> tuple[TimedCase, ...]:
    return cases.received


def _answered(cases: Population) -> tuple[TimedCase, ...]:
    return cases.answered


def _complaints_received(cases: Population) -> tuple[TimedCase, ...]:
    return tuple(case for case in cases.complaints if case.record.received_on in cases.period)


def _complaints_answered(cases: Population) -> tuple[TimedCase, ...]:
    return tuple(c for c in cases.complaints if c.answered_on is not None and c.answered_on in cases.period)


def _is_upheld(case: TimedCase) -> bool:
    return case.answer is not None and case.answer.complaint_result in _UPHELD


# A new row has to lie within another or be a number of its own: two rows that share no case of one whole, as the
# rights or the outcomes of a whole do, would narrow each other down.
PUBLIC_ROWS: tuple[PublicRow, ...] = (
    PublicRow(name="RP-1.received", title="Requests received", cases=_received),
    PublicRow(
        name="RP-1.access",
        title="Of these, for a copy of information",
        cases=_part(_received, lambda case: case.record.right is Right.ACCESS),
        within="RP-1.received",
    ),
    PublicRow(
        name="RP-1.for_others",
        title="Of these, made by somebody else than the person they are about",
        cases=_part(_received, lambda case: case.record.capacity != Capacity.SUBJECT.value),
        within="RP-1.received",
    ),
    PublicRow(
        name="RP-1.online",
        title="Of these, made on the website",
        cases=_part(_received, lambda case: case.record.channel == Channel.ONLINE.value),
        within="RP-1.received",
    ),
    PublicRow(name="RP-2.closed", title="Requests answered", cases=_answered),
    PublicRow(
        name="RP-3.late",
        title="Answered late",
        cases=_part(_answered, lambda case: not case.is_on_time),
        within="RP-2.closed",
        rest="Answered in the statutory time",
    ),
    PublicRow(name="RP-4.due", title="Requests that fell due", cases=lambda cases: cases.due),
    PublicRow(
        name="RP-4.failed",
        title="Due, and answered late or not yet",
        cases=_part(lambda cases: cases.due, lambda case: not case.is_on_time),
        within="RP-4.due",
        rest="Due, and answered on time",
    ),
    PublicRow(
        name="RP-6.answered",
        title="Answered after an extension",
        cases=_part(_answered, lambda case: case.clock.is_extended),
        within="RP-2.closed",
    ),
    PublicRow(name="RP-8.open", title="Open at the end", cases=lambda cases: cases.open),
    PublicRow(
        name="RP-8.overdue", title="Open at the end and overdue", cases=lambda cases: cases.overdue, within="RP-8.open"
    ),
    PublicRow(
        name="RP-11.not_all",
        title="Answered without everything that was asked for",
        cases=_part(_answered, lambda case: case.outcome in _NOT_ALL),
        within="RP-2.closed",
    ),
    PublicRow(
        name="RP-11.refused",
        title="Of these, refused",
        cases=_part(_answered, lambda case: case.outcome in _REFUSED),
        within="RP-11.not_all",
    ),
    PublicRow(name="RP-12.received", title="Complaints received", cases=_complaints_received),
    PublicRow(name="RP-12.closed", title="Complaints answered", cases=_complaints_answered),
    PublicRow(
        name="RP-12.upheld",
        title="Complaints that were right, in full or in part",
        cases=_part(_complaints_answered, _is_upheld),
        within="RP-12.closed",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicLine:
    """One line of the edition: a rounded count, what it is out of for a part of another, and how it is said."""

    measure: str
    title: str
    value: str
    count: int | None = None
    out_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What is published of a quarter, with the moment it was known at and the audit head of that moment.

    How many cases and events there were in all is not said: two editions would give the exact difference.
    """

    period: Period
    stamp: str
    head: str
    lines: tuple[PublicLine, ...]

    @property
    def seal(self) -> str:
        """The SHA-256 over what is printed, and over nothing else: it cannot be tried against numbers that are not."""
        printed = [self.period.key, self.stamp, self.head]
        printed += [f"{line.measure}|{line.title}|{line.value}|{line.count}|{line.out_of}" for line in self.lines]
        return hashlib.sha256(json.dumps(printed, separators=(",", ":")).encode()).hexdigest()


def known_at(period: Period, *, today: date) -> datetime:
    """The moment at which a quarter's edition is counted: the end of the month after it. Raises NotPublished."""
    if period != quarter_of(period.first_on):
        raise NotPublished("The website has one edition a quarter: choose a quarter, such as April to June.")
    begins_on = month_of(period.last_on + ONE_DAY).last_on + ONE_DAY
    if today < begins_on:
        raise NotPublished(f"{period.title} can be published from {begins_on.day} {begins_on:%B %Y}.")
    return midnight(begins_on) - timedelta(microseconds=1)


def newest_quarter(today: date) -> Period:
    """The last quarter that can be published."""
    last_month = month_of(month_of(today).first_on - ONE_DAY)
    over_to = last_month.first_on - ONE_DAY
    found = quarter_of(over_to)
    return found if found.last_on == over_to else quarter_of(found.first_on - ONE_DAY)


def quarter_to_publish(chosen: Period, today: date) -> Period:
    """The chosen quarter where it can be published, or the newest that can."""
    newest = newest_quarter(today)
    return chosen if chosen == quarter_of(chosen.first_on) and chosen <= newest else newest


def edition(found: Return) -> Edition:
    """What is published of the return of a quarter."""
    return Edition(
        period=found.period, stamp=found.origin.stamp, head=found.origin.head, lines=tuple(public_lines(found.cases))
    )


def rounded(count: int) -> int:
    """The nearest multiple of 5."""
    return STEP * ((count + REACH) // STEP)


def public_lines(cases: Population) -> Iterator[PublicLine]:
    """Every line of the edition of a quarter."""
    counts = {row.name: rounded(len(row.cases(cases))) for row in PUBLIC_ROWS}
    for row in PUBLIC_ROWS:
        measure, count = row.name.partition(".")[0], counts[row.name]
        if not row.within:
            yield PublicLine(measure=measure, title=row.title, value=f"{count:,}", count=count)
            continue
        whole = counts[row.within]
        low, high = _hundredths(count, whole)
        if row.rest:
            share = _between(100 - high, 100 - low, whole)
            yield PublicLine(measure=measure, title=row.rest, value=share, count=whole - count, out_of=whole)
        share = _between(low, high, whole)
        yield PublicLine(measure=measure, title=row.title, value=share, count=count, out_of=whole)
    yield PublicLine(measure="RP-9", title="Half were answered within", value=_median(cases, counts["RP-2.closed"]))


def _hundredths(count: int, whole: int) -> tuple[int, int]:
    """The least and the most that so many of so many can be, in a hundred, both numbers being rounded."""
    least, most = max(0, count - REACH), min(count + REACH, whole + REACH)
    fewest, largest = max(1, whole - REACH), whole + REACH
    return 100 * least // largest, min(100, -(-100 * most // fewest))


def _between(low: int, high: int, whole: int) -> str:
    if not whole:
        return NOTHING
    return f"{low}% to {high}%"


def _median(cases: Population, answered: int) -> str:
    found = median(case.gross_days for case in cases.answered if case.gross_days is not None)
    if found is None or answered < FEWEST_FOR_A_MEDIAN:
        return NOTHING
    return f"{int(found + 0.5)} days"
