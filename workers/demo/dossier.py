"""Everything the texts about one child draw on: the cast, the register, and what happened when."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from workers.demo.attendance import Register, Spell, Summary, fill_register
from workers.demo.officers import Officers
from workers.demo.people.families import Family
from workers.demo.people.forms import long_date
from workers.demo.people.person import Person
from workers.demo.prose import Writer
from workers.demo.routes import HERO, ROUTES, Route
from workers.demo.school_year import half_terms, school_day, school_year_of, year_group
from workers.demo.schools import School

# The last day anything in the borough is dated.
TODAY = date(2026, 7, 20)
# So long after the first of September a new school year says something about attendance.
_TOO_EARLY = timedelta(days=24)
_VERDICTS = (
    ("Proved in absence, section 444(1)", "Fined £220, costs £120, surcharge £88"),
    ("Guilty plea by letter, section 444(1)", "Conditional discharge 12 months, costs £150"),
    ("Guilty plea by post, section 444(1)", "Fined £100, no order for costs in view of means"),
    ("Proved in absence, section 444(1)", "Absolute discharge in view of the improvement shown"),
)
_PAID = (
    "Paid in full within 21 days",
    "Paid on day 27 at the higher amount",
    "Withdrawn: issued to a former address, see contact log",
    "Paid by card by telephone",
    "Unpaid at 28 days, withdrawn on advice",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One child's case. `events` maps what happened to its day; `cast` maps roles (`carer`, `eso` …) to people."""

    seed: int
    child: Person
    family: Family
    school: School
    route: Route
    events: dict[str, date]
    register: Register
    cast: dict[str, Person]
    reference: str
    child_ref: int

    def rng(self, purpose: str) -> random.Random:
        """Chance of its own for one purpose, so that adding a text never changes another."""
        return random.Random(f"{self.seed}/{self.child.key}/{purpose}")  # noqa: S311 - invented text, not a secret

    def happened(self, event: str, on: date) -> bool:
        """Whether the event is in the file by that day."""
        return event in self.events and self.events[event] <= on

    def writer(self, on: date, purpose: str, *announced: str) -> Writer:
        """A writer who knows what was known on that day, and the dates of the events announced beforehand."""
        return Writer(self.cast, self.facts(on, *announced), self.rng(f"{purpose}/{on}"))

    def facts(self, on: date, *announced: str) -> dict[str, str]:
        """The plain facts on that day: figures of the year so far, dates, reference numbers."""
        year = year_group(self.child.born or on, on)
        known = {"school": self.school.name, "schoolshort": self.school.short, "schoolphone": self.school.phone}
        known |= {
            "ref": self.reference,
            "on": long_date(on),
            "ons": on.strftime("%d/%m/%Y"),
            "childref": str(self.child_ref),
        }
        known |= {
            "year": f"Year {year}" if year > 0 else "Reception",
            "cls": f"{max(year, 0) or 'R'}{'ABHKMW'[self.child_ref % 6]}",
        }
        known["schoolkind"] = self.school.standing
        known |= {"age": str(_age(self.child.born or on, on)), "urn": self.school.urn, "route": self.route.key}
        known |= self.figures(on) | self.outcomes()
        for event, day in self.events.items():
            if day <= on or event in announced:
                known |= {f"{event}_on": long_date(day), f"{event}_ons": day.strftime("%d/%m/%Y")}
        return known

    def outcomes(self) -> dict[str, str]:
        """How notice and prosecution ended, the same in every document that says so."""
        rng = self.rng("outcome")
        verdict, sentence = rng.choice(_VERDICTS)
        paid = "Unpaid at 28 days. Referred to legal" if "pace" in self.events else rng.choice(_PAID)
        return {"verdict": verdict, "sentence": sentence, "paid": paid}

    def summary(self, on: date) -> tuple[date, Summary]:
        """The first day of the school year, and the sessions since; in September the year before counts."""
        year = min(school_year_of(on - _TOO_EARLY), 2025)
        first = next(term.first_on for term in half_terms() if term.year == max(year, 2023))
        return first, self.register.summary(first, on)

    def figures(self, on: date) -> dict[str, str]:
        """The attendance figures of the school year up to that day, and of the ten weeks before it."""
        first, so_far = self.summary(on)
        recent = self.register.summary(on - timedelta(weeks=10), on)
        refused = so_far.unauthorised
        known = {} if refused == 0 else {"unauthhave": f"{refused} {'has' if refused == 1 else 'have'}"}
        return known | {
            "from": long_date(first),
            "pct": f"{so_far.percentage}%",
            "possible": str(so_far.possible),
            "present": str(so_far.present),
            "auth": str(so_far.authorised),
            "unauth": str(so_far.unauthorised),
            "late": str(so_far.late),
            "missed": str(so_far.authorised + so_far.unauthorised),
            "recent": str(recent.unauthorised),
            "recentfrom": long_date(max(first, on - timedelta(weeks=10))),
            "recentpct": f"{recent.percentage}%",
        }


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def open_dossier(
    *,
    seed: int,
    child: Person,
    family: Family,
    school: School,
    officers: Officers,
    others: dict[str, Person],
    child_ref: int,
) -> Dossier:
    """The dossier of a child: picks the route of the case, lays its events in time, and fills the register."""
    rng = random.Random(f"{seed}/{child.key}/route")  # noqa: S311 - invented text, not a secret
    hero = "hero" in family.traits
    route = HERO if hero and family.children[0] is child else _route(rng, child, hero=hero)
    start = date(2025, 11, 10) if hero else _start(rng, child)
    events = _in_order(start, route.steps)
    events = {event: day for event, day in events.items() if day <= TODAY and not (day == TODAY and event != "closure")}
    spells = [
        Spell(start + timedelta(days=a), start + timedelta(days=b), code, share) for a, b, code, share in route.spells
    ]
    assert child.born is not None
    register = fill_register(rng, child.born, spells, background=route.background, until=TODAY)
    cast = _cast(child, family, school, officers, others, rng)
    reference = f"ESS/{start.year % 100:02d}/{child_ref % 10000:04d}"
    return Dossier(
        seed=seed,
        child=child,
        family=family,
        school=school,
        route=route,
        events=events,
        register=register,
        cast=cast,
        reference=reference,
        child_ref=child_ref,
    )


