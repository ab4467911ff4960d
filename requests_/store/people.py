"""The personal data of a case: who asks about whom, the people the records name, what was written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.errors import NotFound
from requests_.ids import CaseId, MessageId, new_id
from requests_.model.addressee import Addressee
from requests_.model.people import CasePerson, DataSubject, PersonRole, Requester, name_key
from requests_.store.case_words import add_words, words_of_details
from requests_.store.operations_tables import Message
from requests_.store.people_tables import (
    CasePersonRow,
    DecisionRecord,
    Letter,
    RequestDetails,
    RequesterNote,
)
from requests_.store.sealed_events import stamp


class PeopleRepository:
    """Erasable details, beside the events that never hold them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add_request(self, details: RequestDetails) -> None:
        """Keep what the request said, and let the case be found by it."""
        self._session.add(details)
        add_words(self._session, CaseId(details.case_id), words_of_details(details.subject, details.requester))

    def subject_of(self, case: CaseId) -> DataSubject:
        """The data subject. Raises NotFound once the details are erased."""
        return subject_from(self._details(case).subject)

    def requester_of(self, case: CaseId) -> Requester:
        """The requester. Raises NotFound once the details are erased."""
        return Requester(**self._details(case).requester)

    def addressee_of(self, case: CaseId) -> Addressee | None:
        """The person whom the requester named to have the copy. Raises NotFound once the details are erased."""
        return addressee_from(self._details(case).addressee)

    def people_of(self, case: CaseId) -> list[CasePerson]:
        """Everyone the case's records name, in the order they were found."""
        is_own_entry = (CasePersonRow.case_id == case) & (CasePersonRow.merged_into == "")
        rows = self._session.scalars(select(CasePersonRow).where(is_own_entry).order_by(CasePersonRow.id))
        return [person_from(row) for row in rows]

    def add_people(self, case: CaseId, people: tuple[CasePerson, ...]) -> dict[str, str]:
        """Add people; whoever is known by the same name gains what is new about them.

        Returns the key each person has in the case, by the key they came with: a key that was taken is not given twice.
        """
        rows = {row.key: row for row in self._rows(case)}
        known = {_same(person_from(row)): _kept(row, rows) for row in rows.values()}
        keys = set(rows)
        given: dict[str, str] = {}
        for person in people:
            row = known.get(_same(person))
            if row is None:
                row = insert_person(self._session, case, replace(person, key=free_key(person.key or "person-1", keys)))
                keys.add(row.key)
                known[_same(person)] = row
            else:
                widen(row, person)
            given[person.key] = row.key
        return given

    def add_message(
        self, case: CaseId, kind: str, at: datetime, *, words: str = "", access_code: str = ""
    ) -> MessageId:
        """Keep a message to be sent, with what a member of staff wrote for it."""
        key = new_id()
        self._session.add(
            Message(
                id=key,
                case_id=case,
                kind=kind,
                access_code_id=access_code or None,
                made_at=at,
                sent_at=None,
                posted_on=None,
            )
        )
        self._session.flush()
        if words:
            self._session.add(Letter(message_id=key, words=words))
        return MessageId(key)

    def message(self, key: str) -> Message:
        """One message. Raises NotFound."""
        row = self._session.get(Message, key)
        if row is None:
            raise NotFound("There is no such message.", message=key)
        return row

    def words_of(self, message: str) -> str:
        """What a member of staff wrote for a message, or nothing."""
        row = self._session.get(Letter, message)
        return "" if row is None else row.words

    def add_note(
        self,
        case: CaseId,
        words: str,
        at: datetime,
        *,
        is_answer: bool = False,
        asked: Mapping[str, str] | None = None,
        answers: str = "",
        channel: str = "online",
        is_known_sender: bool = True,
        original: tuple[str, str] = ("", ""),
    ) -> RequesterNote:
        """Keep what the requester wrote; `original` is the digest and name of its file."""
        row = RequesterNote(
            id=new_id(),
            case_id=case,
            words=words,
            asked=dict(asked or {}),
            is_answer=is_answer,
            written_at=at,
            answers=answers,
            channel=channel,
            is_known_sender=is_known_sender,
            sha256=original[0],
            file_name=original[1],
        )
        self._session.add(row)
        return row

    def note(self, key: str) -> RequesterNote:
        """One thing that a requester wrote. Raises NotFound."""
        row = self._session.get(RequesterNote, key)
        if row is None:
            raise NotFound("What the requester wrote is no longer held.", note=key)
        return row

    def add_record(self, case: CaseId, about: str, code: str, words: str, *, by: str, at: datetime) -> str:
        """Keep what was written down for a decision about something; returns its id, or nothing for no words."""
        if not words.strip():
            return ""
        said = dict(case_id=case, about=about, code=code, words=words.strip(), made_by=by, made_at=at)
        record = DecisionRecord(**said, salt=new_id())
        record.id = key_of_record(record)
        self._session.add(record)
        return record.id

    def _details(self, case: CaseId) -> RequestDetails:
        row = self._session.get(RequestDetails, case)
        if row is None:
            raise NotFound("The details of this request are no longer held.", case=case)
        return row

    def _rows(self, case: CaseId) -> list[CasePersonRow]:
        return list(self._session.scalars(select(CasePersonRow).where(CasePersonRow.case_id == case)))


