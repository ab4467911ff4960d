"""The data subject or somebody of the same name: told apart by the dates of birth and numbers beside the name.

"Ada Marsh (02/11/2010)" is not Ada Marsh who was born on 14 March 2012, and neither is the "Ada" of the next sentence.
Nobody listed the other one, so a person must decide; the data subject's own stays as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from redaction.detect.births import KIND as BIRTH
from redaction.detect.mention import PERSON
from redaction.policy import THIRD_PARTY
from redaction.values import Disposition, Person, Proposal, Role, TextUnit, UnitForm

WHY = (
    "The data subject's name beside another person's date of birth or number: somebody of the same name, so a person "
    "must decide (DPA 2018 Sch 2 para 16)"
)
_OF_ONE_PERSON = frozenset({BIRTH, "upn"})
_BETWEEN = re.compile(r"[\s,;:(\[-]*(?:(?:b|born|d\.?o\.?b|date of birth|upn)\b[\s.:]*(?:on )?)?", re.IGNORECASE)


def told_apart(units: Sequence[TextUnit], proposals: Sequence[Proposal], people: Sequence[Person]) -> list[Proposal]:
    """The proposals of one document, the names of namesakes referred.

    A name with nothing beside it is whoever was named so before it in the same unit; the data subject at its beginning.
    """
    subjects = {one.key for one in people if one.role is Role.SUBJECT}
    by_unit: dict[int, list[Proposal]] = {}
    for proposal in proposals:
        by_unit.setdefault(proposal.unit, []).append(proposal)
    namesakes = {id(one) for place, own in by_unit.items() for one in _namesakes(units[place], own, subjects)}
    return [
        replace(one, person="", disposition=Disposition.REFER, reason=THIRD_PARTY, why=WHY)
        if id(one) in namesakes
        else one
        for one in proposals
    ]


def _namesakes(unit: TextUnit, own: Sequence[Proposal], subjects: set[str]) -> Iterator[Proposal]:
    marks = sorted((one for one in own if one.kind in _OF_ONE_PERSON), key=_start)
    is_namesake = False
    for name in sorted((one for one in own if one.kind == PERSON and one.person in subjects), key=_start):
        beside = [one for one in _near(unit, name, marks) if _is_beside(unit, name, one)]
        if beside:
            is_namesake = not any(one.person in subjects for one in beside)
        elif unit.form is UnitForm.TABLE:
            is_namesake = False  # a row stands by itself
        if is_namesake:
            yield name


def _start(one: Proposal) -> int:
    return one.start


def _near(unit: TextUnit, name: Proposal, marks: Sequence[Proposal]) -> Sequence[Proposal]:
    """The sorted marks that may stand beside a name: those of its row, or else the next one."""
    if unit.form is not UnitForm.TABLE:
        first = bisect_left(marks, name.end, key=_start)
        after = marks[first].start if first < len(marks) else 0
        return marks[first : bisect_right(marks, after, key=_start)]
    row_end = unit.text.find("\n", name.end)
    first = bisect_left(marks, unit.text.rfind("\n", 0, name.start) + 1, key=_start)
    last = bisect_right(marks, row_end if row_end >= 0 else len(unit.text), key=_start)
    return marks[max(0, first - 1) : last]


def _is_beside(unit: TextUnit, name: Proposal, mark: Proposal) -> bool:
    """Whether a date or number stands right after a name, or in the same row of a table."""
    low, high = min(name.end, mark.end), max(name.start, mark.start)
    if unit.form is UnitForm.TABLE:
        return "\n" not in unit.text[low:high]
    return name.end <= mark.start and _BETWEEN.fullmatch(unit.text, name.end, mark.start) is not None
