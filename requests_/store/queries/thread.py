"""Everything that was written in a case, both ways, in one line of time; and the case that a mail belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.store.case_tables import CaseRow
from requests_.store.letter_tables import KeptLetter
from requests_.store.operations_tables import Message
from requests_.store.people_tables import RequesterNote

_CODE = "access_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadEntry:
    """One message of ours (`kind` says which), or one thing that the requester wrote (`kind` is "").

    `answers` is the key of the message it answers; `is_letter` that its letter is kept, `file_name` names an original.
    """

    key: str
    at: datetime
    kind: str = ""
    words: str = ""
    answers: str = ""
    is_answer: bool = False
    channel: str = ""
    is_known_sender: bool = True
    is_letter: bool = False
    is_sent: bool = True
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class OriginalOfReply:
    """The file that a reply came as."""

    sha256: str
    file_name: str


def thread_of(session: Session, case: CaseId) -> tuple[ThreadEntry, ...]:
    """What was written, the oldest first. One-time codes are no part of it."""
    ours = session.execute(
        select(Message, KeptLetter.message_id)
        .outerjoin(KeptLetter, KeptLetter.message_id == Message.id)
        .where(Message.case_id == case, Message.kind != _CODE)
    )
    theirs = session.scalars(select(RequesterNote).where(RequesterNote.case_id == case, RequesterNote.words != ""))
    entries = [
        ThreadEntry(
            key=message.id,
            at=message.sent_at or message.made_at,
            kind=message.kind,
            is_letter=letter is not None,
            is_sent=message.sent_at is not None,
        )
        for message, letter in ours
    ] + [
        ThreadEntry(
            key=note.id,
            at=note.written_at,
            words=note.words,
            answers=note.answers,
            is_answer=note.is_answer,
            channel=note.channel,
            is_known_sender=note.is_known_sender,
            file_name=note.file_name,
        )
        for note in theirs
    ]
    return tuple(sorted(entries, key=lambda entry: (entry.at, not entry.kind, entry.key)))


def original_of_reply(session: Session, case: CaseId, note: str) -> OriginalOfReply | None:
    """The file a reply came as; None where there is none in this case."""
    row = session.get(RequesterNote, note)
    return None if row is None or row.case_id != case or not row.sha256 else OriginalOfReply(row.sha256, row.file_name)


def reference_answered(session: Session, messages: Iterable[str], references: Iterable[str]) -> tuple[str, str]:
    """The reference of the case that a mail belongs to, and the message it answers; "" for what is not found."""
    for key in messages:
        found = session.execute(
            select(CaseRow.reference, Message.id).join(CaseRow, CaseRow.id == Message.case_id).where(Message.id == key)
        ).first()
        if found is not None:
            return found[0], found[1]
    wanted = list(references)
    known = set(session.scalars(select(CaseRow.reference).where(CaseRow.reference.in_(wanted)))) if wanted else set()
    return next((reference for reference in wanted if reference in known), ""), ""
