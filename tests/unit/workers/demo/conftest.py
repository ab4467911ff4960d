"""One small borough, built once for all tests that only look at it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workers.demo.borough import build_borough

PUPILS, SEED = 12, 4


@pytest.fixture(scope="session")
def borough(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo") / "borough"
    build_borough(out, pupils=PUPILS, seed=SEED)
    return out


@pytest.fixture(scope="session")
def rows() -> Callable[[Path], list[dict[str, Any]]]:
    return lambda path: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def items(borough: Path, rows: Callable[[Path], list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return rows(borough / "truth" / "items.jsonl")


@pytest.fixture(scope="session")
def people(borough: Path, rows: Callable[[Path], list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return rows(borough / "truth" / "people.jsonl")
