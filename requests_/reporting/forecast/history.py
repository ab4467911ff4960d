"""What the twelve months before a day teach: arrivals, waiting, extensions, and the team's pace month by month."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean, pvariance

from requests_.deadlines.periods import ONE_DAY
from requests_.errors import RightsRequestError
from requests_.model.rights import Right
from requests_.reporting.forecast.life_table import LifeTable, Stay, life_table
from requests_.reporting.period import Period, months_back
from requests_.reporting.record import CaseRecord
from requests_.reporting.timing import TimedCase, timed

MONTHS_LEARNED_FROM = 12
FEWEST_ANSWERS = 30
# A month to answer, where history has no example of how long the law gives.
USUAL_DAYS = 31
# A question that nobody answered for so long is taken never to be answered.
GIVEN_UP_DAYS = 60
NEVER = 100_000


class NotEnoughHistory(RightsRequestError):
    """There are too few answers to learn from."""

    code = "invalid_command"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A request as one came before.

    `place` is its day of the month, `allowed_days` what the law gave it before any extension (None: not started),
    `stopped_after` the days until its clock was first stopped, if it was.
    """

    place: int
    allowed_days: int | None
    stopped_after: int | None

    @property
    def extra_days(self) -> int:
        """By how much stopping the clock moved the due date."""
        if self.stopped_after is None or self.allowed_days is None:
            return 0
        return max(0, self.allowed_days - USUAL_DAYS)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open request on the last day known. `due_on` is None while its clock stands still, since `stopped_on`."""

    received_on: date
    due_on: date | None
    is_extended: bool
    stopped_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Everything a simulation draws from."""

    last_on: date
    waiting: tuple[Waiting, ...]
    arrivals: tuple[tuple[Arrival, ...], ...]
    paces: tuple[float, ...]
    waits: tuple[int, ...]
    plain: LifeTable
    extended: LifeTable
    extending: LifeTable
    answers: int

    @property
    def monthly_arrivals(self) -> float:
        """Requests received in a month, on average."""
        return fmean(len(month) for month in self.arrivals)


def history_of(records: Iterable[CaseRecord], last_on: date) -> History:
    """What was known at the end of `last_on`. Raises NotEnoughHistory."""
    months = tuple(
        month for month in months_back(last_on + ONE_DAY, MONTHS_LEARNED_FROM + 1) if month.last_on <= last_on
    )
    first_on = months[0].first_on
    cases = tuple(sorted(_known(records, first_on, last_on), key=lambda case: case.record.reference))
    answers = sum(case.answered_on is not None for case in cases)
    if answers < FEWEST_ANSWERS:
        raise NotEnoughHistory(
            f"A forecast needs at least {FEWEST_ANSWERS} answers in the twelve months before; there are {answers}."
        )
    plain = life_table(stay for case in cases for stay in _plain_stays(case, first_on))
    extended = life_table(stay for case in cases for stay in _extended_stays(case, first_on))
    return History(
        last_on=last_on,
        waiting=tuple(_waiting(case) for case in cases if case.is_unanswered),
        arrivals=tuple(
            tuple(_arrival(case, month) for case in cases if case.record.received_on in month) for month in months
        ),
        paces=_paces(cases, months, plain, extended),
        waits=tuple(sorted(_waits(cases, last_on))),
        plain=plain,
        extended=extended,
        extending=life_table(stay for case in cases for stay in _extensions(case, first_on)),
        answers=answers,
    )


def _known(records: Iterable[CaseRecord], first_on: date, last_on: date) -> Iterator[TimedCase]:
    for record in records:
        is_over = record.settled_on is not None and record.settled_on < first_on
        if record.right is Right.COMPLAINT or record.received_on > last_on or is_over:
            continue
        yield timed(record, last_on)


def _left_on(case: TimedCase) -> date | None:
    return case.answered_on or case.ended_on


def _first_due_on(case: TimedCase) -> date | None:
    return case.clock.original_due_on or case.clock.due_on


def _notice_on(case: TimedCase) -> date | None:
    return case.record.extension_notice_on if case.clock.is_extended else None


def _stay(case: TimedCase, first_on: date, last_on: date, due_on: date, *, ended: bool) -> Iterator[Stay]:
    if first_on <= last_on:
        yield Stay((first_on - due_on).days, (last_on - due_on).days, ended)