def details_of(
    case: CaseId,
    subject: DataSubject,
    requester: Requester,
    wording: str,
    asked: Mapping[str, str],
    addressee: Addressee | None,
) -> RequestDetails:
    """What a request said, as it is kept."""
    return RequestDetails(
        case_id=case,
        subject=_json(asdict(subject)),
        subject_name=subject.full_name,
        requester=_json(asdict(requester)),
        wording=wording,
        asked=dict(asked),
        addressee={} if addressee is None else asdict(addressee),
    )


def subject_from(stored: dict[str, Any]) -> DataSubject:
    """A data subject out of the stored details."""
    born = stored.get("date_of_birth")
    lists = {name: tuple(stored.get(name) or ()) for name in ("other_names", "addresses", "emails", "phones")}
    return DataSubject(
        given_name=stored["given_name"],
        family_name=stored["family_name"],
        date_of_birth=date.fromisoformat(born) if born else None,
        upn=stored.get("upn", ""),
        school=stored.get("school", ""),
        **lists,
    )


def addressee_from(stored: dict[str, Any]) -> Addressee | None:
    """Whom the copy goes to, out of the stored details; None where nobody was named."""
    return Addressee(**stored) if stored else None


def person_from(row: CasePersonRow) -> CasePerson:
    """A person out of their row."""
    return CasePerson(
        key=row.key,
        name=row.name,
        role=PersonRole(row.role),
        relation=row.relation,
        aliases=tuple(row.aliases),
        emails=tuple(row.emails),
        phones=tuple(row.phones),
        addresses=tuple(row.addresses),
        date_of_birth=row.date_of_birth,
        upn=row.upn,
    )


def insert_person(session: Session, case: CaseId, person: CasePerson) -> CasePersonRow:
    """Add a person under the key that they come with."""
    row = CasePersonRow(
        case_id=case,
        key=person.key,
        name=person.name,
        role=person.role.value,
        relation=person.relation,
        aliases=list(person.aliases),
        emails=list(person.emails),
        phones=list(person.phones),
        addresses=list(person.addresses),
        date_of_birth=person.date_of_birth,
        upn=person.upn,
        merged_into="",
    )
    session.add(row)
    return row


def widen(row: CasePersonRow, person: CasePerson) -> None:
    """Add to a person what is new about them."""
    row.relation = row.relation or person.relation
    for name in ("aliases", "emails", "phones", "addresses"):
        held: list[str] = getattr(row, name)
        new = [value for value in getattr(person, name) if value not in held]
        if new:
            setattr(row, name, [*held, *new])


def free_key(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, or the first free one of its series: `person-1`, `person-2` …"""
    series, _, number = wanted.rpartition("-")
    if wanted not in taken or not number.isdigit():
        return wanted
    return next(key for n in count(1) if (key := f"{series}-{n}") not in taken)


def _kept(row: CasePersonRow, rows: Mapping[str, CasePersonRow]) -> CasePersonRow:
    """The entry that stands for a row: the one it was merged into, if it was."""
    while row.merged_into:
        row = rows[row.merged_into]
    return row


def _json(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}


def _same(person: CasePerson) -> tuple[object, ...]:
    # Two people of one name are two people when their birthdays or pupil numbers say so.
    return (name_key(person.name), person.date_of_birth, person.upn)


def key_of_record(record: DecisionRecord) -> str:
    """The key that only these words have, by this person, at this moment: half of a SHA-256, in hexadecimal."""
    moment = stamp(record.made_at)
    said = [record.salt, record.case_id, record.about, record.code, record.words, record.made_by, moment]
    return hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()[:32]
