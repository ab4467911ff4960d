"""Measures the queue and a case's pages: `python benchmarks/case_queue.py [--cases N …] [--database URL] [--out FILE]`.

Each page is asked for as a browser does, through the whole staff app, and told as a ratio to an empty page of the same
app in the same run, in processor time of the app (the best of 20; SQLite works in it, PostgreSQL beside it) and in
passing time; with every SQL statement heard, and how much it grows with the cases and with depth. Nine cases in ten are
ended. Without `--database` a SQLite file is made and thrown away. `case_queue.svg` is drawn beside the figures.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from flask import render_template_string
from plot import log_plot
from sqlalchemy import Engine, event, text, update

from portal.settings import WebSettings
from portal.staff import create_staff_app
from portal.staff.case_queue import ROWS_A_PAGE
from portal.staff.permissions import requires
from portal.wiring import build_resources
from requests_.clock import SystemClock
from requests_.ids import case_reference
from requests_.model.people import Requester
from requests_.model.staff import Permission, Role
from requests_.services import staff_accounts
from requests_.settings import ControllerProfile, StoreSettings
from requests_.store import schema
from requests_.store.case_tables import CaseRow
from requests_.store.people_tables import RequestDetails
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
       "postgresql": "CAST(:today AS date) + CAST(CAST(n AS bigint) * 7919 % 400 - 340 AS int)"}  # fmt: skip
JSON = {"sqlite": "'{}'", "postgresql": "CAST('{}' AS json)"}
INSTANT = {"sqlite": "'2026-01-01 00:00:00.000000'", "postgresql": "CAST('2026-01-01' AS timestamp)"}
RECEIVED = (
    "{object}('right', 'access', 'regime', 'uk_gdpr', 'capacity', 'subject', 'channel', 'online', "
    "'received_on', {day}, 'categories', {array}(), 'from_on', NULL, 'until_on', NULL)"
)
MAKE = {"sqlite": ("json_object", "json_array"), "postgresql": ("json_build_object", "json_build_array")}
DETAILS = {
    "subject": dict(given_name="Kit", family_name="Fenwick", date_of_birth="2001-02-03", other_names=[], upn="",
                    school="", addresses=["12 Mill Lane"], emails=[], phones=[]),
    "requester": asdict(Requester(name="Kit Fenwick", email="kit@fenwick.example")),
}  # fmt: skip
PAGE_500 = 499 * ROWS_A_PAGE


def fill(engine: Engine, first: int, last: int, today: str) -> None:
    """Cases number `first` to `last`, straight into the tables: a tenth are open, a hundredth wait for somebody."""
    kind = engine.dialect.name
    received = RECEIVED.format(object=MAKE[kind][0], array=MAKE[kind][1], day=DAY[kind])
    case = f"""
        INSERT INTO rights_case (id, reference, form_token, "right", regime, stage, received_on, due_on, clock_state,
            responded_on, has_failure, case_list, queue_on, waits_for, assigned_to, is_restricted, opened_at,
            last_seq, last_seal)
        {SERIES[kind]} SELECT {KEY[kind]}, 'RR-2026-' || n, {KEY[kind]}, 'access', 'uk_gdpr',
            CASE WHEN n % 10 = 0 THEN 'reviewing' ELSE 'responded' END,
            {DAY[kind]}, {DAY[kind]}, 'running', NULL, false,
            CASE WHEN n % 10 = 0 THEN 'open' ELSE 'ended' END, {DAY[kind]},
            CASE WHEN n % 100 = 0 THEN 'requester' ELSE '' END, NULL, false,
            CASE WHEN n % 1000 = 0 THEN NULL ELSE {INSTANT[kind]} END, 1, '' FROM s"""
    details = f"""
        INSERT INTO request_details (case_id, subject, subject_name, requester, wording, asked, addressee)
        {SERIES[kind]} SELECT {KEY[kind]}, {JSON[kind]}, 'Kit Fenwick' || (n % 5000), {JSON[kind]}, '', {JSON[kind]},
            {JSON[kind]} FROM s"""
    words = f"""
        INSERT INTO case_word (word, case_id)
        {SERIES[kind]} SELECT 'fenwick' || (n % 5000), {KEY[kind]} FROM s"""
    events = f"""
        INSERT INTO case_event (case_id, seq, kind, version, payload, actor_kind, actor_key, at, seal)
        {SERIES[kind]} SELECT {KEY[kind]}, 1, 'request_received', 1, {received},
            'requester', {KEY[kind]}, '2026-01-01 00:00:00.000000', '' FROM s"""
    with engine.begin() as connection:
        for line in (case, details, words, events):
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


def _mark_after(store: Store, place: int) -> str:
    """The address's words for the page of ended cases that begins after so many."""
    line = "SELECT queue_on, id FROM rights_case WHERE case_list = 'ended' ORDER BY queue_on, id LIMIT 1 OFFSET :n"
    with store.reading() as session:
        on, case = session.execute(text(line), {"n": place}).one()
    return f"{on}~{case}"


def _opened(store: Store, number: int) -> str:
    """The reference of one case that can be opened: with its people, and a reference as it is made."""
    reference = case_reference(2026, number)
    with store.unit_of_work() as uow:
        uow.session.execute(
            update(CaseRow).where(CaseRow.id == f"{number:032x}").values(reference=reference, last_seq=1)
        )
        uow.session.execute(update(RequestDetails).where(RequestDetails.case_id == f"{number:032x}").values(**DETAILS))
        uow.commit()
    return reference


def measured(store: Store, client: Any, cases: int) -> dict[str, dict[str, float]]:
    middle, page_500 = (_mark_after(store, place) for place in (cases // 2, PAGE_500))
    searched = client.post("/find", data={"search": "fenwick4321"}).location
    reference = _opened(store, cases // 20)
    pages = {
        "open": "/?view=open",
        "ended, first page": "/?view=ended&sort=due",
        "ended, page 500": f"/?view=ended&sort=due&after={page_500}",
        "ended, half-way": f"/?view=ended&sort=due&after={middle}",
        "waiting on the requester": "/?view=requester",
        "search by name": searched,
        "a case": f"/case/{reference}",
        "a case's history": f"/case/{reference}/history",
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
            "times an empty page, passing": round(passed / floor_wall, 1),
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
    return len(said)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, nargs="+", default=[20_000, 100_000, 1_000_000])
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
            figures[f"{cases:,} cases"] = measured(store, client, cases)
        few, many = figures[f"{min(asked.cases):,} cases"], figures[f"{max(asked.cases):,} cases"]
        spent = "processor milliseconds"
        figures["growth"] = {name: round(many[name][spent] / few[name][spent], 2) for name in few}
        for deep in ("ended, page 500", "ended, half-way"):
            figures[f"{deep} / first page"] = round(many[deep][spent] / many["ended, first page"][spent], 2)
        kept[store.engine.dialect.name] = figures
        store.close()
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    draw(kept, asked.out.with_suffix(".svg"))
    print(json.dumps(kept, indent=1))


def draw(kept: dict[str, Any], path: Path) -> None:
    """The pages' cost against the number of cases."""
    series = {
        f"{page}, {database}": [
            (float(name.split()[0].replace(",", "")), pages[page]["times an empty page"])
            for name, pages in figures.items()
            if name.endswith(" cases")
        ]
        for database, figures in kept.items()
        for page in ("open", "ended, page 500", "a case")
    }
    log_plot(path, title="Pages of the staff app", across="cases", up="times an empty page", series=series)


if __name__ == "__main__":
    main()
