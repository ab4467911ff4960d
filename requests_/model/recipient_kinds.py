"""The recipients of the privacy notice: the council's own services first, then everybody else."""

from __future__ import annotations

from enum import StrEnum


class Recipient(StrEnum):
    """A kind of recipient, in the order of the notice."""

    SAFEGUARDING_HUB = "safeguarding_hub"
    SOCIAL_CARE = "social_care"
    RESPONSE_TEAM = "response_team"
    EARLY_HELP = "early_help"
    VIRTUAL_SCHOOL = "virtual_school"
    SAFEGUARDING_AND_REVIEW = "safeguarding_and_review"
    OTHER_COUNCIL_TEAM = "other_council_team"
    OTHER_COUNCIL = "other_council"
    GOVERNMENT_DEPARTMENT = "government_department"
    YOUTH_SUPPORT = "youth_support"
    HEALTH_SERVICE = "health_service"
    POLICE = "police"
    BENEFIT_AGENCY = "benefit_agency"
    HOUSING_AGENCY = "housing_agency"
    EDUCATION_PROVIDER = "education_provider"
    EARLY_YEARS_PROVIDER = "early_years_provider"
    MENTAL_HEALTH_SERVICE = "mental_health_service"
    YOUTH_OFFENDING = "youth_offending"
    COURTS = "courts"
    EMPLOYMENT_SUPPORT = "employment_support"
    ANTI_FRAUD_NETWORK = "anti_fraud_network"
    CONTRACTED_SERVICE = "contracted_service"
    COMMISSIONED_CARE = "commissioned_care"
    REPRESENTATIVE = "representative"
    INDEPENDENT_EDUCATION_SUPPORT = "independent_education_support"


_EVERY = tuple(Recipient)
INTERNAL = frozenset(_EVERY[: _EVERY.index(Recipient.OTHER_COUNCIL)])
