"""The web app's processes are killed outright, again and again, while people send their requests, and send again."""

import http.client
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest

from portal.public import create_public_app
from portal.wiring import build_resources
from requests_.clock import SystemClock
from requests_.settings import ControllerProfile, StoreSettings
from requests_.store.audit import verify_chains
from requests_.store.case_tables import CaseRow
from requests_.store.session import Store, open_store
from tests.fixtures_services import free_port
from tests.integration.portal.conftest import PARENT_ANSWERS, SETTINGS, Visitor

SEED, VISITORS, KILLS = 20261127, 4, 12
WAIT_SECONDS = 120


@pytest.fixture
def opened(sqlite_url: str, tmp_path: Path) -> Iterator[Store]:
    store = open_store(StoreSettings(database_url=sqlite_url, vault=tmp_path / "vault"))
    yield store
    store.close()


@pytest.fixture
def server(sqlite_url: str, tmp_path: Path) -> Iterator[tuple[int, int]]:
    """The public app as it is shipped, in two processes; the process that watches them, and the port."""
    port = free_port()
    environment = {
        **os.environ,
        "RIGHTS_DATABASE_URL": sqlite_url,
        "RIGHTS_VAULT": str(tmp_path / "vault"),
        "RIGHTS_SECRET_KEY": SETTINGS.secret,
        "RIGHTS_SECURE_COOKIES": "no",
    }
    rights = Path(sys.executable).with_name("rights")
    command = [rights, "serve", "public", "--port", str(port), "--processes", "2"]
    with (tmp_path / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait(lambda: _get(port, "/healthz", "")[0] == 200)
        [gunicorn] = _children(process.pid)
        yield gunicorn, port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(40)


@pytest.mark.slow
def test_whoever_saw_a_reference_has_one_case_and_nobody_has_two(opened: Store, server: tuple[int, int]) -> None:
    gunicorn, port = server
    ready = [_filled_in(opened) for _ in range(VISITORS)]
    is_over = threading.Event()
    with ThreadPoolExecutor(VISITORS) as people:
        sending = [people.submit(_send_until, is_over, port, cookie, token) for cookie, token in ready]
        kills = _kill(gunicorn, random.Random(SEED))
        is_over.set()
        told = [person.result(WAIT_SECONDS) for person in sending]
    assert kills == KILLS
    assert all(len(references) == 1 for references in told)  # each time they sent it, they were told the same
    with opened.reading() as session:
        kept = [row.reference for row in session.query(CaseRow)]
        audited = verify_chains(session)
    assert sorted(kept) == sorted(reference for references in told for reference in references)
    assert (audited.cases, audited.broken) == (VISITORS, ())
    with opened.unit_of_work() as uow:
        assert len(uow.outbox.open_of("send_message")) == VISITORS


def _filled_in(store: Store) -> tuple[str, str]:
    """A form that is answered and not sent: its cookies, and its token."""
    handed_in = build_resources(store, ControllerProfile(), SystemClock(), store.vault.root)
    visitor = Visitor(create_public_app(SETTINGS, handed_in))
    visitor.answer_all({step: dict(fields) for step, fields in PARENT_ANSWERS.items()})
    cookies = "; ".join(f"{cookie.key}={cookie.value}" for cookie in visitor.client._cookies.values())
    return cookies, visitor.token


def _send_until(is_over: threading.Event, port: int, cookies: str, token: str) -> set[str]:
    """Send the form again and again, as somebody who saw nothing come back would; every reference that was shown."""
    shown: set[str] = set()
    end = time.monotonic() + WAIT_SECONDS
    while not (is_over.is_set() and shown) and time.monotonic() < end:
        status, _ = _post(port, "/request/check", cookies, token)
        if status == 302:
            _, page = _get(port, "/request/sent", cookies)
            shown |= set(re.findall(r"RR-\d{4}-\d{7}-[A-Z]", page))
        time.sleep(0.05)
    return shown


def _kill(gunicorn: int, dice: random.Random) -> int:
    kills, end = 0, time.monotonic() + WAIT_SECONDS
    while kills < KILLS and time.monotonic() < end:
        time.sleep(dice.uniform(0.05, 0.6))
        workers = _children(gunicorn)
        if workers:
            os.kill(dice.choice(workers), signal.SIGKILL)
            kills += 1
    return kills


def _children(parent: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _get(port: int, path: str, cookies: str) -> tuple[int, str]:
    return _ask(port, "GET", path, None, cookies)


def _post(port: int, path: str, cookies: str, token: str) -> tuple[int, str]:
    return _ask(port, "POST", path, urlencode({"csrf_token": token}), cookies)


def _ask(port: int, method: str, path: str, body: str | None, cookies: str) -> tuple[int, str]:
    """One request; status 0 when no answer came."""
    headers = {"Cookie": cookies} if cookies else {}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        connection.close()


def _wait(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while not holds():
        assert time.monotonic() < end, "the app did not start"
        time.sleep(0.1)
