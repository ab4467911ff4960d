"""Who else has what people often ask us for: one row a place, told before anything is asked for."""

from __future__ import annotations

SIGNPOSTS: tuple[str, ...] = (
    "A school’s own record of a pupil: ask the school.",
    "A social care file: ask the children’s social care team.",
    "Health records: ask the doctor or hospital.",
    "How the council works, its plans and spending: that is freedom of information, and anybody may ask the council "
    "for it.",
)
