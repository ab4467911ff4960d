"""Invented schools and the people who work in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from workers.demo.people.naming import Registrar
from workers.demo.people.person import Address, Kind, Person
from workers.demo.people.places import DISTRICTS, postcode

_PRIMARIES = (
    "Hollybush Lane Primary School",
    "St Brigid's Catholic Primary School",
    "Furnace Bank Primary School",
    "Saltbrook Church of England Primary School",
    "Tansley Green Primary Academy",
    "Quarry Hill Community Primary School",
    "Nether Wick Infant and Junior School",
    "Larkspur Primary School",
    "Upper Holme Primary School",
    "Canal Wharf Primary Academy",
    "Glebe Field Primary School",
    "Nailers Row Primary School",
)
_SECONDARIES = (
    "Aldermoor Academy",
    "Brackenford High School",
    "St Wulfric's Catholic Academy",
    "Beacon Vale School",
    "The Pinfold Academy",
    "Tempest Road Girls' School",
    "Stourside Technology College",
    "Ashdown Park School",
)
_OTHER = ("Rowan Gate Special School", "The Bridge Pupil Referral Unit")
_ROLES = (
    ("head", "Headteacher"),
    ("ao", "Attendance Officer"),
    ("dsl", "Designated Safeguarding Lead"),
    ("teacher", "Class Teacher"),
    ("senco", "SENCo"),
    ("office", "School Business Support Officer"),
)
_SECONDARY_JOBS = {"teacher": "Head of Year", "ao": "Attendance and Welfare Officer"}
# From this September on somebody is in secondary school: pupils born before it.
SECONDARY_BORN_BEFORE = date(2014, 9, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A school: where it is, its number (`urn`), and its staff by role."""

    urn: str
    name: str
    secondary: bool
    address: Address
    phone: str
    domain: str

    staff: dict[str, Person]

    @property
    def short(self) -> str:
        """The name as colleagues say it."""
        for tail in (" Community Primary School", " Primary School", " Primary Academy", " Academy", " School"):
            if self.name.endswith(tail):
                return self.name.removesuffix(tail)
        return self.name

    @property
    def standing(self) -> str:
        """What kind of school it is in law, as its head says so in court."""
        if "Academy" in self.name or "College" in self.name:
            return "an academy"
        if self.name.endswith("Pupil Referral Unit"):
            return "a pupil referral unit of the council"
        return "a maintained special school" if "Special" in self.name else "a maintained school"


def build_schools(registrar: Registrar, *, pupils: int) -> tuple[School, ...]:
    """Enough schools for so many pupils: always two secondary schools and three primary schools."""
    primaries = min(len(_PRIMARIES), max(3, pupils // 14))
    secondaries = min(len(_SECONDARIES), max(2, pupils // 20))
    names = [*_PRIMARIES[:primaries], *_SECONDARIES[:secondaries], *_OTHER[: 2 if pupils >= 40 else 0]]
    return tuple(_school(registrar, name, index) for index, name in enumerate(names))


def _school(registrar: Registrar, name: str, index: int) -> School:
    rng = registrar.rng
    town, district = rng.choice(DISTRICTS)
    slug = "".join(
        letter for letter in re.split(" primary| catholic| church| infant", name.lower())[0] if letter.isalpha()
    )
    domain = f"{slug[:18]}.brackenford-schools.example"
    secondary = name in _SECONDARIES or name.startswith("The Bridge")
    street = f"{rng.choice(('School Lane', 'Church Road', 'Park Street', 'Academy Way', 'Station Road'))}"
    staff = {role: _colleague(registrar, role, job, name, domain, secondary=secondary) for role, job in _ROLES}
    return School(
        urn=str(990100 + index),
        name=name,
        secondary=secondary,
        domain=domain,
        phone=registrar.landline(),
        staff=staff,
        address=Address(street, town, postcode(rng, district)),
    )


def _colleague(registrar: Registrar, role: str, job: str, employer: str, domain: str, *, secondary: bool) -> Person:
    rng, culture = registrar.rng, registrar.culture()
    sex = "f" if rng.random() < (0.55 if role == "head" else 0.75) else "m"
    given, family = registrar.given_name(culture, sex), registrar.family_name(culture)
    return registrar.add(
        kind=Kind.PROFESSIONAL,
        given=given,
        family=family,
        sex=sex,
        title="Mr" if sex == "m" else rng.choice(("Mrs", "Miss", "Ms")),
        job=_SECONDARY_JOBS.get(role, job) if secondary else job,
        employer=employer,
        email=registrar.work_address(given, family, domain),
        phone=registrar.landline(),
    )


def school_for(schools: tuple[School, ...], registrar: Registrar, born: date) -> School:
    """A school of the right age range."""
    wanted = born < SECONDARY_BORN_BEFORE
    return registrar.rng.choice([school for school in schools if school.secondary == wanted])
