"""Real servers, started when a test first asks and shared by every process of the run.

A program that is not installed fails the test and names its package; nothing is skipped. The servers end with the run,
whatever ended it: a small watcher outlives it by a second.
"""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import redis

_WATCHER = """
tail --pid="$1" -f /dev/null
cd "$2" || exit 0
for pid in *.pid; do kill -QUIT "$(head -n 1 "$pid")"; done
sleep 0.5
for pid in *.pid; do kill -KILL "$(head -n 1 "$pid")"; done
cd / && rm -rf "$2"
"""


def run_folder() -> Path:
    """The folder of this run; the first to ask makes it, and starts the watcher."""
    folder = Path(os.environ["RIGHTS_TEST_RUN"])
    try:
        folder.mkdir(mode=0o755)
    except FileExistsError:
        return folder
    command = ["setsid", "--fork", "sh", "-c", _WATCHER, "sh", os.environ["RIGHTS_TEST_RUN_PID"], str(folder)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return folder


@contextmanager
def run_lock(name: str) -> Iterator[Path]:
    """Hold one of the run's locks; gives the run's folder."""
    folder = run_folder()
    with (folder / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield folder


def program(name: str, package: str, folders: str = "") -> str:
    """The path of a program; fails the test, naming the package, when there is none."""
    newest = sorted(Path("/").glob(folders.lstrip("/")), key=lambda path: path.as_posix()) if folders else []
    found = shutil.which(name, path=os.pathsep.join([*map(str, reversed(newest)), os.environ.get("PATH", "")]))
    if found is None:
        pytest.fail(f"{name} is not installed: apt-get install {package} (or run 'make test').", pytrace=False)
    return found


def free_port() -> int:
    """A TCP port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def shared_server(name: str, start: Callable[[Path], str]) -> str:
    """The URL of one of the run's servers, started by whoever comes first."""
    with run_lock(name) as folder:
        address = folder / f"{name}.url"
        if not address.exists():
            address.write_text(start(folder))
        return address.read_text()


def _start_postgresql(folder: Path) -> str:
    binaries = Path(program("initdb", "postgresql", "/usr/lib/postgresql/*/bin")).parent
    home, port = folder / "postgresql", free_port()
    home.mkdir()
    as_other: list[str] = []
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(home, "postgres")
        as_other = ["runuser", "-u", "postgres", "--"]
    settings = dict(
        listen_addresses="127.0.0.1", port=port, unix_socket_directories=home, fsync="off", synchronous_commit="off"
    )
    options = " ".join(f"-c {key}={value}" for key, value in settings.items()) + " -c full_page_writes=off"
    make = [binaries / "initdb", "-D", home / "data", "-U", "rights", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    start = [binaries / "pg_ctl", "-D", home / "data", "-l", home / "log", "-w", "-o", options, "start"]
    for command in ([*make, "--no-sync"], start):
        done = subprocess.run([*as_other, *map(str, command)], cwd="/", capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.fail(f"PostgreSQL did not start: {done.stdout}{done.stderr}", pytrace=False)
    shutil.copy(home / "data" / "postmaster.pid", folder / "postgresql.pid")
    return f"postgresql://rights@127.0.0.1:{port}"


@pytest.fixture(scope="session")
def postgresql_server() -> str:
    """The run's PostgreSQL, as a URL without a database: fast, not durable."""
    return shared_server("postgresql", _start_postgresql)


@dataclass(frozen=True)
class RedisServer:
    """A Redis of one's own, to be killed and started again on the same port."""

    folder: Path
    port: int
    name: str = "redis"
    keeps: bool = False

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"redis://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers. `keeps` says whether it remembers anything after a kill."""
        durable = ["--appendonly", "yes", "--appendfsync", "always"] if self.keeps else ["--appendonly", "no"]
        files = ["--dir", str(self.folder), "--pidfile", str(self.folder / f"{self.name}.pid")]
        log = ["--logfile", str(self.folder / f"{self.name}.log"), "--daemonize", "yes", "--save", ""]
        command = [program("redis-server", "redis-server"), "--port", str(self.port), "--bind", "127.0.0.1"]
        subprocess.run([*command, *files, *log, *durable], check=True, capture_output=True)
        with redis.Redis(port=self.port) as client:
            _wait(lambda: _answers(client), "Redis did not start.")

    def kill(self) -> None:
        """End it as a power cut would."""
        pid = self.folder / f"{self.name}.pid"
        if pid.exists():
            number = int(pid.read_text())
            os.kill(number, signal.SIGKILL)
            _wait(lambda: not Path(f"/proc/{number}/cmdline").exists() or _is_gone(number), "Redis did not end.")
            pid.unlink()


def _wait(holds: Callable[[], bool], fault: str) -> None:
    end = time.monotonic() + 10
    while not holds():
        if time.monotonic() > end:
            pytest.fail(fault, pytrace=False)
        time.sleep(0.02)


def _answers(client: "redis.Redis") -> bool:
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False


def _is_gone(number: int) -> bool:
    return b"redis" not in Path(f"/proc/{number}/cmdline").read_bytes()


def _start_redis(folder: Path) -> str:
    server = RedisServer(folder=folder, port=free_port())
    server.start()
    return server.url


@pytest.fixture(scope="session")
def _shared_redis(worker_id: str) -> str:
    number = int(worker_id.removeprefix("gw")) % 16 if worker_id.startswith("gw") else 0
    return f"{shared_server('redis', _start_redis)}/{number}"


@pytest.fixture
def redis_url(_shared_redis: str) -> str:
    """An empty Redis database, this process's own, in the run's Redis."""
    with redis.Redis.from_url(_shared_redis) as client:
        client.flushdb()
    return _shared_redis


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis of the test's own that it may kill; `dataclasses.replace(server, keeps=True)` for one that remembers."""
    server = RedisServer(folder=tmp_path, port=free_port())
    server.start()
    yield server
    server.kill()
