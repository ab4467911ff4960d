"""Measures detection and writes `benchmarks/results/detection.json`: `python benchmarks/detection.py [--out FILE]`.

Coverage of listed people on clean and damaged text, of people nobody listed on judgments the tagger has not seen, of
identifiers; speed of each detector beside two floors in the same run: one regular expression of all names, and one of
plain UK identifier patterns, both by the standard library. Times are processor seconds, the best of three.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from redaction.detect import DETECTORS
from redaction.detect.roster import roster_of
from redaction.evaluate import Score, add, kept_back, scored_unknown
from redaction.normalise import read
from redaction.people import forms_of
from redaction.propose import propose_text
from redaction.training.train import judgments
from redaction.values import Role

sys.path.insert(0, str(Path(__file__).parent))
from bars import bars
from detection_texts import Case, case, identifiers

PLAIN = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.]+|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b0\d{4} ?\d{5,6}\b|\b\d{3} ?\d{3} ?\d{4}\b"
    r"|\b[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]\b|\b[A-Z]\d{11}[\dA-Z]\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)? (?:January|February|March|April|May|June|July|August|September|October)"
    r" \d{4}\b"
)
PROSE = (
    "The Education Support Service works with schools, parents and carers to improve attendance. A referral is\n"
    "made when a pupil has missed more than ten sessions without authorisation in a term. The officer considers\n"
    "the reasons given, any support already offered and what the school has recorded before a decision is taken.\n"
)


def listed(damage: float, cases: int) -> dict[str, float]:
    score = Score()
    for seed in range(cases):
        made = case(seed, damage=damage)
        add(score, made.text, made.truth, kept_back(propose_text(made.text, made.people), frozenset({"person"})))
    return score.figures()


def unlisted(cases: int) -> dict[str, float]:
    """The same files with nobody listed but the data subject and the officials: the others have to be found."""
    score = Score()
    for seed in range(cases):
        made = case(seed)
        known = [one for one in made.people if one.role is not Role.THIRD_PARTY]
        add(score, made.text, made.truth, kept_back(propose_text(made.text, known), frozenset({"person"})))
    return score.figures()


def numbers(count: int) -> dict[str, float]:
    text, truth = identifiers(1, count)
    score = Score()
    found = [one for one in propose_text(text, ()) if one.kind != "person" and not one.kind.startswith("cue:")]
    add(score, text, truth, kept_back(found))
    right = sum(any(one.start == start and one.kind == kind for one in found) for start, _, kind in truth)
    return {**score.figures(), "kind_right": round(right / len(truth), 4)}


def notes(megabytes: float, prose: int) -> tuple[Case, str]:
    """Case notes parted by so many paragraphs of ordinary text, and the case they are of."""
    text, seed = "", 0
    while len(text) < megabytes * 1e6:
        seed += 1
        text += case(1, lines=6).text + PROSE * prose + identifiers(seed, 3)[0] + PROSE * prose
    return case(1), text


def pages_of(text: str) -> list[str]:
    return [text[start : start + 3000] for start in range(0, len(text), 3000)]


def speeds(megabytes: float, prose: int) -> dict[str, float]:
    """Megabytes a processor second on notes parted by so many paragraphs of ordinary text."""
    made, text = notes(megabytes, prose)
    pages = pages_of(text)
    roster, readings = roster_of(made.people), [read(page) for page in pages]
    forms = {re.escape(form.text) for one in made.people for form in forms_of(one)}
    names = re.compile("|".join(sorted(forms, key=len, reverse=True)))
    size = len(text) / 1e6
    figures = {
        "floor: one expression of all names": size
        / best(lambda: [list(names.finditer(one.folded)) for one in readings]),
        "floor: one expression of plain identifiers": size / best(lambda: [list(PLAIN.finditer(one)) for one in pages]),
        "reading": size / best(lambda: [read(page) for page in pages]),
    }
    for detector in DETECTORS:
        figures[detector.name] = size / best(lambda find=detector.find: [find(one, roster) for one in readings])
    steps = ("reading", "names", "identifiers", "special")
    figures["everything but the tagger"] = 1 / sum(1 / figures[step] for step in steps)
    whole = "".join(pages[:100])
    figures["propose, tagger and all"] = len(whole) / 1e6 / best(lambda: propose_text(whole, made.people))
    return {name: round(figure, 2) for name, figure in figures.items()}


def beside_presidio(interpreter: str) -> dict[str, float | str]:
    """Megabytes a processor second of presidio-analyzer and of ours, and the ratio, on letters."""
    made, text = notes(0.3, 8)
    pages, roster = pages_of(text), roster_of(made.people)
    names = sorted({form.text.title() for one in made.people for form in forms_of(one)})
    peer = subprocess.run(
        [interpreter, str(Path(__file__).with_name("presidio_peer.py"))],
        input=json.dumps({"pages": pages, "names": names}), capture_output=True, text=True, check=True,
    )  # fmt: skip
    theirs = json.loads(peer.stdout)

    def ours() -> None:
        for page in pages:
            reading = read(page)
            for detector in DETECTORS:
                if detector.name != "unknown":  # presidio has no model here to find them with
                    detector.find(reading, roster)

    speed = len(text) / 1e6 / best(ours)
    return {"version": theirs["version"], "theirs": theirs["speed"], "ours": round(speed, 2),
            "ratio": round(speed / theirs["speed"], 1)}  # fmt: skip


def quality_chart(figures: dict[str, Any]) -> str:
    """What share of mentions is wholly covered, and of how many people every mention is."""
    lines = [
        (f"{name}: {says}", round(100 * row[key], 1))
        for name, row in figures.items()
        if isinstance(row, dict) and "recall" in row
        for key, says in (("recall", "mentions"), ("safe", "people whole"))
        if name != "identifiers" or key == "recall"
    ]
    return bars("Wholly covered, per cent", lines, limit=100)


def best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results" / "detection.json")
    parser.add_argument("--cases", type=int, default=100)
    parser.add_argument("--peer", default="", help="a Python that has presidio-analyzer, to measure beside")
    asked = parser.parse_args()
    figures: dict[str, Any] = {
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("ahocorasick-rs", "rapidfuzz", "python-crfsuite")},
        "listed people, clean": listed(0.0, asked.cases),
        "listed people, 30 % of mentions damaged": listed(0.3, asked.cases),
        "people nobody listed, attendance files": unlisted(asked.cases),
        "people nobody listed, unseen judgments": scored_unknown([(one.text, one.people) for one in judgments("dev")]),
        "identifiers": numbers(4000),
        "megabytes a processor second, crowded notes": speeds(1.0, 1),
        "megabytes a processor second, letters": speeds(1.0, 8),
    }
    if asked.peer:
        figures["presidio-analyzer, the same text and names"] = beside_presidio(asked.peer)
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    asked.out.with_suffix(".svg").write_text(quality_chart(figures), encoding="utf-8")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
