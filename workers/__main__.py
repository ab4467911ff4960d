"""One process of the work crew: `python -m workers run` or `python -m workers relay`."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable
from threading import Thread
from types import FrameType

from requests_.logs import set_up_logs
from workers import timetable
from workers.inbox import polling
from workers.process import JOBS_A_LIFE, build_worker
from workers.relay import Relay
from workers.settings import WorkerSettings
from workers.wiring import build_tools, open_redis, provide


def main(role: str) -> None:
    """Run until told to stop."""
    set_up_logs(logging.WARNING)
    settings = WorkerSettings.from_environment()
    tools = build_tools(settings)
    provide(tools)
    if role == "relay":
        is_stopped = _stop_signal()
        # Beside the relay, of which there is one: a day's work is small, and waits for nobody's queue.
        Thread(target=timetable.run, args=(tools, is_stopped), daemon=True).start()
        if settings.inbox:
            Thread(target=polling.run, args=(tools, settings.inbox, is_stopped), daemon=True).start()
        Relay(tools, open_redis(settings)).run(is_stopped)
    else:
        build_worker(open_redis(settings)).work(logging_level="WARNING", max_jobs=JOBS_A_LIFE)


def _stop_signal() -> Callable[[], bool]:
    stopped = False

    def stop(_: int, __: FrameType | None) -> None:
        nonlocal stopped
        stopped = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    return lambda: stopped


if __name__ == "__main__":
    main(sys.argv[1])
