"""A plot with two logarithmic axes as SVG: a line for each series, named at its end."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _FOOT = 760, 420, 70, 210, 44, 50
_COLOURS = ("#1d70b8", "#d4351c", "#00703c", "#f47738", "#4c2c92", "#505a5f")
Points = Sequence[tuple[float, float]]


def log_plot(path: Path, *, title: str, across: str, up: str, series: Mapping[str, Points]) -> None:
    """Write the plot. All values must be above zero."""
    xs = [x for points in series.values() for x, _ in points]
    ys = [y for points in series.values() for _, y in points]
    x_low, x_high = math.log10(min(xs)), math.log10(max(xs))
    y_low, y_high = math.floor(math.log10(min(ys))), math.ceil(math.log10(max(ys)))

    def place(x: float, y: float) -> tuple[float, float]:
        right = (math.log10(x) - x_low) / ((x_high - x_low) or 1)
        high = (math.log10(y) - y_low) / ((y_high - y_low) or 1)
        return (
            round(_LEFT + right * (_WIDTH - _LEFT - _RIGHT), 1),
            round(_HEIGHT - _FOOT - high * (_HEIGHT - _FOOT - _TOP), 1),
        )

    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="13" role="img"><title>{escape(title)}</title><rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="{_LEFT}" y="24" font-size="16" font-weight="bold">{escape(title)}</text>',
        f'<text x="{_LEFT}" y="{_HEIGHT - 10}">{escape(across)}</text>',
        f'<text x="{_LEFT}" y="40" fill="#505a5f">{escape(up)}</text>',
    ]
    for power in range(y_low, y_high + 1):
        _, y = place(min(xs), 10.0**power)
        drawn.append(f'<path d="M{_LEFT} {y}H{_WIDTH - _RIGHT}" stroke="#b1b4b6"/>')
        drawn.append(f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{10.0**power:g}</text>')
    for x in sorted(set(xs)):
        drawn.append(f'<text x="{place(x, 10.0**y_low)[0]}" y="{_HEIGHT - 30}" text-anchor="middle">{x:,.0f}</text>')
    for (name, points), colour in zip(series.items(), _COLOURS, strict=False):
        at = [place(x, y) for x, y in points]
        drawn.append(
            f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{" ".join(f"{x},{y}" for x, y in at)}"/>'
        )
        drawn += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in at]
        drawn.append(f'<text x="{at[-1][0] + 8}" y="{at[-1][1] + 4}" fill="{colour}">{escape(name)}</text>')
    path.write_text("\n".join([*drawn, "</svg>\n"]), encoding="utf-8")