def _plain_stays(case: TimedCase, first_on: date) -> Iterator[Stay]:
    """The days on which a request waited without an extension."""
    due_on, notice_on, left_on = _first_due_on(case), _notice_on(case), _left_on(case)
    if due_on is not None:
        last_on = notice_on or left_on or case.day
        yield from _stay(
            case,
            max(first_on, case.record.received_on),
            last_on,
            due_on,
            ended=notice_on is None and left_on is not None,
        )


def _extended_stays(case: TimedCase, first_on: date) -> Iterator[Stay]:
    due_on, notice_on, left_on = case.clock.due_on, _notice_on(case), _left_on(case)
    if due_on is not None and notice_on is not None:
        last_on = left_on or case.day
        yield from _stay(case, max(first_on, notice_on + ONE_DAY), last_on, due_on, ended=left_on is not None)


def _extensions(case: TimedCase, first_on: date) -> Iterator[Stay]:
    """The days on which a request could still be extended: up to its first due date."""
    due_on, notice_on = _first_due_on(case), _notice_on(case)
    if due_on is not None:
        last_on = min(notice_on or _left_on(case) or case.day, due_on)
        yield from _stay(case, max(first_on, case.record.received_on), last_on, due_on, ended=notice_on is not None)


def _arrival(case: TimedCase, month: Period) -> Arrival:
    received_on, due_on, stopped_on = case.record.received_on, _first_due_on(case), min(_stops(case), default=None)
    return Arrival(
        (received_on - month.first_on).days,
        (due_on - received_on).days if due_on is not None else None,
        (stopped_on - received_on).days if stopped_on is not None else None,
    )


def _waiting(case: TimedCase) -> Waiting:
    return Waiting(case.record.received_on, case.clock.due_on, case.clock.is_extended, max(_stops(case), default=None))


def _stops(case: TimedCase) -> list[date]:
    """The days on which something was asked that stops or holds back the clock."""
    record = case.record
    asked = (record.id_requested_on, record.authority_requested_on, *(pause.asked_on for pause in record.pauses))
    return [on for on in asked if on is not None and on <= case.day]


def _waits(cases: Iterable[TimedCase], last_on: date) -> Iterator[int]:
    """Days until a requester sent what was asked for; NEVER where they do not seem to."""
    for case in cases:
        record = case.record
        pairs = [
            (record.id_requested_on, record.id_received_on),
            (record.authority_requested_on, record.authority_received_on),
        ]
        for asked_on, came_on in (*pairs, *((pause.asked_on, pause.received_on) for pause in record.pauses)):
            if asked_on is None or asked_on > last_on:
                continue
            if came_on is not None and came_on <= last_on:
                yield max(0, (came_on - asked_on).days)
            elif (last_on - asked_on).days > GIVEN_UP_DAYS:
                yield NEVER


def _paces(
    cases: Sequence[TimedCase], months: Sequence[Period], plain: LifeTable, extended: LifeTable
) -> tuple[float, ...]:
    """How quick the team was in each month, 1 for usual, without what is only chance."""
    expected, found = [0.0] * len(months), [0] * len(months)
    for case in cases:
        left_on = _left_on(case)
        for place, month in enumerate(months):
            if case.record.received_on > month.last_on or (left_on is not None and left_on < month.first_on):
                continue
            expected[place] += _hazard(case, month, plain, extended)
            found[place] += left_on is not None and left_on in month
    ratios = [count / hazard for count, hazard in zip(found, expected, strict=True) if hazard > 0]
    if len(ratios) < 2:
        return (1.0,)
    spread = pvariance(ratios)
    by_chance = fmean(1 / hazard for hazard in expected if hazard > 0)
    kept = math.sqrt(max(0.0, spread - by_chance) / spread) if spread else 0.0
    middle = fmean(ratios)
    return tuple(1 + kept * (ratio - middle) for ratio in ratios)


def _hazard(case: TimedCase, month: Period, plain: LifeTable, extended: LifeTable) -> float:
    stays = (
        (_plain_stays(case, month.first_on), plain, _first_due_on(case)),
        (_extended_stays(case, month.first_on), extended, case.clock.due_on),
    )
    total = 0.0
    for found, table, due_on in stays:
        for stay in found:
            last = min(stay.last, (month.last_on - due_on).days) if due_on is not None else stay.last
            if last >= stay.first:
                total += table.upto(last) - table.upto(stay.first - 1)
    return total
