"""Who a title before a name may be used for: one row a reason why it cannot be somebody's.

"Mrs Mensah" beside a pupil called Mensah is the mother, listed or not. A title is the data subject's only where the
record leaves nobody else to think of: whoever is not known to be an adult has none with a family name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from redaction.detect.roster import Roster
from redaction.lexicon import CHILD_TITLES, FEMALE_TITLES, MALE_TITLES
from redaction.values import Role


@dataclass(frozen=True, slots=True)
class Bar:
    """A reason: which titles it is about, whose they then are not, and what lifts it.

    A given name beside it may, and so may a namesake: between two listed people, a person decides.
    """

    holds_for: Callable[[str], bool]
    bars: Callable[[Roster, str], bool]
    lifted_by_given_name: bool = False
    lifted_by_namesake: bool = False


def _is_of_unknown_sex(roster: Roster, key: str) -> bool:
    return roster.people[key].role is Role.SUBJECT and roster.female(key) is None


BARS = (
    Bar(MALE_TITLES.__contains__, lambda roster, key: roster.female(key) is True),
    Bar(FEMALE_TITLES.__contains__, lambda roster, key: roster.female(key) is False),
    Bar(lambda title: title not in CHILD_TITLES, lambda roster, key: key in roster.children, lifted_by_given_name=True),
    # Teachers and mothers are called Miss far more often than pupils are.
    Bar("miss".__eq__, lambda roster, key: key in roster.children and _is_of_unknown_sex(roster, key),
        lifted_by_given_name=True, lifted_by_namesake=True),
)  # fmt: skip


def fitting(keys: tuple[str, ...], title: str, roster: Roster, *, family_only: bool) -> tuple[str, ...]:
    """The people a title may be used for; `family_only` says that no given name tells who is meant."""
    bars = [one for one in BARS if title and one.holds_for(title)]
    bars = [one for one in bars if family_only or not one.lifted_by_given_name]
    bars = [one for one in bars if len(keys) == 1 or not one.lifted_by_namesake]
    return tuple(key for key in keys if not any(one.bars(roster, key) for one in bars))
