"""What is checked before anything is searched for: who is asking, and by what authority."""

from __future__ import annotations

from enum import StrEnum

from requests_.model.entitlement_facts import Asker, AuthorityEvidence
from requests_.model.people import Capacity


class Check(StrEnum):
    """A thing to be sure of. Each is its own ground for asking and holds the clock (UK GDPR art. 12A(2))."""

    IDENTITY = "identity"
    AUTHORITY = "authority"


class Evidence(StrEnum):
    """What settled a check. Only its kind is kept: a copy of a passport is not (data minimisation)."""

    KNOWN_CONTACT = "known_contact"
    PHOTO_IDENTITY = "photo_identity"
    ADDRESS_MATCH = "address_match"
    SCHOOL_CONFIRMED = "school_confirmed"
    BIRTH_CERTIFICATE = "birth_certificate"
    COURT_ORDER = "court_order"
    CHILD_AUTHORITY = "child_authority"
    SIGNED_AUTHORITY = "signed_authority"


# What is here before anybody asks: there is no day on which it came, and it moves no clock.
ALREADY_HELD = frozenset({Evidence.KNOWN_CONTACT})
EVIDENCE_FOR: dict[Check, tuple[Evidence, ...]] = {
    Check.IDENTITY: (
        Evidence.KNOWN_CONTACT,
        Evidence.PHOTO_IDENTITY,
        Evidence.ADDRESS_MATCH,
        Evidence.SCHOOL_CONFIRMED,
    ),
    Check.AUTHORITY: (
        Evidence.BIRTH_CERTIFICATE,
        Evidence.COURT_ORDER,
        Evidence.CHILD_AUTHORITY,
        Evidence.SIGNED_AUTHORITY,
    ),
}

# What each kind of evidence shows, in the words of the table of who may ask.
AUTHORITY_SHOWN: dict[Evidence, AuthorityEvidence] = {
    Evidence.BIRTH_CERTIFICATE: AuthorityEvidence.PARENTAL_RESPONSIBILITY,
    Evidence.COURT_ORDER: AuthorityEvidence.COURT_ORDER,
    Evidence.CHILD_AUTHORITY: AuthorityEvidence.WRITTEN_AUTHORITY,
    Evidence.SIGNED_AUTHORITY: AuthorityEvidence.WRITTEN_AUTHORITY,
}
# Who somebody may turn out to be who asks in this capacity.
ASKERS_FOR: dict[Capacity, tuple[Asker, ...]] = {
    Capacity.SUBJECT: (Asker.SUBJECT,),
    Capacity.PARENT: (
        Asker.PARENTAL_RESPONSIBILITY,
        Asker.CARER,
        Asker.REPRESENTATIVE,
        Asker.PUBLIC_AUTHORITY,
    ),
    Capacity.REPRESENTATIVE: (Asker.REPRESENTATIVE, Asker.PUBLIC_AUTHORITY),
    Capacity.COURT_ORDER: (Asker.PARENTAL_RESPONSIBILITY, Asker.CARER, Asker.REPRESENTATIVE),
}

CHECKS_FOR: dict[Capacity, tuple[Check, ...]] = {
    Capacity.SUBJECT: (Check.IDENTITY,),
    Capacity.PARENT: (Check.IDENTITY, Check.AUTHORITY),
    Capacity.REPRESENTATIVE: (Check.IDENTITY, Check.AUTHORITY),
    Capacity.COURT_ORDER: (Check.IDENTITY, Check.AUTHORITY),
}
