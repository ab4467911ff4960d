"""The crew: one relay and some workers, each started again when it ends."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import time
from types import FrameType

import structlog

PAUSE_SECONDS = 0.5
_PR_SET_PDEATHSIG = 1


class Crew:
    """Keeps processes running until told to stop. A worker that loses Redis ends; the crew starts it again."""

    def __init__(self, workers: int) -> None:
        self._roles = ["relay", *["run"] * workers]
        self._members: list[subprocess.Popen[bytes] | None] = [None] * len(self._roles)
        self._is_stopped = False

    def run(self) -> None:
        """Watch over the processes until SIGTERM or SIGINT."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        while not self._is_stopped:
            for place, role in enumerate(self._roles):
                self._keep(place, role)
            time.sleep(PAUSE_SECONDS)
        self._end()

    def _keep(self, place: int, role: str) -> None:
        member = self._members[place]
        if member is not None and member.poll() is None:
            return
        if member is not None:
            structlog.get_logger().warning("crew_member_ended", role=role, code=member.returncode)
        self._members[place] = subprocess.Popen(
            [sys.executable, "-m", "workers", role], stdin=subprocess.DEVNULL, preexec_fn=_die_with_parent
        )

    def _stop(self, _: int, __: FrameType | None) -> None:
        self._is_stopped = True

    def _end(self) -> None:
        living = [member for member in self._members if member is not None and member.poll() is None]
        for member in living:
            member.terminate()
        for member in living:
            try:
                member.wait(10)
            except subprocess.TimeoutExpired:
                member.kill()


def _die_with_parent() -> None:
    # Also when the crew itself is killed outright: nobody works on unwatched.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
