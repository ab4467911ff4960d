"""Facts about a person that stand in a text: numbers, addresses, dates of birth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workers.finding.expansion import Expansion
from workers.finding.folding import fold
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
_FLAT = re.compile(r"\w+")
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
        self.flat = f" {' '.join(_FLAT.findall(fold(text)))} "


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
        either = "|".join(pattern for trace, pattern in patterns if trace is not Trace.POSTCODE)
        self._any = re.compile(either, re.IGNORECASE) if either else None
        self._streets = sorted(person.streets)
        self._schools = sorted(name for name in person.schools if len(name) > 5)

    def has_identifier(self, text: str) -> bool:
        """Say quickly whether a number or address that is theirs alone stands in the text."""
        return self._any is not None and self._any.search(text) is not None

    def found(self, clues: Clues) -> frozenset[Trace]:
        """Give the kinds of fact that stand in the text."""
        traces = {trace for trace, pattern in self._sharp if pattern.search(clues.text)}
        traces |= {Trace.STREET for road in self._streets if f" {road} " in clues.flat}
        traces |= {Trace.SCHOOL for school in self._schools if school in clues.flat}
        if self._born_on and self._born_on in clues.days:
            traces.add(Trace.BIRTH)
        return frozenset(traces)


def _loose(reference: str) -> str:
    """A reference may be written with or without its separators."""
    return r"[\s/-]?".join(map(re.escape, re.findall(r"[a-z]+|\d+", reference)))


def _phone(number: str) -> str:
    return r"(?<!\d)(?:\+?44\s?\(?0?\)?|0)?" + r"[\s-]?".join(number) + r"(?!\d)"
