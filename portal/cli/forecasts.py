"""`rights forecast`: how many requests will be late, and when; and how such forecasts did before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from typing import Any

import click

from portal.cli.reports import moment_given
from requests_.cli.opened import opened_store
from requests_.cli.plain import PlainCommand, plain_faults
from requests_.clock import london_date_of
from requests_.deadlines.periods import ONE_DAY
from requests_.reporting.forecast.back_test import BackTest, back_test
from requests_.reporting.forecast.calibration import Range
from requests_.reporting.forecast.outlook import (
    MONTHS_AHEAD,
    MOST_MONTHS_AHEAD,
    MonthAhead,
    Outlook,
    outlook,
    period_of_history,
)
from requests_.store.queries.returns import people_at_work, report_rows

MOST_BACK = 60


@click.command(cls=PlainCommand)
@click.option("--months", default=MONTHS_AHEAD, show_default=True, type=click.IntRange(1, MOST_MONTHS_AHEAD))
@click.option("--team", type=click.IntRange(1, 500), help="How many people answer requests; counted unless given.")
@click.option("--back-test", "back", default=0, type=click.IntRange(0, MOST_BACK), help="Try so many past months too.")
@click.option("--known-at", metavar="T", help="Forecast from what was known at a moment: 2026-07-01T08:00:00Z.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line a month.")
def forecast(*, months: int, team: int | None, back: int, known_at: str | None, as_json: bool) -> None:
    """Say how many requests are likely to be late in the months to come.

    From yesterday's end, as a range that holds four times in five, with everything it assumes.
    """
    with plain_faults():
        moment = moment_given(known_at)
        today = london_date_of(moment)
        with opened_store() as store, store.reading_one_moment() as session:
            rows = report_rows(session, period_of_history(today - ONE_DAY, back), known_at=moment)
            people = team or people_at_work(session, moment - timedelta(days=90), moment)
        found = outlook(rows.records, today - ONE_DAY, team=people, months=months)
        tested = back_test(rows.records, today, back) if back else None
    lines = _json(found, tested) if as_json else _table(found, tested)
    click.echo("\n".join(lines))


def _json(found: Outlook, tested: BackTest | None) -> Iterator[str]:
    for ahead, more in zip(found.months, found.with_one_more, strict=True):
        yield json.dumps({**_month(ahead), "with_one_more": _month(more)})
    if tested is not None:
        for row in tested.months:
            yield json.dumps({"back_test": _month(row.ahead), "late": row.late, "overdue": row.overdue})
        yield json.dumps({"held": tested.held, "months": len(tested.months)})
    yield json.dumps({"team": found.team, "assumptions": found.assumptions})


def _month(ahead: MonthAhead) -> dict[str, Any]:
    return {"month": ahead.month.key, "late": asdict(ahead.late), "overdue": asdict(ahead.overdue)}


def _table(found: Outlook, tested: BackTest | None) -> Iterator[str]:
    yield f"{'':24}{'due and late':>18}{'overdue at the end':>22}{'late with one more':>22}"
    for ahead, more in zip(found.months, found.with_one_more, strict=True):
        yield f"{ahead.title:24}{_range(ahead.late):>18}{_range(ahead.overdue):>22}{_range(more.late):>22}"
    if tested is not None:
        yield "\nForecast the day before, and what came"
        for row in tested.months:
            late = f"{_range(row.ahead.late)}: {row.late}"
            yield f"{row.ahead.title:24}{late:>18}{f'{_range(row.ahead.overdue)}: {row.overdue}':>22}"
        if tested.held is not None:
            yield f"{tested.held:.0%} of these numbers came within their range; about 80% should."
    yield ""
    yield from found.assumptions


def _range(found: Range) -> str:
    return f"{found.low} to {found.high}"
