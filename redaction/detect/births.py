"""Which dates of a text are somebody's date of birth: labelled, a listed person's, or in a column headed so.

A birthday without its year, or a month of birth without its day, counts only where the words say that it is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from redaction.detect.cells import grid_of
from redaction.detect.contacts import DETECTOR
from redaction.detect.dates import Day, days_of
from redaction.detect.mention import Mention
from redaction.detect.roster import Roster
from redaction.normalise import Reading
from redaction.policy import rule_for
from redaction.values import Person

UNSURE_BIRTH = "may be a date of birth"
WITHOUT_YEAR = "birthday"
KIND = "date_of_birth"
_REACH = 80
# Up to the end of the sentence: "She was born in Leeds. We met on 1 June" says nothing of the meeting.
_SAME_SENTENCE = r"(?:(?![.!?;][ \n]+[A-Z]|\n\n)[^\r\d])"
_WHOSE = r"(?:[\w'-]+'s?|his|her|their|my|our|your|the (?:child|pupil|boy|girl|baby)'s)"
_BORN = re.compile(
    rf"\b(?:d\.? ?o\.? ?b\.?|date of birth|birth ?date|birthday|born)\b{_SAME_SENTENCE}{{0,24}}$"
    r"|(?<![\w.])(?-i:b)\.[ ]?$"
    r"|\bborn[ \n]+(?:at|in|to)\b[^\r\d.;:]{0,50}[ ,\n](?:on|in)[ \n](?:the[ \n])?(?:[a-z]+day,?[ \n])?$"
    r"|\bturn(?:s|ed|ing)?[ ](?:\d{1,2}|[a-z]{3,9}(?:-[a-z]{3,5})?)(?: years old)?,?[ ](?:on|in)[ ](?:the[ ])?$"
    r"|\b(?:s?he|they)(?:'s|'ll be| is| was| are| were| will be)[ ]\d{1,2}(?: years old)?[ ]on[ ](?:the[ ])?$",
    re.I,
)
_BORN_AFTER = re.compile(
    r"[ ]*\(?(?:d\.?o\.?b\.?|date of birth)\b"
    rf"|[ ]*[,(-]?[ ]*(?:(?:which )?(?:is|was)[ ]+|being[ ]+|(?:it )?(?:is|was|'s)[ ]+)?(?:{_WHOSE}[ ]+)"
    r"(?:\d{1,2}(?:st|nd|rd|th)[ ]+|[a-z]+(?:st|nd|rd|th)[ ]+)?(?:birthday|date of birth)\b"
    r"|[ ]*\((?:birthday|born)\)",
    re.I,
)
_BORN_HINT = re.compile(r"birth|dob|d\.o")
_BORN_WORD = re.compile(r"d\.? ?o\.? ?b|birth|born", re.I)
_BORN_HEADING = re.compile(r"^[^\n\r\d]*\b(?:d\.?o\.?b\.?|date of birth)\b[^\n\r\d]*$", re.I | re.M)
_YEAR = re.compile(r"(?<!\d)(?:19[3-9]\d|20[0-4]\d)(?!\d)")
_YOUNGEST_YEARS = 3
# "Kayode Marsh (05/06/2018)", "Marsh, Kayode, 05/06/2018, 3H", "05/06/2018, A123456789012"
_NAME_BEFORE = re.compile(r"[A-Z][\w'-]+(?:,|[ ]?\()[ ]?$")
_NAME_AFTER = re.compile(r"[ ]?(?:\)|[,\t][ ]?(?:1?\d[A-Z]{1,2}\b|[A-Z][ ]?\d{3}))")
_UPN_AFTER = re.compile(r"[,;]?[ \t]{1,2}[A-Z]\d{11}[\dA-Z]\b")
_UPN_BEFORE = re.compile(r"\b[A-Z]\d{11}[\dA-Z][,;]?[ \t]{1,2}$")


class BirthDates:
    """The dates of birth of one text."""

    def __init__(self, reading: Reading, roster: Roster) -> None:
        self._plain, self._folded = reading.plain, reading.folded
        self._grid = grid_of(reading)
        self._people = [person for person in roster.people.values() if person.date_of_birth]

    @cached_property
    def _latest(self) -> int:
        return max(map(int, _YEAR.findall(self._plain)), default=0)

    @cached_property
    def _column(self) -> int:
        """Where the dates below a heading of dates of birth begin; the end of the text when there is none."""
        heading = _BORN_HEADING.search(self._plain) if _BORN_HINT.search(self._folded) else None
        return heading.end() if heading else len(self._plain)

    def mention(self, start: int, end: int) -> Mention | None:
        """The date of birth at a place, or None for any other date."""
        days = days_of(self._plain[start:end])
        if not days:
            return None
        is_whole = bool(days[0].year and days[0].day)
        owners = self._owners(days)
        labelled = (not is_whole or not owners) and self._labelled(start, end)
        if not labelled and not (is_whole and (owners or self._may_be(days[0], start, end))):
            return None
        if not is_whole and len({rule_for(person.role, KIND).disposition for person in owners}) > 1:
            owners = []  # half a date that fits the data subject and somebody else is nobody's for sure
        return Mention(
            start=start, end=end, kind=KIND, detector=DETECTOR, keys=tuple(person.key for person in owners),
            why="date of birth" if days[0].year else WITHOUT_YEAR,
            doubt="" if owners or labelled else UNSURE_BIRTH,
        )  # fmt: skip

    def _owners(self, days: Sequence[Day]) -> list[Person]:
        """Those born on the first of the days that is anybody's."""
        for day in days:
            owners = [one for one in self._people if one.date_of_birth and day.fits(one.date_of_birth)]
            if owners:
                return owners
        return []

    def _labelled(self, start: int, end: int) -> bool:
        if self._grid is not None and any(map(_BORN_WORD.search, self._grid.labels(self._grid.at(start)))):
            return True
        plain = self._plain
        return bool(_BORN.search(plain, max(0, start - _REACH), start) or _BORN_AFTER.match(plain, end))

    def _may_be(self, day: Day, start: int, end: int) -> bool:
        """Whether a date stands where one of birth does: in a column of them, after a name, beside a pupil number."""
        plain = self._plain
        if day.year > self._latest - _YOUNGEST_YEARS and day.year != self._latest and not self._is_of_an_age(day):
            return False
        beside_number = _UPN_AFTER.match(plain, end) or _UPN_BEFORE.search(plain, max(0, start - 20), start)
        if beside_number or _NAME_BEFORE.search(plain, max(0, start - 30), start) and _NAME_AFTER.match(plain, end):
            return True
        return start > self._column and day.year <= self._latest - _YOUNGEST_YEARS

    def _is_of_an_age(self, day: Day) -> bool:
        """Whether somebody listed was born about then: nobody wrote of a child before it went to school."""
        return any(
            abs(day.year - one.date_of_birth.year) < _YOUNGEST_YEARS for one in self._people if one.date_of_birth
        )
