"""Measures a return: `python benchmarks/report.py [--cases N …] [--database URL] [--out FILE]`.

Cases are spread over ten years; the return of the last whole quarter, and of the last whole financial year, is counted
from their sealed events, each seal computed again and each mark, with every SQL statement heard; and counted as it is
handed out, where every row of every case is looked at. It is told as a ratio to the
plainest count that SQL can make of the same period in the same run (received, answered, on time, over the lines of the
queue: no law, no clock, no proof), and per case of the period. `report.svg` is drawn beside the figures.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from case_queue import JSON, KEY, SERIES, counted
from plot import log_plot
from sqlalchemy import Engine, text

from requests_.clock import SystemClock
from requests_.deadlines.periods import ONE_DAY
from requests_.model.timeline import CHAIN_START
from requests_.reporting.period import Period, quarter_of, year_of
from requests_.settings import StoreSettings
from requests_.store.mark_check import mark_again
from requests_.store.queries.returns import return_of, return_to_give
from requests_.store.session import Store, open_store
from requests_.store.upgrading import bring_up

DAYS, ANSWERED_AFTER = 3650, 25
# Of the rest alone: a million times 7919 is more than an integer of PostgreSQL holds.
BACK = f"(n % {DAYS} * 7919 % {DAYS})"
DAY = {"sqlite": f"date(:today, -{BACK} || ' days')", "postgresql": f"CAST(:today AS date) - {BACK}"}
LATER = {
    "sqlite": f"date(:today, ({ANSWERED_AFTER} - {BACK}) || ' days')",
    "postgresql": f"CAST(:today AS date) + ({ANSWERED_AFTER} - {BACK})",
}
IS_ANSWERED = f"{BACK} > {ANSWERED_AFTER}"
AS_JSON = {"sqlite": "{}", "postgresql": "CAST({} AS json)"}
SHA256 = {"sqlite": "sha256_of({})", "postgresql": "encode(sha256(convert_to({}, 'UTF8')), 'hex')"}
PLAIN = """
    SELECT count(*) FILTER (WHERE received_on >= :first AND received_on <= :last),
        count(*) FILTER (WHERE responded_on >= :first AND responded_on <= :last),
        count(*) FILTER (WHERE responded_on >= :first AND responded_on <= :last AND responded_on <= due_on)
    FROM rights_case"""


def fill(engine: Engine, first: int, last: int, today: date) -> None:
    """Cases number `first` to `last`, straight into the tables: each received, and answered unless it is new."""
    kind = engine.dialect.name
    first_seal, second_seal = _seals(kind)
    case = f"""
        INSERT INTO rights_case (id, reference, form_token, "right", regime, stage, received_on, due_on, clock_state,
            responded_on, has_failure, case_list, queue_on, waits_for, is_restricted, last_seq, last_seal)
        {SERIES[kind]} SELECT {KEY[kind]}, 'RR-2026-' || n, {KEY[kind]}, 'access', 'uk_gdpr',
            CASE WHEN {IS_ANSWERED} THEN 'responded' ELSE 'reviewing' END, {DAY[kind]}, {LATER[kind]}, 'running',
            CASE WHEN {IS_ANSWERED} THEN {LATER[kind]} END, false,
            CASE WHEN {IS_ANSWERED} THEN 'ended' ELSE 'open' END, {DAY[kind]}, '', false,
            CASE WHEN {IS_ANSWERED} THEN 2 ELSE 1 END,
            CASE WHEN {IS_ANSWERED} THEN {second_seal} ELSE {first_seal} END FROM s"""
    details = f"""
        INSERT INTO request_details (case_id, subject, subject_name, requester, wording, asked, addressee)
        {SERIES[kind]} SELECT {KEY[kind]}, {JSON[kind]}, '', {JSON[kind]}, '', {JSON[kind]}, {JSON[kind]} FROM s"""
    events = [
        f"""INSERT INTO case_event (case_id, seq, kind, version, payload, actor_kind, actor_key, at, seal)
        {SERIES[kind]} SELECT {KEY[kind]}, {seq}, '{name}', 1, {AS_JSON[kind].format(_payload(kind, name))}, 'system',
            'worker', {day} {"|| ' 12:00:00.000000'" if kind == "sqlite" else "+ time '12:00'"}, {end} FROM s {where}"""
        for seq, name, day, end, where in (
            (1, "request_received", DAY[kind], first_seal, ""),
            (2, "response_sent", LATER[kind], second_seal, f"WHERE {IS_ANSWERED}"),
        )
    ]
    with engine.begin() as connection:
        if kind == "sqlite":
            raw: Any = connection.connection.driver_connection
            raw.create_function("sha256_of", 1, lambda body: hashlib.sha256(body.encode()).hexdigest())
        for line in (case, details, *events):
            connection.execute(text(line), {"first": first, "last": last, "today": today.isoformat()})
    with engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def mark(store: Store) -> None:
    """Have the portal's mark on what was put there: a return is counted from no other row."""
    with store.unit_of_work() as uow:
        mark_again(uow.session.connection(), store.marks.key)
        uow.commit()