def _in_order(start: date, steps: dict[str, int]) -> dict[str, date]:
    """Each step on a school day; those that the end of holidays would put on one day follow each other by a week."""
    events: dict[str, date] = {}
    before: tuple[int, date] | None = None
    for event, days in sorted(steps.items(), key=lambda step: step[1]):
        day = school_day(start + timedelta(days=days))
        if before is not None and days > before[0] and day <= before[1]:
            day = school_day(before[1] + timedelta(days=7))
        events[event] = day
        before = (days, day)
    return {event: events[event] for event in steps}


def _route(rng: random.Random, child: Person, *, hero: bool) -> Route:
    """A route by weight; the hero's twin is only watched, and no small child is prosecuted for."""
    if hero:
        return ROUTES[0]
    return rng.choices(ROUTES, weights=[route.weight for route in ROUTES])[0]


def _start(rng: random.Random, child: Person) -> date:
    """A day in term on which a referral is made, while the child is of school age; later years more often."""
    assert child.born is not None
    terms = [term for term in half_terms() if 1 <= year_group(child.born, term.first_on) <= 11] or [half_terms()[-3]]
    terms = terms[:-1] if len(terms) > 6 else terms
    term = rng.choices(terms, weights=[term.year - 2021 for term in terms])[0]
    return school_day(
        term.first_on
        + timedelta(days=rng.randrange(28 if term.number == 1 else 10, (term.last_on - term.first_on).days))
    )


def _cast(
    child: Person, family: Family, school: School, officers: Officers, others: dict[str, Person], rng: random.Random
) -> dict[str, Person]:
    """Roles to people; a role nobody plays is left out, and with it every sentence that speaks of it."""
    cast = {"child": child, "carer": family.carer, "eso": rng.choice(officers.support_officers)}
    cast |= officers.around(rng) | school.staff | others
    roles = {
        "mother": family.mother,
        "father": family.father,
        "partner": family.partner,
        "gran": family.gran,
        "other": family.other_parent,
    }
    cast |= {
        role: person
        for role, person in roles.items()
        if person is not None and not (role == "gran" and person is family.carer)
    }
    if family.separated and family.other_parent is not None:
        cast["absent"] = family.other_parent
    siblings = [sibling for sibling in family.children if sibling is not child]
    if siblings:
        cast["sibling"] = siblings[0]
        if siblings[0].born == child.born:
            cast["twin"] = siblings[0]
    return cast
