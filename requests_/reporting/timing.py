"""A case's time as it stood at the end of a day: when it was due, and whether that was met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from requests_.deadlines.governing import governing
from requests_.deadlines.lateness import Lateness, days_past
from requests_.deadlines.periods import ONE_DAY, union
from requests_.deadlines.rules import RULES
from requests_.deadlines.statutory_clock import ClockFacts, ClockState, read_clock
from requests_.deadlines.working_days import CalendarExhausted, WorkingDays
from requests_.model.case import clock_regime
from requests_.model.rights import Regime
from requests_.reporting.record import CaseRecord, Ending, Outcome

CLOCKS_REMEMBERED = 200_000
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What the statutory clock said. `state` is "unknown" where the bank holidays known do not reach."""

    state: str
    due_on: date | None = None
    original_due_on: date | None = None
    started_on: date | None = None
    is_extended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """A case that was opened again after its answer: the ending that was undone, and what came of it."""

    undone: Ending
    answer: Ending | None

    @property
    def answered_on(self) -> date | None:
        """The day of the next answer."""
        return self.answer.on if self.answer is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedCase:
    """A case as it stood at the end of `day`, with the clock it was kept to.

    The first answer settles the statutory time, and the clock stands as it stood then: nothing after it makes an answer
    late or punctual. `regime` is the law of that clock: of two laws, the one whose time ends first; `clocks` are those
    of `record.regimes`. `ended` is an end without an answer that lasted.
    """

    record: CaseRecord
    clock: Clock
    clocks: tuple[Clock, ...]
    regime: Regime
    day: date
    answer: Ending | None
    ended: Ending | None
    is_open: bool

    @property
    def answered_on(self) -> date | None:
        """The day of the first answer."""
        return self.answer.on if self.answer is not None else None

    @property
    def ended_on(self) -> date | None:
        """The day of a withdrawal, lapse or transfer."""
        return self.ended.on if self.ended is not None else None

    @property
    def outcome(self) -> Outcome:
        """What it had come to: the first answer, or an end without one."""
        found = self.answer or self.ended
        return found.outcome if found is not None else Outcome.OPEN

    @property
    def is_unanswered(self) -> bool:
        """Whether it waited for its first answer."""
        return self.is_open and self.answer is None

    @property
    def is_open_again(self) -> bool:
        """Whether it had been answered, and waited for another answer."""
        return self.is_open and self.answer is not None

    @property
    def promised_on(self) -> date | None:
        """The day promised for another answer, while it waited for one."""
        return self._endings[-1].promised_on if self.is_open_again else None

    @property
    def kept_on(self) -> date | None:
        """The day an open case was kept to: the law's, or the one promised when it was opened again (RP-8)."""
        return self.promised_on if self.is_open_again else self.clock.due_on

    @property
    def again(self) -> tuple[Again, ...]:
        """Each time that it was opened again after its answer, in order."""
        endings = self._endings
        return tuple(
            Again(undone=undone, answer=next((later for later in endings[place + 1 :] if later.is_answer), None))
            for place, undone in enumerate(endings)
            if any(known.is_answer for known in endings[: place + 1]) and not undone.lasts(self.day)
        )

    @property
    def codes(self) -> frozenset[str]:
        """Every exemption that was used in the answer."""
        withheld = self.answer.withheld_documents if self.answer is not None else ()
        return frozenset(withheld) | {code for code, _ in self.record.withheld_places}

    @property
    def _endings(self) -> tuple[Ending, ...]:
        return tuple(ending for ending in self.record.endings if ending.on <= self.day)

    @property
    def is_on_time(self) -> bool:
        """Whether it was answered by its due date; with no due date there is none to miss (RP-3)."""
        return self.answered_on is not None and (self.clock.due_on is None or self.answered_on <= self.clock.due_on)

    def days_overdue(self, day: date) -> int:
        """Days past the day it was kept to at the end of `day`, 0 for none."""
        return max(0, (day - self.kept_on).days) if self.kept_on is not None else 0

    @property
    def lateness(self) -> Lateness:
        """How late the answer was, or is still at the end of `day`; nothing of a request that was taken back."""
        if self.ended_on is not None and self.answered_on is None:
            return Lateness(None, None)
        on, extended_on = self.answered_on or self.day, self.clock.due_on if self.clock.is_extended else None
        return Lateness(days_past(self.clock.original_due_on, on), days_past(extended_on, on))

    @property
    def gross_days(self) -> int | None:
        """Calendar days from receipt to the answer, pauses and waiting included (RP-9)."""
        return (self.answered_on - self.record.received_on).days if self.answered_on else None

    @property
    def net_days(self) -> int | None:
        """The same without the days before the clock started and the days it was stopped (RP-9)."""
        if self.answered_on is None:
            return None
        started_on = self.clock.started_on or self.answered_on
        stopped = stopped_days(self.record, self.regime, started_on, self.answered_on)
        return max(0, (self.answered_on - started_on).days - stopped)

    @property
    def days_not_counted(self) -> int:
        """Days between receipt and answer that did not count; 0 while it is open (RP-7)."""
        gross, net = self.gross_days, self.net_days
        return 0 if gross is None or net is None else gross - net


def timed(record: CaseRecord, day: date) -> TimedCase:
    """The case as it stood at the end of `day`."""
    endings = [ending for ending in record.endings if ending.on <= day]
    answer = next((ending for ending in endings if ending.is_answer), None)
    lasting = endings[-1] if endings and endings[-1].lasts(day) else None
    read_on = min(day, answer.on) if answer is not None else day
    clocks = tuple(_read(record.clock_facts_under(regime, read_on)) for regime in record.regimes)
    clock = governing(clocks)
    return TimedCase(
        record=record,
        clock=clock,
        clocks=clocks,
        regime=record.regimes[clocks.index(clock)],
        day=day,
        answer=answer,
        ended=lasting if answer is None else None,
        is_open=lasting is None,
    )


def stopped_days(record: CaseRecord, regime: Regime, started_on: date, day: date) -> int:
    """Days after the start and up to `day` that clarification takes out: both its days, and none twice (TL-21, TL-23).

    None where the clock does not stop (TL-20).
    """
    rule = RULES[clock_regime(record.right, regime)]
    basis = rule.basis_on(record.received_on)
    if basis is None or not rule.stops_under(basis):
        return 0
    days = 0
    for pause in union(record.pauses_under(regime)):
        first, last = max(pause.asked_on, started_on + ONE_DAY), min(pause.received_on or day, day)
        days += max(0, (last - first).days + 1)
    return days


@lru_cache(maxsize=CLOCKS_REMEMBERED)
def _read(facts: ClockFacts) -> Clock:
    try:
        reading = read_clock(facts, calendar=WorkingDays.england_and_wales())
    except CalendarExhausted:
        return Clock(state=UNKNOWN)
    return Clock(
        state=reading.state.value,
        due_on=reading.due_on,
        original_due_on=reading.original_due_on,
        started_on=reading.started_on,
        is_extended=reading.extended,
    )


STOPPED_STATES = frozenset({ClockState.PAUSED.value, ClockState.NOT_STARTED.value})
