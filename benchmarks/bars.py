"""A bar chart as SVG: enough for a benchmark's few figures, without a plotting library."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

ROW, LABEL, WIDE, TOP = 34, 250, 420, 46


def bars(title: str, rows: Sequence[tuple[str, float]], *, limit: float, unit: str = "") -> str:
    """One bar a row, each with its figure at its end; `limit` is the figure of a whole bar."""
    height = TOP + ROW * len(rows) + 12
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LABEL + WIDE + 90}" height="{height}" role="img" '
        f'aria-label="{escape(title)}" font-family="Arial, sans-serif" font-size="14">',
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="12" y="26" font-size="16" font-weight="bold">{escape(title)}</text>',
    ]
    for number, (label, figure) in enumerate(rows):
        y = TOP + ROW * number
        long = max(1.0, WIDE * figure / max(limit, 1e-9))
        drawn.append(f'<text x="12" y="{y + 19}">{escape(label)}</text>')
        drawn.append(f'<rect x="{LABEL}" y="{y + 4}" width="{long:.1f}" height="22" fill="#1d70b8"/>')
        drawn.append(f'<text x="{LABEL + long + 8:.1f}" y="{y + 20}">{figure:g}{escape(unit)}</text>')
    return "\n".join([*drawn, "</svg>"]) + "\n"