def _payload(kind: str, name: str) -> str:
    """The payload of an event as its seal spells it, in SQL."""
    if name == "response_sent":
        return f"""('{{"sent_on":"' || {LATER[kind]} || '"}}')"""
    before = '{"capacity":"subject","categories":[],"channel":"online","from_on"\\:null,"received_on":"'
    return f"""('{before}' || {DAY[kind]} || '","regime":"uk_gdpr","right":"access","until_on"\\:null}}')"""


def _seals(kind: str) -> tuple[str, str]:
    """The seals of the first and of the second event of a case, in SQL (`requests_.model.timeline.seal`)."""
    first = _seal(kind, f"'{CHAIN_START}'", 1, "request_received", DAY[kind])
    return first, _seal(kind, first, 2, "response_sent", LATER[kind])


def _seal(kind: str, previous: str, seq: int, name: str, day: str) -> str:
    at = f"""'","' || {KEY[kind]} || '",{seq},"{name}",1,"' || {day} || 'T12:00:00.000000+00:00"'"""
    return SHA256[kind].format(
        f"""'["' || {previous} || {at} || ',"system:worker",' || {_payload(kind, name)} || ']'"""
    )


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measured(store: Store, period: Period) -> dict[str, float]:
    now = SystemClock().utc_now()

    def plain() -> None:
        with store.reading() as session:
            session.execute(text(PLAIN), {"first": period.first_on, "last": period.last_on}).one()

    def counts() -> Any:
        with store.reading_one_moment() as session:
            return return_of(session, period, known_at=now)

    def handed_out() -> Any:
        with store.reading_one_moment() as session:
            return return_to_give(session, period, known_at=now)

    found, floor = counts(), min(seconds(plain) for _ in range(3))
    took = min(seconds(counts) for _ in range(2))
    return {
        "cases of the period": len(found.cases.everything),
        "seconds": round(took, 2),
        "times the plainest SQL count": round(took / floor, 1),
        "milliseconds a case of the period": round(took * 1000 / len(found.cases.everything), 3),
        "statements": counted(store.engine, counts),
        "handed out, seconds": round(seconds(handed_out), 2),
        "most memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, nargs="+", default=[20_000, 100_000, 1_000_000])
    parser.add_argument("--database", default="", help="an empty database; its tables are made")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results" / "report.json")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder, today, filled = Path(made), SystemClock().london_date(), 0
        url = asked.database or f"sqlite:///{folder / 'report.sqlite'}"
        store = open_store(StoreSettings(database_url=url, vault=folder / "vault"))
        bring_up(store)
        quarter, year = (of(of(today).first_on - ONE_DAY) for of in (quarter_of, year_of))
        kept = json.loads(asked.out.read_text(encoding="utf-8")) if asked.out.exists() else {}
        figures: dict[str, Any] = {}
        for cases in sorted(asked.cases):
            fill(store.engine, filled + 1, cases, today)
            mark(store)
            filled = cases
            figures[f"{cases:,} cases"] = {
                name: measured(store, of) for name, of in (("quarter", quarter), ("year", year))
            }
            print(f"{cases:,} cases", json.dumps(figures[f"{cases:,} cases"]), flush=True)
        kept[store.engine.dialect.name] = figures
        store.close()
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    series = {
        f"{name}, {database}": [
            (float(cases.split()[0].replace(",", "")), found[name]["milliseconds a case of the period"])
            for cases, found in figures.items()
        ]
        for database, figures in kept.items()
        for name in ("quarter", "year")
    }
    title = "A return, counted from the sealed events"
    log_plot(asked.out.with_suffix(".svg"), title=title, across="cases", up="milliseconds a case", series=series)


if __name__ == "__main__":
    main()
