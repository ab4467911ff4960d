"""Draws people: a name that fits its culture, with the nicknames, spellings and mistakes that go with it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from faker import Faker

from workers.demo.people.names import CULTURES, NICKNAMES, SLIPS, VARIANTS, Culture
from workers.demo.people.numbers import landline, mobile, nhs_number, upn
from workers.demo.people.person import Address, Kind, Person

_MIDDLES = {
    "f": ("Rose", "Grace", "Louise", "Mae", "Ann", "Marie"),
    "m": ("James", "John", "Lee", "Thomas", "William", "George", "David"),
}
_MAILS = ("mailbox.example", "webpost.example", "quickmail.example", "homenet.example")
# Share of English names taken from Faker's own lists, to widen ours.
_FAKER_SHARE = 0.3
# The ranges kept for drama hold a thousand numbers each: in a large borough some have to be shared.
_DRAWS = 200
# Numbers of the council and of the hospital, which stand in letterheads.
_HOUSE_NUMBERS = ("01632 960100", "01632 960144", "01632 960555")


@dataclass(slots=True)
class Registrar:
    """Gives out people and their numbers; the only place where keys and serials are counted."""

    rng: random.Random
    faker: Faker = field(default_factory=lambda: Faker("en_GB"))
    people: dict[str, Person] = field(default_factory=dict)
    taken: set[str] = field(default_factory=lambda: set(_HOUSE_NUMBERS))

    def culture(self) -> Culture:
        """A culture, by its share of families."""
        return self.rng.choices(CULTURES, weights=[culture.weight for culture in CULTURES])[0]

    def given_name(self, culture: Culture, sex: str) -> str:
        """A given name of the culture."""
        if culture.label == "English" and self.rng.random() < _FAKER_SHARE:
            return str(self.faker.first_name_male() if sex == "m" else self.faker.first_name_female())
        return self.rng.choice(culture.boys if sex == "m" else culture.girls)

    def family_name(self, culture: Culture) -> str:
        """A family name of the culture, in the form men use."""
        if culture.label == "English" and self.rng.random() < _FAKER_SHARE:
            return str(self.faker.last_name())
        return self.rng.choice(culture.families)

    def add(self, *, kind: Kind, given: str, family: str, sex: str, **more: Any) -> Person:
        """A new person with that name; whatever a name usually brings with it is filled in unless given."""
        serial = len(self.people) + 1
        person = Person(key=f"P{serial:05d}", kind=kind, given=given, family=family, sex=sex, **more)
        filled: dict[str, Any] = {}
        if kind is not Kind.PROFESSIONAL:
            filled = {
                "nick": person.nick or (NICKNAMES.get(given, "") if self.rng.random() < 0.6 else ""),
                "variants": person.variants or _variants(given, family),
                "slips": person.slips or (_slips(given, family) if self.rng.random() < 0.35 else ()),
            }
        person = replace(person, **filled)
        self.people[person.key] = person
        return person

    def child(
        self, given: str, family: str, sex: str, born: date, home: Address, culture: Culture, **more: Any
    ) -> Person:
        """A pupil, with pupil and NHS numbers."""
        serial = len(self.people) + 1
        middle = self.rng.choice(_MIDDLES["f" if sex == "f" else "m"]) if self.rng.random() < 0.4 else ""
        number = upn(entry_year=born.year + (5 if born.month >= 9 else 4), serial=serial)
        details: dict[str, Any] = {"middle": middle if culture.language == "English" else "", "upn": number}
        details |= {"nhs": nhs_number(serial), "languages": (culture.language,), "ethnicity": culture.ethnicity}
        return self.add(
            kind=Kind.CHILD, given=given, family=family, sex=sex, born=born, address=home, **(details | more)
        )

    def adult(self, given: str, family: str, sex: str, home: Address, **more: Any) -> Person:
        """A parent, carer, relative or neighbour."""
        title = more.pop("title", "") or ("Mr" if sex == "m" else self.rng.choice(("Ms", "Mrs", "Miss", "Mrs", "Ms")))
        details: dict[str, Any] = {"phone": self.mobile(), "email": self.mail_address(given, family)}
        details |= {"born": date(self.rng.randrange(1975, 1993), self.rng.randrange(1, 13), self.rng.randrange(1, 29))}
        return self.add(
            kind=Kind.ADULT, given=given, family=family, sex=sex, title=title, address=home, **(details | more)
        )

    def mobile(self) -> str:
        """A mobile number nobody else of the borough has, as long as there are any."""
        return self._unused(mobile)

    def landline(self) -> str:
        """A landline number nobody else of the borough has, as long as there are any."""
        return self._unused(landline)

    def _unused(self, draw: Callable[[random.Random], str]) -> str:
        for _ in range(_DRAWS):
            number = draw(self.rng)
            if number not in self.taken:
                break
        self.taken.add(number)
        return number

    def mail_address(self, given: str, family: str) -> str:
        """A private mail address nobody else of the borough has."""
        first, last = (_ascii(name) for name in (given, family))
        year = self.rng.randrange(75, 99)
        shapes = (
            f"{first}.{last}",
            f"{first}{last}{year}",
            f"{first[0]}.{last}{year}",
            f"{last}_{first}",
            f"{first}{year}x",
        )
        local = self.rng.choice(shapes)
        while local in self.taken:
            local += str(self.rng.randrange(10))
        self.taken.add(local)
        return f"{local}@{self.rng.choice(_MAILS)}"

    def work_address(self, given: str, family: str, domain: str) -> str:
        """A work mail address in the usual form of its organisation."""
        local = f"{_ascii(given)[0]}.{_ascii(family)}"
        while f"{local}@{domain}" in self.taken:
            local += "2"
        self.taken.add(f"{local}@{domain}")
        return f"{local}@{domain}"


def _ascii(name: str) -> str:
    """The letters of a name that a mail address may have."""
    folded = name.lower().translate(str.maketrans("łśşçöüğıáéíóú’", "lsscougiaeiou'"))
    return "".join(letter for letter in folded if letter.isascii() and letter.isalpha()) or "person"


def _swap(table: dict[str, str], given: str, family: str) -> tuple[str, ...]:
    """The full names that come from replacing the given or the family name by the table."""
    swapped = []
    if given in table:
        swapped.append(f"{table[given]} {family}")
    if family in table:
        swapped.append(f"{given} {table[family]}")
    return tuple(swapped)


def _variants(given: str, family: str) -> tuple[str, ...]:
    return _swap(VARIANTS, given, family)


def _slips(given: str, family: str) -> tuple[str, ...]:
    known = _swap(SLIPS, given, family)
    if known or len(family) < 5:
        return known
    # A dropped doubled letter or two letters the wrong way round: what typists do to any name.
    for index in range(1, len(family) - 1):
        if family[index] == family[index + 1]:
            return (f"{given} {family[:index]}{family[index + 1 :]}",)
    middle = len(family) // 2
    if not (family[middle].isalpha() and family[middle - 1].isalpha()) or family[middle].isupper():
        return ()
    return (f"{given} {family[: middle - 1]}{family[middle]}{family[middle - 1]}{family[middle + 1 :]}",)


def feminine(culture: Culture, family: str) -> str:
    """The family name in the form women of the culture use."""
    return dict(culture.feminine).get(family, family)
