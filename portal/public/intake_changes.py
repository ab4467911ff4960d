"""What a changed answer does to the others: those that now mean somebody else are asked anew."""

from __future__ import annotations

from portal.public.intake_steps import CHILD, Answers, Step, capacity_in

# Whose answers these are changes with another answer: they are asked anew, so that none is kept for the wrong person.
DEPENDS_ON: dict[str, tuple[str, ...]] = {
    "who": (
        "name",
        "other-names",
        "birth",
        "school",
        "address",
        "earlier-addresses",
        "your-name",
        "own-birth",
        "own-address",
        "relation",
        "acting",
        "order",
        "agrees",
        "authority",
        "contact",
        "safe",
        "protect",
    ),
}


def to_ask_anew(step: Step, before: Answers, after: Answers) -> tuple[str, ...]:
    """The answers given before that mean somebody else since `step` was answered otherwise.

    A parent who asks for themselves too, or no longer does, speaks of the same child.
    """
    people = {capacity_in(before), capacity_in(after)}
    if step.key not in DEPENDS_ON or len(people) == 1 or people == set(CHILD):
        return ()
    return tuple(key for key in DEPENDS_ON[step.key] if key in before)
