"""When a clock starts: receipt, and whatever it waits for after receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.deadlines.clock_facts import ClockFacts, Evidence
from requests_.deadlines.clock_reading import ClockReading, ClockState, Step
from requests_.deadlines.law_texts import Basis
from requests_.deadlines.rules import RULES, ClockRegime, Method, Rule
from requests_.deadlines.wording import listed, long_date, said
from requests_.deadlines.working_days import WorkingDays

PROMPT_WORKING_DAYS = 5  # the council's own policy: asking later than this looks like gaining time


@dataclass(frozen=True, slots=True)
class Start:
    """The day a clock starts, or None while it waits; and how that was worked out."""

    started_on: date | None
    steps: tuple[Step, ...]


def start_day(facts: ClockFacts, rule: Rule) -> date | None:
    """The day a clock starts: the latest of receipt and of each thing asked for, or None while one is outstanding."""
    evidence = facts.evidence if rule.waits_for_evidence else ()
    if any(each.is_outstanding for each in evidence):
        return None
    return max([facts.received_on, *(each.received_on for each in evidence if each.received_on)])


def rule_that_applies(facts: ClockFacts) -> Rule:
    """The rule of the regime; for exam marks asked for once the results were out, that of any access request."""
    rule = RULES[facts.regime]
    started_on = start_day(facts, rule)
    is_out = facts.results_on is not None and started_on is not None and facts.results_on <= started_on
    return RULES[ClockRegime.UKGDPR_SAR] if rule.method is Method.EXAM and is_out else rule


def read_start(facts: ClockFacts, *, rule: Rule, basis: Basis, calendar: WorkingDays) -> Start:
    """Find the day the clock starts, and say why it is that day.

    Source: UK GDPR art. 12A(2); DPA 2018 s.54(3); ICO, Right of access (authority to act).
    """
    steps = [receipt_step(facts, basis), *_late_asking_steps(facts, rule=rule, basis=basis, calendar=calendar)]
    evidence = facts.evidence if rule.waits_for_evidence else ()
    started_on = start_day(facts, rule)
    if started_on is None:
        steps += [_outstanding_step(each, basis) for each in evidence if each.is_outstanding]
        return Start(None, tuple(steps))
    waited_for = [each.name for each in evidence if each.received_on == started_on > facts.received_on]
    if waited_for:
        says = said(
            "The clock starts on {day}, when {things} came in.", day=long_date(started_on), things=listed(waited_for)
        )
    else:
        says = said("The clock starts on the day of receipt: nothing else has to come in first.")
    steps.append(Step("TL-2", says, started_on, basis.start))
    return Start(started_on, tuple(steps))


def not_started(facts: ClockFacts, start: Start) -> ClockReading:
    """What a clock says that waits for something."""
    return ClockReading(
        regime=facts.regime, state=ClockState.NOT_STARTED, received_on=facts.received_on, steps=start.steps
    )


def receipt_step(facts: ClockFacts, basis: Basis) -> Step:
    """Say when the request was received, and that this day is day 0."""
    says = said(
        "Received on {day}, by any part of the council and any channel: that is day 0.",
        day=long_date(facts.received_on),
    )
    return Step("TL-1", says, facts.received_on, basis.counting or basis.period)


def _late_asking_steps(facts: ClockFacts, *, rule: Rule, basis: Basis, calendar: WorkingDays) -> list[Step]:
    """Warn of each thing that was first asked for more than five working days after receipt."""
    asked = [(each.name, each.first_requested_on) for each in facts.evidence if rule.waits_for_evidence]
    if facts.clarifications and rule.stops_under(basis):
        asked.append(("clarification", min(pause.asked_on for pause in facts.clarifications)))
    latest_on = calendar.after(facts.received_on, PROMPT_WORKING_DAYS) if any(on for _, on in asked) else date.max
    return [late_asking_step(name, on) for name, on in asked if on is not None and on > latest_on]


def late_asking_step(name: str, on: date) -> Step:
    """Warn that something was first asked for late."""
    says = said(
        "Warning: {name} was asked for on {day}, more than {number} working days after receipt; a "
        "reviewer may ask why.",
        name=name,
        day=long_date(on),
        number=str(PROMPT_WORKING_DAYS),
    )
    return Step("TL-13", says, on, "Council policy; ICO, Right of access")


def _outstanding_step(each: Evidence, basis: Basis) -> Step:
    if each.received_on is not None:
        says = said(
            "{name} came in on {day}, was asked for again and is outstanding.",
            name=each.name.capitalize(),
            day=long_date(each.received_on),
        )
        return Step("TL-11", says, each.requested_on, basis.start)
    says = said("The clock has not started: {name} was asked for and is outstanding.", name=each.name)
    return Step("TL-2", says, each.requested_on, basis.start)
