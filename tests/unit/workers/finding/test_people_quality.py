"""One person among families, twins and namesakes in lists that share no key: nearly all found, nobody else accepted."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    path = Path(__file__).parents[4] / "benchmarks" / "finding_people.py"
    spec = importlib.util.spec_from_file_location("finding_people", path)
    assert spec is not None
    assert spec.loader is not None
    before = list(sys.path)
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path[:] = before
    return module


def test_nearly_every_row_of_a_person_is_found_and_none_of_anybody_else_is_accepted(benchmark: ModuleType) -> None:
    counts = benchmark.measured(400, 36, seed=2)
    told = {kind: benchmark.figures(one) for kind, one in counts.items()}
    assert {kind for kind in told if told[kind]["others_accepted"]} == set()
    assert {"twin", "sibling", "same name", "same name and birthday"} <= set(told)
    assert told["all"]["recall"] >= 0.97
    assert told["all"]["accepted"] >= 0.75
    assert told["all"]["others_offered_per_subject"] <= 2
