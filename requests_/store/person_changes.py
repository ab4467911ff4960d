"""Entries of a case that are merged and split: the rows, the marks that point to them, and putting both back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.errors import NotFound
from requests_.ids import CaseId
from requests_.model.merging import WITHHOLD
from requests_.model.people import CasePerson
from requests_.store.document_tables import Mark
from requests_.store.people import free_key, insert_person, person_from, widen
from requests_.store.people_tables import CasePersonRow, PeopleBefore

_LISTS = ("aliases", "emails", "phones", "addresses")
_OF_PERSON = (*_LISTS, "relation", "upn", "merged_into")
_OF_MARK = ("person", "disposition", "reason", "decision", "decided_by")


class PersonChanges:
    """What services change when entries turn out to be one person, or two."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, case: CaseId, change: str, people: Collection[str], at: datetime) -> None:
        """Keep everything that is about to be changed of these people."""
        self._session.add(
            PeopleBefore(
                id=change,
                case_id=case,
                people={key: _person_before(row) for key, row in self._rows(case, people).items()},
                marks={mark.id: _mark_before(mark) for mark in self._marks(case, people)},
                changed_at=at,
            )
        )

    def is_decided_since(self, case: CaseId, change: str, people: Collection[str]) -> bool:
        """Whether anything that points to the people was decided after the change. Raises NotFound."""
        at = self._before(case, change).changed_at
        return any(mark.decided_at is not None and mark.decided_at > at for mark in self._marks(case, people))

    def put_back(self, case: CaseId, change: str, people: tuple[str, ...]) -> None:
        """Make people and marks what they were before a change; whoever it made is the first again. Raises NotFound."""
        before = self._before(case, change)
        for key, row in self._rows(case, people).items():
            _restore_person(row, before.people.get(key, {"merged_into": people[0]}))
            if row.merged_into:
                self._point(case, (key,), people[0])
        for mark in self._by_id(before.marks):
            _restore_mark(mark, before.marks[mark.id])
        self._session.delete(before)

    def merge(self, case: CaseId, keep: str, others: Collection[str]) -> None:
        """Carry every name and number of the others over to the one that is kept, and every mark."""
        rows = self._rows(case, (keep, *others))
        for key in others:
            other = person_from(rows[key])
            widen(rows[keep], replace(other, aliases=(other.name, *other.aliases)))
            rows[keep].date_of_birth = rows[keep].date_of_birth or other.date_of_birth
            rows[keep].upn = rows[keep].upn or other.upn
            rows[key].merged_into = keep
        self._point(case, others, keep)

    def split(self, case: CaseId, left: CasePerson, taken_out: CasePerson, marks: Collection[str]) -> str:
        """Keep what is left of a person, and add who was taken out with their marks; returns the new one's key."""
        taken = self._session.scalars(select(CasePersonRow.key).where(CasePersonRow.case_id == case)).all()
        new = insert_person(self._session, case, replace(taken_out, key=free_key("person-1", taken)))
        row = self._rows(case, (left.key,))[left.key]
        for name in _LISTS:
            setattr(row, name, list(getattr(left, name)))
        for mark in self._by_id(marks):
            mark.person = new.key
        return new.key

    def decide(self, marks: Iterable[str], decision: str, by: str, at: datetime) -> None:
        """Decide marks alike: `decision` is `withhold` or `disclose`."""
        for mark in self._by_id(marks):
            mark.decision, mark.decided_by, mark.decided_at = decision, by, at

    def open_again(self, marks: Iterable[str]) -> None:
        """Have marks decided once more: what was proposed to be shown is for a person to decide."""
        for mark in self._by_id(marks):
            mark.decision, mark.decided_by, mark.decided_at = None, "", None
            mark.disposition = WITHHOLD if mark.disposition == WITHHOLD else "refer"

    def set_reasons(self, reasons: Mapping[str, str]) -> None:
        """Give marks the reason that they would be withheld for."""
        for mark in self._by_id(reasons):
            mark.reason = reasons[mark.id]

    def _point(self, case: CaseId, people: Collection[str], person: str) -> None:
        for mark in self._marks(case, people):
            mark.person = person

    def _by_id(self, marks: Iterable[str]) -> Iterable[Mark]:
        return self._session.scalars(select(Mark).where(Mark.id.in_(list(marks))))

    def _marks(self, case: CaseId, people: Collection[str]) -> Iterable[Mark]:
        return self._session.scalars(select(Mark).where(Mark.case_id == case, Mark.person.in_(people)))

    def _rows(self, case: CaseId, people: Collection[str]) -> dict[str, CasePersonRow]:
        query = select(CasePersonRow).where(CasePersonRow.case_id == case, CasePersonRow.key.in_(people))
        return {row.key: row for row in self._session.scalars(query)}

    def _before(self, case: CaseId, change: str) -> PeopleBefore:
        before = self._session.get(PeopleBefore, change)
        if before is None or before.case_id != case:
            raise NotFound("What this is put back from is no longer held.")
        return before


def _person_before(row: CasePersonRow) -> dict[str, Any]:
    born = row.date_of_birth.isoformat() if row.date_of_birth else None
    return {**{name: getattr(row, name) for name in _OF_PERSON}, "date_of_birth": born}


def _restore_person(row: CasePersonRow, kept: Mapping[str, Any]) -> None:
    for name, value in kept.items():
        is_day = name == "date_of_birth" and value
        setattr(row, name, date.fromisoformat(value) if is_day else value)


def _mark_before(mark: Mark) -> dict[str, Any]:
    at = mark.decided_at.isoformat() if mark.decided_at else None
    return {**{name: getattr(mark, name) for name in _OF_MARK}, "decided_at": at}


def _restore_mark(mark: Mark, kept: Mapping[str, Any]) -> None:
    for name in _OF_MARK:
        setattr(mark, name, kept[name])
    mark.decided_at = datetime.fromisoformat(kept["decided_at"]) if kept["decided_at"] else None
