"""What has to be known to say who may ask: the facts of the decision table of `entitlement`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ADULT_FROM = 18
USUALLY_UNDERSTANDS_FROM = 12  # what the ICO calls a reasonable approach; no rule of law in England


class Asker(StrEnum):
    """Who asks, as far as the law tells them apart."""

    SUBJECT = "subject"
    PARENTAL_RESPONSIBILITY = "parental_responsibility"
    CARER = "carer"
    REPRESENTATIVE = "representative"
    PUBLIC_AUTHORITY = "public_authority"


LIVES_WITH_THE_CHILD = frozenset({Asker.PARENTAL_RESPONSIBILITY, Asker.CARER})


class AgeBand(StrEnum):
    """The subject's age, as far as the table tells ages apart."""

    UNDER_12 = "under_12"
    FROM_12_TO_17 = "from_12_to_17"
    ADULT = "adult"
    UNKNOWN = "unknown"
    DECEASED = "deceased"


class Competence(StrEnum):
    """Whether a child understands what the right is and what using it would do."""

    NOT_ASSESSED = "not_assessed"
    COMPETENT = "competent"
    NOT_COMPETENT = "not_competent"


class ChildView(StrEnum):
    """What a child who understands says about an adult's request."""

    NOT_ASKED = "not_asked"
    AGREES = "agrees"
    REFUSES = "refuses"


class AuthorityEvidence(StrEnum):
    """What shows that somebody may act for another."""

    NONE = "none"
    PARENTAL_RESPONSIBILITY = "parental_responsibility"
    WRITTEN_AUTHORITY = "written_authority"
    COURT_ORDER = "court_order"


class Finding(StrEnum):
    """What a safety check came to; `OWN`: what is protected is the requester's own, from everybody but them."""

    NOT_CHECKED = "not_checked"
    CLEAR = "clear"
    OWN = "own"
    CONCERN = "concern"


class SafetyCheck(StrEnum):
    """What is looked for before anything goes to an adult who asks for a child's data."""

    PROTECTED_ADDRESS = "protected_address"
    COURT_ORDER = "court_order"


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyChecks:
    """The two things to look for before anything goes to an adult who asks for a child's data."""

    protected_address: Finding = Finding.NOT_CHECKED
    court_order: Finding = Finding.NOT_CHECKED

    def why_not(self, asker: Asker) -> str:
        """Why these cannot be the findings about who asks; "" when they can."""
        if self.court_order is Finding.OWN:
            return "A court order that limits what they may have is a concern, whoever it is about."
        if self.protected_address is Finding.OWN and asker not in LIVES_WITH_THE_CHILD:
            return "Only an address at which the person who asks lives themselves is their own."
        return ""

    def lifts(self, before: SafetyChecks) -> tuple[SafetyCheck, ...]:
        """The checks in which these findings protect somebody less than those before."""
        pairs = (
            (SafetyCheck.PROTECTED_ADDRESS, before.protected_address, self.protected_address),
            (SafetyCheck.COURT_ORDER, before.court_order, self.court_order),
        )
        return tuple(check for check, was, now in pairs if _PROTECTS.get(now, 0) < _PROTECTS.get(was, 0))


SAFETY_WORDS = {
    SafetyCheck.PROTECTED_ADDRESS: "the protected address",
    SafetyCheck.COURT_ORDER: "the order of a court",
}
# A concern keeps it from everybody, the requester's own from everybody but them.
_PROTECTS = {Finding.OWN: 1, Finding.CONCERN: 2}
NO_CONCERN = SafetyChecks(protected_address=Finding.CLEAR, court_order=Finding.CLEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitlementFacts:
    """What is recorded about who asks for whom; `carried` is what other requests about the same people record."""

    asker: Asker
    age: int | None
    is_deceased: bool = False
    competence: Competence = Competence.NOT_ASSESSED
    evidence: AuthorityEvidence = AuthorityEvidence.NONE
    child_view: ChildView = ChildView.NOT_ASKED
    safety: SafetyChecks = SafetyChecks()
    carried: SafetyChecks = NO_CONCERN

    @property
    def band(self) -> AgeBand:
        """The band of the subject's age; somebody who has died is in none of the others."""
        if self.is_deceased:
            return AgeBand.DECEASED
        if self.age is None:
            return AgeBand.UNKNOWN
        if self.age >= ADULT_FROM:
            return AgeBand.ADULT
        return AgeBand.FROM_12_TO_17 if self.age >= USUALLY_UNDERSTANDS_FROM else AgeBand.UNDER_12


def age_on(born_on: date | None, day: date) -> int | None:
    """How old somebody is on a day, or None when nobody knows; a birthday of 29 February falls on 1 March."""
    if born_on is None:
        return None
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
