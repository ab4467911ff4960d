"""What the law says of each clock: one row a regime, with the text it stands in and since when.

A row applies by the day of receipt. The month is counted alike on both sides of 5 February 2026; only the words of the
law changed, and Part 3 gained its extension and its stop.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from requests_.deadlines.law_texts import COMPLAINTS_ON, EIR, FOI_ON, GDPR_ON, PART_3, UK_GDPR, Basis
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
    EIR = "EIR"
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

    def stops_under(self, basis: Basis) -> bool:
        """Whether a question stops this clock under a text of the law."""
        return self.stops_for_clarification and bool(basis.pause)

    def takes(self, basis: Basis) -> frozenset[str]:
        """The kinds of fact that can move this clock under a text of the law."""
        by_method = {
            Method.EXAM: {"results"},
            Method.SCHOOL_DAYS: {"school closures"},
            Method.WINDOW: {"day of reliance"},
            Method.WORKING_DAYS: {"clarification", "fee"},
        }
        taken = {
            "evidence": self.waits_for_evidence,
            "fee": self.waits_for_evidence,
            "clarification": self.stops_under(basis),
            "extension notice": self.extension > 0,
        }
        return frozenset({kind for kind, is_taken in taken.items() if is_taken} | by_method.get(self.method, set()))

    def basis_on(self, received_on: date) -> Basis | None:
        """The text in force for what was received on a day, or None when there was no such clock yet."""
        return next(
            (each for each in self.bases if each.from_on <= received_on and received_on <= (each.to_on or date.max)),
            None,
        )


_ROWS = (
    Rule(
        regime=ClockRegime.UKGDPR_SAR,
        title="Access request under UK GDPR art. 15",
        key="TL-3",
        length=1,
        method=Method.MONTHS,
        bases=UK_GDPR,
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
        bases=UK_GDPR,
        extension=2,
        waits_for_evidence=True,
    ),
    Rule(
        regime=ClockRegime.EXT_NOTICE,
        title="Last day to tell the requester of an extension",
        key="TL-32",
        length=1,
        method=Method.MONTHS,
        bases=UK_GDPR,
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
        bases=PART_3,
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
        bases=PART_3,
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
        bases=tuple(replace(each, period="DPA 2018 Sch. 2 para. 25(3)-(4)") for each in UK_GDPR),
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
        bases=(
            Basis(
                from_on=FOI_ON,
                period="FOIA 2000 s.10(1), (6)",
                start="FOIA 2000 ss.1(3), 10(6)(b)",
                pause="FOIA 2000 ss.9, 10(2)",
            ),
        ),
        territory=Territory.UNITED_KINGDOM,
    ),
    Rule(
        regime=ClockRegime.EIR,
        title="Environmental information request",
        key="TL-EIR",
        length=20,
        method=Method.WORKING_DAYS,
        bases=(replace(EIR, period="EIR 2004 reg. 5(2)"),),
        territory=Territory.UNITED_KINGDOM,
    ),
    Rule(
        regime=ClockRegime.EIR_40,
        title="Complex and voluminous environmental information request",
        key="TL-EIR",
        length=40,
        method=Method.WORKING_DAYS,
        bases=(EIR,),
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
