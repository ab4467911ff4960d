"""Facts about a person that stand in a text: numbers, addresses, dates of birth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workers.finding.expansion import Expansion
from workers.finding.folding import flat
from workers.finding.roads import road_kinds, stands
from workers.sources.values import parsed_date


class Trace(StrEnum):
    """The kinds of fact."""

    UPN = "UPN"
    REFERENCE = "case reference"
    BIRTH = "date of birth"
    POSTCODE = "postcode"
    STREET = "street"
    EMAIL = "e-mail address"
    PHONE = "phone number"
    SCHOOL = "school"


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"(?:d\.?\s?o\.?\s?b\b|birth|\bborn\b|\bb\.)[^\d]{0,25}$", re.IGNORECASE)
_UPN = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-Z]\b")


@dataclass(frozen=True, slots=True)
class Birth:
    """A date in a text and whether the text calls it a date of birth."""

    on: date
    start: int
    is_labelled: bool


def births(text: str) -> list[Birth]:
    """Give the dates of a text."""
    found = []
    for match in _DATE.finditer(text):
        on = parsed_date(" ".join(match.group().split()))
        if on is not None:
            is_labelled = bool(_LABELLED.search(text[max(0, match.start() - 40) : match.start()]))
            found.append(Birth(on, match.start(), is_labelled))
    return found


def upns(text: str) -> list[tuple[str, int]]:
    """Give the UPNs of a text and where they start."""
    return [(match.group(), match.start()) for match in _UPN.finditer(text.upper())]


class Clues:
    """What every tracer needs of a text, worked out once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.days = frozenset(birth.on for birth in births(text))
        self.flat = flat(text)


class Tracer:
    """Looks for one person's facts."""

    def __init__(self, person: Expansion) -> None:
        self._born_on = person.born_on
        patterns: list[tuple[Trace, str]] = []
        if len(person.upn) >= 8:
            patterns.append((Trace.UPN, rf"\b{re.escape(person.upn)}\b"))
        patterns += [(Trace.REFERENCE, rf"(?<![\w-]){_loose(text)}(?!\w)") for text in sorted(person.references)]
        patterns += [(Trace.POSTCODE, rf"\b{code[:-3]}\s?{code[-3:]}\b") for code in sorted(person.postcodes)]
        patterns += [(Trace.EMAIL, rf"(?<![\w.]){re.escape(email)}(?!\w)") for email in sorted(person.emails)]
        patterns += [(Trace.PHONE, _phone(number)) for number in sorted(person.phones)]
        self._sharp = [(trace, re.compile(pattern, re.IGNORECASE)) for trace, pattern in patterns]
        self._streets = {road: road_kinds(road, person.addresses) for road in sorted(person.streets)}
        self._houses = sorted(person.houses)
        self._places = [(Trace.STREET, re.compile(_spaced(name), re.IGNORECASE)) for name in _place_names(person)]
        self._schools = sorted(name for name in person.schools if len(name) > 5)

    def found(self, clues: Clues) -> frozenset[Trace]:
        """Give the kinds of fact that stand in the text."""
        traces = {trace for trace, pattern in self._sharp if pattern.search(clues.text)}
        traces |= {Trace.STREET for road, kinds in self._streets.items() if stands(road, kinds, clues.flat)}
        traces |= {Trace.STREET for name, code in self._houses if f" {name} " in clues.flat and code in _joined(clues)}
        traces |= {Trace.SCHOOL for school in self._schools if school in clues.flat}
        if self._born_on and self._born_on in clues.days:
            traces.add(Trace.BIRTH)
        return frozenset(traces)

    def span(self, text: str, traces: frozenset[Trace]) -> tuple[int, int] | None:
        """Give where the first of these facts stands, the sharpest kind first."""
        for trace, pattern in (*self._sharp, *self._places):
            if trace in traces and (seen := pattern.search(text)):
                return seen.start(), seen.end()
        return None


def _place_names(person: Expansion) -> list[str]:
    return sorted(person.streets) + sorted(name for name, _ in person.houses)


def _joined(clues: Clues) -> str:
    return clues.text.upper().replace(" ", "")


def _spaced(name: str) -> str:
    """A folded name as it may be written: with accents, apostrophes and whatever stands between its words."""
    return r"\b" + r"\W+".join("['’]?".join(map(re.escape, word)) for word in name.split())


def _loose(reference: str) -> str:
    """A reference may be written with or without its separators."""
    return r"[\s/-]?".join(map(re.escape, re.findall(r"[a-z]+|\d+", reference)))


def _phone(number: str) -> str:
    return r"(?<!\d)(?:\+?44\s?\(?0?\)?|0)?" + r"[\s-]?".join(number) + r"(?!\d)"
