"""Years of requests to invented councils of many kinds, seeded: what a forecast has to cope with, one row a kind."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from requests_.deadlines.statutory_clock import Pause
from requests_.model.rights import Regime, Right
from requests_.reporting.record import CaseRecord, Ending, Outcome

ONE_DAY = timedelta(days=1)
DAYS_A_MONTH = 30.4
# Requests that come in each month against the usual one, January first: schools shut, and open again.
TERMS = (1.0, 1.1, 1.2, 0.7, 1.2, 1.1, 0.8, 0.3, 1.6, 1.3, 1.2, 0.5)
# How much longer an answer takes that is begun in a month: people are away.
LEAVE = (1.0, 0.9, 0.9, 1.2, 0.9, 0.9, 1.3, 1.6, 1.0, 0.9, 0.9, 1.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """How requests come and are answered.

    `monthly` come in a usual month; `growth` is by how much more each year, `steps` the month from which how many times
    as many come, `bursts` the chance of a month with `burst` times as many, `spread` how unlike months are: the
    deviation of the log. `days` is what the middle answer takes, `uneven` the deviation of its log, `slower` the month
    from which it takes how many times as long, `moods` how unlike months are. With `a_day` answers are made in turn, as
    many a working day: a queue. `cramming` is the share of answers made in the last days before the due date.
    """

    monthly: float = 80
    growth: float = 0.0
    steps: tuple[tuple[int, float], ...] = ()
    bursts: float = 0.0
    burst: float = 3.0
    spread: float = 0.0
    seasons: tuple[float, ...] = (1.0,) * 12
    days: float = 22
    uneven: float = 0.45
    slower: tuple[tuple[int, float], ...] = ()
    leave: tuple[float, ...] = (1.0,) * 12
    moods: float = 0.0
    a_day: float = 0.0
    cramming: float = 0.0
    working_days: bool = False
    rights: dict[Right, int] = field(default_factory=lambda: {Right.ACCESS: 95, Right.COMPLAINT: 5})
    enforcing: float = 0.0
    asking: float = 0.0
    extending: float = 0.0
    withdrawing: float = 0.02
    forgetting: float = 0.01


MIXED_RIGHTS = {
    Right.ACCESS: 60,
    Right.RECTIFICATION: 12,
    Right.ERASURE: 12,
    Right.OBJECTION: 6,
    Right.RESTRICTION: 4,
    Right.COMPLAINT: 6,
}

COUNCILS: dict[str, Council] = {
    "steady": Council(),
    "mixed rights": Council(rights=MIXED_RIGHTS, enforcing=0.15, asking=0.25, extending=0.15, uneven=0.6),
    "school terms": Council(seasons=TERMS, leave=LEAVE, working_days=True),
    "growing": Council(growth=0.35, monthly=40),
    "shrinking": Council(growth=-0.25, monthly=200),
    "after news": Council(bursts=0.12, burst=3.5, days=24),
    "slower at once": Council(slower=((40, 1.5),)),
    "quicker at once": Council(days=28, slower=((42, 0.6),)),
    "twice as many": Council(steps=((44, 2.0),), days=24),
    "overdispersed": Council(spread=0.5, moods=0.25),
    "few": Council(monthly=6),
    "very few": Council(monthly=3.5, days=26, uneven=0.6),
    "working days": Council(working_days=True, cramming=0.6, monthly=60),
    "in turn": Council(a_day=4.1, monthly=78, working_days=True, spread=0.15, bursts=0.08, burst=2.0),
    "always late": Council(days=50, uneven=0.5),
    "nearly never late": Council(days=14, uneven=0.3, forgetting=0.005),
    "stopped often": Council(asking=0.6, extending=0.3, forgetting=0.04),
    "large": Council(monthly=450, spread=0.1, moods=0.08, seasons=TERMS),
    "everything": Council(
        monthly=90,
        growth=0.15,
        bursts=0.06,
        spread=0.3,
        seasons=TERMS,
        leave=LEAVE,
        slower=((38, 1.35), (50, 0.75)),
        moods=0.15,
        cramming=0.2,
        working_days=True,
        rights=MIXED_RIGHTS,
        enforcing=0.1,
        asking=0.2,
        extending=0.15,
    ),
}


def requests_to(council: Council, seed: int, first_on: date, today: date) -> list[CaseRecord]:
    """Every request that came from `first_on` up to `today`, as it stood then."""
    chance = random.Random(f"council {seed}")
    found: list[CaseRecord] = []
    for month_on, months in _months(first_on, today):
        pace = _since(council.slower, months) * council.leave[month_on.month - 1]
        pace *= chance.lognormvariate(0, council.moods)
        for day in _arrivals(council, month_on, months, chance, today):
            found.append(_request(council, len(found) + 1, day, pace, chance))
    if council.a_day:
        found = list(_in_turn(council, found, chance))
    return [_known(record, today) for record in found]


def _months(first_on: date, today: date) -> Iterator[tuple[date, int]]:
    day, months = first_on.replace(day=1), 0
    while day <= today:
        yield day, months
        day, months = (day + timedelta(days=31)).replace(day=1), months + 1


def _since(steps: tuple[tuple[int, float], ...], months: int) -> float:
    return math.prod(times for begins, times in steps if months >= begins)


def _arrivals(council: Council, month_on: date, months: int, chance: random.Random, today: date) -> Iterator[date]:
    rate = council.monthly * (1 + council.growth) ** (months / 12) * _since(council.steps, months)
    rate *= council.seasons[month_on.month - 1] * chance.lognormvariate(-(council.spread**2) / 2, council.spread)
    rate *= council.burst if chance.random() < council.bursts else 1.0
    day = month_on
    while day.month == month_on.month and day <= today:
        weight = (1.3 if day.weekday() < 5 else 0.25) if council.working_days else 1.0
        gap = chance.expovariate(1.0)
        while gap < rate / DAYS_A_MONTH * weight:
            yield day
            gap += chance.expovariate(1.0)
        day += ONE_DAY


def _request(council: Council, number: int, received_on: date, pace: float, chance: random.Random) -> CaseRecord:
    right = chance.choices(list(council.rights), list(council.rights.values()))[0]
    may_be_part_3 = right in (Right.ACCESS, Right.RECTIFICATION, Right.ERASURE)
    changes: dict[str, Any] = {}
    at = received_on
    if chance.random() < council.asking and right is Right.ACCESS:
        asked_on = received_on + timedelta(days=int(chance.expovariate(1 / 4)))
        back_on = asked_on + timedelta(days=1 + int(chance.expovariate(1 / 12)))
        is_silent = chance.random() < 0.1
        changes["pauses"] = (Pause(asked_on, None if is_silent else back_on),)
        at = date.max if is_silent else back_on
    takes = council.days * pace * chance.lognormvariate(0, council.uneven)
    if chance.random() < council.cramming:
        takes = chance.triangular(18, 36, 29) * pace
    if chance.random() < council.extending and right is not Right.COMPLAINT:
        changes |= {
            "extension_notice_on": received_on + timedelta(days=chance.randrange(10, 28)),
            "extension_reason": "complexity",
        }
        takes *= 2.4
    takes += chance.randrange(100, 500) if chance.random() < council.forgetting else 0
    if at != date.max:
        on = _open_day(at + timedelta(days=int(takes)), council.working_days)
        notice_on = changes.get("extension_notice_on")
        if notice_on is not None and notice_on >= on:
            del changes["extension_notice_on"], changes["extension_reason"]
        gone = chance.random() < council.withdrawing
        changes["endings"] = (Ending(on=on, outcome=Outcome.WITHDRAWN if gone else Outcome.GRANTED),)
    return CaseRecord(
        reference=f"RR-{number:06d}",
        right=right,
        regime=Regime.LAW_ENFORCEMENT if may_be_part_3 and chance.random() < council.enforcing else Regime.UK_GDPR,
        capacity="parent",
        channel="online",
        school="",
        received_on=received_on,
        **changes,
    )


def _in_turn(council: Council, waiting: list[CaseRecord], chance: random.Random) -> Iterator[CaseRecord]:
    """Answers made one after the other, as many a working day as the team can."""
    done, day = 0.0, waiting[0].received_on
    for record in waiting:
        day = max(day, record.received_on)
        while done >= 1.0 or not _is_open(day, council.working_days):
            done -= 1.0 if _is_open(day, council.working_days) else 0.0
            day += ONE_DAY
        done = max(0.0, done) + chance.expovariate(council.a_day)
        on = _open_day(max(day, record.received_on + timedelta(days=8)), council.working_days)
        yield _replaced(record, on)


def _replaced(record: CaseRecord, on: date) -> CaseRecord:
    return replace(record, endings=(Ending(on=on, outcome=Outcome.GRANTED),))


def _is_open(day: date, working_days: bool) -> bool:
    is_christmas = (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1)
    return not working_days or (day.weekday() < 5 and not is_christmas)


def _open_day(day: date, working_days: bool) -> date:
    while not _is_open(day, working_days):
        day += ONE_DAY
    return day


def _known(record: CaseRecord, today: date) -> CaseRecord:
    if any(ending.on > today for ending in record.endings):
        record = replace(record, endings=())
    pauses = tuple(
        Pause(p.asked_on, p.received_on if p.received_on is not None and p.received_on <= today else None)
        for p in record.pauses
        if p.asked_on <= today
    )
    if record.extension_notice_on is not None and record.extension_notice_on > today:
        record = replace(record, extension_notice_on=None, extension_reason="")
    return replace(record, pauses=pauses)
