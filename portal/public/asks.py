"""What people may ask for, in everyday words: one row an ask, and the right of the law that it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from requests_.model.rights import Right


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to ask for: what somebody would say, what it means, its right, and the question that opens it.

    `kind` tells apart what the law treats differently within one right: the three objections.
    """

    key: str
    says: str
    means: str
    right: Right
    short: str
    kind: str = ""


ASKS: tuple[Ask, ...] = (
    Ask(
        "access",
        "I want to see what you hold",
        "Get a copy of the information about you or your child",
        Right.ACCESS,
        "See information",
    ),
    Ask(
        "rectification",
        "Something is wrong",
        "Have information corrected or completed",
        Right.RECTIFICATION,
        "Correct information",
    ),
    Ask("erasure", "Delete something", "Have information deleted", Right.ERASURE, "Delete information"),
    Ask(
        "restriction",
        "Pause the use of something",
        "Have us keep information but not use it, for example while it is checked. The notice calls this “blocked”.",
        Right.RESTRICTION,
        "Pause the use of information",
    ),
    Ask(
        "objection",
        "Stop using information",
        "Object to how we use information because of your situation",
        Right.OBJECTION,
        "Stop the use of information",
        "processing",
    ),
    Ask(
        "marketing",
        "Stop sending me publicity",
        "We must stop when you say so",
        Right.OBJECTION,
        "Stop publicity",
        "direct_marketing",
    ),
    Ask(
        "automated",
        "A computer decided about me",
        "Have a person look at a decision again, and tell us what you think of it",
        Right.OBJECTION,
        "Have a person look at a decision",
        "automated_decision",
    ),
    Ask(
        "consent",
        "I take back my agreement",
        "Withdraw a consent that you gave us",
        Right.CONSENT_WITHDRAWAL,
        "Take back an agreement",
    ),
    Ask(
        "portability",
        "Move information somewhere else",
        "Get what you gave us as a file that another organisation can read",
        Right.PORTABILITY,
        "Move information",
    ),
    Ask(
        "complaint",
        "I am unhappy with how you used information",
        "Complain, or tell our Data Protection Officer about a worry",
        Right.COMPLAINT,
        "Complaint or worry",
    ),
)
BY_KEY = {ask.key: ask for ask in ASKS}


def chosen(keys: Iterable[str]) -> tuple[Ask, ...]:
    """The asks of these keys, in the order of the table; a key that is none is left out."""
    wanted = set(keys)
    return tuple(ask for ask in ASKS if ask.key in wanted)
