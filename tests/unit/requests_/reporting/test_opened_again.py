"""What happened in a period stays as it was: a case that is opened again rewrites no figure, and hides from none."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_.ids import CaseId
from requests_.model.case import Case
from requests_.model.desk import ENDED
from requests_.model.event_codec import payload_of
from requests_.model.events.answering import FeeAsked, FeePaid, LetterOrdered, RequestRefused
from requests_.model.events.base import CaseEvent, Channel, ExtensionReason, RefusalGround
from requests_.model.events.clock import (
    CaseReopened,
    ClarificationReceived,
    ClarificationRequested,
    LapseEnded,
    PeriodExtended,
    RegimeAdded,
    RequestLapsed,
)
from requests_.model.events.enquiries import TeamAsked
from requests_.model.events.following import RequestWithdrawn
from requests_.model.events.receiving import RequestReceived
from requests_.model.events.sending import ResponseSent
from requests_.model.people import Capacity
from requests_.model.reopening import ReopenReason
from requests_.model.rights import Category, Regime, Right
from requests_.model.staff import SYSTEM
from requests_.model.timeline import fold
from requests_.reporting.breakdowns import DIMENSIONS, broken_down
from requests_.reporting.definitions import DEFINITIONS
from requests_.reporting.period import period_named
from requests_.reporting.population import population
from requests_.reporting.record import CaseRecord
from requests_.reporting.record_events import record_of
from requests_.reporting.timing import timed
from tests.factories.events import recorded
from tests.factories.records import any_records

D = date
LATER = D(2026, 12, 1)


FIRST = D(2026, 6, 1)


def received(on: date = FIRST, right: Right = Right.ACCESS, categories: tuple[Category, ...] = ()) -> CaseEvent:
    return RequestReceived(
        right=right,
        regime=Regime.UK_GDPR,
        capacity=Capacity.PARENT,
        channel=Channel.ONLINE,
        received_on=on,
        categories=categories,
    )


def reopened(on: date, promised_on: date, reason: ReopenReason = ReopenReason.COMPLAINT) -> CaseEvent:
    return CaseReopened(reopened_on=on, reason=reason, due_on=promised_on, record="r")


def record(*happened: tuple[date, CaseEvent], reference: str = "RR-1") -> CaseRecord:
    return record_of(reference, [(event.kind, payload_of(event), on) for on, event in happened])


def figures(records: list[CaseRecord], period: str, today: date) -> dict[str, tuple[int, int | None]]:
    cases = population(records, period_named(period), today=today)
    return {figure.name: (figure.count, figure.out_of) for row in DEFINITIONS for figure in row.count(cases)}


ANSWERED_TWICE = (
    (D(2026, 6, 1), received()),
    (D(2026, 6, 20), ResponseSent(sent_on=D(2026, 6, 20))),
    (D(2026, 8, 10), reopened(D(2026, 8, 10), D(2026, 9, 30))),
    (D(2026, 8, 25), ResponseSent(sent_on=D(2026, 8, 25))),
)
REFUSED_THEN_GRANTED = (
    (D(2026, 6, 1), received()),
    (D(2026, 6, 10), RequestRefused(ground=RefusalGround.NOT_ENTITLED, refused_on=D(2026, 6, 10))),
    (D(2026, 8, 12), reopened(D(2026, 8, 12), D(2026, 9, 1), ReopenReason.WRONG_ANSWER)),
    (D(2026, 9, 25), ResponseSent(sent_on=D(2026, 9, 25))),
)
TAKEN_BACK_BY_MISTAKE = (
    (D(2026, 6, 15), received(D(2026, 6, 15))),
    (D(2026, 6, 20), RequestWithdrawn(withdrawn_on=D(2026, 6, 20))),
    (D(2026, 7, 2), reopened(D(2026, 7, 2), D(2026, 7, 20), ReopenReason.ENDED_BY_MISTAKE)),
)
CAME_LATE = (
    (D(2026, 4, 1), received(D(2026, 4, 1))),
    (D(2026, 4, 10), ClarificationRequested(asked_on=D(2026, 4, 10))),
    (D(2026, 6, 10), RequestLapsed(lapsed_on=D(2026, 6, 10))),
    (D(2026, 7, 20), ClarificationReceived(received_on=D(2026, 7, 20))),
)
COMPLAINT = (
    (D(2026, 6, 24), received(D(2026, 6, 24), Right.COMPLAINT)),
    (D(2026, 7, 6), ResponseSent(sent_on=D(2026, 7, 6))),
    (D(2026, 8, 1), reopened(D(2026, 8, 1), D(2026, 9, 30))),
)


@dataclass(frozen=True)
class Promise:
    life: tuple[tuple[date, CaseEvent], ...]
    period: str
    counts: dict[str, int] = field(default_factory=dict)


@pytest.mark.parametrize(
    "promise",
    [
        # Due 1 July. Answered in time in June; opened again and answered another time in August.
        Promise(ANSWERED_TWICE, "2026-06", {"RP-2.closed": 1, "RP-3.on_time": 1, "RP-8.open": 0, "RP-11.granted": 1}),
        Promise(ANSWERED_TWICE, "2026-07", {"RP-4.on_time": 1, "RP-4.open": 0, "RP-8.open": 0}),
        Promise(
            ANSWERED_TWICE,
            "2026-08",
            {
                "RP-2.closed": 0,
                "RP-16.reopened": 1,
                "RP-16.reopened_complaint": 1,
                "RP-16.answered_again": 1,
                "RP-16.answered_again_as_promised": 1,
            },
        ),
        Promise(ANSWERED_TWICE, "2026-27-year", {"RP-2.closed": 1, "RP-3.on_time": 1, "RP-3.late": 0, "RP-8.open": 0}),
        # While it is open again it is in the backlog, and overdue once the promised day is over.
        Promise(REFUSED_THEN_GRANTED, "2026-06", {"RP-11.not_entitled": 1, "RP-3.on_time": 1}),
        Promise(REFUSED_THEN_GRANTED, "2026-08", {"RP-8.open": 1, "RP-8.again": 1, "RP-8.overdue": 0}),
        Promise(
            REFUSED_THEN_GRANTED[:-1], "2026-09", {"RP-8.open": 1, "RP-8.overdue": 1, "RP-8.age_1": 1, "RP-4.open": 0}
        ),
        Promise(
            REFUSED_THEN_GRANTED,
            "2026-09",
            {"RP-2.closed": 0, "RP-11.granted": 0, "RP-16.answered_again": 1, "RP-16.answered_again_as_promised": 0},
        ),
        # Due 15 July.
        Promise(TAKEN_BACK_BY_MISTAKE, "2026-06", {"RP-11.withdrawn": 1, "RP-8.open": 0}),
        Promise(TAKEN_BACK_BY_MISTAKE, "2026-07", {"RP-8.open": 1, "RP-8.overdue": 1, "RP-4.open": 1}),
        Promise(TAKEN_BACK_BY_MISTAKE, "2026-27-year", {"RP-11.withdrawn": 0, "RP-8.overdue": 1, "RP-4.open": 1}),
        Promise(CAME_LATE, "2026-06", {"RP-11.lapsed": 1, "RP-8.open": 0}),
        Promise(CAME_LATE, "2026-07", {"RP-11.lapsed": 0, "RP-8.open": 1}),
        Promise(COMPLAINT, "2026-07", {"RP-12.open": 0, "RP-12.closed": 1}),
        Promise(COMPLAINT, "2026-08", {"RP-12.open": 1, "RP-12.closed": 0}),
    ],
)
def test_a_case_that_is_opened_again_counts_where_it_stands_and_changes_nothing_before(promise: Promise) -> None:
    found = figures([record(*promise.life)], promise.period, LATER)
    assert {name: found[name][0] for name in promise.counts} == promise.counts


@given(any_records())
def test_what_a_month_says_is_the_same_whenever_it_is_asked(records: list[CaseRecord]) -> None:
    for period in ("2026-05", "2026-06", "2026-q1"):
        after = period_named(period).last_on + timedelta(1)
        known_then = [_as_known(each, after) for each in records if each.received_on <= after]
        assert figures(known_then, period, after) == figures(records, period, LATER)


def _as_known(each: CaseRecord, day: date) -> CaseRecord:
    """Without the endings and reopenings of later days."""
    endings = [ending for ending in each.endings if ending.on <= day]
    known = [replace(e, reopened_on=None, reopened_for="", promised_on=None) if e.lasts(day) else e for e in endings]
    return replace(each, endings=tuple(known))


STEPS: tuple[tuple[CaseEvent, ...], ...] = (
    (LetterOrdered(message="m", message_kind="no_data", answers=True), ResponseSent(sent_on=D(2026, 6, 20))),
    (RequestRefused(ground=RefusalGround.NOT_ENTITLED, refused_on=D(2026, 6, 20)),),
    (RequestWithdrawn(withdrawn_on=D(2026, 6, 20)),),
    (RequestLapsed(lapsed_on=D(2026, 6, 20)),),
    (reopened(D(2026, 6, 21), D(2026, 7, 1)),),
    (LapseEnded(came_on=D(2026, 6, 21)),),
)


@given(st.lists(st.sampled_from(STEPS), max_size=6))
def test_the_report_counts_as_open_what_the_queue_lists_whatever_ended_a_case_and_opened_it_again(
    steps: list[tuple[CaseEvent, ...]],
) -> None:
    happened: list[CaseEvent] = [received()]
    for step in steps:
        case = _folded(happened)
        opens = isinstance(step[0], CaseReopened | LapseEnded)
        # What cannot happen is left out: an ended case does not end, an open one is not opened.
        if opens is (case.stage in ENDED) and (case.lapsed_from or not isinstance(step[0], LapseEnded)):
            happened += step
    case = _folded(happened)
    found = timed(record(*((D(2026, 6, 21), event) for event in happened)), LATER)
    assert found.is_open is (case.stage not in ENDED)
    assert found.answered_on == case.responded_on
    assert found.promised_on == (case.reopened.due_on if case.reopened and case.responded_on else None)


def _folded(events: list[CaseEvent]) -> Case:
    return fold(Case(key=CaseId("c")), recorded(*((SYSTEM, event) for event in events)))


def test_an_extension_under_the_second_law_alone_is_a_notice_that_was_given() -> None:
    life = (
        (D(2026, 6, 1), received()),
        (D(2026, 6, 2), RegimeAdded(regime=Regime.LAW_ENFORCEMENT)),
        (
            D(2026, 6, 20),
            PeriodExtended(
                notice_on=D(2026, 6, 20), reason=ExtensionReason.COMPLEXITY, regimes=(Regime.LAW_ENFORCEMENT,)
            ),
        ),
    )
    found = figures([record(*life)], "2026-06", LATER)
    assert (found["RP-6.in_time"], found["RP-6.invalid"], found["RP-6.reason_complexity"][0]) == ((1, 1), (0, 1), 1)


def test_an_answer_after_a_fee_is_counted_by_what_was_asked_for() -> None:
    life = (
        (D(2026, 6, 1), received()),
        (D(2026, 6, 5), FeeAsked(asked_on=D(2026, 6, 5))),
        (D(2026, 6, 25), FeePaid(paid_on=D(2026, 6, 25))),
        (D(2026, 7, 10), ResponseSent(sent_on=D(2026, 7, 10))),
    )
    found = figures([record(*life)], "2026-07", LATER)
    assert (found["RP-7.fee"], found["RP-7.identity"]) == ((1, 1), (0, 1))


def test_an_answer_without_a_due_date_to_miss_is_counted_by_itself() -> None:
    life = (
        (D(2026, 1, 5), received(D(2026, 1, 5))),
        (D(2026, 1, 20), ClarificationRequested(asked_on=D(2026, 1, 20))),
        (D(2026, 9, 1), ResponseSent(sent_on=D(2026, 9, 1))),
    )
    found = figures([record(*life)], "2026-09", LATER)
    assert (found["RP-3.on_time"], found["RP-3.no_date"]) == ((1, 1), (1, 1))


def test_a_case_stands_under_every_part_of_the_service_and_every_team_it_concerns() -> None:
    asked = [TeamAsked(enquiry=f"e-{team}", team=team, due_on=D(2026, 6, 20)) for team in ("mash", "legal")]  # type: ignore[arg-type]
    first = (D(2026, 6, 1), received(categories=(Category.ATTENDANCE, Category.HEALTH)))
    records = [
        record(first, *((D(2026, 6, 2), event) for event in asked)),
        record((FIRST, received()), reference="RR-2"),
    ]
    cases = population(records, period_named("2026-06"), today=LATER)
    found = {row.key: broken_down(cases, row) for row in DIMENSIONS}
    assert {group.value for group in found["service"].groups} == {"attendance", "health", ""}
    assert {group.value for group in found["team"].groups} == {"mash", "legal", ""}
