"""The words printed where something was taken out: the same for one person everywhere, and saying no name."""

from __future__ import annotations

from collections.abc import Sequence

from redaction.values import Person, Proposal, Role

NAMED_KINDS = {
    "phone": "telephone", "email": "e-mail", "postcode": "postcode", "address": "address", "upn": "pupil number",
    "date_of_birth": "date of birth", "nhs": "NHS number", "nino": "NI number",
}  # fmt: skip


class Labels:
    """Letters for people: those listed first, in their order, then strangers as they come."""

    def __init__(self, people: Sequence[Person]) -> None:
        listed = [person.key for person in people if person.role is not Role.SUBJECT]
        self._letters = {key: letter_of(number) for number, key in enumerate(listed)}

    def of(self, proposal: Proposal) -> str:
        """The label of one proposal: `[Person B]`, `[Person B: telephone]` or `[withheld: telephone]`."""
        what = NAMED_KINDS.get(proposal.kind, "")
        if not proposal.person:
            return f"[withheld: {what}]" if what else "[withheld]"
        letter = self._letters.setdefault(proposal.person, letter_of(len(self._letters)))
        return f"[Person {letter}: {what}]" if what else f"[Person {letter}]"


def letter_of(number: int) -> str:
    """A, B … Z, AA, AB … for 0, 1 …"""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
