"""What is written down before another person's information is shown or withheld (DPA 2018 Sch. 2 paras. 16 and 17)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from requests_.errors import InvalidCommand
from requests_.model.gates import RULINGS, WORKER_LAW, Ruling
from requests_.model.people import PersonRole

# Whom marks belong to that point to nobody known.
NOBODY = "nobody"
OWN_ROLES = frozenset({PersonRole.SUBJECT.value, PersonRole.REQUESTER.value})


# --- workers ---


class WorkerLimb(StrEnum):
    """Why a worker's name is shown: the limbs of paragraph 17."""

    HEALTH = "health"
    SOCIAL_WORK = "social_work"
    EDUCATION = "education"


class WorkerKind(StrEnum):
    """Who the other person is, in the capacity in which they are named."""

    HEALTH_PROFESSIONAL = "health_professional"
    CHILDRENS_COURT_OFFICER = "childrens_court_officer"
    COUNCIL_OFFICER = "council_officer"
    PAID_PROVIDER = "paid_provider"
    TEACHER = "teacher"
    PRIVATE_PERSON = "private_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerRow:
    """One limb: which kinds of worker it is about, and what it says."""

    rule: str
    limb: WorkerLimb
    kinds: frozenset[WorkerKind]
    says: str
    citation: str


WORKER_ROWS: tuple[WorkerRow, ...] = (
    WorkerRow(
        rule="EX-W1",
        limb=WorkerLimb.HEALTH,
        kinds=frozenset({WorkerKind.HEALTH_PROFESSIONAL}),
        says="A health professional who wrote or helped to write a health record is named in it.",
        citation=f"{WORKER_LAW}(2)",
    ),
    WorkerRow(
        rule="EX-W2",
        limb=WorkerLimb.SOCIAL_WORK,
        kinds=frozenset({WorkerKind.CHILDRENS_COURT_OFFICER, WorkerKind.COUNCIL_OFFICER, WorkerKind.PAID_PROVIDER}),
        says="Somebody who acted for the council, or for pay, in social work or school attendance is named.",
        citation=f"{WORKER_LAW}(3)",
    ),
    WorkerRow(
        rule="EX-W3",
        limb=WorkerLimb.EDUCATION,
        kinds=frozenset({WorkerKind.TEACHER}),
        says="A teacher, or somebody else employed at the school, who acted in that work is named.",
        citation=f"{WORKER_LAW}(4)",
    ),
)


def worker_limb(kind: WorkerKind, *, acted_officially: bool) -> WorkerRow | None:
    """The limb that makes it reasonable to show a worker's name, or None: then paragraph 16 decides."""
    if not acted_officially:
        return None
    return next((row for row in WORKER_ROWS if kind in row.kinds), None)


# --- third parties ---


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyFactors:
    """The five factors of paragraph 16(3), each as it was found for one other person."""

    kind_of_information: str
    duty_of_confidence: str
    steps_for_consent: str
    able_to_consent: str
    refused_consent: str

    @property
    def are_all_recorded(self) -> bool:
        """Whether no factor is missing."""
        return all(
            words.strip()
            for words in (
                self.kind_of_information,
                self.duty_of_confidence,
                self.steps_for_consent,
                self.able_to_consent,
                self.refused_consent,
            )
        )


FACTOR_QUESTIONS: dict[str, str] = {
    "kind_of_information": "What kind of information about them would be shared?",
    "duty_of_confidence": "Do we owe them confidence?",
    "steps_for_consent": "What was done to ask for their agreement?",
    "able_to_consent": "Are they able to agree?",
    "refused_consent": "Have they said no?",
}


def third_party_gate(
    *, has_consented: bool, limb: WorkerRow | None, factors: ThirdPartyFactors | None, is_reasonable: bool
) -> Ruling:
    """Whether another person's information may be shown: consent, a worker, or five factors that make it reasonable."""
    if has_consented:
        return RULINGS["EX-T1"]
    if limb is not None:
        return replace(RULINGS["EX-T2"], says=limb.says, citation=limb.citation)
    if factors is None or not factors.are_all_recorded:
        return RULINGS["EX-T3"]
    return RULINGS["EX-T4" if is_reasonable else "EX-T5"]


