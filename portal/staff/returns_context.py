"""What the report pages show: the chosen period, its headlines, its charts, and the tables behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.web.transaction import one_moment, reading
from requests_.deadlines.periods import ONE_DAY
from requests_.model.targets import Targets
from requests_.reporting.breakdowns import Breakdown, by_month
from requests_.reporting.figures import Figure
from requests_.reporting.period import Period, month_of, months_back, quarter_of, year_of
from requests_.reporting.returns import Return, build_return
from requests_.store.queries.controller import targets_in_force
from requests_.store.queries.returns import origin_of, report_rows
from templates.charts import Chart, bar_chart, line_chart, lying_chart

TREND_MONTHS = 13


@dataclass(frozen=True, slots=True)
class Headline:
    """One large number: a figure, and how alarming it is ("" for neither good nor bad)."""

    figure: Figure
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """Everything the first report page draws."""

    found: Return
    months: Breakdown
    headlines: tuple[Headline, ...]
    on_time: Chart
    flow: Chart
    ages: Chart
    age_figures: tuple[Figure, ...]


def dashboard(period: Period, known_at: datetime, today: date) -> Dashboard:
    """Count and draw a period, and the months up to it."""
    months = months_back(min(period.last_on, today), TREND_MONTHS)
    first_on = min(months[0].first_on, period.first_on)
    rows = report_rows(one_moment(), Period(first_on=first_on, last_on=period.last_on), known_at=known_at)
    found = build_return(rows.records, period, today=today, origin=origin_of(rows))
    trend = by_month(rows.records, months, today=today)
    figures = {figure.name: figure for figure in found.figures}
    targets = targets_in_force(reading())
    ages = tuple(figure for figure in found.figures if figure.name.startswith("RP-8.age_"))
    return Dashboard(
        found=found,
        months=trend,
        headlines=tuple(Headline(figures[name], _tone(figures[name], targets)) for name in _HEADLINES),
        on_time=_on_time(trend),
        flow=_flow(trend),
        ages=lying_chart([(figure.title.removeprefix("Overdue by ").capitalize(), figure.count) for figure in ages]),
        age_figures=ages,
    )


_HEADLINES = ("RP-4.on_time", "RP-3.on_time", "RP-8.overdue", "RP-8.open")


def _tone(figure: Figure, targets: Targets) -> str:
    if figure.name == "RP-8.overdue":
        return "bad" if figure.count else "good"
    if not figure.name.endswith("on_time") or figure.value is None:
        return ""
    return targets.tone(figure.value)


def _on_time(trend: Breakdown) -> Chart:
    series = [[_hundredths(group.figures[column]) for group in trend.groups] for column in (2, 1)]
    return line_chart(_short(trend), series, top=100)


def _hundredths(figure: Figure) -> float | None:
    return None if figure.value is None else 100 * figure.value


def _flow(trend: Breakdown) -> Chart:
    received = [group.figures[0].count for group in trend.groups]
    answered = [group.figures[1].out_of or 0 for group in trend.groups]
    return bar_chart(_short(trend), [received, answered])


def _short(trend: Breakdown) -> list[str]:
    return [f"{date.fromisoformat(f'{group.value}-01'):%b}" for group in trend.groups]


def period_choices(today: date) -> tuple[tuple[str, tuple[Period, ...]], ...]:
    """The periods offered, as (heading, periods), the newest first."""
    months = tuple(reversed(months_back(today, 12)))
    return (
        ("Months", months),
        ("Quarters", _back(quarter_of(today), quarter_of, 6)),
        ("Financial years", _back(year_of(today), year_of, 4)),
    )


def default_period(today: date) -> Period:
    """The month of today."""
    return month_of(today)


def _back(newest: Period, of: Callable[[date], Period], count: int) -> tuple[Period, ...]:
    found: list[Period] = [newest]
    while len(found) < count:
        found.append(of(found[-1].first_on - ONE_DAY))
    return tuple(found)


def figure_named(figures: Sequence[Figure], name: str) -> Figure | None:
    """The figure of a name."""
    return next((figure for figure in figures if figure.name == name), None)
