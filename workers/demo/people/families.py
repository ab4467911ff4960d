"""Families: parents together and apart, step-parents, grandparents, brothers and sisters."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from workers.demo.people.names import Culture
from workers.demo.people.naming import Registrar, feminine
from workers.demo.people.person import Address, Person
from workers.demo.people.places import address, elsewhere

# Pupils are of compulsory school age in the last school year of the borough, 2025/26.
_FIRST_BIRTHDAY = date(2009, 9, 1)
_LAST_BIRTHDAY = date(2020, 8, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A household and the parent who lives elsewhere, if there is one.

    `traits` name the hard cases the family stands for (`twins`, `estranged` …).
    """

    culture: Culture
    children: tuple[Person, ...]
    mother: Person | None
    father: Person | None
    partner: Person | None = None
    gran: Person | None = None
    home: Address
    separated: bool = False
    traits: frozenset[str] = frozenset()

    @property
    def carer(self) -> Person:
        """The adult the service mostly deals with."""
        at_home = [adult for adult in (self.mother, self.father, self.gran) if adult and adult.address == self.home]
        return at_home[0]

    @property
    def other_parent(self) -> Person | None:
        """The second parent, at home or elsewhere."""
        return next((parent for parent in (self.father, self.mother) if parent and parent is not self.carer), None)


def birthday(rng: random.Random) -> date:
    """A birthday of somebody who was of school age in 2025/26."""
    return _FIRST_BIRTHDAY + timedelta(days=rng.randrange((_LAST_BIRTHDAY - _FIRST_BIRTHDAY).days))


def former_address_of(rng: random.Random, share: float = 0.25) -> tuple[Address, ...]:
    """Nothing, or an earlier home."""
    return (address(rng),) if rng.random() < share else ()


def ordinary_family(registrar: Registrar, *, children: int) -> Family:
    """A family as they come: by culture, with one to four children, together or apart."""
    rng, culture, home = registrar.rng, registrar.culture(), address(registrar.rng)
    name = registrar.family_name(culture)
    hers = registrar.family_name(culture) if culture.maternal or rng.random() < 0.3 else feminine(culture, name)
    situation = rng.choices(("together", "mother", "apart", "step", "gran", "father"), weights=(42, 16, 20, 10, 7, 5))[
        0
    ]
    old = former_address_of(rng)
    mother = _parent(registrar, culture, hers, "f", _home_of("mother", situation, home, rng), old)
    father = _parent(registrar, culture, name, "m", _home_of("father", situation, home, rng), old)
    child_name = rng.choice((name, f"{hers}-{name}")) if _can_join(hers, name) and rng.random() < 0.3 else name
    partner = gran = None
    if situation == "step":
        partner = _parent(
            registrar, culture, registrar.family_name(culture), "m", home, (), relation="mother's partner"
        )
    if situation == "gran":
        gran = _grandmother(registrar, culture, hers, home)
    parents = (mother.given, father.given)
    members = _children(registrar, culture, child_name, home, old, count=children, parents=parents)
    apart = situation in {"apart", "step", "father"}
    return Family(
        culture=culture,
        children=members,
        mother=mother,
        father=None if situation in {"mother", "gran"} else father,
        partner=partner,
        gran=gran,
        home=home,
        separated=apart,
        traits=frozenset({"estranged"} if apart else ()) | ({"double-barrelled"} if "-" in child_name else frozenset()),
    )


def _can_join(hers: str, his: str) -> bool:
    return hers != his and "-" not in hers + his and " " not in hers + his


def _home_of(parent: str, situation: str, home: Address, rng: random.Random) -> Address:
    """Where a parent lives: the child's home, unless the situation puts them elsewhere."""
    away = {"father": {"apart", "step"}, "mother": {"gran", "father"}}[parent]
    return home if situation not in away else rng.choice((address, elsewhere))(rng)


def _parent(
    registrar: Registrar,
    culture: Culture,
    family: str,
    sex: str,
    home: Address,
    old: tuple[Address, ...],
    *,
    relation: str = "",
) -> Person:
    given = registrar.given_name(culture, sex)
    return registrar.adult(
        given,
        family,
        sex,
        home,
        relation=relation or ("mother" if sex == "f" else "father"),
        former_addresses=old,
        languages=(culture.language,),
        ethnicity=culture.ethnicity,
    )


def _grandmother(registrar: Registrar, culture: Culture, family: str, home: Address) -> Person:
    born = date(registrar.rng.randrange(1952, 1968), registrar.rng.randrange(1, 13), registrar.rng.randrange(1, 29))
    given = registrar.given_name(culture, "f")
    return registrar.adult(given, family, "f", home, title="Mrs", relation="grandmother", born=born)


def _children(
    registrar: Registrar,
    culture: Culture,
    family: str,
    home: Address,
    old: tuple[Address, ...],
    *,
    count: int,
    parents: tuple[str, ...],
) -> tuple[Person, ...]:
    """Brothers and sisters of different ages and names."""
    members: list[Person] = []
    born = birthday(registrar.rng)
    used = set(parents)
    for _ in range(count):
        sex = registrar.rng.choice("mf")
        given = registrar.given_name(culture, sex)
        while given in used:
            given = registrar.given_name(culture, sex)
        used.add(given)
        name = feminine(culture, family) if sex == "f" else family
        members.append(registrar.child(given, name, sex, born, home, culture, former_addresses=old))
        born += timedelta(days=registrar.rng.randrange(400, 1100))
        if born > _LAST_BIRTHDAY:
            born -= timedelta(days=registrar.rng.randrange(2600, 3400))
    return tuple(members)
