"""What the law says of each clock: one row a regime, with the text it stands in and since when.

A row applies by the day of receipt. The month is counted alike on both sides of 5 February 2026; only the words of the
law changed, and Part 3 gained its extension.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from requests_.deadlines.working_days import Territory, WorkingDays


class ClockRegime(StrEnum):
    """Which statutory clock runs. The values are those of the command line."""

    UKGDPR_SAR = "UKGDPR_SAR"
    UKGDPR_OTHER = "UKGDPR_OTHER"
    EXT_NOTICE = "EXT_NOTICE"
    P3_ACCESS = "P3_ACCESS"
    P3_OTHER = "P3_OTHER"
    COMPLAINT_ACK = "COMPLAINT_ACK"
    EXAM = "EXAM"
    BREACH_72H = "BREACH_72H"
    FOI = "FOI"
    EIR_40 = "EIR_40"
    SCHOOL_RECORD = "SCHOOL_RECORD"
    HEALTH_OPINION = "HEALTH_OPINION"


class Method(StrEnum):
    """How a clock's length is counted."""

    MONTHS = "calendar months"
    DAYS = "calendar days"
    WORKING_DAYS = "working days"
    SCHOOL_DAYS = "school days"
    HOURS = "hours"
    EXAM = "calendar months, or days from the results"
    WINDOW = "calendar months, looking back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The text a clock stands in, for what was received from `from_on` to `to_on` (None: still in force).

    An empty `extension` means the law then had none; an empty `pause` likewise.
    """

    from_on: date
    to_on: date | None = None
    period: str
    counting: str = ""
    start: str = ""
    pause: str = ""
    extension: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One clock: its length, what starts, stops, extends and moves it, and where that is written.

    `key` is the rule that this clock's own steps quote. `extension` is in months and counts from the clock's start.
    """

    regime: ClockRegime
    title: str
    key: str
    length: int
    method: Method
    bases: tuple[Basis, ...]
    extension: int = 0
    waits_for_evidence: bool = False
    stops_for_clarification: bool = False
    is_notice_period: bool = False
    territory: Territory | None = Territory.ENGLAND_AND_WALES

    @property
    def has_target(self) -> bool:
        """Whether staff are given an earlier day to work to."""
        return self.method is Method.MONTHS and not self.is_notice_period

    @property
    def takes(self) -> frozenset[str]:
        """The kinds of fact that can move this clock."""
        by_method = {
            Method.EXAM: "results",
            Method.SCHOOL_DAYS: "school closures",
            Method.WINDOW: "day of reliance",
        }
        taken = {
            "evidence": self.waits_for_evidence,
            "clarification": self.stops_for_clarification,
            "extension notice": self.extension > 0,
        }
        return frozenset({kind for kind, is_taken in taken.items() if is_taken} | {by_method.get(self.method, "")})

    def basis_on(self, received_on: date) -> Basis | None:
        """The text in force for what was received on a day, or None when there was no such clock yet."""
        return next(
            (each for each in self.bases if each.from_on <= received_on and received_on <= (each.to_on or date.max)),
            None,
        )


GDPR_ON = date(2018, 5, 25)
BEFORE_DUAA_ON = date(2026, 2, 4)
DUAA_ON = date(2026, 2, 5)
COMPLAINTS_ON = date(2026, 6, 19)
FOI_ON = date(2005, 1, 1)

_UK_GDPR = (
    Basis(
        from_on=GDPR_ON,
        to_on=BEFORE_DUAA_ON,
        period="UK GDPR art. 12(3)",
        counting="Regulation 1182/71 art. 3; ICO, Right of access",
        start="UK GDPR art. 12(3), (5), (6); ICO, Right of access",
        pause="ICO, Right of access (October 2020)",
        extension="UK GDPR art. 12(3)",
    ),
    Basis(
        from_on=DUAA_ON,
        period="UK GDPR art. 12A(1)",
        counting="UK GDPR art. 4A; Regulation 1182/71 art. 3",
        start="UK GDPR art. 12A(2)",
        pause="UK GDPR art. 12A(5)",
        extension="UK GDPR art. 12A(3)-(4)",
    ),
)
_PART_3 = (
    Basis(
        from_on=GDPR_ON,
        to_on=BEFORE_DUAA_ON,
        period="DPA 2018 s.54(1), as first enacted",
        counting="DPA 2018 s.205(2); Regulation 1182/71 art. 3",
        start="DPA 2018 s.54(2)",
        pause="ICO, Right of access (October 2020)",
    ),
    Basis(
        from_on=DUAA_ON,
        period="DPA 2018 s.54(2)-(3)",
        counting="DPA 2018 s.205(2); Regulation 1182/71 art. 3",
        start="DPA 2018 s.54(2)-(3), s.52(4), s.53",
        pause="DPA 2018 s.54(3C)",
        extension="DPA 2018 s.54(3A)-(3B)",
    ),
)

