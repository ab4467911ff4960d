"""`rights serve` and its siblings, as real processes."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from portal.cli.group import main
from portal.cli.serving import wait_until_told
from tests.fixtures_services import free_port

RIGHTS = [str(Path(sys.executable).parent / "rights")]
SLOW_VISITORS = 40
HALF_A_FORM = (
    b"POST /track HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\na"
)


def environment(database_url: str, folder: Path, **changes: str) -> dict[str, str]:
    return {
        **os.environ,
        "RIGHTS_DATABASE_URL": database_url,
        "RIGHTS_VAULT": str(folder / "vault"),
        "RIGHTS_SECRET_KEY": "a secret that only tests know, long enough",
        "RIGHTS_SECURE_COOKIES": "no",
        **changes,
    }


def run(*words: str, env: dict[str, str], typed: str = "") -> "subprocess.CompletedProcess[str]":
    command = [*RIGHTS, *words]
    return subprocess.run(command, env=env, input=typed, capture_output=True, text=True, timeout=60, check=False)


def status(port: int, path: str = "/healthz") -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return int(answer.status)
    except OSError:
        return 0


@pytest.fixture
def served(database_url: str, tmp_path: Path) -> Iterator[tuple[int, int]]:
    """Both apps, running; their ports."""
    public, staff = free_port(), free_port()
    command = [*RIGHTS, "serve", "both", "--port", str(public), "--staff-port", str(staff)]
    log = tmp_path / "log"
    with log.open("w") as lines:
        process = subprocess.Popen(command, env=environment(database_url, tmp_path), stderr=lines)
    end = time.monotonic() + 60
    while not (status(public) == status(staff) == 200):
        assert time.monotonic() < end, f"the apps did not start: {log.read_text()}"
        time.sleep(0.1)
    yield public, staff
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0


def test_both_apps_run_in_one_command_and_slow_visitors_hold_nobody_up(served: tuple[int, int]) -> None:
    public, staff = served
    assert status(public, "/readyz") == status(staff, "/readyz") == 200
    assert status(staff, "/sign-in") == 200
    with ExitStack() as open_lines:
        for _ in range(SLOW_VISITORS):
            line = open_lines.enter_context(socket.create_connection(("127.0.0.1", public)))
            line.sendall(HALF_A_FORM)
        assert status(public, "/track") == 200  # who waits for a slow visitor waits until the line is cut


def test_a_database_without_tables_is_told_before_anything_starts(empty_database_url: str, tmp_path: Path) -> None:
    answer = run("serve", "public", env=environment(empty_database_url, tmp_path))
    assert answer.returncode == 2
    assert answer.stderr.splitlines()[-1].endswith("run 'rights migrate' first.")


def test_a_missing_secret_is_told_with_its_mend(sqlite_url: str, tmp_path: Path) -> None:
    answer = run("serve", env=environment(sqlite_url, tmp_path, RIGHTS_SECRET_KEY=""))
    assert answer.returncode == 2
    assert "secrets.token_urlsafe" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_taken_port_is_named_before_anything_starts(sqlite_url: str, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        answer = run("serve", "staff", "--staff-port", port, env=environment(sqlite_url, tmp_path))
    assert answer.returncode == 2
    assert answer.stderr.splitlines()[-1].endswith("another port with --staff-port.")


def test_when_one_app_ends_by_itself_the_other_is_stopped_and_it_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    children = [subprocess.Popen(["true"]), subprocess.Popen(["sleep", "60"])]
    assert wait_until_told(children) == 1
    assert children[1].returncode == -signal.SIGTERM
    assert "ended by itself" in capsys.readouterr().err


def test_an_account_is_opened_once_and_with_a_long_password(sqlite_url: str, tmp_path: Path) -> None:
    env = environment(sqlite_url, tmp_path)
    who = ("--email", "t.hale@brackenford.example", "--role", "caseworker")
    words = ("staff", "add", *who, "--password-stdin", "--json")
    program = CliRunner(env=env)
    assert program.invoke(main, words, input="short\n").exit_code == 2
    opened = run(*words, env=env, typed="correct horse battery staple\n")
    assert json.loads(opened.stdout)["roles"] == ["caseworker"]
    again = program.invoke(main, words, input="correct horse battery staple\n")
    assert again.exit_code == 2
    assert "already" in again.stderr


def test_help_names_every_command_without_loading_any(tmp_path: Path) -> None:
    code = (
        "import sys; from click.testing import CliRunner; from portal.cli.group import main;"
        "print(CliRunner().invoke(main, ['--help']).output);"
        "loaded = {'flask', 'sqlalchemy', 'pymupdf', 'rq'} & set(sys.modules); sys.exit(', '.join(loaded) or 0)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert answer.returncode == 0, answer.stderr
    for name in ("deadline", "find", "redact", "verify", "demo-data", "audit", "serve", "work", "migrate", "doctor"):
        assert f"  {name} " in answer.stdout


def test_the_server_alone_makes_a_link_for_somebody_without_a_mailbox(sqlite_url: str, tmp_path: Path) -> None:
    env = environment(sqlite_url, tmp_path, RIGHTS_STAFF_URL="https://staff.example")

    def told(*words: str, typed: str = "") -> Any:
        return CliRunner().invoke(main, words, env=env, input=typed)

    email = ("--email", "sam@brackenford.example")
    assert told("migrate").exit_code == 0
    told("staff", "add", *email, "--role", "caseworker", "--password-stdin", typed="seven quiet herons\n")
    made = told("staff", "password-link", *email, "--json")
    assert json.loads(made.output)["link"].startswith("https://staff.example/welcome/")
    assert "no account" in told("staff", "password-link", "--email", "x@brackenford.example").output


def test_the_doctor_names_what_is_missing_and_its_mend(sqlite_url: str, tmp_path: Path) -> None:
    answer = run("doctor", "--json", env=environment(sqlite_url, tmp_path, RIGHTS_SECRET_KEY="short"))
    findings = {line["check"]: line for line in map(json.loads, answer.stdout.splitlines())}
    assert answer.returncode == 1
    assert not findings["web settings"]["ok"]
    assert "RIGHTS_SECRET_KEY" in findings["web settings"]["mend"]
