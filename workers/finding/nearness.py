"""Whose a date of birth or a UPN is: the name it stands beside, when no other name stands between."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from workers.finding.expansion import Expansion
from workers.finding.mentions import Mention
from workers.finding.traces import Birth, births, upns

_AFTER = 160
_BEFORE = 60
_YEARS = 3  # a date without a label can be a birth date only when nobody searched for could have been at school then
_ONE_SCHOOL_TIME = 12
_NAME_AND_BRACKET = re.compile(r"[A-Z][\w'’-]+ [A-Z][\w'’-]+,? ?\($")
_ANOTHER_NAME = re.compile(r"\b[A-Z][\w'’-]+,?[ \t]+[A-Z][\w'’-]+")
_LABELS = re.compile(r"(?i)\b(?:name|pupil|child|student|surname|forename|full|of|for)\b")
_NO_PERSON = re.compile(
    r"(?im)^\W*(?:school|year|class|address|home|post|gender|sex|ethnic|form|tutor group|date of birth|d\.?o\.?b)\b.*$"
)


class Beside(StrEnum):
    """What stands beside a name."""

    THEIRS = "theirs"
    ANOTHER = "another"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class _Fact:
    is_theirs: bool
    start: int


def beside(text: str, name: Mention, person: Expansion) -> Beside:
    """Say whether the number or birth date that goes with a name is the person's, another's, or missing."""
    facts = _facts(text, name, person)
    line_start = text.rfind("\n", 0, name.start) + 1
    line_end = text.find("\n", name.end)
    line_end = len(text) if line_end < 0 else line_end
    for is_near in (
        lambda fact: name.end <= fact.start < line_end and not _other_between(text, name.end, fact.start),
        lambda fact: line_start <= fact.start < name.start and _leads_to(text[fact.start : name.start]),
        lambda fact: fact.start >= line_end and not _other_between(text, name.end, fact.start),
    ):
        found = _nearest(facts, name, is_near)
        if found is not None:
            return Beside.THEIRS if found.is_theirs else Beside.ANOTHER
    return Beside.NOTHING


def is_about_another(text: str, person: Expansion) -> bool:
    """Say whether a text gives somebody else's UPN or the birth date of another child."""
    if any(number != person.upn for number, _ in upns(text)):
        return True
    born = person.born_on
    return born is not None and any(
        birth.on != born and abs(birth.on.year - born.year) <= _ONE_SCHOOL_TIME and _is_given(birth, text)
        for birth in births(text)
    )


def _is_given(birth: Birth, text: str) -> bool:
    """A date with its label, or in brackets behind a name: "Tom Reed (2/5/2011)"."""
    return birth.is_labelled or _NAME_AND_BRACKET.search(text[max(0, birth.start - 60) : birth.start]) is not None


def _facts(text: str, name: Mention, person: Expansion) -> list[_Fact]:
    start = max(0, name.start - _BEFORE)
    near = text[start : name.end + _AFTER]
    found = []
    if person.upn:
        found += [_Fact(number == person.upn, start + place) for number, place in upns(near)]
    if person.born_on is not None:
        found += [
            _Fact(birth.on == person.born_on, start + birth.start)
            for birth in births(near)
            if _may_be_birth(birth, text, name, person, start)
        ]
    return found


def _may_be_birth(birth: Birth, text: str, name: Mention, person: Expansion, start: int) -> bool:
    if birth.is_labelled or birth.on == person.born_on:
        return True
    if person.born_on is None or abs(birth.on.year - person.born_on.year) > _YEARS:
        return False
    at = start + birth.start
    between = text[name.end : at] if at >= name.end else text[at : name.start]
    return "\n" not in between or not between.strip(" \t\r\n,|(")


def _nearest(facts: list[_Fact], name: Mention, is_near: Callable[[_Fact], bool]) -> _Fact | None:
    near = [fact for fact in facts if is_near(fact)]
    return min(near, key=lambda fact: abs(fact.start - name.end), default=None)


def _leads_to(gap: str) -> bool:
    """A number before a name belongs to it only when nothing but marks and labels stands between."""
    return not _LABELS.sub("", re.sub(r"^[\w/.-]+(?: \w+ \d{4})?", "", gap)).strip(" \t,;:|()-")


def _other_between(text: str, start: int, end: int) -> bool:
    return _ANOTHER_NAME.search(_NO_PERSON.sub("", text[start:end])) is not None
