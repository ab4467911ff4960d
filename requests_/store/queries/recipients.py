"""Who was given what was changed in a case, told of it or not, and what the registers know (UK GDPR art. 19)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.case import Case
from requests_.model.events.answering import RecipientRecorded
from requests_.model.kept_registers import Entry, RegisterKey
from requests_.model.recipients import NamedRecipient, RecipientFinding
from requests_.store.case_tables import CaseEventRow
from requests_.store.notice_tables import RecipientNoticeRow
from requests_.store.people_tables import DecisionRecord
from requests_.store.queries.registers import entries_without_names


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredRecipient:
    """Somebody whom a register names as given such information; `given_on` is None where it is shared as a rule."""

    name: str
    what: str
    given_on: date | None
    is_recorded: bool


def told_of_change(session: Session, case: CaseId) -> tuple[NamedRecipient, ...]:
    """Those who were told what became of the information, each with the day; in the order in which they were."""
    return tuple(each for each in _recorded(session, case) if each.told_on is not None)


def given_to(session: Session, case: CaseId, reference: str) -> tuple[NamedRecipient, ...]:
    """Everybody who was given the information, told of the change or not, each once; the told ones first."""
    recorded, given = _recorded(session, case), _given(session, reference)
    known = {_plain(each.name) for each in recorded}
    besides = [NamedRecipient(entry.name, given_on=_day(entry)) for entry in given if _plain(entry.name) not in known]
    days = {_plain(entry.name): _day(entry) for entry in given}
    dated = [NamedRecipient(each.name, each.told_on, each.given_on or days.get(_plain(each.name))) for each in recorded]
    every = {_plain(each.name): each for each in (*besides, *dated)}.values()
    return tuple(sorted(every, key=lambda each: (each.told_on is None, each.told_on or date.min, each.name)))


def has_named(session: Session, case: Case) -> bool:
    """Whether it was found out who was given the information, or that nobody was."""
    return case.recipients.are_settled or bool(_recorded(session, case.key))


def registered_recipients(session: Session, case: CaseId, reference: str) -> tuple[RegisteredRecipient, ...]:
    """Whom the registers name: given something of this request, then those with whom such is shared as a rule."""
    known = {_plain(each.name) for each in _recorded(session, case)}
    known |= {_plain(name) for name in _named(session, case)}
    rows = [_registered(entry, entry.values["what"], _day(entry), known) for entry in _given(session, reference)]
    shared = _open_entries(session, RegisterKey.SHARING)
    rows += [_registered(entry, entry.values["information"], None, known) for entry in shared]
    return tuple(rows)


def _registered(entry: Entry, what: str, given_on: date | None, known: set[str]) -> RegisteredRecipient:
    is_recorded = _plain(entry.name) in known
    return RegisteredRecipient(name=entry.name, what=what, given_on=given_on, is_recorded=is_recorded)


def _recorded(session: Session, case: CaseId) -> list[NamedRecipient]:
    told_on = {
        payload["record"]: payload["told_on"]
        for payload in session.scalars(
            select(CaseEventRow.payload).where(
                CaseEventRow.case_id == case, CaseEventRow.kind == RecipientRecorded.kind
            )
        )
    }
    records = session.scalars(
        select(DecisionRecord)
        .where(
            DecisionRecord.case_id == case,
            DecisionRecord.about == "recipient",
            DecisionRecord.code != RecipientFinding.NOBODY.value,
        )
        .order_by(DecisionRecord.made_at, DecisionRecord.id)
    )
    given = _named(session, case)
    return [
        NamedRecipient(name, date.fromisoformat(day) if (day := told_on.get(row.id)) else None, given.get(name))
        for row in records
        if (name := row.words.partition("\n")[0])
    ]


def _named(session: Session, case: CaseId) -> dict[str, date | None]:
    rows = session.scalars(select(RecipientNoticeRow).where(RecipientNoticeRow.case_id == case))
    return {row.name: row.given_on for row in rows}


def _given(session: Session, reference: str) -> list[Entry]:
    """What the register says was given out of this request, or of the file that it names."""
    entries = _open_entries(session, RegisterKey.DISCLOSURE)
    return [entry for entry in entries if reference in entry.values.get("about", "")]


def _open_entries(session: Session, register: RegisterKey) -> Iterable[Entry]:
    return (entry for entry in entries_without_names(session, register) if not entry.is_ended)


def _day(entry: Entry) -> date:
    return date.fromisoformat(entry.values["given_on"])


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
