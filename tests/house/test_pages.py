"""What the documents promise is there."""

import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import click
import pytest

from redaction.people_file import load_people
from redaction.values import Role
from requests_.settings import ControllerProfile
from tests.house.tree import ROOT, files, modules, name_of
from workers.finding.profile import load_subject
from workers.sources.stores_file import read_stores

COMMANDS = {point.name: point for point in entry_points(group="rights.commands")}
PAGES = [path for path in files() if path.suffix == ".md"]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = dict(re.findall(r"^([a-z][a-z-]*):.*?## (.+)$", MAKEFILE, re.MULTILINE))


def test_the_page_of_the_lifecycle_is_the_table_of_the_lifecycle() -> None:
    command = [sys.executable, "scripts/write_lifecycle.py", "-"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert (ROOT / "docs" / "lifecycle.md").read_text(encoding="utf-8") == made, "run: make docs"


def test_the_first_page_has_the_two_commands() -> None:
    first_page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in first_page
    assert "make test" in first_page


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    code = "\n".join([*re.findall(r"```.*?```", text, re.DOTALL), *re.findall(r"`[^`\n]+`", text)])
    assert set(re.findall(r"\bmake ([a-z][a-z-]*)", code)) <= set(TARGETS)
    assert set(re.findall(r"(?:^|[`\s/])rights ([a-z][a-z-]*)", code)) <= set(COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_file_a_page_links_to_exists(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_examples_of_the_page_on_stores_are_read(tmp_path: Path) -> None:
    """Whoever copies them starts from something that works."""
    page = (ROOT / "docs" / "stores.md").read_text(encoding="utf-8")
    examples = re.findall(r"```(?:toml|json)\n(.*?)```", page, re.DOTALL)
    written = dict(zip(("stores", "subject", "people", "withhold"), examples, strict=True))
    written["stores"] += written.pop("withhold")
    paths = {name: tmp_path / name for name in written}
    for name, text in written.items():
        paths[name].write_text(text, encoding="utf-8")
    stores = read_stores(paths["stores"], environment={"CASE_PASSWORD": "invented"})
    assert [store.id for store in stores] == ["case", "share", "mail", "paper", "mash"]
    assert load_subject(paths["subject"]).family_name == "Marlowe-Achebe"
    assert {person.role for person in load_people(paths["people"])} == {
        Role.SUBJECT,
        Role.REQUESTER,
        Role.THIRD_PARTY,
        Role.PROFESSIONAL,
    }


SETTING = re.compile(r"\bRIGHTS_[A-Z]+(?:_[A-Z]+)*\b")


def test_every_setting_that_is_read_is_on_a_page_and_every_setting_on_a_page_is_read() -> None:
    read = {name for path in modules() for name in SETTING.findall(path.read_text(encoding="utf-8"))}
    told = {name for page in PAGES for name in SETTING.findall(page.read_text(encoding="utf-8"))}
    of_council = {f"RIGHTS_COUNCIL_{name.upper()}" for name in ControllerProfile.__dataclass_fields__}
    assert told - read - of_council == set()
    assert read - told - of_council - {"RIGHTS_COUNCIL"} == set()


def test_every_test_that_the_table_of_the_standard_names_exists() -> None:
    page = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", page)
    texts = {path: (ROOT / path).read_text(encoding="utf-8") for path, _ in named}
    assert [f"{path}::{test}" for path, test in named if test and f"def {test}(" not in texts[path]] == []
    rows = [line for line in page.split("## Not met")[0].splitlines() if re.match(r"\| \d", line)]
    assert len(rows) == len(named) > 50


def test_every_threat_names_a_part_that_is_drawn_and_a_test_that_exists() -> None:
    page = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
    drawn = set(re.findall(r"\b([A-Z]\d)[\[(]", page))
    told = {part for row in re.findall(r"^\| ((?:[A-Z]\d(?:, )?)+) \|", page, re.MULTILINE) for part in row.split(", ")}
    assert drawn == told
    rows = re.findall(
        r"^\| (\d+) \| ([STRIDE]) \| ([A-Z]\d) \|.*\| `(tests/[\w/]+\.py)(?:::(\w+))?` \|$", page, re.MULTILINE
    )
    assert [int(number) for number, *_ in rows] == list(range(1, len(rows) + 1))
    assert {kind for _, kind, *_ in rows} == set("STRIDE")
    assert {part for _, _, part, *_ in rows} <= drawn
    texts = {path: (ROOT / path).read_text(encoding="utf-8") for *_, path, _ in rows}
    assert [test for *_, path, test in rows if test and f"def {test}(" not in texts[path]] == []
    assert page.count("\n| ") > len(rows) > 30


def test_every_place_that_is_named_to_begin_at_is_there() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:portal|requests_|redaction|templates|workers|tests|docs)/[\w./-]+)`", page)
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert len(named) > 30


def test_every_target_of_the_makefile_says_what_it_does() -> None:
    phony = set(re.findall(r"^\.PHONY: ([a-z-]+)$", MAKEFILE, re.MULTILINE))
    assert {target for target in phony if not target.startswith("set-up")} == set(TARGETS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_loads_and_says_what_it_does(name: str) -> None:
    command = COMMANDS[name].load()
    assert isinstance(command, click.Command)
    assert command.get_short_help_str()


def test_continuous_integration_runs_what_everybody_runs() -> None:
    run = ROOT / ".ci" / "run"
    assert run.stat().st_mode & 0o111
    assert "make test" in run.read_text(encoding="utf-8")


def test_the_guide_for_caseworkers_names_what_is_on_the_pages() -> None:
    guide = (ROOT / "docs" / "caseworker.md").read_text(encoding="utf-8")
    named = {" ".join(name.split()) for name in re.findall(r"\*\*(.+?)\*\*", guide, re.DOTALL)}
    pages = [*(ROOT / "templates" / "staff").rglob("*.html"), *(ROOT / "templates").glob("labels*.py")]
    pages += (ROOT / "portal" / "staff").glob("*.py")
    there = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    assert sorted(name for name in named if name not in there) == []
