"""Registers: a child's marks, two a school day, in the codes of the Department for Education."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from workers.demo.school_year import HalfTerm, school_days, year_group

PRESENT = "/\\LBDVPWK"
AUTHORISED = "ICMHRSTEJ"
UNAUTHORISED = "GNOU"
# From 19 August 2024 a school may no longer authorise a holiday as such: H left the list of codes.
_H_ENDED = date(2024, 8, 19)
MEANINGS = {
    "/": "Present (morning)",
    "\\": "Present (afternoon)",
    "L": "Late before register closed",
    "I": "Illness",
    "M": "Medical or dental appointment",
    "O": "Absent, no reason or unauthorised",
    "U": "Late after register closed",
    "G": "Holiday not granted",
    "H": "Holiday granted",
    "C": "Other authorised circumstances",
    "E": "Suspended",
    "N": "Reason not yet established",
    "R": "Religious observance",
    "B": "Educated off site",
    "D": "Dual registered",
}


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of days in which a child is often away with one code."""

    first_on: date
    last_on: date
    code: str
    share: float


@dataclass(frozen=True, slots=True)
class Summary:
    """Sessions of a period, by what they count as."""

    possible: int
    present: int
    authorised: int
    unauthorised: int
    late: int
    codes: tuple[tuple[str, int], ...]

    @property
    def percentage(self) -> str:
        """Attendance to one decimal, as a register prints it."""
        return f"{100 * self.present / self.possible:.1f}" if self.possible else "0.0"


@dataclass(frozen=True, slots=True)
class Register:
    """The marks of one child by day, morning and afternoon together."""

    marks: dict[date, str]

    def summary(self, first_on: date, last_on: date) -> Summary:
        """What the marks of the period come to, both days inclusive."""
        counts = Counter("".join(marks for day, marks in self.marks.items() if first_on <= day <= last_on))
        return Summary(
            possible=sum(counts.values()),
            present=_total(counts, PRESENT),
            authorised=_total(counts, AUTHORISED),
            unauthorised=_total(counts, UNAUTHORISED),
            late=counts["L"] + counts["U"],
            codes=tuple(sorted(counts.items())),
        )

    def weeks(self, term: HalfTerm) -> list[tuple[date, str]]:
        """The marks of a half term week by week, keyed by the week's first school day."""
        weeks: dict[tuple[int, int], tuple[date, list[str]]] = {}
        for day, marks in self.marks.items():
            if term.first_on <= day <= term.last_on:
                weeks.setdefault(day.isocalendar()[:2], (day, []))[1].append(marks)
        return [(first, " ".join(marks)) for first, marks in weeks.values()]


def _total(counts: Counter[str], codes: Iterable[str]) -> int:
    return sum(counts[code] for code in codes)


def fill_register(
    rng: random.Random, born: date, spells: Iterable[Spell], *, background: float, until: date
) -> Register:
    """Marks from the child's first school day on; `background` is the chance of a day away outside every spell."""
    marks: dict[date, str] = {}
    spells = tuple(spells)
    for day in school_days():
        if day > until or not 0 <= year_group(born, day) <= 11:
            continue
        marks[day] = _day(rng, day, [spell for spell in spells if spell.first_on <= day <= spell.last_on], background)
    return Register(marks)


def _day(rng: random.Random, day: date, spells: list[Spell], background: float) -> str:
    for spell in spells:
        if rng.random() < spell.share:
            half = rng.random()
            if spell.code == "U":
                return "U\\"
            return spell.code * 2 if half > 0.2 else (f"/{spell.code}" if half > 0.1 else f"{spell.code}\\")
    if rng.random() < background:
        code = rng.choices("IMOCRNH", weights=(60, 14, 8, 6, 3, 3, 6))[0]
        code = "C" if code == "H" and day >= _H_ENDED else code
        return code * 2 if rng.random() < 0.7 else f"{code}\\"
    return "L\\" if rng.random() < 0.03 else "/\\"
