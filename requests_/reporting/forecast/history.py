"""What the twelve months before a day teach: arrivals, waiting, extensions, and the team's pace month by month."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean, pvariance

from requests_.deadlines.periods import ONE_DAY
from requests_.errors import RightsRequestError
from requests_.reporting.forecast.life_table import LifeTable, Stay, life_table
from requests_.reporting.forecast.past import Past
from requests_.reporting.period import Period, months_back
from requests_.reporting.timing import TimedCase

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

    def requests_in(self, months: int) -> float:
        """About how many requests there are to play through so many months."""
        return max(1.0, len(self.waiting) + months * self.monthly_arrivals)


def history_of(past: Past, last_on: date) -> History:
    """What was known at the end of `last_on`. Raises NotEnoughHistory."""
    months = [month for month in months_back(last_on + ONE_DAY, MONTHS_LEARNED_FROM + 1) if month.last_on <= last_on]
    cases = tuple(past.cases(months[0].first_on, last_on))
    answers = sum(case.answered_on is not None for case in cases)
    if answers < FEWEST_ANSWERS:
        raise NotEnoughHistory(
            f"A forecast needs at least {FEWEST_ANSWERS} answers in the twelve months before; there are {answers}."
        )
    # A month before the first request teaches nothing: it is no month without requests.
    months = [month for month in months if month.first_on >= cases[0].record.received_on] or months[-1:]
    first_on = months[0].first_on
    waits = [wait for case in cases for wait in _waits_of(case, first_on)]
    plain, extended = (life_table(wait.stay for wait in waits if wait.is_extended is of) for of in (False, True))
    return History(
        last_on=last_on,
        waiting=tuple(_waiting(case) for case in cases if case.is_unanswered),
        arrivals=_arrivals(cases, months),
        paces=_paces(waits, months, {False: plain, True: extended}),
        waits=tuple(sorted(_waits(cases, last_on))),
        plain=plain,
        extended=extended,
        extending=life_table(stay for case in cases for stay in _extensions(case, first_on)),
        answers=answers,
    )


def _left_on(case: TimedCase) -> date | None:
    return case.answered_on or case.ended_on


def _first_due_on(case: TimedCase) -> date | None:
    return case.clock.original_due_on or case.clock.due_on


def _notice_on(case: TimedCase) -> date | None:
    return case.record.extension_notice_on if case.clock.is_extended else None


@dataclass(frozen=True, slots=True)
class Wait:
    """The days on which a request waited, before an extension or after it; `left`: then it came to its end."""

    due_on: date
    first_on: date
    last_on: date
    left: bool
    is_extended: bool

    @property
    def stay(self) -> Stay:
        """The same, counted from its due date."""
        return Stay((self.first_on - self.due_on).days, (self.last_on - self.due_on).days, self.left)


def _waits_of(case: TimedCase, first_on: date) -> Iterator[Wait]:
    due_on, notice_on, left_on = _first_due_on(case), _notice_on(case), _left_on(case)
    if due_on is not None:
        begun_on, last_on = max(first_on, case.record.received_on), notice_on or left_on or case.day
        if begun_on <= last_on:
            yield Wait(due_on, begun_on, last_on, notice_on is None and left_on is not None, is_extended=False)
    if notice_on is not None and case.clock.due_on is not None:
        begun_on, last_on = max(first_on, notice_on + ONE_DAY), left_on or case.day
        if begun_on <= last_on:
            yield Wait(case.clock.due_on, begun_on, last_on, left_on is not None, is_extended=True)


def _extensions(case: TimedCase, first_on: date) -> Iterator[Stay]:
    """The days on which a request could still be extended: up to its first due date."""
    due_on, notice_on = _first_due_on(case), _notice_on(case)
    if due_on is not None:
        begun_on, last_on = max(first_on, case.record.received_on), min(notice_on or _left_on(case) or case.day, due_on)
        if begun_on <= last_on:
            yield Stay((begun_on - due_on).days, (last_on - due_on).days, notice_on is not None)


def _arrivals(cases: Sequence[TimedCase], months: Sequence[Period]) -> tuple[tuple[Arrival, ...], ...]:
    """What each month brought, oldest first."""
    found: dict[date, list[Arrival]] = {month.first_on: [] for month in months}
    by_month = {month.first_on: month for month in months}
    for case in cases:
        begun_on = case.record.received_on.replace(day=1)
        if begun_on in found:
            found[begun_on].append(_arrival(case, by_month[begun_on]))
    return tuple(map(tuple, found.values()))


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


def _paces(waits: Iterable[Wait], months: Sequence[Period], tables: Mapping[bool, LifeTable]) -> tuple[float, ...]:
    """How quick the team was in each month, 1 for usual, without what is only chance."""
    places = {(month.first_on.year, month.first_on.month): place for place, month in enumerate(months)}
    expected, found = [0.0] * len(months), [0] * len(months)
    for wait in waits:
        table = tables[wait.is_extended]
        for place in _touched(wait, places):
            first_on, last_on = max(wait.first_on, months[place].first_on), min(wait.last_on, months[place].last_on)
            before = table.upto((first_on - wait.due_on).days - 1)
            expected[place] += table.upto((last_on - wait.due_on).days) - before
        if wait.left and (wait.last_on.year, wait.last_on.month) in places:
            found[places[wait.last_on.year, wait.last_on.month]] += 1
    ratios = [count / hazard for count, hazard in zip(found, expected, strict=True) if hazard > 0]
    if len(ratios) < 2:
        return (1.0,)
    spread = pvariance(ratios)
    by_chance = fmean(1 / hazard for hazard in expected if hazard > 0)
    kept = math.sqrt(max(0.0, spread - by_chance) / spread) if spread else 0.0
    middle = fmean(ratios)
    return tuple(1 + kept * (ratio - middle) for ratio in ratios)


def _touched(wait: Wait, places: Mapping[tuple[int, int], int]) -> range:
    """The places of the months in which it waited; it began in none before the first."""
    first = places.get((wait.first_on.year, wait.first_on.month), len(places))
    return range(first, places.get((wait.last_on.year, wait.last_on.month), len(places) - 1) + 1)
