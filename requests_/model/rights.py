"""The rights people have over their personal data, and the two regimes they come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Right(StrEnum):
    """A right the privacy notice promises."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    OBJECTION = "objection"
    PORTABILITY = "portability"
    CONSENT_WITHDRAWAL = "consent_withdrawal"
    COMPLAINT = "complaint"


class Regime(StrEnum):
    """The law a case runs under: the UK GDPR, or Part 3 of the DPA 2018."""

    UK_GDPR = "uk_gdpr"
    LAW_ENFORCEMENT = "law_enforcement"


def other_law(regime: Regime) -> Regime:
    """The other of the two laws."""
    return Regime.LAW_ENFORCEMENT if regime is Regime.UK_GDPR else Regime.UK_GDPR


# Part 3 has no right to object, and none to move information (DPA 2018 s.43(1)).
PART_3_RIGHTS = frozenset({Right.ACCESS, Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION})


class Category(StrEnum):
    """A kind of information of the ESS privacy notice, in its order; the last stands for a store that mixes them."""

    PUPIL_RECORD = "pupil_record"
    CHARACTERISTICS = "characteristics"
    SAFEGUARDING = "safeguarding"
    SPECIAL_EDUCATIONAL_NEEDS = "special_educational_needs"
    ATTENDANCE = "attendance"
    ATTAINMENT = "attainment"
    BEHAVIOUR = "behaviour"
    COMMUNICATION_LOGS = "communication_logs"
    MEETING_NOTES = "meeting_notes"
    OTHER_AGENCY_RECORDS = "other_agency_records"
    FAMILY_RECORDS = "family_records"
    WITNESS_STATEMENTS = "witness_statements"
    INTERVIEWS_UNDER_CAUTION = "interviews_under_caution"
    HEALTH = "health"
    CRIMINAL_OFFENCE = "criminal_offence"
    CASE_DOCUMENTS = "case_documents"


class Outside(StrEnum):
    """Why a document is not among what was asked for."""

    KIND = "kind"
    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessScope:
    """What an access request asks for; everything when `categories` is empty and no date is given.

    The dates count for the kinds in `dated` alone, and for all where it is empty.
    """

    categories: tuple[Category, ...] = ()
    from_on: date | None = None
    until_on: date | None = None
    dated: tuple[Category, ...] = ()

    @property
    def fault(self) -> tuple[str, str] | None:
        """Where it contradicts itself, and what would mend that; None where all of it can be so at once."""
        if self.from_on is not None and self.until_on is not None and self.until_on < self.from_on:
            return "until_on", "The last date must be the same as or after the first date"
        if self.dated and self.from_on is None and self.until_on is None:
            return "from_on", "Enter at least one of the two dates, or select no kinds that dates count for"
        if not set(self.dated) <= set(self.categories):
            return "dated", "Dates can count only for kinds that you ask for: select these above too"
        return None

    @property
    def is_limited(self) -> bool:
        """Whether it is less than everything."""
        return self != AccessScope()

    def outside(self, category: str, dated_on: date | None) -> Outside | None:
        """Why a document lies outside what is asked for; None for what is within it.

        What may be within it is: a document without a date, and one of a store that mixes kinds.
        """
        if self.categories and category not in (*self.categories, Category.CASE_DOCUMENTS):
            return Outside.KIND
        if dated_on is None or (self.dated and category not in self.dated):
            return None
        if self.from_on is not None and dated_on < self.from_on:
            return Outside.EARLIER
        return Outside.LATER if self.until_on is not None and dated_on > self.until_on else None
