"""What the page of a form had seen of what it changes, where that is no case: `meanwhile` looks after those."""

from __future__ import annotations

from flask import request

OUTDATED = (
    "Somebody else changed this while your page was open. The page shows it as it is now: send yours again if it is "
    "still right"
)


def seen_number(otherwise: int) -> int:
    """The number that the page of this form was drawn from; a form that names none has seen what there is."""
    typed = request.form.get("seen", "")
    return int(typed[:9]) if typed.isdecimal() else otherwise


def is_outdated(now: int) -> bool:
    """Whether what this form changes is no longer as its page showed it."""
    return seen_number(now) != now
