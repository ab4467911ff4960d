"""Whom a case asked for their agreement, what they were told, and what no letter to them may say."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.letters.asking_others import silence_towards, single_names
from requests_.model.letters.check import Silence
from requests_.store.consent_tables import ThirdPartyConsent
from requests_.store.people_tables import CasePersonRow
from requests_.store.queries.case_page import case_summary
from requests_.store.queries.letters import silence_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRow:
    """One question: to whom, about what, and the digests of its letters in the vault."""

    key: str
    reference: str
    person: str
    to_name: str
    email: str
    about: str
    letters: tuple[tuple[str, str, str], ...]
    answer_words: str


def consent_rows(session: Session, case: CaseId) -> tuple[ConsentRow, ...]:
    """Every question of a case, in the order in which they were asked. A letter is (its name, page, PDF)."""
    rows = session.scalars(
        select(ThirdPartyConsent)
        .where(ThirdPartyConsent.case_id == case)
        .order_by(ThirdPartyConsent.asked_at, ThirdPartyConsent.id)
    )
    return tuple(_row(row) for row in rows)


def silence_to(session: Session, case: CaseId, to_name: str) -> Silence:
    """What a letter to another person must not say: who asks, whom it is about, and who else is in the records."""
    people = session.scalars(select(CasePersonRow).where(CasePersonRow.case_id == case))
    names = [name for person in people for name in (person.name, *person.aliases)]
    return silence_towards(to_name, [*names, *_askers(session, case)], silence_of(session, case))


def names_of_askers(session: Session, case: CaseId, to_name: str) -> frozenset[str]:
    """The single names of whoever asks and of whom it is about, as far as the other person does not share them."""
    return single_names(_askers(session, case), to_name)


def _askers(session: Session, case: CaseId) -> list[str]:
    summary = case_summary(session, case)
    subject = [] if summary.subject is None else [summary.subject.full_name, *summary.subject.other_names]
    return [*subject, *([] if summary.requester is None else [summary.requester.name])]


def _row(row: ThirdPartyConsent) -> ConsentRow:
    made = (
        ("request", row.page_sha256, row.pdf_sha256),
        ("reminder", row.reminder_page_sha256, row.reminder_pdf_sha256),
    )
    return ConsentRow(
        key=row.id,
        reference=row.reference,
        person=row.person,
        to_name=row.to_name,
        email=row.email,
        about=row.about,
        letters=tuple(letter for letter in made if letter[1]),
        answer_words=row.answer_words,
    )
