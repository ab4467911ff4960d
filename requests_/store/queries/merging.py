"""The entries of a case with the places that name each: what somebody compares who merges or splits them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.merging import Entry, NamedPlace
from requests_.model.other_people import OtherPerson
from requests_.store.document_tables import CUE, PASSAGE, STAFF_MADE, Mark
from requests_.store.people import person_from
from requests_.store.people_tables import CasePersonRow


def is_naming() -> ColumnElement[bool]:
    """Whether a mark names its person: it is no cue, nothing marked by hand and no passage about somebody."""
    return Mark.kind.not_like(f"{CUE}%") & Mark.kind.not_in((*STAFF_MADE, PASSAGE))


def entries(
    session: Session, case: CaseId, people: Collection[str], recorded: Mapping[str, OtherPerson]
) -> tuple[Entry, ...]:
    """The people of these keys as far as the case has them, in the order in which they came to it."""
    rows = session.scalars(
        select(CasePersonRow)
        .where(CasePersonRow.case_id == case, CasePersonRow.merged_into == "", CasePersonRow.key.in_(people))
        .order_by(CasePersonRow.id)
    ).all()
    places: dict[str, list[NamedPlace]] = {row.key: [] for row in rows}
    naming = select(Mark).where(Mark.case_id == case, Mark.person.in_(places), is_naming())
    for mark in session.scalars(naming.order_by(Mark.document_id, Mark.unit, Mark.start)):
        places[mark.person].append(_place(mark))
    return tuple(
        Entry(person=person_from(row), places=tuple(places[row.key]), recorded=recorded.get(row.key, OtherPerson()))
        for row in rows
    )


def _place(mark: Mark) -> NamedPlace:
    return NamedPlace(
        mark=mark.id,
        document=mark.document_id,
        text=mark.text,
        disposition=mark.disposition,
        reason=mark.reason,
        decision=mark.decision,
    )
