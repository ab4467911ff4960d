"""The council's own officers and the other professionals around a family."""

from __future__ import annotations

import random
from dataclasses import dataclass

from workers.demo.people.naming import Registrar
from workers.demo.people.person import Kind, Person
from workers.demo.people.places import DOMAIN

COUNCIL = "Brackenford Council"
_SERVICE = (
    ("manager", "Education Support Service Manager"),
    ("admin", "ESS Business Support Officer"),
    ("solicitor", "Senior Solicitor, Legal Services"),
    ("virtual", "Virtual School Adviser"),
)
_OUTSIDE = (
    ("earlyhelp", "Early Help Practitioner", COUNCIL, DOMAIN),
    ("sw", "Social Worker", COUNCIL, "social.brackenford.example"),
    ("mash", "MASH Practice Lead", COUNCIL, "mash.brackenford.example"),
    ("ep", "Educational Psychologist", "Brackenford Educational Psychology Service", "eps.brackenford.example"),
    ("nurse", "School Nurse", "Brackenford Community NHS Trust", "community-nhs.example"),
    ("gp", "General Practitioner", "Saltbrook Surgery", "saltbrook-surgery.example"),
    ("consultant", "Consultant Paediatrician", "Brackenford Community NHS Trust", "community-nhs.example"),
    ("camhs", "CAMHS Practitioner", "Brackenford CAMHS", "camhs.example"),
    ("pc", "Police Constable 4417", "North Mercian Police", "north-mercia-police.example"),
    ("housing", "Housing Officer", "Brackenford Homes", "brackenford-homes.example"),
)


@dataclass(frozen=True, slots=True)
class Officers:
    """Who works for the service, and whom it works with, by role."""

    support_officers: tuple[Person, ...]
    by_role: dict[str, Person]
    outside: dict[str, tuple[Person, ...]]

    def around(self, rng: random.Random) -> dict[str, Person]:
        """The service's people, and one of each outside profession, as one case meets them."""
        return self.by_role | {role: rng.choice(people) for role, people in self.outside.items()}


def build_officers(registrar: Registrar, *, pupils: int) -> Officers:
    """A service that fits the number of pupils: an education support officer for every 25, three at least."""
    count = min(12, max(3, pupils // 25))
    team = tuple(_officer(registrar, "Education Support Officer", COUNCIL, DOMAIN) for _ in range(count))
    roles = {role: _officer(registrar, job, COUNCIL, DOMAIN) for role, job in _SERVICE}
    each = range(min(8, max(2, pupils // 30)))
    outside = {
        role: tuple(_officer(registrar, job, employer, domain) for _ in each)
        for role, job, employer, domain in _OUTSIDE
    }
    return Officers(team, roles, outside)


def _officer(registrar: Registrar, job: str, employer: str, domain: str) -> Person:
    rng, culture = registrar.rng, registrar.culture()
    sex = rng.choice("mff")
    given, family = registrar.given_name(culture, sex), registrar.family_name(culture)
    title = "Dr" if job in {"General Practitioner", "Educational Psychologist", "Consultant Paediatrician"} else ""
    title = (
        title
        or ("PC" if job.startswith("Police") else "")
        or ("Mr" if sex == "m" else rng.choice(("Ms", "Mrs", "Miss")))
    )
    return registrar.add(
        kind=Kind.PROFESSIONAL,
        given=given,
        family=family,
        sex=sex,
        title=title,
        job=job,
        employer=employer,
        email=registrar.work_address(given, family, domain),
        phone=registrar.landline(),
    )
