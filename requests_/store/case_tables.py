"""Cases and their events."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Digest, Key
from requests_.store.sealed_events import SealedEventRow

# The few events of dates that somebody outside sets: found without reading all the others.
IS_OUTSIDE = text("kind IN ('date_set', 'set_date_ended')")

# Both databases look for an index of some rows by these very words.
UNOPENED = "opened_at IS NULL"


class CaseRow(Base):
    """A case as its events leave it: a projection, written in the same transaction as the events.

    `queue_on` is the day the queue sorts by: never empty. `set_on` is the next date that somebody outside has set,
    `closable_on` the day from which a request may be closed whose question nobody answered; `team_answer_on` and
    `team_escalate_on` are the first days by which a team answers, and from which its silence is taken up.
    `assigned_to`, `is_restricted` and `opened_at` (when somebody of the council first opened it) are the desk's own
    (see `desk_tables`); everything else can be written again from the events.
    """

    __tablename__ = "rights_case"
    __table_args__ = (
        Index("ix_rights_case_due_on_id", "due_on", "id"),
        Index("ix_rights_case_list_queue_on", "case_list", "queue_on", "id"),
        Index("ix_rights_case_list_received_on", "case_list", "received_on", "id"),
        Index("ix_rights_case_assigned_to", "assigned_to", "case_list", "queue_on", "id"),
        Index("ix_rights_case_waits_for", "waits_for", "queue_on", "id"),
        Index("ix_rights_case_received_on_id", "received_on", "id"),
        Index(
            "ix_rights_case_unopened",
            "case_list",
            "received_on",
            "id",
            sqlite_where=text(UNOPENED),
            postgresql_where=text(UNOPENED),
        ),
    )

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    reference: Mapped[str] = mapped_column(Code, unique=True)
    form_token: Mapped[str] = mapped_column(Code, unique=True)
    right: Mapped[str] = mapped_column(Code)
    regime: Mapped[str] = mapped_column(Code)
    stage: Mapped[str] = mapped_column(Code, index=True)
    received_on: Mapped[date]
    due_on: Mapped[date | None]
    clock_state: Mapped[str] = mapped_column(Code)
    responded_on: Mapped[date | None]
    has_failure: Mapped[bool]
    case_list: Mapped[str] = mapped_column(Code)
    queue_on: Mapped[date]
    waits_for: Mapped[str] = mapped_column(Code)
    set_on: Mapped[date | None]
    set_by: Mapped[str | None] = mapped_column(Code)
    closable_on: Mapped[date | None]
    team_answer_on: Mapped[date | None]
    team_escalate_on: Mapped[date | None]
    assigned_to: Mapped[str | None] = mapped_column(Key, ForeignKey("staff_member.id"))
    is_restricted: Mapped[bool]
    opened_at: Mapped[datetime | None]
    last_seq: Mapped[int]
    last_seal: Mapped[str] = mapped_column(Digest)


class CaseEventRow(SealedEventRow, Base):
    """One event, for ever: a trigger refuses change and removal."""

    __tablename__ = "case_event"
    __table_args__ = (
        UniqueConstraint("case_id", "seq"),
        Index("ix_case_event_outside", "case_id", "seq", sqlite_where=IS_OUTSIDE, postgresql_where=IS_OUTSIDE),
    )

    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"))


class ReferenceNumber(Base):
    """A number that a reference of a year has, or had."""

    __tablename__ = "reference_number"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
