"""Why a date is what it is, as somebody would explain it: the answer, the reasons, the days, what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from requests_.deadlines.clock_facts import ClockFacts
from requests_.deadlines.clock_reading import ClockReading, ClockState, Step
from requests_.deadlines.lateness import lateness_of
from requests_.deadlines.rules import RULES
from requests_.deadlines.statutory_clock import read_clock
from requests_.deadlines.wording import count_of, long_date, said
from requests_.deadlines.working_days import CalendarExhausted, WorkingDays

# Which question a rule answers, in the order in which somebody would ask.
_RULES_OF: tuple[tuple[str, frozenset[str]], ...] = (
    ("When did the time begin?", frozenset({"TL-1", "TL-2", "TL-10", "TL-11", "TL-13", "TL-14"})),
    ("How long is it?", frozenset({"TL-3", "TL-31", "TL-32", "TL-33", "TL-34", "TL-42"})),
    ("Which days do not count?", frozenset({"TL-20", "TL-21", "TL-22", "TL-23", "TL-24", "TL-25"})),
    ("Is the last day a working day?", frozenset({"TL-4"})),
    ("When should it be done?", frozenset({"TL-6"})),
)
_OTHERWISE = "How is it counted?"
QUESTIONS = (_OTHERWISE, *(question for question, _ in _RULES_OF))


@dataclass(frozen=True, slots=True)
class Section:
    """One question, its answer as sentences, and the law it is written in."""

    question: str
    sentences: tuple[str, ...]
    citations: tuple[str, ...]

    @property
    def says(self) -> str:
        """The answer in English."""
        return " ".join(self.sentences)


@dataclass(frozen=True, slots=True)
class Explanation:
    """The date and its reasons: the answer first, then why, then the counts, then what would change it."""

    headline: str
    sections: tuple[Section, ...]
    counts: tuple[tuple[str, str], ...]
    changes: tuple[str, ...]


def explain(facts: ClockFacts, reading: ClockReading, today: date, answered_on: date | None = None) -> Explanation:
    """The explanation of a reading of `facts` as it stands on a day."""
    return Explanation(
        headline=_headline(reading, today, answered_on),
        sections=tuple(_sections(reading.steps)),
        counts=tuple(_counts(reading, today, answered_on)),
        changes=tuple(_changes(facts, reading, today, answered_on)),
    )


def _headline(reading: ClockReading, today: date, answered_on: date | None) -> str:
    if reading.state is ClockState.NOT_STARTED:
        return "There is no date yet: the time has not begun, because something we asked for has not come."
    if reading.state is ClockState.PAUSED:
        return "There is no date now: the clock is stopped until the answer to our question comes."
    if reading.due_on is None:
        return "There is no date that the law sets."
    due = long_date(reading.due_on)
    if answered_on is not None:
        given = long_date(answered_on)
        if reading.is_on_time(answered_on):
            return said("The answer was due by {due}. It was given on {given}, in time.", due=due, given=given)
        return said("The answer was due by {due}. It was given on {given}, late.", due=due, given=given)
    days = (reading.due_on - today).days
    if days < 0:
        return said("The answer was due by {due}, {days} ago.", due=due, days=count_of(-days, "day"))
    if not days:
        return said("The answer is due by {due}, which is today.", due=due)
    return said("The answer is due by {due}, in {days}.", due=due, days=count_of(days, "day"))


def _sections(steps: tuple[Step, ...]) -> Iterator[Section]:
    known = frozenset[str]().union(*(rules for _, rules in _RULES_OF))
    other = frozenset(step.rule for step in steps) - known
    for question, rules in (*_RULES_OF[:1], (_OTHERWISE, other), *_RULES_OF[1:]):
        meant = [step for step in steps if step.rule in rules]
        if meant:
            citations = tuple(dict.fromkeys(step.citation for step in meant if step.citation))
            yield Section(question, tuple(step.says for step in meant), citations)


def _counts(reading: ClockReading, today: date, answered_on: date | None) -> Iterator[tuple[str, str]]:
    if reading.started_on is None:
        return
    until = answered_on or today
    yield "Days since the time began", str(max((until - reading.started_on).days, 0))
    if left_out := reading.left_out_by(until):
        yield "Days that do not count", str(left_out)
    if reading.due_on is not None:
        yield "Days from its beginning to its last day", str((reading.due_on - reading.started_on).days)
        yield from _lateness(reading, today, answered_on)
    elif reading.days_left is not None:
        yield "Days left when it runs again", str(reading.days_left)


def _lateness(reading: ClockReading, today: date, answered_on: date | None) -> Iterator[tuple[str, str]]:
    late = lateness_of(reading, answered_on or today)
    if late.extended is not None and late.original:
        yield "Days past the first date, before the extension", str(late.original)
    if late.days:
        yield ("Days past the extended date" if reading.extended else "Days late"), str(late.days)
    elif answered_on is None and reading.due_on is not None:
        yield "Days left", str((reading.due_on - today).days)


def _changes(facts: ClockFacts, reading: ClockReading, today: date, answered_on: date | None) -> Iterator[str]:
    if answered_on is not None:
        yield "Nothing any more: the request has been answered."
        return
    if reading.state is ClockState.NOT_STARTED:
        yield "The time begins on the day when the last thing we asked for reaches the council."
    if reading.state is ClockState.PAUSED:
        yield (
            "The clock runs again from the day after the answer comes; every day until then, that day too, is left out."
        )
    yield from _extension(facts, reading, today)
    if _may_be_stopped(facts, reading, today):
        yield "A question that we need answered to find the information stops the clock until the answer comes."
    yield "A bank holiday that is proclaimed for the last day moves it to the next working day."
    yield "Workload, leave, and days when the council's offices are shut change nothing."


def _may_be_stopped(facts: ClockFacts, reading: ClockReading, today: date) -> bool:
    rule = RULES[facts.regime]
    basis = rule.basis_on(facts.received_on)
    has_days_left = reading.due_on is not None and today <= reading.due_on
    return basis is not None and rule.stops_under(basis) and reading.state is ClockState.RUNNING and has_days_left


def _extension(facts: ClockFacts, reading: ClockReading, today: date) -> Iterator[str]:
    notice_by = reading.extension_notice_by
    if reading.extended or notice_by is None:
        return
    if today > notice_by:
        yield f"It can no longer be extended: the last day to say so was {long_date(notice_by)}."
        return
    told = replace(facts, extension_notice_on=max(today, facts.received_on))
    try:
        later = read_clock(told, calendar=WorkingDays.england_and_wales()).due_on
    except CalendarExhausted:
        later = None
    becomes = f" The date would then be {long_date(later)}." if later else ""
    yield (
        "Two further months may be taken where the request is complex or one of several, if the person is told why by "
        f"{long_date(notice_by)}.{becomes}"
    )
