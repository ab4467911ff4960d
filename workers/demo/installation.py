"""A whole installation on this machine: database, queue, two web apps and the workers, started and stopped together."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from functools import partial
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

START_SECONDS = 60
_MARK = "made-by-rights-demo"


class InstallationFault(Exception):
    """A part of the installation could not be started."""


class Installation:
    """The processes of a demonstration and the environment they share.

    What the environment already names (RIGHTS_DATABASE_URL, RIGHTS_REDIS_URL, RIGHTS_MAIL, RIGHTS_STORES …) is used as
    it is; everything else is made in `folder`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.public_port, self.staff_port = _free_port(), _free_port()
        self._processes: list[tuple[str, subprocess.Popen[bytes]]] = []
        defaults = {
            "RIGHTS_DATABASE_URL": f"sqlite:///{folder / 'rights.sqlite'}",
            "RIGHTS_VAULT": str(folder / "vault"),
            "RIGHTS_MAIL": f"folder:{folder / 'mail'}",
            "RIGHTS_VIRUS_SCANNER": "none",  # invented people send invented files
            "RIGHTS_STORES": str(folder / "ess" / "stores.toml"),
            "RIGHTS_SECRET_KEY": secrets.token_urlsafe(48),
            "RIGHTS_SECURE_COOKIES": "no",
            "RIGHTS_COUNCIL_WEBSITE": self.public_site,
            "RIGHTS_STAFF_URL": self.staff_site,
        }
        for name, value in defaults.items():
            os.environ.setdefault(name, value)

    @property
    def public_site(self) -> str:
        """Where requesters go."""
        return f"http://127.0.0.1:{self.public_port}"

    @property
    def staff_site(self) -> str:
        """Where staff go."""
        return f"http://127.0.0.1:{self.staff_port}"

    def clear(self) -> None:
        """Empty the folder of an earlier demonstration. Raises InstallationFault when it holds anything else."""
        if self.folder.exists() and any(self.folder.iterdir()):
            if not (self.folder / _MARK).exists():
                raise InstallationFault(f"{self.folder} holds something else: name an empty folder with --folder.")
            shutil.rmtree(self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / _MARK).touch()

    def start_redis(self) -> str:
        """Start a Redis of our own, unless one is given; returns its address."""
        given = os.environ.get("RIGHTS_REDIS_URL")
        if not given:
            program = shutil.which("redis-server")
            if program is None:
                raise InstallationFault("redis-server is not installed: apt-get install redis-server.")
            port, data = _free_port(), self.folder / "redis"
            data.mkdir(exist_ok=True)
            os.environ["RIGHTS_REDIS_URL"] = given = f"redis://127.0.0.1:{port}/0"
            options = ["--port", str(port), "--bind", "127.0.0.1", "--dir", str(data), "--appendonly", "yes"]
            self._start("redis", [program, *options, "--save", ""])
        self._wait("redis", lambda: _answers(given))
        return given

    def start_web(self) -> None:
        """Start both web apps and wait until they answer."""
        ports = ["--port", str(self.public_port), "--staff-port", str(self.staff_port)]
        self._start("web", [*_rights(), "serve", "both", *ports])
        for site in (self.public_site, self.staff_site):
            self._wait("web", partial(_is_up, f"{site}/healthz"))

    def start_workers(self, workers: int) -> None:
        """Start the workers."""
        self._start("work", [*_rights(), "work", "--workers", str(workers)])

    def check(self) -> None:
        """Raise InstallationFault when a process has ended that should run."""
        for name, process in self._processes:
            if process.poll() is not None:
                raise InstallationFault(f"{name} ended with {process.returncode}: see {self.folder / name}.log.")

    def stop(self) -> None:
        """Stop everything that was started, the last first."""
        for _, process in reversed(self._processes):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for _, process in reversed(self._processes):
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        self._processes.clear()

    def _start(self, name: str, command: list[str]) -> None:
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
        self._processes.append((name, process))

    def _wait(self, name: str, is_ready: Callable[[], bool]) -> None:
        until = time.monotonic() + START_SECONDS
        while not is_ready():
            self.check()
            if time.monotonic() > until:
                raise InstallationFault(f"{name} did not start within {START_SECONDS} seconds.")
            time.sleep(0.1)


def _rights() -> list[str]:
    return [str(Path(sys.executable).with_name("rights"))]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(url: str) -> bool:
    try:
        return bool(Redis.from_url(url, socket_connect_timeout=1).ping())
    except RedisError:
        return False


def _is_up(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310  (our own address)  # nosec B310
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
