"""What a row of the exemption catalogue is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from requests_.model.rights import Regime


class Family(StrEnum):
    """Exemptions that switch off the same provisions."""

    SCHEDULE_2_PART_1 = "schedule_2_part_1"
    SCHEDULE_2_PART_2 = "schedule_2_part_2"
    SCHEDULE_2_PART_3 = "schedule_2_part_3"
    SCHEDULE_2_PART_4 = "schedule_2_part_4"
    SCHEDULE_3_COURT_AND_WISHES = "schedule_3_court_and_wishes"
    SCHEDULE_3_HARM = "schedule_3_harm"
    SCHEDULE_4 = "schedule_4"
    ARTICLE_12 = "article_12"
    ARTICLE_15_4 = "article_15_4"
    PART_3 = "part_3"
    SCOPE = "scope"


class Decider(StrEnum):
    """Who may decide that an exemption applies."""

    CASEWORKER = "caseworker"
    APPROVER = "approver"
    DATA_PROTECTION_OFFICER = "data_protection_officer"


class Recheck(StrEnum):
    """When the reason has to be looked at again."""

    NEVER = "never"
    EACH_REQUEST = "each_request"
    END_OF_PROSECUTION = "end_of_prosecution"
    ON_A_DATE = "on_a_date"
    SIX_MONTHS = "six_months"


_WIDE = ("13", "14", "15(1)-(3)", "16", "17(1)-(2)", "18(1)", "19", "20(1)-(2)", "21(1)")

RESTRICTS: dict[Family, tuple[str, ...]] = {
    Family.SCHEDULE_2_PART_1: ("5(1)(a)", *_WIDE),
    Family.SCHEDULE_2_PART_2: _WIDE,
    Family.SCHEDULE_2_PART_3: ("15(1)-(3)",),
    Family.SCHEDULE_2_PART_4: ("13", "14", "15(1)-(3)"),
    Family.SCHEDULE_3_COURT_AND_WISHES: tuple(article for article in _WIDE if article != "19"),
    Family.SCHEDULE_3_HARM: ("15(1)-(3)",),
    Family.SCHEDULE_4: ("15(1)-(3)",),
    Family.ARTICLE_12: ("15", "16", "17", "18", "20", "21"),
    Family.ARTICLE_15_4: ("15(3)",),
    Family.PART_3: ("s.44(2)", "s.45(1)", "s.48(1)", "s.68(1)"),
    Family.SCOPE: ("15(1)",),
}

UK_GDPR_ONLY = frozenset({Regime.UK_GDPR})
PART_3_ONLY = frozenset({Regime.LAW_ENFORCEMENT})
BOTH_REGIMES = frozenset(Regime)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """One ground for withholding.

    `label` names it to staff, `says` tells it to the requester. `test` is what must be true, `must_record` what has to
    be written down before it is used, `blocked_says` why a ground is in the catalogue but not offered. Grounds that are
    `for_parents_only` never meet a child's own request. The name of one that `tips_off` would tell of an investigation:
    the requester is told it in words that could mean many things. One that `reaches_whole` can cover everything that
    was asked for; the others cover a record or a passage, and never answer a request by themselves.
    """

    code: str
    citation: str
    label: str
    says: str
    test: str
    family: Family
    must_record: tuple[str, ...] = ()
    decided_by: Decider = Decider.CASEWORKER
    regimes: frozenset[Regime] = UK_GDPR_ONLY
    blocked_says: str = ""
    needs_two_people: bool = False
    recheck: Recheck = Recheck.EACH_REQUEST
    for_parents_only: bool = False
    is_for_items: bool = True
    reaches_whole: bool = False
    tips_off: bool = False

    @property
    def is_offered(self) -> bool:
        """Whether it can be chosen at all."""
        return not self.blocked_says

    @property
    def restricts(self) -> tuple[str, ...]:
        """The provisions it switches off, as far as it applies."""
        return RESTRICTS[self.family]
