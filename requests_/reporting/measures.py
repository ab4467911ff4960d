"""The measures of timeliness: how many came, how many were answered, and whether in the time the law gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from requests_.reporting.figures import Figure, Reckoning, counted, days, share
from requests_.reporting.population import Population
from requests_.reporting.record import Notice
from requests_.reporting.timing import STOPPED_STATES, TimedCase

# The ages of overdue cases, first and last day of each band; the last has no end.
AGE_BANDS: tuple[tuple[int, int | None], ...] = ((1, 30), (31, 90), (91, 180), (181, 365), (366, None))

Measure = Callable[[Population], tuple[Figure, ...]]


def received(cases: Population) -> tuple[Figure, ...]:
    """RP-1."""
    return (counted("RP-1", "received", "Requests received", cases.received),)


def closed(cases: Population) -> tuple[Figure, ...]:
    """RP-2."""
    return (counted("RP-2", "closed", "Requests answered", cases.answered),)


def in_statutory_time(cases: Population) -> tuple[Figure, ...]:
    """RP-3."""
    of = cases.answered
    on_time, late = _parted(of)
    undated = [case for case in of if case.clock.due_on is None]
    return (
        share("RP-3", "on_time", "Answered in the statutory time", on_time, of=of, is_part=True),
        share("RP-3", "late", "Answered late", late, of=of, is_part=True),
        share("RP-3", "no_date", "Answered while there was no due date to miss", undated, of=of),
    )


def due_and_on_time(cases: Population) -> tuple[Figure, ...]:
    """RP-4: what is still open past its date counts as a failure, so that no backlog hides behind quick answers."""
    of = cases.due
    on_time, not_on_time = _parted(of)
    late = [case for case in not_on_time if case.answered_on is not None]
    ended = [case for case in not_on_time if case.answered_on is None and case.ended_on is not None]
    still_open = [case for case in not_on_time if case.answered_on is None and case.ended_on is None]
    return (
        share("RP-4", "on_time", "Due, and answered on time", on_time, of=of, is_part=True),
        share("RP-4", "late", "Due, and answered late", late, of=of, is_part=True),
        share("RP-4", "open", "Due, and still not answered", still_open, of=of, is_part=True),
        share("RP-4", "ended", "Due, and taken back or ended after that, unanswered", ended, of=of, is_part=True),
    )


def within_a_month(cases: Population) -> tuple[Figure, ...]:
    """RP-5."""
    of = [case for case in cases.answered if not case.clock.is_extended]
    on_time, late = _parted(of)
    return (
        share("RP-5", "on_time", "Not extended, and answered within the month", on_time, of=of, is_part=True),
        share("RP-5", "late", "Not extended, and answered after the month", late, of=of, is_part=True),
    )


def extended(cases: Population) -> tuple[Figure, ...]:
    """RP-6: of a case under two laws every notice has to be in time for the law it was given under."""
    told = [case for case in cases.everything if _given(case, cases)]
    in_time = [case for case in told if all(_is_in_time(case, notice) for notice in _given(case, cases))]
    reasons = sorted({notice.reason for case in told for notice in _given(case, cases)} | {"complexity", "number"})
    return (
        share(
            "RP-6",
            "answered",
            "Answered after an extension",
            [case for case in cases.answered if case.clock.is_extended],
            of=cases.answered,
        ),
        share("RP-6", "in_time", "Notices of extension given in time", in_time, of=told, is_part=True),
        share(
            "RP-6",
            "invalid",
            "Notices of extension given too late to count",
            [case for case in told if case not in in_time],
            of=told,
            is_part=True,
        ),
        *(
            counted(
                "RP-6",
                f"reason_{reason}",
                f"Notices of extension: {_REASONS.get(reason, reason)}",
                [case for case in told if any(notice.reason == reason for notice in _given(case, cases))],
            )
            for reason in reasons
        ),
    )


def _given(case: TimedCase, cases: Population) -> list[Notice]:
    return [notice for notice in case.record.notices if notice.on in cases.period]


def _is_in_time(case: TimedCase, notice: Notice) -> bool:
    """Before a clock has begun, or while it stands still, no notice is late."""
    clock = case.clocks[case.record.regimes.index(notice.regime)]
    return clock.is_extended or clock.due_on is None


_REASONS = {"complexity": "the request is complex", "number": "the number of requests"}


def stopped(cases: Population) -> tuple[Figure, ...]:
    """RP-7."""
    of = cases.answered
    asked_for = {
        "identity": [case for case in of if case.record.id_requested_on],
        "authority": [case for case in of if case.record.authority_requested_on],
        "clarification": [case for case in of if case.record.pauses],
        "fee": [case for case in of if case.record.fee_requested_on],
    }
    stood = [case for case in of if case.days_not_counted]
    lost = [(case, case.days_not_counted) for case in stood]
    return (
        share("RP-7", "any", "Answered, with days that did not count", stood, of=of),
        *(
            share("RP-7", what, f"Answered after asking {_ASKED[what]}", found, of=of)
            for what, found in asked_for.items()
        ),
        days("RP-7", "days_total", "Days that did not count, in all", Reckoning.SUM, lost, of=of),
        days(
            "RP-7",
            "days_mean",
            "Days that did not count, on average where there were any",
            Reckoning.MEAN,
            lost,
            of=of,
        ),
        counted(
            "RP-7",
            "waiting",
            "Open at the end with the clock stopped or not started",
            [c for c in cases.open if _waits(c)],
        ),
    )


_ASKED = {
    "identity": "for identity",
    "authority": "for authority",
    "clarification": "what was meant",
    "fee": "for a fee",
}


def _waits(case: TimedCase) -> bool:
    return case.is_unanswered and case.clock.state in STOPPED_STATES


def backlog(cases: Population) -> tuple[Figure, ...]:
    """RP-8."""
    overdue, of = cases.overdue, cases.open
    ages = {case.record.reference: cases.days_overdue(case) for case in overdue}
    return (
        counted("RP-8", "open", "Open at the end", of),
        share(
            "RP-8",
            "again",
            "Open at the end, having been answered before",
            [case for case in of if case.is_open_again],
            of=of,
        ),
        share("RP-8", "overdue", "Open at the end and overdue", overdue, of=of),
        *(
            share(
                "RP-8",
                f"age_{first}",
                f"Overdue by {first} to {last} days" if last else f"Overdue by more than {first - 1} days",
                [c for c in overdue if first <= ages[c.record.reference] <= (last or 10**9)],
                of=overdue,
                is_part=True,
            )
            for first, last in AGE_BANDS
        ),
        days(
            "RP-8",
            "oldest",
            "The oldest is overdue by",
            Reckoning.LARGEST,
            [(case, cases.days_overdue(case)) for case in overdue],
            of=overdue,
        ),
    )


def time_to_respond(cases: Population) -> tuple[Figure, ...]:
    """RP-9."""
    of = cases.answered
    gross = [(case, found) for case in of if (found := case.gross_days) is not None]
    net = [(case, found) for case in of if (found := case.net_days) is not None]
    middle, ninth = Reckoning.MEDIAN, Reckoning.NINTH
    return (
        days("RP-9", "median_gross", "Half were answered within, from receipt", middle, gross, of=of),
        days("RP-9", "centile_gross", "Nine in ten were answered within, from receipt", ninth, gross, of=of),
        days("RP-9", "median_net", "Half were answered within, days that count", middle, net, of=of),
        days("RP-9", "centile_net", "Nine in ten were answered within, days that count", ninth, net, of=of),
    )


def _parted(of: Sequence[TimedCase]) -> tuple[list[TimedCase], list[TimedCase]]:
    return [case for case in of if case.is_on_time], [case for case in of if not case.is_on_time]
