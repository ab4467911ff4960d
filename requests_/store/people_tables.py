"""Personal data of a case: everything here can be erased without breaking the chain of events."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Digest, Key
from requests_.store.own_marks import BearsOwnMark


class RequestDetails(Base):
    """What the request said: the data subject, the requester, and their own words."""

    __tablename__ = "request_details"

    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), primary_key=True)
    subject: Mapped[dict[str, Any]]
    subject_name: Mapped[str] = mapped_column(String(400), index=True)
    requester: Mapped[dict[str, Any]]
    wording: Mapped[str] = mapped_column(Text)
    asked: Mapped[dict[str, Any]]
    addressee: Mapped[dict[str, Any]]


class CasePersonRow(Base):
    """Someone the case's records name. `merged_into` is the key of the entry that is the same person; "" for none."""

    __tablename__ = "case_person"
    __table_args__ = (UniqueConstraint("case_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"))
    key: Mapped[str] = mapped_column(Code)
    name: Mapped[str] = mapped_column(String(400))
    role: Mapped[str] = mapped_column(Code)
    relation: Mapped[str] = mapped_column(String(200))
    aliases: Mapped[list[str]]
    emails: Mapped[list[str]]
    phones: Mapped[list[str]]
    addresses: Mapped[list[str]]
    date_of_birth: Mapped[date | None]
    upn: Mapped[str] = mapped_column(Code)
    merged_into: Mapped[str] = mapped_column(Code, default="")


class PeopleBefore(Base):
    """The people and the marks that a merge or a split changed, as they stood: what it is put back from."""

    __tablename__ = "people_before"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), index=True)
    people: Mapped[dict[str, Any]]
    marks: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]


class Letter(Base):
    """The words a member of staff wrote for one message: a question, an explanation."""

    __tablename__ = "letter_words"

    message_id: Mapped[str] = mapped_column(Key, ForeignKey("message.id"), primary_key=True)
    words: Mapped[str] = mapped_column(Text)


class DecisionRecord(Base):
    """What a member of staff wrote down when they decided something: why, on whose view, what was considered.

    The key is made of the words and of a salt (`people.key_of_record`): the event that names it vouches for them. The
    salt, "" in old records, goes with the words: what is left of the key after an erasure says nothing.
    """

    __tablename__ = "decision_record"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), index=True)
    about: Mapped[str] = mapped_column(Code)
    code: Mapped[str] = mapped_column(Code)
    words: Mapped[str] = mapped_column(Text)
    made_by: Mapped[str] = mapped_column(Code)
    made_at: Mapped[datetime]
    salt: Mapped[str] = mapped_column(Key)


class AccessCode(Base):
    """A one-time code that is sent by a road (`CodeRoad`); only its keyed hash is kept."""

    __tablename__ = "access_code"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), index=True)
    code_hash: Mapped[str | None] = mapped_column(String(64))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    road: Mapped[str] = mapped_column(String(10))


class EntryWord(Base):
    """The word that is needed beside a code, where others read the mailbox; "" while nobody was given one."""

    __tablename__ = "entry_word"

    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), primary_key=True)
    word_hash: Mapped[str] = mapped_column(String(64))


class RequesterSession(BearsOwnMark, Base):
    """Somebody who entered their code: the hash of the secret in their cookie. An addressee may only take the copy."""

    __tablename__ = "requester_session"

    secret_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"))
    expires_at: Mapped[datetime]
    is_for_addressee: Mapped[bool]


class RequesterNote(Base):
    """What a requester wrote after they had asked: an answer to a question, or something they wanted to say."""

    __tablename__ = "requester_note"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    asked: Mapped[dict[str, Any]]
    is_answer: Mapped[bool]
    written_at: Mapped[datetime]
    # What it answers, how it came and from whom, and the file that it came as.
    answers: Mapped[str] = mapped_column(Key)
    channel: Mapped[str] = mapped_column(Code)
    is_known_sender: Mapped[bool]
    sha256: Mapped[str] = mapped_column(Digest)
    file_name: Mapped[str] = mapped_column(String(200))


class DraftRow(Base):
    """One visitor's form. `id` is the hash of the secret in their cookie; nothing here says whose it is."""

    __tablename__ = "draft"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    sealed: Mapped[str] = mapped_column(Text)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class DraftReturn(Base):
    """A way back to a form: the hash of a mailed secret or of a code. `email` is "" once the mail has left."""

    __tablename__ = "draft_return"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    draft_id: Mapped[str] = mapped_column(String(64), ForeignKey("draft.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(String(320))
    secret_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime]
