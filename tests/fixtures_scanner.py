"""A real ClamAV daemon with a signature file of two lines: it knows the test virus of EICAR and nothing else."""

import hashlib
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tests.factories.sent_files import EICAR
from tests.fixtures_services import free_port, program, shared_server

_SETTINGS = """
Foreground no
LocalSocketMode 600
TCPAddr 127.0.0.1
TCPSocket {port}
DatabaseDirectory {folder}
PidFile {run}/clamd.pid
LogFile {folder}/log
StreamMaxLength 26M
MaxThreads 2
"""


def _start_clamd(run: Path) -> str:
    binary = program("clamd", "clamav-daemon", "/usr/sbin")
    folder, port = run / "clamd", free_port()
    folder.mkdir(mode=0o755)
    signature = f"{hashlib.md5(EICAR, usedforsecurity=False).hexdigest()}:{len(EICAR)}:Test.Whole\n"
    (folder / "test.hdb").write_text(signature)
    (folder / "test.ndb").write_text(f"Test.Part:0:*:{EICAR.hex()}\n")
    (folder / "clamd.conf").write_text(_SETTINGS.format(port=port, folder=folder, run=run))
    done = subprocess.run([binary, "-c", str(folder / "clamd.conf")], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"clamd did not start: {done.stdout}{done.stderr}", pytrace=False)
    _wait_for(port)
    return f"clamd:127.0.0.1:{port}"


def _wait_for(port: int) -> None:
    end = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > end:
                pytest.fail("clamd does not listen.", pytrace=False)
            time.sleep(0.05)


@pytest.fixture(scope="session")
def clamd() -> str:
    """The run's scanner, as the setting that names it."""
    return shared_server("clamd", _start_clamd)
