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
    "set_date": {
        "complaint_inquiry": "The regulator asks about a complaint",
        "lawfulness_check": "The regulator checks whether it was lawful",
        "information_notice": "The regulator’s information notice",
        "enforcement_notice": "The regulator’s enforcement notice",
        "tribunal_direction": "A tribunal’s direction",
        "court_order": "A court’s order",
    },
    "set_date_end": {"met": "We met it", "replaced": "Another date replaced it", "withdrawn": "It was taken back"},
    "pause_reason": {
        "subject_matter": "What the information is about",
        "period": "From when to when",
        "place": "Which school, team or place may hold it",
        "names_used": "Under which other names, addresses or numbers",
        "occasion": "Which meeting, call, email or picture",
        "processing": "Which use of the information",
    },
    "chase": {
        "reminder": "we remind them",
        "chase": "we write to them again",
        "escalation": "somebody senior takes it up",
    },
    "setter": {
        "regulator": "The regulator",
        "tribunal": "A tribunal",
        "court": "A court",
        "council": "Promised",
        "complaint": "News promised",
        "post": "A letter to print and post",
    },
}
