"""What a careful reviewer would decide: read from the borough's own truth, which no part of the product sees."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from requests_.model.events.base import DocumentOutcome
from requests_.store.queries.review import DocumentRow, MarkRow, PersonRow

LEAST_LETTERS = 3
# What another family wrote of their own child and the subject, and what a neighbour told who asked not to be known.
_TOLD_IN_CONFIDENCE = frozenset({"mail_complaint", "incident_diary", "neighbour_report"})
LEAST_DIGITS = 5
_HEALTH_JOBS = ("nurse", "practitioner", "paediatrician", "camhs")
_OFFICES = ("brackenford.example", "brackenford-schools.example", "nhs.example", "police.example")


class Truth:
    """Who everybody is, and which item is about whom."""

    def __init__(self, borough: Path, hero: Mapping[str, Any]) -> None:
        people = _lines(borough / "truth" / "people.jsonl")
        self._items = {(item["store"], item["ref"]): item for item in _lines(borough / "truth" / "items.jsonl")}
        upn = hero["subject"]["upn"]
        self._subject = next(person["key"] for person in people if person["upn"] == upn)
        own = {self._subject, *(p["key"] for p in people if p["email"] == hero["requester"]["email"])}
        private = [person for person in people if person["kind"] != "professional" and person["key"] not in own]
        shown = [person for person in people if person["kind"] == "professional" or person["key"] in own]
        self._private_words = _words(private) - _words(person for person in people if person["key"] in own)
        self._private_names = _full_names(private)
        self._shown_names = _full_names(shown)
        self._shown_numbers = _numbers(shown)
        self._private_numbers = _numbers(private) - self._shown_numbers
        self._limbs = {name: _limb(person) for person in shown for name in _full_names([person])}
        self.private_names = sorted({name for person in private for name in person["names"] if " " in name})

    def withholds_person(self, row: PersonRow) -> bool:
        """Whether a person of the bundle is somebody whose name must go."""
        return row.disposition == "withhold" or self._is_private(f"{row.name} {row.example}")

    def shows_person(self, row: PersonRow) -> dict[str, str]:
        """Why somebody is shown, as the form asks for it: in which work they acted, or that it is no other person's."""
        words = frozenset(_plain_words(f"{row.name} {row.example}"))
        limb = next((limb for name, limb in self._limbs.items() if limb and name <= words), "")
        if limb:
            return {"ground": limb}
        return {"ground": "not_another", "record": "An office's number or a name of the family's own: looked at each."}

    def withholds_mark(self, mark: MarkRow) -> bool:
        """Whether a mark that points to nobody known must go."""
        text = _plain(mark.text)
        if mark.kind == "passage":
            return True
        if text in self._shown_numbers or self._is_office(mark.text):
            return False
        return any(text in number or number in text for number in self._private_numbers)

    def outcome(self, row: DocumentRow) -> tuple[DocumentOutcome, str]:
        """What becomes of a document, and why."""
        if row.read_state != "read":
            return DocumentOutcome.TO_FOLLOW, ""
        if "privileged" in f"{row.title} {row.ref}".casefold():
            return DocumentOutcome.WITHHOLD, "S2P19_LPP"
        item = self._items.get((row.source, row.ref))
        if item is not None and self._subject not in (*item["about"], *item["mentioned"]):
            return DocumentOutcome.NOT_ABOUT_SUBJECT, ""
        if item is not None and item["kind"] in _TOLD_IN_CONFIDENCE:
            return DocumentOutcome.WITHHOLD, "S2P16_THIRD_PARTY"  # covering names hides nobody in what they wrote
        if item is not None and self._subject not in item["about"]:
            return DocumentOutcome.WITHHOLD, "S2P16_THIRD_PARTY"  # about somebody else, with the child's name in it
        if item is None and row.band == "possible":
            return DocumentOutcome.NOT_ABOUT_SUBJECT, ""
        return DocumentOutcome.INCLUDE, ""

    def _is_private(self, text: str) -> bool:
        """Whether a text names somebody private: a whole name decides, a single word only where there is none."""
        words = frozenset(_plain_words(text))
        if any(name <= words for name in self._private_names):
            return True
        return not any(name <= words for name in self._shown_names) and bool(words & self._private_words)

    def _is_office(self, text: str) -> bool:
        return any(ending in text.casefold() for ending in _OFFICES)


def _limb(person: Mapping[str, Any]) -> str:
    """The work that somebody of the borough acted in; nothing for who is no worker."""
    if person["kind"] != "professional":
        return ""
    job, mail = person["job"].casefold(), person["email"].casefold()
    if "nhs.example" in mail or any(word in job for word in _HEALTH_JOBS):
        return "health_worker"
    return "school_worker" if "schools.example" in mail else "social_worker"


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _words(people: Iterable[Mapping[str, Any]]) -> set[str]:
    return {word for person in people for name in person["names"] for word in _plain_words(name)}


def _numbers(people: Iterable[Mapping[str, Any]]) -> set[str]:
    """Everything that points to somebody: numbers, e-mail, birthday in each way of writing it, address and postcode."""
    found = set[str]()
    for person in people:
        found |= {_plain(person[name]) for name in ("email", "phone", "upn", "nhs") if person[name]}
        for address in person["addresses"]:
            lines = address.split(",")
            found |= {_plain(address), _plain(lines[0]), _plain(lines[-1])}
        if person["date_of_birth"]:
            born = date.fromisoformat(person["date_of_birth"])
            forms = ("%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%-d %B %Y", "%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%-d %b %Y")
            found |= {_plain(born.strftime(form)) for form in forms}
    return {number for number in found if len(number) >= LEAST_DIGITS}


def _full_names(people: Iterable[Mapping[str, Any]]) -> set[frozenset[str]]:
    names = {frozenset(_plain_words(name)) for person in people for name in person["names"]}
    return {name for name in names if len(name) > 1}


def _plain_words(text: str) -> list[str]:
    """Words in small letters; a double name is one word."""
    letters = "".join(character if character.isalpha() or character == "-" else " " for character in text.casefold())
    return [word for word in letters.split() if len(word) >= LEAST_LETTERS]


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
