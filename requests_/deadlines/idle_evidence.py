"""Proof and fees that move no clock: what was here before it was asked for, and what was first asked for too late.

A period that has ended without an answer is a breach that is complete: nothing asked for afterwards begins it again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from requests_.deadlines.clock_facts import ClockFacts, Evidence
from requests_.deadlines.clock_reading import ClockReading, Step
from requests_.deadlines.clock_start import late_asking_step
from requests_.deadlines.law_texts import Basis
from requests_.deadlines.wording import long_date, said


def without_idle_evidence(
    facts: ClockFacts, basis: Basis, read: Callable[[ClockFacts], ClockReading]
) -> tuple[ClockFacts, tuple[Step, ...]]:
    """The facts with only the evidence that moves the clock, and a step for each that does not.

    Each is held against the last day as it stood without it, in the order in which they were first asked for.
    """
    moving: list[Evidence] = []
    steps: list[Step] = []
    for each in sorted(facts.evidence, key=lambda evidence: evidence.first_requested_on or date.min):
        if each.was_held:
            steps.append(_held_step(each, basis))
        elif due_on := _ended_before(each.first_requested_on, facts.with_evidence(*moving), read):
            steps += _late_steps(each, due_on, basis)
        else:
            moving.append(each)
            again_on = each.requested_on if each.received_on and each.is_outstanding else None
            settled = facts.with_evidence(*moving[:-1], each.as_first_asked)
            if again_on is not None and (due_on := _ended_before(again_on, settled, read)):
                moving[-1] = each.as_first_asked
                steps.append(_no_effect_step(each.name, "again", again_on, due_on, basis))
    return facts.with_evidence(*moving), tuple(steps)


def _ended_before(asked_on: date | None, facts: ClockFacts, read: Callable[[ClockFacts], ClockReading]) -> date | None:
    """The last day of the clock, where something was asked for only after it."""
    if asked_on is None:
        return None
    due_on = read(facts).due_on
    return due_on if due_on is not None and asked_on > due_on else None


# What was asked for only after the period had ended.
LATE = {
    "first": "{name} was first asked for on {asked}, after the last day, {due}: that has no effect, because a period "
    "that has ended does not begin again.",
    "again": "{name} was asked for again on {asked}, after the last day, {due}: that has no effect, because a period "
    "that has ended does not begin again.",
}


def _held_step(each: Evidence, basis: Basis) -> Step:
    assert each.received_on is not None
    assert each.first_requested_on is not None
    says = said(
        "{name} had come in on {came}, before it was asked for on {asked}: nothing was waited for, so it does not move "
        "the clock.",
        name=each.name.capitalize(),
        came=long_date(each.received_on),
        asked=long_date(each.first_requested_on),
    )
    return Step("TL-10", says, each.received_on, basis.start or basis.period)


def _late_steps(each: Evidence, due_on: date, basis: Basis) -> tuple[Step, Step]:
    assert each.first_requested_on is not None
    on = each.first_requested_on
    return late_asking_step(each.name, on), _no_effect_step(each.name, "first", on, due_on, basis)


def _no_effect_step(name: str, which: str, asked_on: date, due_on: date, basis: Basis) -> Step:
    says = said(
        LATE[which],
        name=name.capitalize(),
        asked=long_date(asked_on),
        due=long_date(due_on),
    )
    return Step("TL-14", says, asked_on, basis.start or basis.period)
