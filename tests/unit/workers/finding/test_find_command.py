"""`rights find` as people run it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from workers.finding.command import find

CHILD = "match"
ASK = "possible"


def run(place: Path, *extra: str) -> tuple[int, str, str]:
    arguments = ["--stores", str(place / "stores.toml"), "--subject", str(place / "subject.json"), *extra]
    result = CliRunner().invoke(find, arguments)
    return result.exit_code, result.stdout, result.stderr


def found(place: Path) -> tuple[dict[tuple[str, str], dict[str, Any]], dict[str, dict[str, Any]]]:
    code, out, _ = run(place, "--json")
    assert code == 0
    lines = [json.loads(line) for line in out.splitlines()]
    return {(one["store"], one["ref"]): one for one in lines[:-1]}, {
        one["id"]: one for one in lines[-1]["summary"]["stores"]
    }


def test_everything_about_the_child_is_found_and_nothing_of_the_look_alikes(place: Path) -> None:
    findings, _ = found(place)
    decided = {(store, ref): one["decision"] for (store, ref), one in findings.items() if "no-message-id" not in ref}
    assert decided == {
        ("cases", "kid:BR-1001"): CHILD,
        ("cases", "kid:BR-1003"): ASK,
        ("cases", "diary:1"): CHILD,
        ("cases", "diary:2"): ASK,
        ("cases", "diary:6"): ASK,
        ("drive", "letter.txt"): CHILD,
        ("drive", "slip.txt"): ASK,
        ("drive", "pack.zip!deep.zip!inner/list.csv"): CHILD,
        ("drive", "Year 7/Adeyemi-Clarke_Oluwaseun.pdf"): ASK,
        ("post", "<m1@school.example>"): CHILD,
        ("post", "<m2@school.example>"): ASK,
        ("post", "<m2@school.example>!Old letter.eml!a.csv"): CHILD,
        ("post", "<m3@school.example>"): ASK,
        ("cabinets", "P/7"): CHILD,
    }


def test_a_mail_without_a_message_id_has_the_same_reference_every_time(place: Path) -> None:
    first, second = ({ref for _, ref in found(place)[0] if "no-message-id" in ref} for _ in range(2))
    assert len(first) == 1
    assert first == second


def test_every_finding_says_why(place: Path) -> None:
    findings, _ = found(place)
    assert all(one["why"] for one in findings.values())
    assert "same UPN" in findings["cases", "kid:BR-1001"]["why"]


def test_findings_are_sorted_by_store_and_reference(place: Path) -> None:
    keys = list(found(place)[0])
    assert keys == sorted(keys)


def test_the_summary_accounts_for_every_store_and_for_what_could_not_be_read(place: Path) -> None:
    _, stores = found(place)
    assert {one: stores[one]["state"] for one in stores} == {
        "cases": "searched",
        "drive": "searched",
        "post": "searched",
        "cabinets": "searched",
        "mash": "waiting",
    }
    assert [one["ref"] for one in stores["drive"]["unreadable"]] == ["Year 7/Adeyemi-Clarke_Oluwaseun.pdf"]
    assert stores["post"]["looked_at"] == 4
    assert any("UPN" in key for key in stores["cases"]["keys"])


def test_the_table_shows_the_passage_that_was_found(place: Path) -> None:
    _, out, _ = run(place)
    assert "… Re: Oluwasuen Adeyemi-Clarke, DOB 14/03/12, of Mill Lane. …" in out


def test_an_address_that_a_confirmed_row_tells_leads_to_texts_without_a_name(place: Path) -> None:
    (place / "drive" / "visit.txt").write_text("Called at 12 Mill Lane. Nobody in.", encoding="utf-8")
    (place / "drive" / "road.txt").write_text("Called at 12 Mill Road. Nobody in.", encoding="utf-8")
    findings, _ = found(place)
    assert findings["drive", "visit.txt"]["decision"] == ASK
    assert ("drive", "road.txt") not in findings


def test_without_json_there_is_a_table_for_people(place: Path) -> None:
    code, out, _ = run(place)
    assert code == 0
    assert "kid:BR-1001" in out
    assert "mash: waiting" in out


def test_a_damaged_database_fails_alone_with_a_plain_reason(place: Path) -> None:
    stores = place / "stores.toml"
    whole = stores.read_text(encoding="utf-8")
    stores.write_text(whole.replace("sqlite:///cases.db", "postgresql://nobody@127.0.0.1:1/none"), encoding="utf-8")
    findings, summary = found(place)
    assert summary["cases"]["state"] == "failed"
    assert "does not answer" in summary["cases"]["reason"]
    assert ("drive", "letter.txt") in findings


def test_namesakes_are_never_accepted_on_the_name_alone(place: Path) -> None:
    subject = {"given_name": "Jack", "family_name": "Smith", "date_of_birth": "2010-09-09"}
    (place / "subject.json").write_text(json.dumps(subject), encoding="utf-8")
    (place / "drive" / "note.txt").write_text("Jack Smith was late.", encoding="utf-8")
    (place / "drive" / "his.txt").write_text("Jack Smith, born 9 September 2010, was late.", encoding="utf-8")
    (place / "drive" / "other-boy.txt").write_text("Jack Smith, born 21 January 2013, was late.", encoding="utf-8")
    (place / "drive" / "list.txt").write_text("Tom Smith, Jack Brown\nJack Jones\n", encoding="utf-8")
    findings, _ = found(place)
    assert {key: one["decision"] for key, one in findings.items()} == {
        ("cases", "kid:BR-1005"): CHILD,
        ("cases", "diary:4"): CHILD,
        ("drive", "note.txt"): ASK,
        ("drive", "his.txt"): CHILD,
    }


def test_two_of_one_name_and_birthday_are_both_for_a_person_to_decide(place: Path) -> None:
    with sqlite3.connect(place / "cases.db") as database:
        database.execute("INSERT INTO kid VALUES ('BR-1008','Okafor','Chidi','02/05/2011','G823432112009','5 Ash Row')")
    database.close()
    subject = {"given_name": "Chidi", "family_name": "Okafor", "date_of_birth": "2011-05-02"}
    (place / "subject.json").write_text(json.dumps(subject), encoding="utf-8")
    (place / "drive" / "note.txt").write_text("Chidi Okafor, born 2 May 2011, was late.", encoding="utf-8")
    findings, _ = found(place)
    assert {key[1]: one["decision"] for key, one in findings.items()} == {
        "kid:BR-1004": ASK,
        "kid:BR-1008": ASK,
        "diary:3": ASK,
        "diary:6": ASK,
        "P/9": ASK,
        "note.txt": ASK,
        "pack.zip!deep.zip!inner/list.csv": ASK,
    }


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "is not valid JSON"),
        ("[]", "must hold one object"),
        ("{}", "both empty"),
        ('{"given_name": "A", "dob": "x"}', 'unknown key "dob"'),
        ('{"given_name": "A", "date_of_birth": "soon"}', "date_of_birth must be a date"),
        ('{"given_name": "A", "aliases": [1]}', "aliases must be a list of texts"),
    ],
)
def test_an_unusable_subject_file_is_one_plain_line_and_exit_2(place: Path, content: str, says: str) -> None:
    (place / "subject.json").write_text(content, encoding="utf-8")
    code, out, err = run(place)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert says in err


def test_faults_of_the_stores_file_stop_the_search_before_it_begins(place: Path) -> None:
    stores = place / "stores.toml"
    whole = stores.read_text(encoding="utf-8")
    stores.write_text(whole.replace('"kid"', '"kids"').replace('"words"', '"word"'), encoding="utf-8")
    code, out, err = run(place)
    assert (code, out) == (2, "")
    assert 'store "cases": person.table: there is no table "kids"; did you mean "kid"?' in err
    assert 'record 1, text: table "diary" has no column "word"; did you mean "words"?' in err
