"""Why something is withheld: the catalogue of exemption codes.

Sources: Data Protection Act 2018, Schedules 2 and 3.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exemption:
    """One ground for withholding, its citation, and how it is told to the requester."""

    code: str
    citation: str
    label: str
    says: str


EXEMPTIONS: dict[str, Exemption] = {
    row.code: row
    for row in (
        Exemption(
            "S2P16_THIRD_PARTY",
            "Data Protection Act 2018, Schedule 2, paragraph 16",
            "Information about somebody else",
            "This would tell you something about another person who has not agreed to it, "
            "and it would not be reasonable to share it without their agreement.",
        ),
        Exemption(
            "S2P19_LPP",
            "Data Protection Act 2018, Schedule 2, paragraph 19",
            "Legal advice",
            "This is confidential advice between the council and its lawyers.",
        ),
        Exemption(
            "S2P2_CRIME",
            "Data Protection Act 2018, Schedule 2, paragraph 2",
            "Preventing or investigating crime",
            "Sharing this now would be likely to harm the prevention, investigation or prosecution of an offence.",
        ),
        Exemption(
            "S3P11_HARM_SOCIAL",
            "Data Protection Act 2018, Schedule 3, paragraph 11",
            "Serious harm",
            "Sharing this would be likely to cause serious harm to somebody's physical or mental health.",
        ),
        Exemption(
            "S3P21_CHILD_ABUSE",
            "Data Protection Act 2018, Schedule 3, paragraph 21",
            "Protecting a child",
            "Sharing this would not be in the best interests of the child it is about.",
        ),
        Exemption(
            "OUT_OF_SCOPE",
            "UK GDPR, article 15(1)",
            "Not about the person asked about",
            "This is not information about the person the request is about.",
        ),
    )
}