_ROWS = (
    Rule(
        regime=ClockRegime.UKGDPR_SAR,
        title="Access request under UK GDPR art. 15",
        key="TL-3",
        length=1,
        method=Method.MONTHS,
        bases=_UK_GDPR,
        extension=2,
        waits_for_evidence=True,
        stops_for_clarification=True,
    ),
    Rule(
        regime=ClockRegime.UKGDPR_OTHER,
        title="Any other request under UK GDPR arts. 16 to 22D",
        key="TL-9",
        length=1,
        method=Method.MONTHS,
        bases=_UK_GDPR,
        extension=2,
        waits_for_evidence=True,
    ),
    Rule(
        regime=ClockRegime.EXT_NOTICE,
        title="Last day to tell the requester of an extension",
        key="TL-32",
        length=1,
        method=Method.MONTHS,
        bases=_UK_GDPR,
        waits_for_evidence=True,
        stops_for_clarification=True,
        is_notice_period=True,
    ),
    Rule(
        regime=ClockRegime.P3_ACCESS,
        title="Access request under DPA 2018 Part 3 (law enforcement)",
        key="TL-41",
        length=1,
        method=Method.MONTHS,
        bases=_PART_3,
        extension=2,
        waits_for_evidence=True,
        stops_for_clarification=True,
    ),
    Rule(
        regime=ClockRegime.P3_OTHER,
        title="Any other request under DPA 2018 Part 3 (law enforcement)",
        key="TL-41",
        length=1,
        method=Method.MONTHS,
        bases=_PART_3,
        extension=2,
        waits_for_evidence=True,
    ),
    Rule(
        regime=ClockRegime.COMPLAINT_ACK,
        title="Acknowledgement of a data protection complaint",
        key="TL-COMPLAINT",
        length=30,
        method=Method.DAYS,
        bases=(
            Basis(
                from_on=COMPLAINTS_ON,
                period="DPA 2018 s.164A(3)",
                counting="DPA 2018 s.205(2); Regulation 1182/71 art. 3",
            ),
        ),
    ),
    Rule(
        regime=ClockRegime.EXAM,
        title="Access to exam marks",
        key="TL-EXAM",
        length=5,
        method=Method.EXAM,
        bases=tuple(replace(each, period="DPA 2018 Sch. 2 para. 25(3)-(4)") for each in _UK_GDPR),
        waits_for_evidence=True,
    ),
    Rule(
        regime=ClockRegime.BREACH_72H,
        title="Telling the Commissioner of a personal data breach",
        key="TL-BREACH",
        length=72,
        method=Method.HOURS,
        bases=(Basis(from_on=GDPR_ON, period="UK GDPR art. 33(1); DPA 2018 s.67(1)"),),
        territory=None,
    ),
    Rule(
        regime=ClockRegime.FOI,
        title="Freedom of information request",
        key="TL-FOI",
        length=20,
        method=Method.WORKING_DAYS,
        bases=(Basis(from_on=FOI_ON, period="FOIA 2000 s.10(1), (6)"),),
        territory=Territory.UNITED_KINGDOM,
    ),
    Rule(
        regime=ClockRegime.EIR_40,
        title="Complex and voluminous environmental information request",
        key="TL-EIR",
        length=40,
        method=Method.WORKING_DAYS,
        bases=(Basis(from_on=FOI_ON, period="EIR 2004 regs. 5(2), 7(1)"),),
        territory=Territory.UNITED_KINGDOM,
    ),
    Rule(
        regime=ClockRegime.SCHOOL_RECORD,
        title="Pupil's educational record (the school's duty, not the council's)",
        key="TL-SCHOOL",
        length=15,
        method=Method.SCHOOL_DAYS,
        bases=(Basis(from_on=date(2005, 9, 1), period="SI 2005/1437 reg. 5"),),
    ),
    Rule(
        regime=ClockRegime.HEALTH_OPINION,
        title="Health professional's opinion, still good on the day it is relied on",
        key="TL-HEALTH",
        length=6,
        method=Method.WINDOW,
        bases=(Basis(from_on=date.min, period="DPA 2018 Sch. 3 paras. 5(4), 6(4); s.205(2)(j)"),),
        territory=None,
    ),
)

RULES: Mapping[ClockRegime, Rule] = {rule.regime: rule for rule in _ROWS}


def calendar_for(regime: ClockRegime) -> WorkingDays:
    """The packaged calendar that a regime's clock looks at; England and Wales for one that looks at none."""
    if RULES[regime].territory is Territory.UNITED_KINGDOM:
        return WorkingDays.united_kingdom()
    return WorkingDays.england_and_wales()
