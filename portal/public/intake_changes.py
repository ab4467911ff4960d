"""What a changed answer does to the others, to pages that were drawn before it, and to links that were mailed."""

from __future__ import annotations

import json

from portal.public.intake_conditions import CHILD, Answers, capacity_in
from portal.public.intake_steps import Step
from requests_.ids import digest_of

# What a page is about: where one of these changed, an answer from a page that was drawn before is not taken.
WHAT_A_PAGE_IS_ABOUT = ("asks", "who", "name")
# Whose answers these are changes with another answer: they are asked anew, so that none is kept for the wrong person.
DEPENDS_ON: dict[str, tuple[str, ...]] = {
    "who": (
        "name",
        "other-names",
        "birth",
        "young-birth",
        "school",
        "address",
        "earlier-addresses",
        "your-name",
        "own-birth",
        "young-own-birth",
        "own-address",
        "relation",
        "acting",
        "order",
        "agrees",
        "authority",
        "contact",
        "safe",
        "protect",
        "copy-to",
    ),
    # Who reads it, and whether it is safe, was said of another address or number.
    "contact": ("safe",),
    "birth": ("young-birth", "young-own-birth"),
    "own-birth": ("young-own-birth",),
    "kinds": ("dated-kinds",),
}


# What was not so after all, when somebody says that a birth date is not their own.
NOT_OWN_BIRTH = {
    "young-birth": {"mistyped": ("birth", "young-birth"), "child": ("who", "young-birth")},
    "young-own-birth": {"mistyped": ("own-birth", "young-own-birth")},
}


def to_ask_anew(step: Step, before: Answers, after: Answers) -> tuple[str, ...]:
    """The answers given before that mean somebody or something else since `step` was answered otherwise.

    A parent who asks for themselves too, or no longer does, speaks of the same child.
    """
    if step.key in NOT_OWN_BIRTH:
        return NOT_OWN_BIRTH[step.key].get(after[step.key]["is_own"], ())
    if step.key not in DEPENDS_ON or _means_the_same(step.key, before, after):
        return ()
    return tuple(key for key in DEPENDS_ON[step.key] if key in before)


def _means_the_same(key: str, before: Answers, after: Answers) -> bool:
    if key == "who":
        people = {capacity_in(before), capacity_in(after)}
        return len(people) == 1 or people == set(CHILD)
    if key == "contact":
        return _reached_at(before) == _reached_at(after)
    return before.get(key) == after[key]


def _reached_at(answers: Answers) -> tuple[str, ...]:
    given = answers.get("contact", {})
    return tuple(given.get(way, "") for way in ("email", "phone"))


def state_of(answers: Answers, token: str) -> str:
    """A number for whom and what the answers are about, that says nothing of them to whoever reads it in a page."""
    return _number_of({step: answers[step] for step in WHAT_A_PAGE_IS_ABOUT if step in answers}, token)


def whole_state_of(answers: Answers, token: str) -> str:
    """A number for all the answers together: what was checked is what is sent."""
    return _number_of(answers, token)


def may_be_mailed(answers: Answers) -> bool:
    """Whether a mail may say that there is a request: nobody else reads it, and nobody is to be kept from knowing.

    Where the address changed since that was said, nobody knows until it is said again.
    """
    is_open_again = "protect" in answers and "safe" not in answers
    return not is_open_again and _seems_private(answers)


def ends_ways_back(before: Answers, after: Answers) -> bool:
    """Whether what leads back to the form, by a mail that was sent already, is in the wrong hands from now on."""
    address = before.get("contact", {}).get("email", "")
    is_other_address = bool(address) and address != after.get("contact", {}).get("email", "")
    return is_other_address or (_seems_private(before) and not _seems_private(after))


def _seems_private(answers: Answers) -> bool:
    is_shared = answers.get("safe", {}).get("mailbox") == "shared"
    return not is_shared and answers.get("protect", {}).get("is_protected") != "yes"


def _number_of(answers: Answers, token: str) -> str:
    return digest_of(token + json.dumps(answers, sort_keys=True))[:16] if answers else "none"
