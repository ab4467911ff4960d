"""Worked cases, typed by hand from the law; each row says why."""

import csv
from pathlib import Path

import pytest

from requests_.deadlines.event_grammar import read_facts
from requests_.deadlines.rules import ClockRegime, calendar_for
from requests_.deadlines.statutory_clock import read_clock

DATA = Path(__file__).parents[3] / "data"
ROWS = [
    row
    for name in ("deadline_vectors.csv", "deadline_edges.csv")
    for row in csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines())
]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_worked_case_comes_out_as_the_law_says(row: dict[str, str]) -> None:
    facts = read_facts(row["regime"], received=row["received"], events=[row["events"]])
    reading = read_clock(facts, calendar=calendar_for(facts.regime))
    assert reading.answer == row["expected_due"], row["why"]
    assert reading.steps
    for step in reading.steps:
        assert step.rule.startswith("TL-")
        assert step.citation
        assert step.says.endswith(".")


def test_the_worked_cases_reach_every_regime_and_each_has_its_own_id() -> None:
    assert {row["regime"] for row in ROWS} == set(ClockRegime)
    assert len({row["id"] for row in ROWS}) == len(ROWS)
