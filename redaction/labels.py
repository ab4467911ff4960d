"""The words printed where something was taken out: the same for one person everywhere, and saying no name."""

from __future__ import annotations

from collections.abc import Sequence

from redaction.values import Person, Proposal, Role

NAMED_KINDS = {
    "phone": "telephone", "email": "e-mail", "postcode": "postcode", "address": "address", "upn": "pupil number",
    "date_of_birth": "date of birth", "nhs_number": "NHS number", "national_insurance": "NI number",
    "online_profile": "profile", "passport": "passport number", "driving_licence": "licence number",
    "bank_account": "account number", "sort_code": "sort code", "vehicle": "vehicle", "uln": "learner number",
    "pupil_number": "pupil number", "social_care_number": "case number", "number": "number",
    "passage": "about somebody else",
}  # fmt: skip


class Labels:
    """Letters for people: those listed first, in their order, then strangers as they come.

    A stranger is known within one file only: in the next one nobody has said that it is the same person, so a letter
    is never used again.
    """

    def __init__(self, people: Sequence[Person]) -> None:
        listed = [person.key for person in people if person.role not in (Role.SUBJECT, Role.ORGANISATION)]
        self._listed = {key: letter_of(number) for number, key in enumerate(listed)}
        self._strangers: dict[str, str] = {}
        self._given = len(self._listed)

    def begin_file(self) -> None:
        """Forget the strangers of the file before."""
        self._strangers = {}

    def of(self, proposal: Proposal) -> str:
        """The label of one proposal: `[Person B]`, `[Person B: telephone]` or `[withheld: telephone]`."""
        what = NAMED_KINDS.get(proposal.kind, "")
        if not proposal.person:
            return f"[withheld: {what}]" if what else "[withheld]"
        letter = self._listed.get(proposal.person) or self._strangers.get(proposal.person)
        if letter is None:
            letter = self._strangers[proposal.person] = letter_of(self._given)
            self._given += 1
        return f"[Person {letter}: {what}]" if what else f"[Person {letter}]"


def letter_of(number: int) -> str:
    """A, B … Z, AA, AB … for 0, 1 …"""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