# --- what was decided about one other person ---


class ShowGround(StrEnum):
    """Why another person's information is shown."""

    AGREED = "agreed"
    HEALTH_WORKER = "health_worker"
    SOCIAL_WORKER = "social_worker"
    SCHOOL_WORKER = "school_worker"
    REASONABLE = "reasonable"
    NOT_ANOTHER = "not_another"


LIMBS: dict[ShowGround, WorkerLimb] = {
    ShowGround.HEALTH_WORKER: WorkerLimb.HEALTH,
    ShowGround.SOCIAL_WORKER: WorkerLimb.SOCIAL_WORK,
    ShowGround.SCHOOL_WORKER: WorkerLimb.EDUCATION,
}
# What has to be written for a ground, asked in the words of the form; a worker's limb says it all.
SHOW_RECORDS: dict[ShowGround, str] = {
    ShowGround.AGREED: "Write down how and when they agreed.",
    ShowGround.NOT_ANOTHER: "Write down whose it is, or how you know that it is no other person's.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPerson:
    """What was recorded about one other person: the ruling they are shown by, the ground they are withheld for."""

    shown_by: str = ""
    withheld_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonUse:
    """How one person stands in the documents that go: `person` is `NOBODY` for marks that point to nobody known."""

    person: str
    role: str
    is_shown: bool
    is_withheld: bool


def show_ruling(ground: ShowGround, factors: ThirdPartyFactors | None, record: str) -> Ruling:
    """The ruling that another person may be shown by.

    Raises InvalidCommand with the rule's own sentence while the record that it asks for is not complete; `field` in its
    context names what is missing.
    """
    if ground in SHOW_RECORDS and not record.strip():
        raise InvalidCommand(SHOW_RECORDS[ground], field="record")
    if ground is ShowGround.NOT_ANOTHER:
        return RULINGS["EX-T6"]
    limb = next((row for row in WORKER_ROWS if row.limb is LIMBS.get(ground)), None)
    found = third_party_gate(
        has_consented=ground is ShowGround.AGREED,
        limb=limb,
        factors=factors,
        is_reasonable=ground is ShowGround.REASONABLE,
    )
    if not found.is_open:
        missing = next((name for name in FACTOR_QUESTIONS if not getattr(factors, name, "").strip()), "record")
        raise InvalidCommand(f"{found.says} Answer each of the five questions.", field=missing)
    return replace(found, rule=limb.rule) if limb is not None else found


def show_words(factors: ThirdPartyFactors | None, record: str) -> str:
    """What is kept: each question with its answer, then whatever else was written."""
    answers = [f"{asks} {getattr(factors, name).strip()}" for name, asks in FACTOR_QUESTIONS.items() if factors]
    return "\n".join([*answers, record.strip()]).strip()


def unrecorded(uses: Iterable[PersonUse], recorded: Mapping[str, OtherPerson]) -> tuple[str, ...]:
    """The other people who would be shown, or are withheld, and about whom nothing has been written down yet."""
    return tuple(
        use.person
        for use in uses
        if use.role not in OWN_ROLES
        and (
            (use.is_shown and not recorded.get(use.person, OtherPerson()).shown_by)
            or (use.is_withheld and not recorded.get(use.person, OtherPerson()).withheld_for)
        )
    )


def unrecorded_fault(uses: Iterable[PersonUse], recorded: Mapping[str, OtherPerson]) -> str | None:
    """Why a bundle may not go: somebody is named in it, and nobody has said why."""
    missing = unrecorded(uses, recorded)
    if not missing:
        return None
    count = "1 person is" if len(missing) == 1 else f"{len(missing)} people are"
    return f"{count} shown or withheld without a reason that is written down. Write it down on the page of people."
