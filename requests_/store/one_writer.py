"""One writer at a time in a process, on SQLite: whoever else wants to write waits here, and not in the driver.

SQLite waits for another writer inside the driver, where nothing else of the process goes on. Under a server whose
visitors share one thread, whoever holds the lock could then not go on either, and all wait until the driver gives up.
"""

from __future__ import annotations

import threading
from typing import Any

from sqlalchemy import Engine, event

_HELD = "rights_holds_writing"


class OneWriter:
    """The turn to write, which a transaction has from its begin to its end."""

    def __init__(self, engine: Engine, seconds: float) -> None:
        """`seconds` is how long to wait for one's turn; then it is left to the database to refuse."""
        self._turn, self._seconds = threading.Lock(), seconds
        event.listen(engine, "commit", self.give_back)
        event.listen(engine, "rollback", self.give_back)

    def take(self, connection: Any) -> None:
        """Wait for one's turn."""
        connection.info[_HELD] = self._turn.acquire(timeout=self._seconds)

    def give_back(self, connection: Any) -> None:
        """Let the next one write."""
        if connection.info.pop(_HELD, False):
            self._turn.release()
