"""Invented attendance files with ground truth, for measuring detection: who is named where, and damage as typing and
OCR do it."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from datetime import date

from stdnum.gb.upn import calc_check_digit

from redaction.values import Person, Role


def _words(listed: str) -> list[str]:
    return listed.split()


GIVEN_F = _words("""
Grace Amina Oluwaseun Siobhan Zofia Rose May Chloe Elizabeth Priya Wei Catriona Margaret Yasmin Tanisha Hope
Katarzyna Fatima Bronwen Susan Ngozi Leila Rebecca Joy
""")
GIVEN_M = _words("""
Daniel William Mark Tomasz Mohammed Idris Liam Kwame Rhys Michael Ravi Jack Abdirahman Christopher Owen Piotr
Hamza Jude Thomas Chi Anthony Will Sean Emeka
""")
FAMILY = _words("""
Okafor Smith Kowalczyk O'Neill Patel Smith-Jones Begum Nguyen Hussain Green Adeyemi Brown MacDonald Warsame
Szymański Taylor Khan Griffiths Fernandes Wood Chowdhury Li D'Souza Walker Mensah Jones Ali Hernández Young
Popescu Lloyd Rahman Osei Fletcher Grant Day
""")
SCHOOLS = [
    "Hillcrest Primary School",
    "St Thomas Academy",
    "Grace Road Juniors",
    "Oakfield High School",
    "Brown's Lane Infant School",
    "St Mark's C of E Primary",
]
STREETS = ["Elm Road", "Thomas Street", "Walker Close", "Victoria Terrace", "Daniel Avenue", "Mill Lane"]

LINES = """
{tp} telephoned at 10.40 on 4 March to say that {subject} was unwell.
Home visit to the address. {tp} answered and confirmed {tp2} still lives there.
{subject_first} said that {tp} had taken the phone away.
In May 2024 the school will mark the register twice a day; a grace period of ten minutes applies.
{tp} told the officer that {tp2} drives {subject_first} to {school}.
Letter sent to {tp} on 12 June. No reply. Second letter sent to {tp2}.
Present: {pro} (Attendance Officer), {tp}, {tp2}.
Statement: I live with {tp} and {tp2} at the address above.
{pro} reviewed the file with the Head Teacher at {school}.
Attendance for the Autumn Term was 71.4%. Codes: O 22, I 8, L 5.
{subject} was seen with {tp} near {street} during school hours.
NOTICE: YOU WILL BE FINED IF THE AMOUNT IS NOT PAID. WE MAY PROSECUTE.
Will you attend the meeting on Monday? May we call you? Mark the date please.
Interview under caution of {tp} by {pro}. {tp} declined to answer.
Is {tp} collecting today, or {tp2}? Text from {tp}: running late.
Apologies received from {tp}; {tp2} will be told.
{tp}'s car was outside {school} and {tp2}'s bicycle as well.
The Education Support Service wrote to {subject}'s school about {tp}.
Contact log: rang {tp} (no answer), rang {tp2} (voicemail), emailed {pro}.
Young people in Year 9 took part in Black History Month; the Green Card scheme starts in April.
"""


@dataclass
class Case:
    people: list[Person]
    text: str = ""
    truth: list[tuple[int, int, str]] = field(default_factory=list)
    others: list[tuple[int, int]] = field(default_factory=list)


def case(seed: int, *, lines: int = 60, damage: float = 0.0) -> Case:
    chance = random.Random(seed)
    family = chance.choice(FAMILY)
    subject = _person(chance, "subject", Role.SUBJECT, family, chance.random() < 0.5)
    people = [subject]
    taken = {subject.name.split()[0]}
    relations = ["mother", "stepfather", "neighbour", "classmate", "aunt", "witness"]
    for number, relation in enumerate(relations):
        while True:
            one = _person(
                chance,
                f"tp-{number}",
                Role.THIRD_PARTY,
                family if relation == "mother" else chance.choice([f for f in FAMILY if f != family]),
                relation in ("mother", "aunt"),
                relation,
            )
            if one.name.split()[0] not in taken and one.name.split()[-1] not in {
                p.name.split()[-1] for p in people[1:]
            }:
                break
        taken.add(one.name.split()[0])
        people.append(one)
    while True:
        pro = _person(chance, "pro", Role.PROFESSIONAL, chance.choice(FAMILY), chance.random() < 0.5)
        if not set(pro.name.split()) & {word for p in people for word in p.name.split()}:
            break
    people.append(pro)
    made = Case(people)
    templates = LINES.strip().splitlines()
    for _ in range(lines):
        _line(made, chance.choice(templates), chance, damage)
    return made


def _person(chance, key, role, family, female, relation=""):
    given = chance.choice(GIVEN_F if female else GIVEN_M)
    return Person(key=key, name=f"{given} {family}", role=role, relation=relation)


def _line(made: Case, template: str, chance: random.Random, damage: float) -> None:
    third = [p for p in made.people if p.role is Role.THIRD_PARTY]
    subject, pro = made.people[0], made.people[-1]
    one, two = chance.sample(third, 2)
    for piece in re.split(r"(\{\w+\})", template + "\n"):
        if piece in ("{tp}", "{tp2}"):
            who = one if piece == "{tp}" else two
            written = mention(who, chance, shared=subject.name.split()[-1])
            if chance.random() < damage:
                written = damaged(written, chance)
            made.truth.append((len(made.text), len(made.text) + len(written), who.key))
            made.text += written
        elif piece.startswith("{"):
            filled = {
                "{subject}": subject.name,
                "{subject_first}": subject.name.split()[0],
                "{pro}": pro.name,
                "{school}": chance.choice(SCHOOLS),
                "{street}": chance.choice(STREETS),
            }[piece]
            made.text += filled
        else:
            made.text += piece


def mention(who: Person, chance: random.Random, *, shared: str) -> str:
    given, family = who.name.split()[0], who.name.split()[-1]
    title = {"mother": "Mrs", "aunt": "Ms", "stepfather": "Mr"}.get(who.relation)
    forms = [
        f"{given} {family}",
        f"{given} {family}",
        given,
        given,
        f"{family}, {given}",
        f"{given[0]}. {family}",
        f"{family.upper()}, {given}",
        f"{given} {family}".upper(),
        f"{given}\n{family}",
        f"{given[0]} {family}",
    ]
    if title:
        forms += [f"{title} {family}", f"{title} {given} {family}"]
    if family != shared:
        forms.append(family)
    return chance.choice(forms)


_OCR = {
    "o": "0",
    "l": "1",
    "i": "l",
    "m": "rn",
    "e": "c",
    "s": "5",
    "d": "cl",
    "w": "vv",
    "I": "l",
    "O": "0",
    "S": "5",
    "B": "8",
    "a": "@",
    "h": "b",
    "n": "u",
    "t": "f",
}


def damaged(written: str, chance: random.Random) -> str:
    places = [p for p, letter in enumerate(written) if letter.isalpha() and p]
    if len(places) < 2:
        return written
    place = chance.choice(places)
    kind = chance.choice(("change", "drop", "add", "swap", "ocr", "ocr"))
    if kind == "ocr":
        able = [p for p in places if written[p] in _OCR]
        if able:
            place = chance.choice(able)
            return written[:place] + _OCR[written[place]] + written[place + 1 :]
        kind = "change"
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    if kind == "change":
        return written[:place] + letter + written[place + 1 :]
    if kind == "drop":
        return written[:place] + written[place + 1 :]
    if kind == "add":
        return written[:place] + letter + written[place:]
    return written[: place - 1] + written[place] + written[place - 1] + written[place + 1 :]


class Numbers:
    """Writes identifiers the ways people do."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def digits(self, count: int) -> str:
        return "".join(self.chance.choice("0123456789") for _ in range(count))

    def nhs_number(self) -> str:
        while True:
            number = self.chance.choice("467") + self.digits(8)
            check = 11 - sum((10 - place) * int(digit) for place, digit in enumerate(number)) % 11
            if check != 10:
                number += str(check % 11)
                spaced = (number[:3], number[3:6], number[6:])
                return self.chance.choice((number, " ".join(spaced), "-".join(spaced)))

    def upn(self) -> str:
        number = self.digits(12)
        return calc_check_digit(number) + number

    def phone(self) -> str:
        mobile, land = self.digits(9), self.digits(6)
        return self.chance.choice(
            (
                f"07{mobile}",
                f"07{mobile[:3]} {mobile[3:]}",
                f"+44 7{mobile[:3]} {mobile[3:6]} {mobile[6:]}",
                f"01632 {land}",
                f"(01632) {land}",
                f"0121 496 {self.digits(4)}",
                f"+44 (0)1632 {land}",
                f"07{mobile[:3]}-{mobile[3:6]}-{mobile[6:]}",
                f"0044 7{mobile}",
            )
        )

    def national_insurance(self) -> str:
        number = self.chance.choice(("AB", "JK", "PC", "SX")) + self.digits(6) + self.chance.choice("ABCD")
        spaced = " ".join((number[:2], number[2:4], number[4:6], number[6:8], number[8]))
        return self.chance.choice((number, spaced, number.lower()))

    def postcode(self) -> str:
        outward = self.chance.choice(("DY1", "B12", "SW1A", "W1T", "LS9", "EC1V"))
        inward = self.digits(1) + self.chance.choice("ABDEFGH") + self.chance.choice("JLNPQ")
        return outward + self.chance.choice((" ", "")) + inward

    def email(self) -> str:
        local = self.chance.choice(("j.marsh", "kayleigh2009", "sam_o", "tariq-h", "x.y.z"))
        return local + "@" + self.chance.choice(("example.com", "mail.example.org", "family.example.co.uk"))

    def date_of_birth(self) -> str:
        born = date(self.chance.randint(1960, 2015), self.chance.randint(1, 12), self.chance.randint(1, 28))
        return self.chance.choice(
            (
                f"{born:%d/%m/%Y}",
                f"{born.day}.{born.month}.{born:%y}",
                born.isoformat(),
                f"{born.day} {born:%B %Y}",
                f"{born.day}th {born:%b %Y}",
                f"{born.day}-{born.month}-{born.year}",
            )
        )


