"""Dates that the regulator, a tribunal or a court sets on a case: one row a kind.

Such a date stands beside the statutory clock and never moves it: the law's own date is read from the case's facts, and
no order of this table is one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Setter(StrEnum):
    """Who set the date."""

    REGULATOR = "regulator"
    TRIBUNAL = "tribunal"
    COURT = "court"


class SetDateKind(StrEnum):
    """What the date is for."""

    COMPLAINT_INQUIRY = "complaint_inquiry"
    LAWFULNESS_CHECK = "lawfulness_check"
    INFORMATION_NOTICE = "information_notice"
    ENFORCEMENT_NOTICE = "enforcement_notice"
    TRIBUNAL_DIRECTION = "tribunal_direction"
    COURT_ORDER = "court_order"


class SetDateEnd(StrEnum):
    """How a date stopped being one to keep."""

    MET = "met"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDateRow:
    """One kind of date: who sets it, what it is in plain words, and by which law."""

    kind: SetDateKind
    setter: Setter
    says: str
    citation: str


SET_DATES: dict[SetDateKind, SetDateRow] = {
    row.kind: row
    for row in (
        SetDateRow(
            kind=SetDateKind.COMPLAINT_INQUIRY,
            setter=Setter.REGULATOR,
            says="Somebody complained to the regulator, who asks us to answer by this day.",
            citation="DPA 2018, section 165(4) and (5)",
        ),
        SetDateRow(
            kind=SetDateKind.LAWFULNESS_CHECK,
            setter=Setter.REGULATOR,
            says="The regulator checks whether something was lawfully kept back by law enforcement.",
            citation="DPA 2018, section 51",
        ),
        SetDateRow(
            kind=SetDateKind.INFORMATION_NOTICE,
            setter=Setter.REGULATOR,
            says="The regulator orders us to give it information by this day.",
            citation="DPA 2018, section 142",
        ),
        SetDateRow(
            kind=SetDateKind.ENFORCEMENT_NOTICE,
            setter=Setter.REGULATOR,
            says="The regulator orders us to put something right by this day.",
            citation="DPA 2018, section 149",
        ),
        SetDateRow(
            kind=SetDateKind.TRIBUNAL_DIRECTION,
            setter=Setter.TRIBUNAL,
            says="A tribunal tells us to do something by this day.",
            citation="DPA 2018, sections 162 and 163; SI 2009/1976, rule 5",
        ),
        SetDateRow(
            kind=SetDateKind.COURT_ORDER,
            setter=Setter.COURT,
            says="A court orders us to do something by this day.",
            citation="DPA 2018, section 167; UK GDPR, article 79",
        ),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDate:
    """One date: `key` names what staff wrote of the letter that set it, `reply` what they wrote of our answer."""

    key: str
    kind: SetDateKind
    due_on: date
    letter_on: date
    end: SetDateEnd | None = None
    ended_on: date | None = None
    reply: str = ""

    @property
    def row(self) -> SetDateRow:
        """Its row of the table."""
        return SET_DATES[self.kind]

    @property
    def is_open(self) -> bool:
        """Whether it is still to be kept."""
        return self.end is None


def next_date(dates: dict[str, SetDate]) -> SetDate | None:
    """The open date that comes first."""
    return min(
        (each for each in dates.values() if each.is_open), key=lambda each: (each.due_on, each.key), default=None
    )
