"""`rights holidays`: newer bank holidays are taken over whole, or not at all."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from requests_.cli.deadlines import holidays
from requests_.deadlines.working_days import CalendarExhausted, WorkingDays, packaged_file

KNOWN: dict[str, Any] = json.loads(packaged_file().read_text(encoding="utf-8"))
DIVISIONS = ("england-and-wales", "scotland", "northern-ireland")
Change = Callable[[dict[str, Any]], None]


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where updates are kept: the file of the code is never touched by a test."""
    path = tmp_path / "kept.json"
    monkeypatch.setenv("RIGHTS_HOLIDAYS", str(path))
    return path


def govuk(path: Path, change: Change = lambda content: None) -> Path:
    """A file as gov.uk publishes it: from 2020 on, no word of when it was retrieved, and 2029 already there."""
    content = {name: {"division": name, "events": []} for name in DIVISIONS}
    for name in DIVISIONS:
        events = [dict(event) for event in KNOWN[name]["events"] if event["date"] >= "2020"]
        coming = [{**event, "date": f"2029{event['date'][4:]}"} for event in events if event["date"][:4] == "2026"]
        content[name]["events"] = events + coming
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(holidays, arguments)


def test_a_newer_file_reaches_further_and_no_older_year_is_lost(target: Path, tmp_path: Path) -> None:
    with pytest.raises(CalendarExhausted, match="rights holidays update"):
        WorkingDays.england_and_wales().on_or_after(date(2029, 7, 1))
    answer = run("update", str(govuk(tmp_path / "fresh.json")), "--json")
    assert answer.exit_code == 0, answer.output
    said = json.loads(answer.output)
    assert said["file"] == str(target)
    assert said["england-and-wales"][1:] == ["2012-01-02", "2029-12-28"]
    assert WorkingDays.england_and_wales().on_or_after(date(2029, 7, 1)) == date(2029, 7, 2)
    assert WorkingDays.england_and_wales().off_reason(date(2012, 6, 5)) is not None


def test_a_holiday_that_is_proclaimed_is_known_at_once(target: Path, tmp_path: Path) -> None:
    def proclaim(content: dict[str, Any]) -> None:
        for name in DIVISIONS:
            content[name]["events"].append({"title": "Day of thanks", "date": "2027-06-16"})

    assert WorkingDays.england_and_wales().is_working_day(date(2027, 6, 16))
    assert run("update", str(govuk(tmp_path / "fresh.json", proclaim))).exit_code == 0
    assert WorkingDays.england_and_wales().off_reason(date(2027, 6, 16)) == "Day of thanks"


def without_last_year(content: dict[str, Any]) -> None:
    for name in DIVISIONS:
        content[name]["events"] = [event for event in content[name]["events"] if event["date"] < "2028"]


def without_one(content: dict[str, Any]) -> None:
    content["scotland"]["events"] = [e for e in content["scotland"]["events"] if e["date"] != "2026-12-25"]


def without_a_year(content: dict[str, Any]) -> None:
    events = content["england-and-wales"]["events"]
    content["england-and-wales"]["events"] = [event for event in events if event["date"][:4] != "2027"]


def twice(content: dict[str, Any]) -> None:
    content["scotland"]["events"].append(content["scotland"]["events"][0])


def unnamed(content: dict[str, Any]) -> None:
    content["scotland"]["events"][0]["title"] = None


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (without_last_year, "ends with 2027 for england-and-wales, those known with 2028"),
        (without_one, "holidays for scotland in 2026"),
        (without_a_year, "no holidays for england-and-wales in 2027"),
        (lambda content: content.pop("scotland"), "not in the form of gov.uk bank-holidays.json"),
        (lambda content: content["scotland"].update(events=[]), "not in the form of gov.uk bank-holidays.json"),
        (lambda content: content["scotland"].update(events=[{"title": "x", "date": "soon"}]), "not in the form"),
        (twice, "not in the form"),
        (unnamed, "not in the form"),
    ],
)
def test_a_file_that_is_wrong_or_knows_less_changes_nothing(
    target: Path, tmp_path: Path, change: Change, says: str
) -> None:
    answer = run("update", str(govuk(tmp_path / "fresh.json", change)))
    assert answer.exit_code == 2
    assert says in answer.output
    assert len(answer.output.splitlines()) == 1
    assert not target.exists()


@pytest.mark.parametrize("content", [b"<html>", b"[]", b"null", b"\xff\xfe"])
def test_what_is_no_such_file_is_refused_in_one_line(target: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "fresh.json").write_bytes(content)
    answer = run("update", str(tmp_path / "fresh.json"))
    assert (answer.exit_code, len(answer.output.splitlines())) == (2, 1)
    assert run("update", str(tmp_path / "none.json")).exit_code == 2
    assert not target.exists()


def test_a_place_that_cannot_be_written_is_told_with_its_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIGHTS_HOLIDAYS", str(tmp_path / "no folder" / "kept.json"))
    answer = run("update", str(govuk(tmp_path / "fresh.json")))
    assert answer.exit_code == 2
    assert "set RIGHTS_HOLIDAYS" in answer.output


def test_what_is_known_is_shown(target: Path) -> None:
    assert "140 holidays, 2012-01-02 to 2028-12-26" in run("show").output
    assert json.loads(run("show", "--json").output)["retrieved"] == KNOWN["retrieved_on"]
