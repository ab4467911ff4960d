"""Measures burning: `python benchmarks/burning.py [--pages N] [--out FOLDER]` writes JSON and a chart.

One PDF of typed pages with about 20 names each goes through every stage, beside the floor in the same run: the same
library opens the file, takes its text and saves it. Seconds are of the processor, those of programs that the checks
start included; the best of three. No page here needs character recognition.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import resource
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pymupdf

from redaction.burn.pages import burn_document
from redaction.ingest.readers import read
from redaction.propose import propose
from redaction.rebuild import rebuild
from redaction.term_search import find_terms
from redaction.values import Person, Role, Withheld
from redaction.verify.checks import check

sys.path.insert(0, str(Path(__file__).parent))
from bars import bars

NAMES = ("Dora Quill", "Tom Halewood", "Priya Sandhu", "Bradley Brownlow", "Zoe Hartley")
PEOPLE = tuple(Person(key=name.split()[0].lower(), name=name, role=Role.THIRD_PARTY) for name in NAMES)
LINES = (
    "The pupil was late on Monday and the school wrote home about it the same day.",
    "{} rang the office at noon and asked for a call back before the end of the week.",
    "Attendance for the term was under ninety per cent, and a meeting was offered to the family.",
    "It was agreed that the plan is looked at again after the holiday.",
    "The officer will visit the home next week with {}, who knows the family well.",
)
LINES_A_PAGE = 52
GOAL = 120.0


def pages(count: int) -> bytes:
    random.seed(1)
    made = pymupdf.open()
    for _ in range(count):
        page = made.new_page()
        lines = [LINES[at % len(LINES)].format(random.choice(NAMES)) for at in range(LINES_A_PAGE)]
        page.insert_text((50, 60), lines, fontsize=10)
    content: bytes = made.tobytes(garbage=3, deflate=True)
    return content


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """The least processor time of three runs, and what the work gave."""
    taken, given = [], None
    for _ in range(3):
        before = _used()
        given = work()
        taken.append(_used() - before)
    return min(taken), given


def _used() -> float:
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def floor(content: bytes) -> None:
    document = pymupdf.open(stream=content, filetype="pdf")
    for page in document:
        page.get_text()
    document.tobytes(garbage=3, deflate=True)


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--pages", type=int, default=100)
    given.add_argument("--out", type=Path, default=Path(__file__).parent / "results")
    asked = given.parse_args()
    content = pages(asked.pages)
    taken: dict[str, float] = {}
    taken["floor: open, take the text, save"], _ = seconds(lambda: floor(content))
    taken["read"], reading = seconds(lambda: read(content, "speed.pdf", None))
    document = reading.document
    taken["propose"], _ = seconds(lambda: propose([document], PEOPLE))
    gone = tuple(
        Withheld(unit=number, start=start, end=end, label="[Person B]")
        for number, unit in enumerate(document.units)
        for start, end in find_terms(unit.text, NAMES)
    )
    taken["burn"], burned = seconds(lambda: burn_document(document, gone, False))
    taken["rebuild"], finished = seconds(lambda: rebuild(burned, title="Disclosed document"))
    terms = tuple(word for name in NAMES for word in (name, *name.split()))
    taken["verify"], certificate = seconds(lambda: check(finished, terms, ()))
    taken["burn, rebuild and verify"] = taken["burn"] + taken["rebuild"] + taken["verify"]
    speeds = {name: round(asked.pages / taken[name], 1) for name in taken}
    base, whole = speeds["floor: open, take the text, save"], speeds["burn, rebuild and verify"]
    result = {
        "pages": asked.pages,
        "boxes_a_page": round(len(gone) / asked.pages, 1),
        "passed": certificate.passed,
        "pages_a_processor_second": speeds,
        "ratio_to_floor": round(whole / base, 3),
        "goal_pages_a_second": GOAL,
        "machine": platform.platform(),
        "versions": {name: version(name) for name in ("pymupdf", "pikepdf", "pypdfium2")},
    }
    asked.out.mkdir(parents=True, exist_ok=True)
    (asked.out / "burning.json").write_text(json.dumps(result, indent=1) + "\n")
    chart = bars("Pages a processor second", list(speeds.items()), limit=max(speeds.values()))
    (asked.out / "burning.svg").write_text(chart)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
