"""What every event of a case has, and the terms that several of them use."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Channel(StrEnum):
    """How a request reached the council."""

    ONLINE = "online"
    EMAIL = "email"
    LETTER = "letter"
    PHONE = "phone"
    IN_PERSON = "in_person"
    SOCIAL_MEDIA = "social_media"


class ExtensionReason(StrEnum):
    """The only two grounds for an extension (UK GDPR art. 12A(3))."""

    COMPLEXITY = "complexity"
    NUMBER = "number"


class RefusalGround(StrEnum):
    """Why a request is not acted on."""

    NOT_ENTITLED = "not_entitled"
    MANIFESTLY_UNFOUNDED = "manifestly_unfounded"
    MANIFESTLY_EXCESSIVE = "manifestly_excessive"
    EXEMPT = "exempt"


class SentBy(StrEnum):
    """By what a letter left the council."""

    EMAIL = "email"
    POST = "post"
    HAND = "hand"


class LateReason(StrEnum):
    """Why an answer is late, as the regulator wants it tracked."""

    SEARCH = "search"
    THIRD_PARTY_CONSENT = "third_party_consent"
    HEALTH_OPINION = "health_opinion"
    REDACTION_VOLUME = "redaction_volume"
    STAFFING = "staffing"
    LEGAL = "legal"
    REQUESTER_CONTACT = "requester_contact"
    RECEIVED_LATE = "received_late"
    OTHER = "other"


class LateUnit(StrEnum):
    """Where the time was lost: who has to change something, which is not always who answers."""

    GOVERNANCE = "governance"
    SERVICE = "service"
    SCHOOL = "school"
    SAFEGUARDING = "safeguarding"
    EARLY_HELP = "early_help"
    LEGAL = "legal"
    OTHER_TEAM = "other_team"
    OUTSIDE = "outside"


class DocumentOutcome(StrEnum):
    """What a reviewer decided about a whole document."""

    INCLUDE = "include"
    WITHHOLD = "withhold"
    NOT_ABOUT_SUBJECT = "not_about_subject"
    TO_FOLLOW = "to_follow"
    NOT_ASKED_FOR = "not_asked_for"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent:
    """What every event has."""

    kind: ClassVar[str]
    version: ClassVar[int] = 1