AROUND = {
    "nhs_number": ("NHS number {}", "NHS: {} noted", "Patient {} (NHS)"),
    "upn": ("UPN {}", "pupil {} on roll", "UPN: {}."),
    "phone": ("Tel {}", "call {} after six", "Mobile: {},"),
    "national_insurance": ("NI no {}", "NINO: {}", "his number is {}"),
    "postcode": ("lives at {}", "moved from {} to another area", "{}"),
    "email": ("write to {}", "Email: {}", "({})"),
    "date_of_birth": ("DOB {}", "Date of birth: {}", "born on {}", "D.O.B. {}"),
}
NO_IDENTIFIER = (
    "Attendance 93.2% on 12/05/2024, 14 sessions.",
    "Section 444(1A) Education Act 1996.",
    "Invoice 2024-000127 for £1,250.00.",
    "Room 12, 10.30 to 11.15.",
    "Year 10 set 3, Key Stage 4.",
    "See page 12 of 30 (v1.2.3).",
    "Registration closes 09:30; code L used 12 times.",
    "On 3 June 2024 and 4/6/24 he was late.",
    "Ratio 1:250 000, total 1234567.",
    "The years 2019 2020 2021 are shown.",
)


def identifiers(seed: int, count: int) -> tuple[str, list[tuple[int, int, str]]]:
    """Lines with one identifier each, in the ways people write it, and lines with numbers that are none."""
    numbers = Numbers(seed)
    chance = numbers.chance
    text = ""
    truth: list[tuple[int, int, str]] = []
    for _ in range(count):
        if chance.random() < 0.3:
            text += chance.choice(NO_IDENTIFIER) + "\n"
            continue
        kind = chance.choice(sorted(AROUND))
        written = str(getattr(numbers, kind)())
        before, after = chance.choice(AROUND[kind]).split("{}")
        truth.append((len(text) + len(before), len(text) + len(before) + len(written), kind))
        text += before + written + after + "\n"
    return text, truth
