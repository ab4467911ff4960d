"""Measures what the marks of rows cost: `python benchmarks/row_marks.py [--rows N] [--database URL] [--out FILE]`.

Three things, each as a ratio to a floor of the same run: a transaction of one row and of a thousand rows, to the same
transaction of a connection that catches nothing; and looking at every row, to reading and parsing every row. It is
always measured on SQLite; a database that is named must have no tables yet. Times are the least of several tries.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy
from sqlalchemy import insert
from sqlalchemy.orm import Session

from requests_.ids import new_id
from requests_.settings import StoreSettings
from requests_.store import schema
from requests_.store.mark_check import mark_faults
from requests_.store.row_text import texts_of
from requests_.store.session import Store, open_store
from requests_.store.staff_tables import StaffTeamRow

RESULTS = Path(__file__).parent / "results"
TRIES = 9


def least(work: Callable[[], Any]) -> float:
    """The least milliseconds of several tries."""
    spent = []
    for _ in range(TRIES):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    return min(spent)


def rows(count: int) -> list[dict[str, Any]]:
    """New rows of the table that is written into."""
    return [{"id": new_id(), "name": "Attendance", "parent": "", "path": "/", "version": 1} for _ in range(count)]


def write_marked(store: Store, count: int) -> None:
    """A transaction as the portal's."""
    with store.unit_of_work() as uow:
        uow.session.execute(insert(StaffTeamRow), rows(count))
        uow.commit()


def write_plainly(store: Store, count: int) -> None:
    """The same by a connection that catches nothing."""
    with Session(store.engine) as session:
        session.execute(insert(StaffTeamRow), rows(count))
        session.commit()


def look(store: Store) -> None:
    """Hold every row against its mark."""
    with store.reading_one_moment() as session:
        assert not list(mark_faults(session.connection(), store.marks.key))


def read(store: Store) -> None:
    """Read and parse every row."""
    with store.reading_one_moment() as session:
        for table, text in texts_of(session.connection()).items():
            spelt = f"SELECT {text.spelt('it')} FROM {table} AS it"
            for line in session.connection().exec_driver_sql(spelt, execution_options={"yield_per": 2000}).scalars():
                text.said(line)


def measured(store: Store, count: int) -> dict[str, Any]:
    """The figures; what was written without marks is taken away before the rows are looked at."""
    figures: dict[str, Any] = {}
    for size in (1, 1000):
        marked, plain = (least(partial(write, store, size)) for write in (write_marked, write_plainly))
        figures[f"a transaction of {size} rows"] = said(marked, plain)
    with store.engine.begin() as connection:
        for table in ("staff_team", "row_mark", "mark_sum"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    for _ in range(0, count, 10_000):
        write_marked(store, 10_000)
    return figures | {f"looking at {count} rows": said(least(lambda: look(store)), least(lambda: read(store)))}


def said(spent: float, floor: float) -> dict[str, float]:
    """One line of the results."""
    return {
        "milliseconds": round(spent, 2),
        "floor milliseconds": round(floor, 2),
        "ratio": round(spent / floor, 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--database", action="append", default=[])
    parser.add_argument("--out", type=Path, default=RESULTS / "row_marks.json")
    given = parser.parse_args()
    versions = {"SQLite": sqlite3.sqlite_version, "psycopg": psycopg.__version__, "SQLAlchemy": sqlalchemy.__version__}
    found: dict[str, Any] = {"rows": given.rows, "versions": versions}
    with tempfile.TemporaryDirectory() as folder:
        for url in (f"sqlite:///{folder}/rights.sqlite", *given.database):
            store = open_store(StoreSettings(database_url=url, vault=Path(folder) / new_id()))
            schema.upgrade(store.engine)
            found[store.engine.dialect.name] = measured(store, given.rows)
            store.close()
    given.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
