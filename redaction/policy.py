"""POLICY: what is proposed for whose data, why, and on which provision. Staff decide; this only proposes.

Citations are to the Data Protection Act 2018, Schedule 2, Part 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from redaction.values import Disposition, Role

THIRD_PARTY = "S2P16_THIRD_PARTY"
WORKER = "S2P17_WORKER"
UNKNOWN = "unknown"
# What the sentence of a proposal begins with where somebody nobody listed seems to act in an office; a stable mark.
PROFESSIONAL_HINT = "Looks like a professional"


class Sort(StrEnum):
    """Kinds of find that policy tells apart."""

    NAME = "name"
    CONTACT = "contact"
    NUMBER = "number"


_SORTS = {
    "person": Sort.NAME,
    "email": Sort.CONTACT,
    "phone": Sort.CONTACT,
    "postcode": Sort.CONTACT,
    "address": Sort.CONTACT,
    "online_profile": Sort.CONTACT,
}


def sort_of(kind: str) -> Sort:
    """What policy takes a kind for; every kind it does not know is a number that points to somebody."""
    return _SORTS.get(kind, Sort.NUMBER)


@dataclass(frozen=True, slots=True)
class Rule:
    """What is proposed, the provision it rests on, and the sentence a person reads."""

    disposition: Disposition
    provision: str
    citation: str
    says: str


_OWN = "Article 15(1) UK GDPR"
_PARA_16 = "DPA 2018 Sch 2 para 16"
_NO_PERSON = "Article 4(1) UK GDPR"
_PARA_17 = "DPA 2018 Sch 2 para 17"

# What is to be done where nobody listed owns what was found.
_OWNER_UNKNOWN = (
    ": if it is the data subject's, an official's or an organisation's, list it with its owner; if not, withhold it"
)
_MEND = {Sort.NAME: "", Sort.CONTACT: _OWNER_UNKNOWN, Sort.NUMBER: _OWNER_UNKNOWN}

POLICY: dict[tuple[str, Sort], Rule] = {
    **{(Role.SUBJECT, sort): Rule(Disposition.DISCLOSE, "", _OWN, "the data subject's own") for sort in Sort},
    **{
        (Role.REQUESTER, sort): Rule(Disposition.DISCLOSE, "", _PARA_16, "the requester's own, which they know")
        for sort in Sort
    },
    **{
        (Role.THIRD_PARTY, sort): Rule(Disposition.WITHHOLD, THIRD_PARTY, _PARA_16, "would identify somebody else")
        for sort in Sort
    },
    (Role.PROFESSIONAL, Sort.NAME): Rule(Disposition.DISCLOSE, WORKER, _PARA_17, "acting in an official capacity"),
    (Role.PROFESSIONAL, Sort.CONTACT): Rule(Disposition.DISCLOSE, WORKER, _PARA_17, "work contact of an official"),
    (Role.PROFESSIONAL, Sort.NUMBER): Rule(
        Disposition.REFER, THIRD_PARTY, _PARA_16, "about an official, but not their work"
    ),
    **{
        (Role.ORGANISATION, sort): Rule(Disposition.DISCLOSE, "", _NO_PERSON, "an organisation's, not a person's")
        for sort in Sort
    },
    **{
        (UNKNOWN, sort): Rule(
            Disposition.REFER, THIRD_PARTY, _PARA_16, f"points to nobody listed, so a person must decide{_MEND[sort]}"
        )
        for sort in Sort
    },
}


def rule_for(role: Role | str, kind: str) -> Rule:
    """The row for a role and a kind; a role nobody thought of counts as unknown."""
    return POLICY.get((role, sort_of(kind))) or POLICY[UNKNOWN, sort_of(kind)]
