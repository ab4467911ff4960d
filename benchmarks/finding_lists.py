"""Invented people in lists that share no key, with what makes people hard to tell apart."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

VARIANTS = tuple(
    tuple(line.split("/"))
    for line in (
        *("Mohammed/Muhammad/Mohamed/Mohd", "Yusuf/Yousef/Yousuf/Youssef", "Aisha/Ayesha/Aysha", "Samuel/Sam"),
        *("Alexander/Alex/Oleksandr/Alexandr", "Katarzyna/Kasia/Katarzina", "Siobhan/Shivaun/Siobhán", "Zoë/Zoe"),
        *("Elizabeth/Lizzie/Beth/Elisabeth", "William/Will/Billy", "Thomas/Tom/Tomas", "Chukwuemeka/Emeka"),
        *("Oluwaseun/Seun", "Jakub/Kuba/Jakob", "Charlotte/Lottie", "Amelia/Millie", "Noah", "Isla", "Freya", "Leo"),
        *("Arthur/Art", "Maryam/Mariam", "Hassan/Hasan", "Anastasiya/Anastasia/Nastya", "Nikolai/Nikolay/Kolya"),
        *("Eve", "Ruby", "Grace"),
    )
)
FAMILIES = (
    *("Smith", "Jones", "Taylor", "Brown", "Williams", "Wilson", "Johnson", "Davies", "Patel", "Wright", "Walker"),
    *("White", "Edwards", "Hughes", "Green", "Hall", "Khan", "Begum", "Nowak", "Kowalski", "Kowalczyk", "Okafor"),
    *("Adeyemi", "Ivanova", "Shevchenko", "Hussain", "Ahmed", "O'Neill", "MacDonald", "Fitzgerald", "Rodrigues"),
    *("Nguyen", "Chaudhry", "Oyelaran", "Featherstone", "Hargreaves", "Pemberton", "Ashworth", "Kaur", "Singh"),
)
ROADS = ("Mill", "Station", "Church", "Dock", "Elm", "Victoria", "Park", "Quarry", "Ferry", "Beacon")
KINDS = ("Road", "Lane", "Street", "Close")
LOOKS = (("m", "rn"), ("l", "1"), ("o", "0"), ("e", "c"), ("h", "b"))  # what a machine sees in an old page


@dataclass(frozen=True, slots=True)
class Person:
    number: int
    given: int  # the group of its variants
    family: str
    born: date
    upn: str
    address: str
    kind: str = "alone"


def made(rng: random.Random, count: int) -> list[Person]:
    """Give families, some of them with what makes people alike."""
    found: list[Person] = []

    def add(like: Person | None, **other: object) -> None:
        person = like or Person(0, rng.randrange(len(VARIANTS)), family(rng), born(rng), "", address(rng))
        found.append(
            replace(person, number=len(found), upn=f"{rng.choice('ABCDEFG')}{rng.randrange(10**12):012}", **other)
        )

    def marked(index: int, kind: str) -> Person:
        found[index] = replace(found[index], kind=kind)
        return found[index]

    while len(found) < count:
        add(None)
        at, chance = len(found) - 1, rng.random()
        if chance < 0.05:
            add(marked(at, "twin"), given=another(rng, found[at].given))
        elif chance < 0.25:
            apart = timedelta(days=rng.randint(330, 2500))
            add(marked(at, "sibling"), given=another(rng, found[at].given), born=found[at].born + apart)
        elif chance < 0.28:
            add(marked(at, "same name and birthday"), address=address(rng))
        elif chance < 0.36:
            add(marked(at, "same name"), address=address(rng), born=born(rng))
        elif chance < 0.38:
            add(marked(at, "father of the same name"), born=date(1980, 1, 1) + timedelta(days=rng.randint(0, 3000)))
    return found[:count]


def family(rng: random.Random) -> str:
    return "-".join(rng.sample(FAMILIES, 2 if rng.random() < 0.08 else 1))


def born(rng: random.Random) -> date:
    return date(2006, 1, 1) + timedelta(days=rng.randint(0, 4500))


def address(rng: random.Random) -> str:
    letters = "".join(rng.choice("ABDEFGHJLN") for _ in range(2))
    road = f"{rng.randint(1, 180)} {rng.choice(ROADS)} {rng.choice(KINDS)}"
    return f"{road}, Brackenford BX{rng.randint(1, 9)} {rng.randint(1, 9)}{letters}"


def another(rng: random.Random, given: int) -> int:
    return (given + rng.randint(1, len(VARIANTS) - 1)) % len(VARIANTS)


def slip(rng: random.Random, word: str) -> str:
    at = rng.randrange(1, max(2, len(word) - 1))
    kind = rng.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1 and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at] + word[at:]


def misread(rng: random.Random, word: str) -> str:
    at, other = rng.choice(LOOKS)
    return word.replace(at, other, 1)


def swapped(day: date) -> date:
    return date(day.year, day.day, day.month) if day.day <= 12 else day


def case_rows(rng: random.Random, people: list[Person]) -> Iterator[tuple[str, ...]]:
    for one in people:
        given, last, day = VARIANTS[one.given][0], one.family, one.born
        given = rng.choice(VARIANTS[one.given]) if rng.random() < 0.15 else given
        last = slip(rng, last) if rng.random() < 0.04 and len(last) > 5 else last
        day = swapped(day) if rng.random() < 0.03 else day
        where = address(rng) if rng.random() < 0.15 else one.address
        yield given, last, day.isoformat(), one.upn if rng.random() < 0.7 else "", where


def attendance_rows(rng: random.Random, people: list[Person]) -> Iterator[tuple[str, ...]]:
    for one in people:
        given = rng.choice(VARIANTS[one.given]) if rng.random() < 0.2 else VARIANTS[one.given][0]
        last = one.family.split("-")[-1] if rng.random() < 0.3 else one.family
        day = swapped(one.born) if rng.random() < 0.03 else one.born
        yield f"{last}, {given}", "" if rng.random() < 0.1 else f"{day:%d/%m/%Y}"


def register_rows(rng: random.Random, people: list[Person]) -> Iterator[tuple[str, ...]]:
    for one in people:
        given, last = VARIANTS[one.given][0].upper(), one.family
        last = misread(rng, last) if rng.random() < 0.15 else last
        yield given, last, f"{one.born:%d.%m.%Y}", one.address if rng.random() < 0.5 else ""


TABLES: dict[str, tuple[Callable[[random.Random, list[Person]], Iterator[tuple[str, ...]]], tuple[str, ...]]] = {
    "case": (case_rows, ("given_name", "family_name", "date_of_birth", "upn", "address")),
    "attendance": (attendance_rows, ("name", "date_of_birth")),
    "register": (register_rows, ("given_name", "family_name", "date_of_birth", "address")),
}
