"""What enumeration values of the clocks are called on a page."""

from __future__ import annotations

CLOCK_LABELS: dict[str, dict[str, str]] = {
    "day_kind": {
        "received": "received",
        "waiting": "waiting for what was asked for",
        "started": "the time begins",
        "counted": "counted",
        "left_out": "left out",
        "not_working": "not counted",
        "moved": "no working day, the last day moves on",
        "due": "the last day",
        "stopped": "the clock stopped",
    },
}
