"""Everybody in a borough before anything is written: pupils, families, schools, officers, and who knows whom."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from faker import Faker

from workers.demo.dossier import Dossier, open_dossier
from workers.demo.officers import Officers, build_officers
from workers.demo.people.families import Family, ordinary_family
from workers.demo.people.hard_cases import planted_families
from workers.demo.people.naming import Registrar
from workers.demo.people.person import Person
from workers.demo.people.places import address
from workers.demo.schools import School, build_schools, school_for


@dataclass(frozen=True, slots=True)
class Town:
    """Everybody, and the case of every pupil."""

    registrar: Registrar
    schools: tuple[School, ...]
    officers: Officers
    dossiers: tuple[Dossier, ...]


def build_town(*, pupils: int, seed: int) -> Town:
    """So many pupils with everyone around them, the same for the same seed."""
    faker = Faker("en_GB")
    faker.seed_instance(seed)
    registrar = Registrar(random.Random(f"{seed}/people"), faker)  # noqa: S311 - invented people, not a secret
    schools = build_schools(registrar, pupils=pupils)
    officers = build_officers(registrar, pupils=pupils)
    placed = _enrol(registrar, schools, _families(registrar, pupils))[:pupils]
    dossiers = tuple(
        open_dossier(
            seed=seed,
            child=child,
            family=family,
            school=school,
            officers=officers,
            child_ref=100200 + 7 * number,
            others=_others(registrar, placed, child, family, school),
        )
        for number, (child, family, school) in enumerate(placed)
    )
    return Town(registrar, schools, officers, dossiers)


def _families(registrar: Registrar, pupils: int) -> list[Family]:
    """The hard cases first, then families as they come, until there are enough children."""
    families = planted_families(registrar)
    while sum(len(family.children) for family in families) < pupils:
        families.append(ordinary_family(registrar, children=registrar.rng.choices((1, 2, 3), weights=(60, 32, 8))[0]))
    return families


def _enrol(
    registrar: Registrar, schools: tuple[School, ...], families: list[Family]
) -> list[tuple[Person, Family, School]]:
    """Children with their schools: brothers and sisters together where their ages allow, namesakes apart."""
    placed: list[tuple[Person, Family, School]] = []
    taken: dict[str, School] = {}
    for family in families:
        by_level: dict[bool, School] = {}
        for child in family.children:
            assert child.born is not None
            school = school_for(schools, registrar, child.born)
            if "namesake" in family.traits:
                while taken.get(child.full) is school:
                    school = school_for(schools, registrar, child.born)
                taken[child.full] = school
            school = by_level.setdefault(school.secondary, school)
            placed.append((child, family, school))
    return placed


def _others(
    registrar: Registrar, placed: Sequence[tuple[Person, Family, School]], child: Person, family: Family, school: School
) -> dict[str, Person]:
    """Other families' people who turn up in a case: schoolfellows, one of their parents, a neighbour."""
    rng = registrar.rng
    fellows = [(other, theirs) for other, theirs, there in placed if there is school and other not in family.children]
    fellows = fellows or [(other, theirs) for other, theirs, _ in placed if other not in family.children]
    others: dict[str, Person] = {}
    chosen = rng.sample(fellows, min(2, len(fellows)))
    for role, (fellow, _) in zip(("friend", "friend2"), chosen, strict=False):
        others[role] = fellow
    if chosen:
        others["friendparent"] = chosen[0][1].carer
    if rng.random() < 0.3 or "hero" in family.traits:
        culture, sex = registrar.culture(), "f"
        home = replace(
            address(rng), street=_next_door(family.home.street), town=family.home.town, postcode=family.home.postcode
        )
        others["neighbour"] = registrar.adult(
            registrar.given_name(culture, sex), registrar.family_name(culture), sex, home, relation="neighbour"
        )
    return others


def _next_door(street: str) -> str:
    """The address two numbers on."""
    words = street.split(", ")[-1].split(" ")
    return " ".join([str(int(words[0]) + 2), *words[1:]])
