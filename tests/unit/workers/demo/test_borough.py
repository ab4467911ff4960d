"""A borough is the same for the same seed, is written whole or not at all, and holds the case of the demonstration."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from workers.demo import borough as building
from workers.demo.borough import NotOurs, build_borough
from workers.demo.command import demo_data
from workers.sources.stores_file import load_stores


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        build_borough(tmp_path / name, pupils=4, seed=11)
    assert _digests(tmp_path / "one") == _digests(tmp_path / "two")


def test_another_seed_gives_other_people(borough: Path, tmp_path: Path) -> None:
    build_borough(tmp_path / "other", pupils=3, seed=99)
    assert (tmp_path / "other" / "hero.json").read_text() != (borough / "hero.json").read_text()


def test_the_stores_file_is_accepted_by_the_search(borough: Path) -> None:
    stores = load_stores(borough / "stores.toml")
    assert [store.id for store in stores] == [
        "case",
        "prosecution",
        "share",
        "prosecution-files",
        "mail",
        "paper",
        "mash",
    ]
    assert {store.regime for store in stores} == {"uk_gdpr", "law_enforcement"}


def test_the_hero_is_a_child_of_ten_with_a_file_in_every_store(borough: Path, items: list[dict[str, Any]]) -> None:
    hero = json.loads((borough / "hero.json").read_text())
    assert hero["requester"]["relation"] == "mother"
    assert hero["subject"]["date_of_birth"].startswith("2016-")
    assert len(hero["items"]) >= 25
    assert {item["store"] for item in hero["items"]} == {
        "case",
        "prosecution",
        "share",
        "prosecution-files",
        "mail",
        "paper",
    }
    relations = {person["relation"] for person in hero["third_parties"]}
    assert {"father", "twin", "grandmother", "father's partner", "neighbour", "other pupil"} <= relations
    refs = {(item["store"], item["ref"]) for item in items}
    assert {(item["store"], item["ref"]) for item in hero["items"]} <= refs


def test_panel_minutes_of_the_hero_discuss_children_of_other_families(
    borough: Path, items: list[dict[str, Any]], people: list[dict[str, Any]]
) -> None:
    subject = json.loads((borough / "hero.json").read_text())["subject"]
    key = next(person["key"] for person in people if person["upn"] == subject["upn"])
    minutes = [item for item in items if item["kind"] == "panel_minutes" and key in item["about"]]
    assert minutes
    families = {person["family"] for person in people if person["key"] in minutes[0]["about"]}
    assert len(families) >= 3


def test_subject_and_people_files_go_together(borough: Path) -> None:
    subjects = sorted((borough / "subjects").iterdir())
    assert len(subjects) == 12
    for path in subjects:
        subject, known = json.loads(path.read_text()), json.loads((borough / "people" / path.name).read_text())
        mine = [person for person in known if person["role"] == "subject"]
        assert [person["upn"] for person in mine] == [subject["upn"]]
        assert {person["role"] for person in known} == {"subject", "requester", "third_party", "professional"}


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(NotOurs):
        build_borough(tmp_path, pupils=2, seed=1)
    result = CliRunner().invoke(demo_data, ["--out", str(tmp_path), "--pupils", "2", "--seed", "1"])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert str(tmp_path) in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_earlier_borough_is_replaced_and_reported_as_json(tmp_path: Path) -> None:
    out = tmp_path / "borough"
    build_borough(out, pupils=2, seed=1)
    result = CliRunner().invoke(demo_data, ["--out", str(out), "--pupils", "3", "--seed", "2", "--json"])
    assert result.exit_code == 0
    line = json.loads(result.stdout)
    assert line["subjects"] == 3
    assert Path(line["stores"]).is_file()
    assert Path(line["hero"]).is_file()
    assert json.loads((out / "borough.json").read_text())["pupils"] == 3


def test_nothing_half_written_is_left_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(building, "write_register", full)
    result = CliRunner().invoke(demo_data, ["--out", str(tmp_path / "borough"), "--pupils", "2"])
    assert result.exit_code == 2
    assert "No space left on device" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_holds_the_tables_already_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'given.sqlite'}"
    first = CliRunner().invoke(demo_data, ["--out", str(tmp_path / "a"), "--pupils", "2", "--database-url", url])
    second = CliRunner().invoke(demo_data, ["--out", str(tmp_path / "b"), "--pupils", "2", "--database-url", url])
    assert (first.exit_code, second.exit_code) == (0, 2)
    assert "tblChild" in second.stderr
    assert not (tmp_path / "b").exists()
