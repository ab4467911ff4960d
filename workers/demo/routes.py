"""The ways a case of poor attendance goes: what happens, how many days in, and which absences belong to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Route:
    """A kind of case: `steps` are days after its start by event, `spells` are (from, to, code, share of days)."""

    key: str
    weight: int
    background: float
    steps: dict[str, int]
    spells: tuple[tuple[int, int, str, float], ...]


ROUTES = (
    Route(
        "watch",
        24,
        0.05,
        {"referral": 0, "letter": 8, "phonecall": 12, "closure": 75},
        ((-40, 0, "I", 0.16), (-25, 5, "O", 0.1), (5, 60, "L", 0.06)),
    ),
    Route(
        "holiday",
        20,
        0.03,
        {
            "referral": 0,
            "leave_from": -16,
            "leave_to": -5,
            "letter": -30,
            "warning": 6,
            "notice": 20,
            "paid": 38,
            "closure": 60,
        },
        ((-16, -5, "G", 1.0),),
    ),
    Route(
        "unauthorised",
        20,
        0.06,
        {
            "referral": 0,
            "letter": -12,
            "phonecall": 3,
            "visit": 9,
            "meeting": 20,
            "warning": 31,
            "panel": 44,
            "notice": 58,
            "paid": 84,
            "closure": 150,
        },
        ((-70, 0, "O", 0.32), (0, 60, "O", 0.2), (-30, 20, "U", 0.12), (-60, 50, "I", 0.08)),
    ),
    Route(
        "prosecution",
        8,
        0.06,
        {
            "referral": 0,
            "letter": -14,
            "phonecall": 4,
            "visit": 8,
            "meeting": 19,
            "warning": 30,
            "panel": 45,
            "notice": 56,
            "visit2": 70,
            "pace": 94,
            "advice": 108,
            "statement": 115,
            "court": 150,
            "closure": 190,
        },
        ((-75, 0, "O", 0.45), (0, 120, "O", 0.4), (-30, 90, "U", 0.12), (-60, 80, "I", 0.08)),
    ),
    Route(
        "health",
        12,
        0.05,
        {"referral": 0, "medical": 9, "phonecall": 5, "meeting": 16, "nurse": 24, "panel": 40, "closure": 120},
        ((-50, 70, "I", 0.4), (-30, 80, "M", 0.08)),
    ),
    Route(
        "anxiety",
        10,
        0.05,
        {"referral": 0, "phonecall": 4, "visit": 7, "meeting": 15, "camhs": 30, "ep": 47, "panel": 55, "closure": 170},
        ((-60, 10, "I", 0.3), (-30, 60, "N", 0.06), (10, 100, "C", 0.3), (0, 60, "O", 0.1)),
    ),
    Route(
        "missing",
        6,
        0.05,
        {"referral": 0, "phonecall": 2, "visit": 4, "cme": 12, "police": 14, "deletion": 30, "closure": 32},
        ((-12, 30, "N", 0.5), (-12, 30, "O", 0.95)),
    ),
)

# The demonstration's own case: everything that can be in a file is in it.
HERO = Route(
    "hero",
    0,
    0.06,
    {
        "referral": 0,
        "letter": -14,
        "phonecall": 4,
        "tip": 6,
        "visit": 8,
        "meeting": 19,
        "medical": 26,
        "warning": 34,
        "nurse": 36,
        "panel": 38,
        "safeguarding": 57,
        "notice": 66,
        "visit2": 74,
        "ep": 82,
        "camhs": 90,
        "pace": 104,
        "advice": 114,
        "statement": 122,
        "court": 160,
        "closure": 200,
    },
    ((-75, 0, "O", 0.34), (0, 120, "O", 0.28), (-30, 90, "U", 0.12), (-60, 120, "I", 0.1), (20, 110, "M", 0.04)),
)
