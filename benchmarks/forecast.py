"""Measures the forecast: `PYTHONPATH=. python benchmarks/forecast.py [--seeds N] [--months N] [--kinds NAME …]`.

Councils of many kinds (`tests/factories/councils.py`) are invented for five years; each of the last months is forecast
from the day before. Told for every kind: how many numbers came within their 80 % range, and the interval score
(Winkler 1972: the width, and ten times by how far a number fell outside) as a ratio to that of a plain peer on the same
months in the same run: the number of the month before, as far to each side as four in five of the last 24 changes went.
`forecast.svg` is drawn beside the figures.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

from bars import bars

from requests_.reporting.forecast.back_test import back_test
from requests_.reporting.forecast.calibration import MISSED, Range
from requests_.reporting.forecast.past import Past
from requests_.reporting.forecast.rehearsal import counts_of
from requests_.reporting.period import months_back
from tests.factories.councils import COUNCILS, requests_to

TODAY, FIRST = date(2026, 11, 2), date(2021, 11, 1)
CHANGES_KNOWN = 24
SCORE = "interval score, ratio to the peer"


class Tried(NamedTuple):
    """One number of one month: what was forecast, what the peer said, and what came."""

    number: str
    ours: Range
    peer: Range
    came: int


def score(found: Range, came: int) -> float:
    """The interval score of a range that should miss one in five."""
    return found.high - found.low + 2 / MISSED * (max(0, found.low - came) + max(0, came - found.high))


def peer_range(before: Sequence[int]) -> Range:
    """The last number, give or take what four in five changes were; reckoned on square roots, as ours is."""
    changes = sorted(abs(math.sqrt(b) - math.sqrt(a)) for a, b in pairwise(before[-CHANGES_KNOWN - 1 :]))
    change = changes[min(len(changes), math.ceil((1 - MISSED) * (len(changes) + 1))) - 1]
    root = math.sqrt(before[-1])
    return Range(round(max(0.0, root - change) ** 2), before[-1], round((root + change) ** 2))


def tried(kind: str, seed: int, months: int) -> list[Tried]:
    records = requests_to(COUNCILS[kind], seed, FIRST, TODAY)
    past, every = Past(records), months_back(TODAY, months + CHANGES_KNOWN + 2)[:-1]
    came = [counts_of(past, month) for month in every]
    found = []
    for row in back_test(records, TODAY, months).months:
        place = every.index(row.ahead.month)
        for number in ("late", "overdue"):
            before = [getattr(counts, number) for counts in came[:place]]
            found.append(Tried(number, getattr(row.ahead, number), peer_range(before), getattr(row, number)))
    return found


def told(rows: Sequence[Tried]) -> dict[str, float]:
    peer = fmean(score(row.peer, row.came) for row in rows)
    return {
        "numbers": len(rows),
        "held": round(fmean(row.came in row.ours for row in rows), 3),
        "held by the peer": round(fmean(row.came in row.peer for row in rows), 3),
        "mean width": round(fmean(row.ours.high - row.ours.low for row in rows), 1),
        "mean number": round(fmean(row.came for row in rows), 1),
        SCORE: round(fmean(score(row.ours, row.came) for row in rows) / peer, 2),
    }


def measured(kinds: Sequence[str], seeds: int, months: int) -> Iterator[tuple[str, dict[str, Any]]]:
    with ProcessPoolExecutor(2) as pool:
        found = {kind: [pool.submit(tried, kind, seed, months) for seed in range(100, 100 + seeds)] for kind in kinds}
        for kind, runs in found.items():
            rows = [row for run in runs for row in run.result()]
            numbers = {name: told([row for row in rows if row.number == name]) for name in ("late", "overdue")}
            yield kind, {**told(rows), **numbers}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=6)
    parser.add_argument("--months", type=int, default=24)
    parser.add_argument("--kinds", nargs="+", default=list(COUNCILS))
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results" / "forecast.json")
    asked = parser.parse_args()
    kinds = {}
    for kind, figures in measured(asked.kinds, asked.seeds, asked.months):
        kinds[kind] = figures
        print(kind, json.dumps(figures), flush=True)
    held = [figures["held"] for figures in kinds.values()]
    whole = {
        "held, mean of the kinds": round(fmean(held), 3),
        "held, least and most": [min(held), max(held)],
        SCORE: round(math.exp(fmean(math.log(figures[SCORE]) for figures in kinds.values())), 2),
    }
    result = {"councils a kind": asked.seeds, "months": asked.months, "every kind": whole, "kinds": kinds}
    asked.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    drawn = bars(
        "Of a forecast's 80 % ranges, held", [(k, 100 * f["held"]) for k, f in kinds.items()], limit=100, unit=" %"
    )
    asked.out.with_suffix(".svg").write_text(drawn, encoding="utf-8")
    print(json.dumps(whole))


if __name__ == "__main__":
    main()
