"""What is true of every file that is kept."""

import json
import re
import tomllib

from requests_.clock import SystemClock
from requests_.deadlines.rules import RULES
from tests.house.tree import ROOT, files, name_of

# Written in pieces, so that this file does not name them itself.
MACHINE = re.compile("(?<![A-Za-z0-9_.>-])/(?:" + "|".join(["work", "root", "home", "Users"]) + ")/[A-Za-z]")
BINARY = {".gz", ".png", ".jpg", ".pdf", ".ico", ".crfsuite", ".woff", ".woff2", ".docx", ".xlsx", ".zip", ".lock"}


def test_no_file_names_a_path_of_the_machine_it_was_written_on() -> None:
    naming = []
    for path in files():
        if path.suffix not in BINARY:
            text = path.read_text(encoding="utf-8", errors="replace")
            naming += [f"{name_of(path)}: {hit.group()}" for hit in MACHINE.finditer(text)]
    assert naming == []


def test_no_file_is_kept_that_a_tool_makes() -> None:
    made = re.compile(r"(^|/)(__pycache__|\.venv|var|node_modules|\.mypy_cache)/|\.(pyc|sqlite|log)$")
    assert [name_of(path) for path in files() if made.search(name_of(path))] == []


def test_the_licence_is_there_and_is_the_one_that_is_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "AGPL-3.0-or-later"
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_the_bank_holidays_reach_the_end_of_next_year() -> None:
    stored = json.loads((ROOT / "requests_/deadlines/bank_holidays.json").read_text(encoding="utf-8"))
    years = {int(event["date"][:4]) for event in stored["england-and-wales"]["events"]}
    next_year = SystemClock().london_date().year + 1
    assert next_year in years, "docs/deadlines.md says how to bring in the newest bank holidays"


def test_every_statutory_rule_says_where_it_is_written() -> None:
    for rule in RULES.values():
        assert rule.bases
        for basis in rule.bases:
            assert re.search(r"(art\.|s\.|reg\.|para\.|Sch\.|section|article|regulation)", basis.period), rule.regime


def test_what_was_taken_from_others_comes_with_their_licence() -> None:
    licences = ROOT / "templates" / "static" / "licences"
    assert any("MIT" in path.read_text(encoding="utf-8") for path in licences.iterdir())


def test_no_crown_crest_or_font_of_gov_uk_is_shipped() -> None:
    shipped = [path for path in files() if (ROOT / "templates" / "static") in path.parents]
    assert [name_of(path) for path in shipped if re.search(r"crest|crown|\.woff2?$", path.name)] == []
    for sheet in (path for path in shipped if path.suffix == ".css"):
        text = sheet.read_text(encoding="utf-8")
        assert "@font-face" not in text
        assert "GDS Transport" not in text
