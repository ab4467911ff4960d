"""What is true of every module."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT, modules, name_of

LONGEST_MODULE, LONGEST_FUNCTION = 300, 40
# What may be longer, and why.
LONG_MODULES = {
    "requests_/store/migrations/versions/": "a migration is generated, and read once",
    "requests_/model/correspondence.py": "a table: one row a kind of letter",
    "requests_/model/exemption_table.py": "a table: one row an exemption",
    "requests_/model/lifecycle.py": "a table: one row an action",
    "requests_/model/entitlement_rows.py": "a table: one row a kind of asker",
    "redaction/nicknames.py": "a table: one line a family of names",
    "templates/labels.py": "a table: one line a value that a page names",
    "workers/demo/people/names.py": "a table of invented names",
}
LONG_FUNCTIONS = {
    "requests_/store/migrations/versions/": "a migration is generated, and read once",
    "workers/demo/": "the text of a synthetic document is one piece",
}


def _may_be_long(name: str, allowed: dict[str, str]) -> bool:
    return any(name.startswith(prefix) for prefix in allowed)


def test_the_import_contracts_hold() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_is_too_long_to_be_read_at_once() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {n: m for n, m in lengths.items() if m > LONGEST_MODULE and not _may_be_long(n, LONG_MODULES)} == {}


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    first = node.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if is_docstring else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def test_no_function_is_too_long_to_be_read_at_once() -> None:
    long = {
        f"{name_of(path)}:{node.name}": _length(node)
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _length(node) > LONGEST_FUNCTION
    }
    assert {name: lines for name, lines in long.items() if not _may_be_long(name, LONG_FUNCTIONS)} == {}


def test_every_long_thing_that_is_allowed_is_there() -> None:
    for prefix in (*LONG_MODULES, *LONG_FUNCTIONS):
        assert (ROOT / prefix).exists()


NOW = re.compile(r"datetime\.(now|today|utcnow)\(|date\.today\(|\btime\.time\(|\btime\.localtime\(")


def test_only_the_clock_asks_the_machine_for_the_time() -> None:
    asking = [name_of(path) for path in modules() if NOW.search(path.read_text(encoding="utf-8"))]
    assert asking == ["requests_/clock.py"]


UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b|pytest\.mark\.(skip|xfail)|pytest\.(skip|xfail)\(")


def test_nothing_is_left_unfinished_or_skipped() -> None:
    here = Path(__file__)
    looked_at = [*modules(), *(path for path in sorted((ROOT / "tests").rglob("*.py")) if path != here)]
    assert [name_of(path) for path in looked_at if UNFINISHED.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("path", [path for path in modules() if path.stat().st_size], ids=name_of)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or "migrations" in path.parts
