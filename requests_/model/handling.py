"""How colleagues hand a case to one another: taking it on, flags, whom a note calls, and who watches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from requests_.deadlines.working_days import WorkingDays
from requests_.errors import InvalidCommand
from requests_.ids import CaseId
from requests_.model.staff import Actor

LONGEST_REASON = 1_000
# A request that nobody has opened after so many working days is told of, loudly.
UNOPENED_WORKING_DAYS = 2


class Flag(StrEnum):
    """What everybody who opens a case has to know first."""

    HIGH_PROFILE = "high_profile"
    SAFEGUARDING = "safeguarding"
    MISSING_DATA = "missing_data"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOn:
    """Take on a case that one was given."""

    case: CaseId
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveBack:
    """Give back a case that one was given, with the reason that is kept."""

    case: CaseId
    reason: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFlag:
    """Put a flag on a case, or take it off; either with its reason."""

    case: CaseId
    flag: Flag
    is_set: bool
    reason: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchCase:
    """Hear of what others do in a case, or no longer."""

    case: CaseId
    is_watched: bool
    actor: Actor


def given_reason(typed: str, says: str) -> str:
    """A reason as it is kept. Raises InvalidCommand with `says` where there is none, or one that is too long."""
    reason = typed.strip()
    if not reason:
        raise InvalidCommand(says, field="reason")
    if len(reason) > LONGEST_REASON:
        raise InvalidCommand(f"Shorten the reason to {LONGEST_REASON:,} characters or fewer.", field="reason")
    return reason


def called_in(words: str, colleagues: Mapping[str, str]) -> frozenset[str]:
    """Who is called in a note: `@` and a colleague's name, or their first name where only one has it.

    `colleagues` are names by staff id. Raises InvalidCommand for a call that is nobody's, or might be two people's.
    """
    found: set[str] = set()
    for start in (match.end() for match in re.finditer(r"(?<![\w.])@(?=\w)", words)):
        found.add(_called(words[start:], colleagues))
    return frozenset(found)


def _called(after: str, colleagues: Mapping[str, str]) -> str:
    """Whose name begins a text: the longest that does."""
    whole = {key for key, name in colleagues.items() if _begins(after, name)}
    longest = max((len(colleagues[key]) for key in whole), default=0)
    meant = {key for key in whole if len(colleagues[key]) == longest}
    meant = meant or {key for key, name in colleagues.items() if _begins(after, name.split()[0])}
    word = re.match(r"[\w'’-]*", after)
    if not meant:
        raise InvalidCommand(
            f"Nobody here is called “@{word[0] if word else ''}”: write the whole name.", field="words"
        )
    if len(meant) > 1:
        raise InvalidCommand(f"More than one colleague is called “@{word[0] if word else ''}”: write the whole name.",
                             field="words")  # fmt: skip
    return meant.pop()


def _begins(text: str, name: str) -> bool:
    return re.match(rf"{re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def unopened_since(today: date, calendar: WorkingDays) -> date:
    """The last day of receipt from which a request should have been opened by now."""
    day, left = today, UNOPENED_WORKING_DAYS
    while left:
        day -= timedelta(1)
        left -= calendar.is_working_day(day)
    return day


def plain(flags: Iterable[str]) -> tuple[Flag, ...]:
    """Flags in their own order."""
    kept = set(flags)
    return tuple(flag for flag in Flag if flag in kept)
