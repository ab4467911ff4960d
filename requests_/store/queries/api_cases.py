"""How a request stands, for the program that opened it: codes and days, and nobody's details."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.deadlines.working_days import CalendarExhausted
from requests_.ids import CaseId
from requests_.model.api import grounds_told, stage_told
from requests_.store.api_tables import ApiCase
from requests_.store.case_tables import CaseRow
from requests_.store.cases import reading_of
from requests_.store.queries.case_page import folded_case


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedCase:
    """One case as a program is told of it. `due_on` is None while the clock is stopped; `clock` is "" when unknown."""

    reference: str
    right: str
    stage: str
    received_on: date
    due_on: date | None
    clock: str
    responded_on: date | None
    refused_for: tuple[str, ...]


def opened_case(session: Session, client: str, reference: str) -> CaseId | None:
    """The case of a reference, when this program opened it."""
    key = session.scalar(
        select(ApiCase.case_id)
        .join(CaseRow, CaseRow.id == ApiCase.case_id)
        .where(CaseRow.reference == reference, ApiCase.client == client)
    )
    return None if key is None else CaseId(key)


def case_status(session: Session, case: CaseId, reference: str) -> OpenedCase:
    """How a case stands. Raises NotFound."""
    folded = folded_case(session, case)
    try:
        reading = reading_of(folded)
        due_on, clock = reading.due_on, reading.state.value
    except CalendarExhausted:
        due_on, clock = None, ""
    return OpenedCase(
        reference=reference,
        right=folded.right.value,
        stage=stage_told(folded).value,
        received_on=folded.received_on,
        due_on=due_on,
        clock=clock,
        responded_on=folded.responded_on,
        refused_for=tuple(ground.value for ground in grounds_told(folded)),
    )
