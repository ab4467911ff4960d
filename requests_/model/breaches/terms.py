"""The terms of a breach, as the regulator asks for them; and the tables of its risk and of not telling people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from requests_.model.rights import Regime


class BreachKind(StrEnum):
    """What went wrong, as whoever reports it sees it."""

    WRONG_RECIPIENT = "wrong_recipient"
    NOT_REDACTED = "not_redacted"
    LOST = "lost"
    STOLEN = "stolen"
    LOOKED_UP = "looked_up"
    CYBER = "cyber"
    UNAVAILABLE = "unavailable"
    OTHER = "other"


class Origin(StrEnum):
    """How we came to know: somebody reported it, or the portal itself noticed something."""

    STAFF = "staff"
    BOUNCED_MESSAGE = "bounced_message"
    LEAK_FOUND = "leak_found"


class Loss(StrEnum):
    """Which security of the information was lost (UK GDPR art. 4(12))."""

    CONFIDENTIALITY = "confidentiality"
    INTEGRITY = "integrity"
    AVAILABILITY = "availability"


class PeopleKind(StrEnum):
    """Whose information it is (UK GDPR art. 33(3)(a))."""

    CHILDREN = "children"
    PARENTS = "parents"
    STAFF = "staff"
    WITNESSES = "witnesses"
    OTHER_PEOPLE = "other_people"


class Likelihood(StrEnum):
    """How likely it is that people come to harm."""

    UNLIKELY = "unlikely"
    POSSIBLE = "possible"
    LIKELY = "likely"


class Severity(StrEnum):
    """How bad that harm would be."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very_high"


class Risk(StrEnum):
    """What the law asks: is a risk unlikely (art. 33(1)), is there one, is it high (art. 34(1))?"""

    UNLIKELY = "unlikely"
    RISK = "risk"
    HIGH = "high"


RISKS: Mapping[tuple[Likelihood, Severity], Risk] = {
    (Likelihood.UNLIKELY, Severity.LOW): Risk.UNLIKELY,
    (Likelihood.UNLIKELY, Severity.MEDIUM): Risk.UNLIKELY,
    (Likelihood.UNLIKELY, Severity.HIGH): Risk.RISK,
    (Likelihood.UNLIKELY, Severity.VERY_HIGH): Risk.RISK,
    (Likelihood.POSSIBLE, Severity.LOW): Risk.RISK,
    (Likelihood.POSSIBLE, Severity.MEDIUM): Risk.RISK,
    (Likelihood.POSSIBLE, Severity.HIGH): Risk.HIGH,
    (Likelihood.POSSIBLE, Severity.VERY_HIGH): Risk.HIGH,
    (Likelihood.LIKELY, Severity.LOW): Risk.RISK,
    (Likelihood.LIKELY, Severity.MEDIUM): Risk.HIGH,
    (Likelihood.LIKELY, Severity.HIGH): Risk.HIGH,
    (Likelihood.LIKELY, Severity.VERY_HIGH): Risk.HIGH,
}


class Untold(StrEnum):
    """Why the people are not told one by one."""

    NOT_HIGH = "not_high"
    PROTECTED = "protected"
    NO_LONGER_LIKELY = "no_longer_likely"
    DISPROPORTIONATE = "disproportionate"
    WOULD_PREJUDICE = "would_prejudice"


@dataclass(frozen=True, slots=True, kw_only=True)
class UntoldRow:
    """One reason: what it says, by which law of each regime, and whether the public is told instead."""

    says: str
    citations: Mapping[Regime, str]
    is_public: bool = False


_UK, _PART_3 = Regime.UK_GDPR, Regime.LAW_ENFORCEMENT
UNTOLD: Mapping[Untold, UntoldRow] = {
    Untold.NOT_HIGH: UntoldRow(
        says="The risk to them is not high.",
        citations={_UK: "UK GDPR, article 34(1)", _PART_3: "DPA 2018, section 68(1)"},
    ),
    Untold.PROTECTED: UntoldRow(
        says="Whoever has the information cannot read it: it is encrypted, or protected in another way.",
        citations={_UK: "UK GDPR, article 34(3)(a)", _PART_3: "DPA 2018, section 68(3)(a)"},
    ),
    Untold.NO_LONGER_LIKELY: UntoldRow(
        says="What we did since makes sure that the high risk is no longer likely.",
        citations={_UK: "UK GDPR, article 34(3)(b)", _PART_3: "DPA 2018, section 68(3)(b)"},
    ),
    Untold.DISPROPORTIONATE: UntoldRow(
        says="To tell each of them is out of all proportion: the public is told instead.",
        citations={_UK: "UK GDPR, article 34(3)(c)", _PART_3: "DPA 2018, section 68(3)(c) and (5)"},
        is_public=True,
    ),
    Untold.WOULD_PREJUDICE: UntoldRow(
        says="Telling them would harm an inquiry, the prevention of crime, security, or other people.",
        citations={_UK: "DPA 2018, Schedule 2, paragraph 2(1)", _PART_3: "DPA 2018, section 68(7)"},
    ),
}


class Phase(StrEnum):
    """Which report to the regulator it was: information may come in phases (art. 33(4); s.67(5))."""

    FIRST = "first"
    FURTHER = "further"


class Cause(StrEnum):
    """The root of it."""

    WRONG_ADDRESS = "wrong_address"
    REVIEW_MISSED = "review_missed"
    PROCEDURE = "procedure"
    TRAINING = "training"
    SYSTEM_FAULT = "system_fault"
    SUPPLIER = "supplier"
    MALICE = "malice"
    NOT_KNOWN = "not_known"


class Part(StrEnum):
    """What somebody wrote of a breach, kept beside its events and erased before them."""

    REPORT = "report"
    CONTAINED = "contained"
    SET_ASIDE = "set_aside"
    NATURE = "nature"
    CONSEQUENCES = "consequences"
    MEASURES = "measures"
    RISK_REASONS = "risk_reasons"
    REGULATOR_REASONS = "regulator_reasons"
    REGULATOR_REFERENCE = "regulator_reference"
    LATE_REASONS = "late_reasons"
    PEOPLE_REASONS = "people_reasons"
    TOLD_NATURE = "told_nature"
    TOLD_CONSEQUENCES = "told_consequences"
    TOLD_MEASURES = "told_measures"
    CAUSE = "cause"
    LESSONS = "lessons"
    REOPENED = "reopened"
