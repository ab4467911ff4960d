"""Measures the queue on many cases: `python benchmarks/case_queue.py [--cases N …] [--database URL] [--out FILE]`.

Each page is asked for as a browser does, through the whole staff app, and told as a ratio to an empty page of the same
app in the same run, in processor time of the app (the best of 20; SQLite works in it, PostgreSQL beside it); with its
SQL statements, and how much it grows with the cases and with depth. Nine cases in ten are ended. Without `--database` a
SQLite file is made and thrown away.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import render_template_string
from sqlalchemy import Engine, event, text

from portal.settings import WebSettings
from portal.staff import create_staff_app
from portal.staff.permissions import requires
from portal.wiring import build_resources
from requests_.clock import SystemClock
from requests_.model.desk import PageMark
from requests_.model.staff import Permission, Role
from requests_.services import staff_accounts
from requests_.settings import ControllerProfile, StoreSettings
from requests_.store import schema
from requests_.store.session import Store, open_store

PASSWORD = "correct horse battery staple"
REPEATS = 20
EMPTY = "{% extends 'staff/_layout.html' %}{% block title %}Empty{% endblock %}{% block content %}{% endblock %}"
SERIES = {
    "sqlite": "WITH RECURSIVE s(n) AS (SELECT :first UNION ALL SELECT n + 1 FROM s WHERE n < :last) ",
    "postgresql": "WITH s(n) AS (SELECT generate_series(CAST(:first AS int), CAST(:last AS int))) ",
}
KEY = {"sqlite": "printf('%032x', n)", "postgresql": "lpad(to_hex(n), 32, '0')"}
DAY = {"sqlite": "date(:today, (n * 7919 % 400 - 340) || ' days')",
       "postgresql": "CAST(:today AS date) + (n * 7919 % 400 - 340)"}  # fmt: skip
JSON = {"sqlite": "'{}'", "postgresql": "CAST('{}' AS json)"}


def fill(engine: Engine, first: int, last: int, today: str) -> None:
    """Cases number `first` to `last`, straight into the tables: a tenth are open, a hundredth wait for somebody."""
    kind = engine.dialect.name
    case = f"""
        INSERT INTO rights_case (id, reference, form_token, "right", regime, stage, received_on, due_on, clock_state,
            responded_on, has_failure, case_list, queue_on, waits_for, assigned_to, is_restricted, last_seq, last_seal)
        {SERIES[kind]} SELECT {KEY[kind]}, 'RR-2026-' || n, {KEY[kind]}, 'access', 'uk_gdpr',
            CASE WHEN n % 10 = 0 THEN 'reviewing' ELSE 'responded' END,
            {DAY[kind]}, {DAY[kind]}, 'running', NULL, false,
            CASE WHEN n % 10 = 0 THEN 'open' ELSE 'ended' END, {DAY[kind]},
            CASE WHEN n % 100 = 0 THEN 'requester' ELSE '' END, NULL, false, 1, '' FROM s"""
    details = f"""
        INSERT INTO request_details (case_id, subject, subject_name, requester, wording, asked)
        {SERIES[kind]} SELECT {KEY[kind]}, {JSON[kind]}, 'Kit Fenwick' || (n % 5000), {JSON[kind]}, '', {JSON[kind]}
        FROM s"""
    words = f"""
        INSERT INTO case_word (word, case_id)
        {SERIES[kind]} SELECT 'fenwick' || (n % 5000), {KEY[kind]} FROM s"""
    with engine.begin() as connection:
        for line in (case, details, words):
            connection.execute(text(line), {"first": first, "last": last, "today": today})
    with engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def signed_in(store: Store, folder: Path) -> Any:
    clock = SystemClock()
    with store.unit_of_work() as uow:
        staff_accounts.add_staff(
            uow, clock, email="sam@brackenford.example", roles=(Role.CASEWORKER,), password=PASSWORD, display_name="Sam"
        )
        uow.commit()
    settings = WebSettings(secret="a secret that only this measurement knows", secure_cookies=False)
    app = create_staff_app(settings, build_resources(store, ControllerProfile(), clock, folder))
    app.config["WTF_CSRF_ENABLED"] = False
    app.add_url_rule("/empty", "empty", requires(Permission.SEE_QUEUE)(lambda: render_template_string(EMPTY)))
    client = app.test_client()
    client.post("/sign-in", data={"email": "sam@brackenford.example", "password": PASSWORD})
    return client


def best(ask: Callable[[], object]) -> tuple[float, float]:
    """The least processor and wall milliseconds."""
    spent, passed = [], []
    for _ in range(REPEATS):
        began, start = time.perf_counter(), time.process_time()
        ask()
        spent.append((time.process_time() - start) * 1000)
        passed.append((time.perf_counter() - began) * 1000)
    return min(spent), min(passed)


def measured(store: Store, client: Any) -> dict[str, dict[str, float]]:
    with store.reading() as session:
        middle = session.execute(
            text(
                "SELECT queue_on, id FROM rights_case WHERE case_list = 'ended' ORDER BY queue_on, id LIMIT 1 OFFSET :n"
            ),
            {"n": session.execute(text("SELECT count(*) FROM rights_case")).scalar_one() // 2},
        ).one()
    deep = PageMark(middle[0], middle[1])
    searched = client.post("/find", data={"search": "fenwick4321"}).location
    pages = {
        "open": "/?view=open",
        "ended, first page": "/?view=ended&sort=due",
        "ended, deep page": f"/?view=ended&sort=due&after={deep.on}~{deep.case}",
        "waiting on the requester": "/?view=requester",
        "search by name": searched,
    }
    client.get("/empty")
    floor, floor_wall = best(lambda: client.get("/empty"))
    figures: dict[str, dict[str, float]] = {
        "empty page": {"processor milliseconds": round(floor, 2), "milliseconds": round(floor_wall, 2)}
    }
    for name, path in pages.items():
        answer = client.get(path)
        assert "/case/RR-" in answer.text, (name, answer.status_code)
        spent, passed = best(lambda path=path: client.get(path))
        figures[name] = {
            "processor milliseconds": round(spent, 2),
            "milliseconds": round(passed, 2),
            "times an empty page": round(spent / floor, 1),
            "statements": counted(store.engine, lambda path=path: client.get(path)),
        }
    return figures


def counted(engine: Engine, ask: Callable[[], object]) -> int:
    said: list[str] = []

    def hear(_c: object, _k: object, statement: str, *_: object) -> None:
        said.append(statement)

    event.listen(engine, "before_cursor_execute", hear)
    ask()
    event.remove(engine, "before_cursor_execute", hear)
    return sum(line.lstrip().split()[0] in ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH") for line in said)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--database", default="", help="an empty database; its tables are made")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results" / "case_queue.json")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        url = asked.database or f"sqlite:///{folder / 'queue.sqlite'}"
        store = open_store(StoreSettings(database_url=url, vault=folder / "vault"))
        schema.upgrade(store.engine)
        client, today, filled = signed_in(store, folder), SystemClock().london_date(), 0
        kept = json.loads(asked.out.read_text(encoding="utf-8")) if asked.out.exists() else {}
        figures: dict[str, Any] = {}
        for cases in sorted(asked.cases):
            fill(store.engine, filled + 1, cases, today.isoformat())
            filled = cases
            figures[f"{cases:,} cases"] = measured(store, client)
        few, many = figures[f"{min(asked.cases):,} cases"], figures[f"{max(asked.cases):,} cases"]
        spent = "processor milliseconds"
        figures["growth"] = {name: round(many[name][spent] / few[name][spent], 2) for name in few}
        figures["deep page / first page"] = round(many["ended, deep page"][spent] / many["ended, first page"][spent], 2)
        kept[store.engine.dialect.name] = figures
        store.close()
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(kept, indent=1))


if __name__ == "__main__":
    main()
