"""The sql source against a real MariaDB: the same finds as elsewhere, read-only, and let be when it takes too long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from workers.finding.profile import profile_from
from workers.finding.search import search_all
from workers.sources import limits
from workers.sources.database import Database
from workers.sources.errors import SourceError
from workers.sources.stores_file import load_stores

TABLES = (
    "CREATE TABLE `Pupil` (`id` bigint PRIMARY KEY, sn varchar(60), fn varchar(60), born date, upn char(13),"
    " home text) CHARACTER SET utf8mb4",
    "CREATE TABLE note (n int AUTO_INCREMENT PRIMARY KEY, pupil varchar(20), at datetime, words longtext, photo blob)"
    " CHARACTER SET latin1",
    "INSERT INTO `Pupil` VALUES (41, 'Nowak', 'Zoë', '2012-03-04', 'A823432112001', '12 Mill Lane, BX1 2CD'),"
    " (42, 'Nowak', 'Adam', '2012-03-04', 'B823432112002', '12 Mill Lane, BX1 2CD')",
    "INSERT INTO note (pupil, at, words, photo) VALUES ('41', '2024-02-01 09:00', 'Zoë was late.', x'ff00ff'),"
    " ('42', '2024-02-02 09:00', 'Adam was well; his sister Zoë was not.', NULL), ('99', NULL, 'Nothing.', NULL)",
    "CREATE USER reader IDENTIFIED BY 'hush'",
    "GRANT SELECT ON ess.* TO reader",
)
STORES = """
[[store]]
id = "maria"
kind = "sql"
title = "Cases"
url = "{url}"
[store.person]
table = "Pupil"
key = "id"
fields = {{ family_name = "sn", given_name = "fn", date_of_birth = "born", upn = "upn", address = "home" }}
[[store.record]]
table = "note"
key = "n"
person = "pupil"
date = "at"
title = "Note"
category = "communication_logs"
text = ["words"]
"""


@pytest.fixture
def url(mariadb_server: str) -> Iterator[str]:
    """The address of a database with two pupils, for an account that may read."""
    engine = sa.create_engine(mariadb_server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text("CREATE DATABASE ess"))
        connection.execute(sa.text("USE ess"))
        for statement in TABLES:
            connection.execute(sa.text(statement))
        yield mariadb_server.replace("root@", "reader:hush@").replace("mysql+pymysql", "mariadb") + "/ess"
        connection.execute(sa.text("DROP DATABASE ess"))
        connection.execute(sa.text("DROP USER reader"))
    engine.dispose()


def test_rows_of_the_person_are_found_with_their_accents(url: str, tmp_path: Path) -> None:
    (tmp_path / "stores.toml").write_text(STORES.format(url=url), encoding="utf-8")
    subject = {"given_name": "Zoe", "family_name": "Nowak", "date_of_birth": "2012-03-04", "upn": "A823432112001"}
    (search,) = search_all(load_stores(tmp_path / "stores.toml"), profile_from(subject))
    found = {one.ref: str(one.decision) for one in search.findings}
    assert found == {"Pupil:41": "match", "note:1": "match", "note:2": "possible"}
    note = next(one for one in search.findings if one.ref == "note:1")
    assert dict(note.record.row) == {
        "n": "1", "pupil": "41", "at": "2024-02-01 09:00", "words": "Zoë was late.", "photo": "[3 bytes]",
    }  # fmt: skip


@pytest.mark.parametrize("statement", ["UPDATE note SET words = 'x'", "DELETE FROM note", "DROP TABLE note"])
def test_nothing_can_be_written_through_a_source_even_with_the_right_to(
    url: str, mariadb_server: str, statement: str
) -> None:
    with Database(f"{mariadb_server}/ess") as opened:
        assert opened._connection is not None
        with pytest.raises(sa.exc.DBAPIError, match="READ ONLY"):
            opened._connection.execute(sa.text(statement))
    assert url


def test_a_question_that_takes_too_long_is_let_be_and_says_what_to_do(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "STATEMENT_SECONDS", 1)
    slow = "(SELECT n AS slow FROM note WHERE SLEEP(30) = 0)"
    with Database(url) as opened, pytest.raises(SourceError) as caught:
        list(opened._stream(sa.select(sa.text("slow")).select_from(sa.text(f"{slow} AS t"))))
    assert re.search(r"took more than \d+ seconds over one question, and was let be; add an index", str(caught.value))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        (("reader:hush", "reader:guess"), "check its name and password"),
        (("/ess", "/nowhere"), "check its name and password"),  # MariaDB does not say whether there is one
    ],
)
def test_a_refusal_is_told_in_plain_words_without_the_password(url: str, changed: tuple[str, str], says: str) -> None:
    with pytest.raises(SourceError) as caught, Database(url.replace(*changed)):
        pytest.fail("it let us in")
    assert says in str(caught.value)
    assert "guess" not in str(caught.value)
