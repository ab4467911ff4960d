"""What must be settled before a passage may go: the rulings, the health gate, and saying nothing at all.

Other people have a module of their own: `model/other_people.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from requests_.deadlines.statutory_clock import ClockFacts, ClockRegime, ClockState, read_clock
from requests_.deadlines.working_days import WorkingDays
from requests_.model.rights import Category
from requests_.model.staff import Actor, Role

HEALTH_LAW = "Data Protection Act 2018, Schedule 3, paragraph 6"
WORKER_LAW = "Data Protection Act 2018, Schedule 2, paragraph 17"
THIRD_PARTY_LAW = "Data Protection Act 2018, Schedule 2, paragraph 16"
SILENCE_LAW = "Data Protection Act 2018, Schedule 2, paragraph 2; section 45(6)"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a gate says: whether it is open, and the sentence and the law behind it."""

    rule: str
    is_open: bool
    says: str
    citation: str


RULINGS: dict[str, Ruling] = {
    row.rule: row
    for row in (
        Ruling(
            "EX-H1",
            False,
            "Health information is shared only after a health professional was asked, or where the person knows it "
            "already.",
            HEALTH_LAW,
        ),
        Ruling("EX-H2", True, "The person has seen this health information, or knows it already.", HEALTH_LAW),
        Ruling(
            "EX-H3", False, "A health professional said that sharing this is likely to cause serious harm.", HEALTH_LAW
        ),
        Ruling("EX-H4", False, "The health professional's opinion is older than six months: ask again.", HEALTH_LAW),
        Ruling("EX-H5", True, "A health professional said within six months that sharing this is safe.", HEALTH_LAW),
        Ruling("EX-T1", True, "The other person agreed that this is shared.", THIRD_PARTY_LAW),
        Ruling("EX-T2", True, "The other person is named as somebody who did this work for pay.", WORKER_LAW),
        Ruling(
            "EX-T3",
            False,
            "Another person is named, and nobody has written down yet why it is reasonable to share it.",
            THIRD_PARTY_LAW,
        ),
        Ruling(
            "EX-T4",
            True,
            "It is reasonable to share this without the other person's agreement.",
            THIRD_PARTY_LAW,
        ),
        Ruling(
            "EX-T5",
            False,
            "It would not be reasonable to share this without the other person's agreement.",
            THIRD_PARTY_LAW,
        ),
        Ruling(
            "EX-T6",
            True,
            "This is not about another person: it is your own, or it belongs to an office.",
            THIRD_PARTY_LAW,
        ),
        Ruling(
            "EX-N1",
            False,
            "Only the data protection officer may decide that we neither confirm nor deny.",
            SILENCE_LAW,
        ),
        Ruling("EX-N2", False, "Write down how confirming it would do harm now.", SILENCE_LAW),
        Ruling("EX-N3", True, "There is no information that we are required to give.", SILENCE_LAW),
    )
}


# --- health ---


class HealthGround(StrEnum):
    """What lets health information pass, or keeps it."""

    NO_HARM_OPINION = "no_harm_opinion"
    HARM_OPINION = "harm_opinion"
    ALREADY_KNOWN = "already_known"


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthRecord:
    """What was recorded for one item: a health professional's opinion of a day, or that the person knows it already."""

    ground: HealthGround
    opinion_on: date | None = None


def is_health(category: str) -> bool:
    """Whether the gate stands before an item of this category."""
    return category == Category.HEALTH


def health_gate(record: HealthRecord | None, relied_on: date) -> Ruling:
    """Whether health information may be disclosed on a day. Nothing passes without an opinion or knowledge.

    Source: DPA 2018 Sch. 3 para. 6; the six months of para. 6(4) are those of `deadlines` HEALTH_OPINION.
    """
    if record is None:
        return RULINGS["EX-H1"]
    if record.ground is HealthGround.ALREADY_KNOWN:
        return RULINGS["EX-H2"]
    if record.ground is HealthGround.HARM_OPINION:
        return RULINGS["EX-H3"]
    is_recent = record.opinion_on is not None and _is_recent(record.opinion_on, relied_on)
    return RULINGS["EX-H5" if is_recent else "EX-H4"]


def closed_health_gates(
    categories: Mapping[str, str], records: Mapping[str, HealthRecord], relied_on: date
) -> tuple[str, ...]:
    """The items (by key, of these categories) whose health gate is closed on a day."""
    return tuple(
        key
        for key, category in categories.items()
        if is_health(category) and not health_gate(records.get(key), relied_on).is_open
    )


def health_fault(categories: Mapping[str, str], records: Mapping[str, HealthRecord], relied_on: date) -> str | None:
    """Why a bundle may not go on a day: the sentence of the first closed gate, and how many there are."""
    closed = closed_health_gates(categories, records, relied_on)
    if not closed:
        return None
    says = health_gate(records.get(closed[0]), relied_on).says
    count = "1 document is" if len(closed) == 1 else f"{len(closed)} documents are"
    return f"{says} {count} not settled."


def _is_recent(opinion_on: date, relied_on: date) -> bool:
    facts = ClockFacts(regime=ClockRegime.HEALTH_OPINION, received_on=opinion_on, relied_on=relied_on)
    return read_clock(facts, calendar=WorkingDays.england_and_wales()).state is ClockState.VALID


# --- neither confirming nor denying ---


def silence_gate(actor: Actor, record: str) -> Ruling:
    """Whether the answer may be that there is nothing we are required to give, saying neither yes nor no."""
    if Role.DATA_PROTECTION_OFFICER not in actor.roles:
        return RULINGS["EX-N1"]
    return RULINGS["EX-N3" if record.strip() else "EX-N2"]


# --- the order of work ---


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkStep:
    """One question asked of every item, in its turn."""

    rule: str
    asks: str
    citation: str


ORDER_OF_WORK: tuple[WorkStep, ...] = tuple(
    WorkStep(rule=f"EX-O{number}", asks=asks, citation=citation)
    for number, (asks, citation) in enumerate(
        (
            ("Under which law is it held?", "Data Protection Act 2018, sections 30 and 31"),
            ("Is it about somebody's health?", HEALTH_LAW),
            ("Was it made by or for a court?", "Data Protection Act 2018, section 43(3)"),
            ("Is it legal advice?", "Data Protection Act 2018, Schedule 2, paragraph 19; section 45A"),
            ("Would sharing it harm an investigation?", "DPA 2018, Schedule 2, paragraph 2; section 45(4)"),
            ("Does it have to be kept back to protect a child?", "DPA 2018, Schedule 3, paragraphs 4, 10 and 21"),
            ("Would sharing it cause serious harm?", "DPA 2018, Schedule 3, paragraphs 5, 11 and 19"),
            ("Does it tell something about another person?", THIRD_PARTY_LAW),
        ),
        start=1,
    )
)
