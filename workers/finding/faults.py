"""Why a store was not searched, in one plain sentence, whatever went wrong."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

from workers.sources.errors import SourceError
from workers.sources.problems import unopened
from workers.sources.stores import Store


def fault_of(store: Store, error: Exception) -> str:
    """Say why; what this program did not foresee is logged by its place in the code, never with anybody's words."""
    if isinstance(error, SourceError):
        return str(error)
    if isinstance(error, OSError):
        return f"{store.title} {unopened(error)}."
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    logging.getLogger(__name__).error("store %s: %s at %s", store.id, type(error).__name__, " ".join(places[-5:]))
    return f"{store.title} met a fault of this program; tell its makers, with the log of this hour."
