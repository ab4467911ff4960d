"""Splink as referee: what it and the search disagree about is listed, and the search goes on without it."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from workers.finding.bands import Decision
from workers.finding.profile import load_subject
from workers.finding.referee import SURE, Opinion, opinions
from workers.finding.referee_command import referee
from workers.sources.stores_file import load_stores

GIVEN = ("Ewa", "Adam", "Zofia", "Jan", "Maria", "Piotr", "Hanna", "Oskar", "Lena", "Filip")
FAMILY = ("Nowak", "Reed", "Okafor", "Hart", "Khan", "Silva", "Moran", "Patel", "Jones", "Weiss", "Ivanova", "Dubois")
STORE = """
[[store]]
id = "{name}"
kind = "sheets"
title = "{name}"
path = "{name}.csv"
[store.person]
table = "{name}"
key = "row"
fields = {{ family_name = "sn", given_name = "fn", date_of_birth = "born", postcode = "code" }}
"""


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """Two lists of the same 300 people, and in the second one a stranger with the subject's name and birthday."""
    rng = random.Random(4)
    people = [
        (rng.choice(FAMILY), rng.choice(GIVEN),
         f"{rng.randint(2006, 2016)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
         f"BX{rng.randint(1, 9)} {rng.randint(1, 9)}{rng.choice('ABDE')}{rng.choice('ABDE')}")
        for _ in range(300)
    ]  # fmt: skip
    people[0] = ("Featherstone", "Ewa", "2012-03-04", "BX1 2CD")
    again = [*people, ("Featherstone", "Ewa", "2012-03-04", "ZZ9 9ZZ")]
    for name, rows in (("first", people), ("second", again)):
        lines = ["sn,fn,born,code", *(",".join(row) for row in rows)]
        (tmp_path / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "stores.toml").write_text("".join(STORE.format(name=name) for name in ("first", "second")))
    subject = {"given_name": "Ewa", "family_name": "Featherstone", "date_of_birth": "2012-03-04",
               "addresses": ["12 Mill Lane, BX1 2CD"]}  # fmt: skip
    (tmp_path / "subject.json").write_text(json.dumps(subject), encoding="utf-8")
    return tmp_path


def ran(place: Path) -> Result:
    given = ["--stores", str(place / "stores.toml"), "--subject", str(place / "subject.json"), "--json"]
    return CliRunner().invoke(referee, given)


def test_without_splink_the_command_says_how_to_install_it(lists: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "splink", None)
    result = ran(lists)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "uv sync --group referee" in result.stderr


def test_splink_accepts_the_subject_and_no_stranger_of_the_same_name_and_birthday_as_we_do(lists: Path) -> None:
    told = opinions(load_stores(lists / "stores.toml"), load_subject(lists / "subject.json"))
    assert {(one.store, one.person, one.ours) for one in told if one.splink >= SURE} == {
        ("first", "2", Decision.MATCH),
        ("second", "2", Decision.MATCH),
    }
    assert [(one.person, one.ours) for one in told if one.splink < SURE] == [("302", Decision.POSSIBLE)]
    assert not any(one.is_disagreement for one in told)


@pytest.mark.parametrize(
    ("ours", "splink", "is_disagreement"),
    [
        (Decision.MATCH, 0.2, True),
        (Decision.MATCH, 0.7, False),
        (Decision.POSSIBLE, 0.99, True),
        (Decision.POSSIBLE, 0.6, False),
        (Decision.EXCLUDED, 0.99, True),
        (Decision.EXCLUDED, 0.1, False),
    ],
)
def test_a_disagreement_is_a_row_that_only_one_of_both_accepts(
    ours: Decision, splink: float, is_disagreement: bool
) -> None:
    opinion = Opinion(store="s", person="p", ours=ours, splink=splink, why=())
    assert opinion.is_disagreement is is_disagreement
