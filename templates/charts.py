"""Where the strokes of a chart go: plain geometry, drawn as SVG by `staff/returns/_charts.html`. Lengths are in pixels.

A chart is narrow enough for a telephone and is scaled up elsewhere, so that its words can be read on both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 360.0, 210.0
LEFT, RIGHT, TOP, BOTTOM = 38.0, 8.0, 12.0, 26.0
_PLOT_WIDTH, _PLOT_HEIGHT = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
_LABELS_THAT_FIT = 7
ROW_HEIGHT, ROW_LABEL = 30.0, 128.0
_STEPS = (1, 2, 4, 8)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the chart, and what it stands for."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """An upright or lying bar; `series` numbers its colour."""

    x: float
    y: float
    width: float
    height: float
    series: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; a gap where there is no value begins another."""

    series: int
    runs: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Everything to draw."""

    width: float
    height: float
    ticks: tuple[Tick, ...]
    labels: tuple[Tick, ...]
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()


def line_chart(labels: Sequence[str], series: Sequence[Sequence[float | None]], *, top: float) -> Chart:
    """Lines over the same labels, from 0 to `top`; None leaves a gap."""
    step = _PLOT_WIDTH / max(1, len(labels) - 1)
    places = [LEFT + step * number for number in range(len(labels))]
    lines = tuple(Line(number, _runs(places, values, top)) for number, values in enumerate(series))
    return Chart(width=WIDTH, height=HEIGHT, ticks=_ticks(top), labels=_thinned(places, labels), lines=lines)


def bar_chart(labels: Sequence[str], series: Sequence[Sequence[int]]) -> Chart:
    """Upright bars, those of one label side by side."""
    top = nice_top(max((value for values in series for value in values), default=0))
    room = _PLOT_WIDTH / max(1, len(labels))
    width = room * 0.76 / max(1, len(series))
    bars = [
        Bar(LEFT + room * (place + 0.12) + width * number, _y(value, top), width, _y(0, top) - _y(value, top), number)
        for number, values in enumerate(series)
        for place, value in enumerate(values)
        if value
    ]
    centres = [LEFT + room * (place + 0.5) for place in range(len(labels))]
    return Chart(width=WIDTH, height=HEIGHT, ticks=_ticks(top), labels=_thinned(centres, labels), bars=tuple(bars))


def lying_chart(rows: Sequence[tuple[str, int]]) -> Chart:
    """One lying bar a row, with its number at its end."""
    most = max((value for _, value in rows), default=0) or 1
    room = WIDTH - ROW_LABEL - 44
    bars = tuple(
        Bar(ROW_LABEL, 4 + ROW_HEIGHT * place, room * value / most, ROW_HEIGHT - 10, 0, f"{value:,}")
        for place, (_, value) in enumerate(rows)
    )
    labels = tuple(Tick(ROW_HEIGHT * place + ROW_HEIGHT / 2 + 3, text) for place, (text, _) in enumerate(rows))
    return Chart(width=WIDTH, height=ROW_HEIGHT * max(1, len(rows)) + 4, ticks=(), labels=labels, bars=bars)


def nice_top(value: float) -> float:
    """The smallest round number that is not below `value`, and at least 4."""
    power = 1.0
    while True:
        for step in _STEPS:
            if step * power >= max(value, 4):
                return step * power
        power *= 10


def _y(value: float, top: float) -> float:
    return TOP + _PLOT_HEIGHT * (1 - value / top)


def _ticks(top: float) -> tuple[Tick, ...]:
    values = [top * quarter / 4 for quarter in range(5)]
    return tuple(Tick(_y(value, top), f"{value:,.1f}".removesuffix(".0")) for value in values)


def _thinned(places: Sequence[float], labels: Sequence[str]) -> tuple[Tick, ...]:
    """As many labels as fit, the last always among them."""
    every = -(-len(labels) // _LABELS_THAT_FIT) or 1
    last = len(labels) - 1
    return tuple(
        Tick(place, text)
        for number, (place, text) in enumerate(zip(places, labels, strict=True))
        if (last - number) % every == 0
    )


def _runs(
    places: Sequence[float], values: Sequence[float | None], top: float
) -> tuple[tuple[tuple[float, float], ...], ...]:
    runs: list[list[tuple[float, float]]] = [[]]
    for place, value in zip(places, values, strict=True):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((round(place, 1), round(_y(value, top), 1)))
    return tuple(tuple(run) for run in runs if run)
