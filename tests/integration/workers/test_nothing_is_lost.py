"""Workers and Redis are killed outright, again and again, while requests are searched, read, marked and answered."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from requests_.clock import SystemClock
from requests_.ids import CaseId
from requests_.model.case import Case, Stage
from requests_.settings import StoreSettings
from requests_.store.audit import verify_chains
from requests_.store.queries.case_page import case_summary, message_rows
from requests_.store.queries.timeline import timeline_rows
from requests_.store.session import Store, open_store
from tests.factories.cases import Desk
from tests.factories.people import data_subject, requester
from tests.fixtures_services import RedisServer

CASES, DOCUMENTS, KILLS = 2, 3, 5
RECOVERY_SECONDS = 180
STORES = """
[[store]]
id = "case"
kind = "files"
title = "A share"
root = "share"
category = "communication_logs"
"""


@pytest.fixture
def ess(tmp_path: Path) -> Path:
    share = tmp_path / "share"
    share.mkdir()
    for number in range(DOCUMENTS):
        text = f"Visit {number} about Zoë Marchetti, born 14 March 2012. Mr Alan Quibell of 4 Kiln Row was there too."
        (share / f"visit {number}.txt").write_text(text)
    (tmp_path / "stores.toml").write_text(STORES)
    return tmp_path / "stores.toml"


@pytest.fixture
def crew(
    database_url: str, ess: Path, redis_server: RedisServer, tmp_path: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    environment = {
        **os.environ,
        "RIGHTS_DATABASE_URL": database_url,
        "RIGHTS_VAULT": str(tmp_path / "vault"),
        "RIGHTS_STORES": str(ess),
        "RIGHTS_MAIL": f"folder:{tmp_path / 'mail'}",
        "RIGHTS_REDIS_URL": redis_server.url,
    }
    rights = Path(sys.executable).with_name("rights")
    with (tmp_path / "work.log").open("wb") as log:
        process = subprocess.Popen(
            [rights, "work", "--workers", "2"], env=environment, stdout=log, stderr=log, start_new_session=True
        )
    yield process
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(20)


@pytest.fixture
def opened(database_url: str, tmp_path: Path) -> Iterator[Store]:
    store = open_store(StoreSettings(database_url=database_url, vault=tmp_path / "vault"))
    yield store
    store.close()


@pytest.mark.slow
def test_a_kill_at_any_moment_loses_nothing_and_repeats_no_effect(
    opened: Store, crew: "subprocess.Popen[bytes]", redis_server: RedisServer, tmp_path: Path
) -> None:
    desk = Desk(opened, SystemClock(), sources=("case",))  # type: ignore[arg-type]
    subject = data_subject(given_name="Zoë", family_name="Marchetti", date_of_birth=date(2012, 3, 14))
    cases = []
    for number in range(CASES):
        asking = requester(email=f"parent{number}@webpost.example")
        cases.append(desk.searching(subject=subject, requester=asking))

    _kill_again_and_again(crew.pid, redis_server, random.Random(20261124))
    _wait_until_answered(opened, cases)

    with opened.reading() as session:
        for case in cases:
            kinds = Counter(row.kind for row in timeline_rows(session, case))
            assert kinds["source_searched"] == kinds["search_completed"] == kinds["redactions_proposed"] == 1
            assert kinds["document_read"] == DOCUMENTS
            assert kinds["message_sent"] == len(message_rows(session, case)) == 1
        audited = verify_chains(session)
    assert not audited.broken
    assert audited.cases == CASES
    assert len(list((tmp_path / "mail").glob("*.eml"))) == CASES


def _kill_again_and_again(crew: int, redis_server: RedisServer, dice: random.Random) -> None:
    for _ in range(KILLS):
        time.sleep(dice.uniform(0.3, 1.5))
        victims = _offspring(crew)
        if not victims or dice.random() < 0.3:
            redis_server.kill()
            time.sleep(dice.uniform(0.1, 0.5))
            redis_server.start()
            continue
        try:
            os.kill(dice.choice(victims), signal.SIGKILL)
        except ProcessLookupError:
            continue


def _offspring(parent: int) -> list[int]:
    """Every process below `parent`, the workers' own children too."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == parent:
            child = int(status.parent.name)
            found += [child, *_offspring(child)]
    return found


def _wait_until_answered(store: Store, cases: list[CaseId]) -> None:
    until = time.monotonic() + RECOVERY_SECONDS
    while True:
        with store.reading() as session:
            folded: list[Case] = [case_summary(session, case).case for case in cases]
            unsent = sum(row.sent_at is None for case in cases for row in message_rows(session, case))
        if all(case.stage is Stage.REVIEWING for case in folded) and not unsent:
            return
        assert not any(case.failed_work for case in folded), "a piece of work gave up"
        assert time.monotonic() < until, f"not done after {RECOVERY_SECONDS} seconds: {[c.stage for c in folded]}"
        time.sleep(0.5)
