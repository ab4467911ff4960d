"""A small service's own database and share: two pupils, three log entries, two files; and a way to ask the database."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

TABLES = """
create table pupil (ref varchar(9) primary key, surname text, forename text, dob text, home text, limited integer);
create table log (
    id integer primary key, ref varchar(9) references pupil (ref), at date, note text, said text, n numeric
);
insert into pupil values ('P1', 'Fenwick', 'Orla', '2014-03-09', '12 Mill Lane', 0);
insert into pupil values ('P2', 'Ashe', 'Tomasz', '2013-01-01', '3 Old Road', 0);
insert into log values (1, 'P1', '2026-03-02', 'Was late.', null, 1.50);
insert into log values (2, 'P1', '2026-03-09', 'Was ill.', null, null);
insert into log values (3, 'P2', '2026-03-09', 'With Orla Fenwick (9 March 2014) again.', null, 2);
"""
STORES = """
[[store]]
id = "case"
kind = "sql"
title = "Case management system"
owner = "attendance@brackenford.example"
url = "{read}"
[store.person]
table = "pupil"
key = "ref"
fields = {{ family_name = "surname", given_name = "forename", date_of_birth = "dob", address = "home" }}
[[store.record]]
table = "log"
key = "id"
person = "ref"
date = "at"
title = "Contact log"
category = "communication_logs"
text = ["note"]
[store.write]
url = "{write}"
statement = "said"
restricted = "limited"

[[store]]
id = "share"
kind = "files"
title = "Network share"
root = "share"
[store.write]
held = "held"
"""


@dataclass(frozen=True)
class Ess:
    """The database and the share, with the stores file that names them."""

    ask: Callable[[str], list[tuple[Any, ...]]]
    folder: Path
    stores: Path

    def rows(self) -> list[list[tuple[Any, ...]]]:
        """Everything that the database holds."""
        return [self.ask(f"select * from {table} order by 1") for table in ("pupil", "log")]


def sqlite_ess(folder: Path) -> Ess:
    """On SQLite."""
    path = folder / "case.sqlite"
    stores = _share_and_stores(folder, read="sqlite:///case.sqlite", write="sqlite:///case.sqlite")
    with sqlite3.connect(path) as database:
        database.executescript(TABLES)
    database.close()

    def ask(sql: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(path) as database:
            answered = database.execute(sql).fetchall()
        database.close()
        return answered

    return Ess(ask, folder, stores)


@contextlib.contextmanager
def postgresql_ess(folder: Path, url: str) -> Iterator[Ess]:
    """In an empty PostgreSQL database, where the search has an account that may only read."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(TABLES)
        # Roles are the whole server's: another test may have made it, or be making it now.
        with contextlib.suppress(psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
            connection.execute("CREATE ROLE searcher LOGIN")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO searcher")

        def ask(sql: str) -> list[tuple[Any, ...]]:
            cursor = connection.execute(sql)  # type: ignore[call-overload]
            return cursor.fetchall() if cursor.description else []

        yield Ess(ask, folder, _share_and_stores(folder, read=url.replace("rights@", "searcher@"), write=url))


def _share_and_stores(folder: Path, *, read: str, write: str) -> Path:
    share = folder / "share" / "Fenwick Orla"
    share.mkdir(parents=True)
    letter = "Dear Orla Fenwick, born 9 March 2014: please come."
    (share / "Letter to Orla Fenwick 09-03-2014.txt").write_text(letter)
    (share / "Minutes.txt").write_text("Orla Fenwick (09/03/2014) was spoken of.")
    stores = folder / "stores.toml"
    stores.write_text(STORES.format(read=read, write=write))
    return stores
