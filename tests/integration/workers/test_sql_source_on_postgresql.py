"""The sql source against a real PostgreSQL: the same finds as elsewhere, read-only, and plain words when it stops."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from workers.finding.profile import profile_from
from workers.finding.record import SearchState
from workers.finding.search import search_all, search_store
from workers.sources.database import Database
from workers.sources.errors import StoresFileError
from workers.sources.stores_file import load_stores, read_stores

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
TABLES = """
CREATE SCHEMA old;
CREATE TABLE old."Pupil" (id bigint PRIMARY KEY, sn text, fn text, born date, upn char(13), home text);
CREATE TABLE carer (pupil bigint, who text, tie text, tel text);
CREATE TABLE note (n serial PRIMARY KEY, pupil text, at timestamptz, words text, extra jsonb);
INSERT INTO old."Pupil" VALUES (41, 'Nowak', 'Ewa', '2012-03-04', 'A823432112001', '12 Mill Lane, BX1 2CD'),
    (42, 'Nowak', 'Adam', '2012-03-04', 'B823432112002', '12 Mill Lane, BX1 2CD');
INSERT INTO carer VALUES (41, 'Zofia Nowak', 'mother', '07700 900123'), (41, 'Ms P Reid', 'class teacher', NULL);
INSERT INTO note (pupil, at, words, extra) VALUES ('41', '2024-02-01 09:00Z', 'Ewa was late.', '{"seen": true}'),
    ('42', '2024-02-02 09:00Z', 'Adam was well; his sister Ewa was not.', NULL),
    ('99', '2024-02-03 09:00Z', 'Nothing.', NULL);
"""
STORES = """
[[store]]
id = "pg"
kind = "sql"
title = "Cases"
url = "{url}"
[store.person]
table = "old.Pupil"
key = "id"
fields = {{ family_name = "sn", given_name = "fn", date_of_birth = "born", upn = "upn", address = "home" }}
[[store.relation]]
table = "carer"
person = "pupil"
fields = {{ name = "who", relation = "tie", phone = "tel" }}
[[store.record]]
table = "note"
key = "n"
person = "pupil"
date = "at"
title = "Note"
category = "communication_logs"
text = ["words"]
"""
SUBJECT = {"given_name": "Ewa", "family_name": "Nowak", "date_of_birth": "2012-03-04", "upn": "A823432112001"}


@dataclass(frozen=True)
class Server:
    port: int
    folder: Path

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/postgres"

    def control(self, *arguments: str) -> None:
        command = [str(PROGRAMS[-1] / "pg_ctl"), "-D", str(self.folder / "db"), *arguments]
        subprocess.run(as_postgres(command), check=True, capture_output=True, cwd="/")


def as_postgres(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.getuid() == 0 else command


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    assert PROGRAMS, "PostgreSQL is not installed: apt-get install postgresql"
    folder = Path(tempfile.mkdtemp(prefix="pg-sources-"))
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = Server(port, folder)
    initialise = [str(PROGRAMS[-1] / "initdb"), "-D", str(folder / "db"), "-U", "postgres", "-A", "trust", "--no-sync"]
    subprocess.run(as_postgres(initialise), check=True, capture_output=True, cwd="/")
    made.control("-w", "-o", f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off", "-l",
                 str(folder / "log"), "start")  # fmt: skip
    with psycopg.connect(made.url.replace("+psycopg", "")) as connection:
        connection.execute(TABLES)
    yield made
    made.control("-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def stores_path(server: Server, tmp_path: Path) -> Path:
    path = tmp_path / "stores.toml"
    path.write_text(STORES.format(url=server.url), encoding="utf-8")
    return path


def test_rows_of_the_person_are_found_whatever_type_the_key_has(stores_path: Path) -> None:
    (search,) = search_all(load_stores(stores_path), profile_from(SUBJECT))
    found = {one.ref: str(one.decision) for one in search.findings}
    assert found == {"old.Pupil:41": "match", "note:1": "match", "note:2": "possible"}
    assert search.record.state is SearchState.SEARCHED
    note = next(one for one in search.findings if one.ref == "note:1")
    assert (note.date.isoformat() if note.date else "", dict(note.record.row)["words"]) == (
        "2024-02-01",
        "Ewa was late.",
    )


def test_the_people_around_the_person_come_with_a_first_guess_of_their_role(stores_path: Path) -> None:
    (search,) = search_all(load_stores(stores_path), profile_from(SUBJECT))
    assert {(one.name, one.relation, one.role) for one in search.people} == {
        ("Zofia Nowak", "mother", "third_party"),
        ("Ms P Reid", "class teacher", "professional"),
    }


def test_nothing_can_be_written_through_a_source(server: Server) -> None:
    with Database(server.url) as database:
        assert database._connection is not None
        with pytest.raises(sa.exc.InternalError, match="read-only"):
            database._connection.execute(sa.text("UPDATE carer SET who = 'x'"))


def test_unknown_tables_and_columns_are_faults_before_the_search(stores_path: Path) -> None:
    wrong = stores_path.read_text(encoding="utf-8").replace('"old.Pupil"', '"old.Pupils"').replace('"words"', '"word"')
    stores_path.write_text(wrong, encoding="utf-8")
    with pytest.raises(StoresFileError) as caught:
        load_stores(stores_path)
    assert len(caught.value.faults) == 2


def test_a_server_that_goes_away_fails_its_store_in_plain_words(server: Server, stores_path: Path) -> None:
    (store,) = read_stores(stores_path)
    server.control("-m", "immediate", "stop")
    try:
        search = search_store(store, profile_from(SUBJECT))
    finally:
        server.control("-w", "-o", f"-p {server.port} -c listen_addresses=127.0.0.1 -k {server.folder} -c fsync=off",
                       "-l", str(server.folder / "log"), "start")  # fmt: skip
        time.sleep(0.1)
    assert search.record.state is SearchState.FAILED
    assert "does not answer" in search.record.reason
    assert json.dumps(search.record.reason).count("postgres:") == 0
