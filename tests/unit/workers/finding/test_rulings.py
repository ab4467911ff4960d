"""What a person decided about a possible find is remembered, and a second pass shows only what is new."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from workers.finding.command import find

ELSEWHERE = ("cases", "kid:BR-1003")  # the same name and birthday, no number, another address


def searched(place: Path, *extra: str) -> dict[tuple[str, str], dict[str, Any]]:
    arguments = ["--stores", str(place / "stores.toml"), "--subject", str(place / "subject.json"), "--json", *extra]
    result = CliRunner().invoke(find, arguments)
    assert result.exit_code == 0, result.stderr
    (place / "out.jsonl").write_text(result.stdout, encoding="utf-8")
    *lines, last = map(json.loads, result.stdout.splitlines())
    found = {(line["store"], line["ref"]): line for line in lines}
    return {**found, **{("summary", one["id"]): one for one in last["summary"]["stores"]}}


def decided(place: Path, line: dict[str, Any], answer: str) -> str:
    path = place / "decided.jsonl"
    path.write_text(json.dumps({**line, "decided": answer}) + "\n", encoding="utf-8")
    return str(path)


def test_a_possible_person_is_shown_beside_who_was_asked_for(place: Path) -> None:
    beside = searched(place)[ELSEWHERE]["beside"]
    assert {"field": "date of birth", "asked": "2012-03-14", "found": "2012-03-14"} in beside
    assert {"field": "family name", "asked": "Adeyemi-Clarke", "found": "Adeyemi Clarke"} in beside
    assert any(row["field"] == "address" and row["found"].startswith("7 Old Quay") for row in beside)


def test_what_is_certain_is_not_put_beside_anything(place: Path) -> None:
    assert searched(place)["cases", "kid:BR-1001"]["beside"] == []


def test_a_person_said_to_be_the_same_is_a_match_and_what_their_record_tells_is_searched_under(place: Path) -> None:
    (place / "drive" / "quay.txt").write_text("Called at 7 Old Quay. Nobody in.", encoding="utf-8")
    first = searched(place)
    assert first[ELSEWHERE]["decision"] == "possible"
    assert ("drive", "quay.txt") not in first
    second = searched(place, "--decided", decided(place, first[ELSEWHERE], "same"))
    assert second[ELSEWHERE]["decision"] == "match"
    assert "a person decided that this is them" in second[ELSEWHERE]["why"]
    assert second["drive", "quay.txt"]["decision"] == "possible"
    assert "postcode BX98ZZ" in second["summary", "cases"]["learned"]


def test_a_person_said_to_be_another_is_left_out_and_counts_as_a_look_alike(place: Path) -> None:
    first = searched(place)
    second = searched(place, "--decided", decided(place, first[ELSEWHERE], "another"))
    assert ELSEWHERE not in second
    assert second["summary", "cases"]["look_alikes"] == first["summary", "cases"]["look_alikes"] + 1


def test_with_a_namesake_known_the_name_and_birthday_alone_prove_nothing(place: Path) -> None:
    first = searched(place)
    assert first["drive", "letter.txt"]["decision"] == "match"
    second = searched(place, "--decided", decided(place, first[ELSEWHERE], "another"))
    assert second["drive", "letter.txt"]["decision"] == "possible"


@pytest.mark.parametrize(("answer", "after"), [("same", "match"), ("another", None)])
def test_a_ruling_on_one_document_holds_for_it_alone(place: Path, answer: str, after: str | None) -> None:
    slip = ("drive", "slip.txt")
    first = searched(place)
    second = searched(place, "--decided", decided(place, first[slip], answer))
    assert (second[slip]["decision"] if slip in second else None) == after
    assert {key for key in first if key != slip and key[0] == "drive"} == {
        key for key in second if key != slip and key[0] == "drive"
    }


def test_a_second_pass_shows_only_what_is_new(place: Path) -> None:
    first = searched(place)
    known = place / "known.jsonl"
    (place / "out.jsonl").rename(known)
    assert [key for key in searched(place, "--known", str(known)) if key[0] != "summary"] == []
    with sqlite3.connect(place / "cases.db") as database:
        database.execute("INSERT INTO diary VALUES (77, 'BR-1001', '2024-03-01', 'Well again.')")
    database.close()
    ruling = decided(place, first[ELSEWHERE], "same")
    (place / "drive" / "quay.txt").write_text("Called at 7 Old Quay. Nobody in.", encoding="utf-8")
    second = searched(place, "--known", str(known), "--decided", ruling)
    assert [key for key in second if key[0] != "summary"] == [("cases", "diary:77"), ("drive", "quay.txt")]


@pytest.mark.parametrize(
    ("option", "content", "says"),
    [
        ("--decided", '{"store": "cases", "decided": "same"}', "line 1 cannot be used"),
        ("--decided", '{"store": "cases", "ref": "x", "decided": "perhaps"}', "line 1 cannot be used"),
        ("--decided", "same", "line 1 cannot be used"),
        ("--known", "nothing", "is not what 'rights find --json' wrote"),
        ("--known", None, "cannot be read"),
    ],
)
def test_an_unusable_file_is_one_plain_line_and_exit_2(
    place: Path, option: str, content: str | None, says: str
) -> None:
    path = place / "given.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    arguments = ["--stores", str(place / "stores.toml"), "--subject", str(place / "subject.json"), option, str(path)]
    result = CliRunner().invoke(find, arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert says in result.stderr
