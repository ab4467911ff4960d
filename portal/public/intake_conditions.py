"""When a question is asked: what somebody answered before decides it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from portal.public.asks import BY_KEY as ASK_OF
from portal.web.resources import resources
from requests_.model.entitlement_facts import age_on

Answers = Mapping[str, Mapping[str, Any]]
# Compulsory school age (Education Act 1996 s.8): nobody below it is likely to have typed the answers.
SCHOOL_AGE = 5
CHILD, OWN, OTHER = ("parent", "both"), ("subject",), ("representative", "court_order")


def capacity_in(answers: Answers) -> str:
    """Who asks for whom, as it was answered."""
    return str(answers.get("who", {}).get("capacity", ""))


def asks_in(answers: Answers) -> list[str]:
    """What is asked for, as it was answered."""
    return [key for key in answers.get("asks", {}).get("asks", ()) if key in ASK_OF]


def asks_as(*capacities: str) -> Callable[[Answers], bool]:
    """Whether somebody asks in one of these capacities."""
    return lambda answers: capacity_in(answers) in capacities


def wants(ask: str) -> Callable[[Answers], bool]:
    """Whether this is asked for."""
    return lambda answers: ask in asks_in(answers)


# What is answered from a list, a letter or one decision: nobody's earlier names, addresses or numbers are needed.
_WITHOUT_SEARCH = {"marketing", "automated", "consent", "complaint"}


def needs_search(answers: Answers) -> bool:
    """Whether records have to be searched for anything that is asked for."""
    return not set(asks_in(answers)) <= _WITHOUT_SEARCH


def wants_some(answers: Answers) -> bool:
    """Whether a copy of some kinds is asked for."""
    return wants("access")(answers) and answers.get("what", {}).get("extent") == "some"


def wants_dates(answers: Answers) -> bool:
    """Whether a copy of what is between two dates is asked for."""
    return wants("access")(answers) and answers.get("when", {}).get("period") == "between"


def wants_dates_of_some(answers: Answers) -> bool:
    """Whether dates may count for some of the kinds that are asked for."""
    is_of_several = wants_some(answers) and len(answers.get("kinds", {}).get("categories", ())) > 1
    return is_of_several and wants_dates(answers)


def seems_too_young(answers: Answers) -> bool:
    """Whether somebody asks for themselves with the birth date of a child below school age.

    The right has no least age (UK GDPR art. 15; in England none in the Act either): it is asked about, never refused.
    """
    born = _born(answers, "birth")
    return capacity_in(answers) in OWN and born is not None and _is_below_school_age(born)


def seems_no_parent(answers: Answers) -> bool:
    """Whether somebody asks for their child and themselves with a birth date no earlier than the child's, or so late.

    It is asked about, never refused: the date of the child is easily typed twice.
    """
    own, of_child = _born(answers, "own-birth"), _born(answers, "birth")
    if capacity_in(answers) != "both" or own is None:
        return False
    return _is_below_school_age(own) or (of_child is not None and own >= of_child)


def _born(answers: Answers, step: str) -> date | None:
    typed = answers.get(step, {}).get("date_of_birth")
    return date.fromisoformat(typed) if typed else None


def _is_below_school_age(born: date) -> bool:
    age = age_on(born, resources().clock.london_date())
    return age is not None and age < SCHOOL_AGE
