"""What stands in place of withheld words: one label a person, the same through the whole pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count, product
from string import ascii_uppercase

from requests_.store.document_tables import STAFF_MADE
from requests_.store.documents import DecidedMark

KINDS = {
    "phone": "phone number",
    "email": "e-mail address",
    "postcode": "postcode",
    "address": "address",
    "upn": "pupil number",
    "nhs": "NHS number",
    "nino": "National Insurance number",
    "date_of_birth": "date of birth",
    "date": "date",
    "passage": "about somebody else",
}


class Labels:
    """Letters for people in the order in which they are first withheld."""

    def __init__(self, marks: Iterable[DecidedMark]) -> None:
        letters = _letters()
        self._letters: dict[str, str] = {}
        for mark in marks:
            if mark.person and mark.person not in self._letters:
                self._letters[mark.person] = next(letters)

    def of(self, mark: DecidedMark) -> str:
        """The label of a mark: `[Person B]`, `[Person B: phone number]`, `[withheld: e-mail address]`."""
        kind = KINDS.get(mark.kind, mark.kind.replace("_", " "))
        if mark.person and mark.person not in self._letters:
            return "[withheld]"  # nothing of theirs is covered by itself: they stand within what is withheld whole
        if not mark.person:
            return f"[withheld: {kind}]" if mark.kind not in STAFF_MADE else "[withheld]"
        person = f"Person {self._letters[mark.person]}"
        return f"[{person}]" if mark.kind in ("person", "words") else f"[{person}: {kind}]"

    def of_person(self, person: str) -> str:
        """The label of a person by key; of somebody without a letter in this pack, a plain one."""
        return f"[Person {self._letters[person]}]" if person in self._letters else "[withheld]"

    def who(self, mark: DecidedMark) -> str:
        """The line of the schedule that a mark is counted under."""
        return f"[Person {self._letters[mark.person]}]" if mark.person else self.of(mark)


def _letters() -> Iterator[str]:
    for length in count(1):
        for letters in product(ascii_uppercase, repeat=length):
            yield "".join(letters)
