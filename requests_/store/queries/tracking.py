"""What a requester may see of their own case, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from requests_.deadlines.statutory_clock import ClockFacts, ClockReading
from requests_.ids import CaseId
from requests_.model.addressee import CopyGoesTo
from requests_.model.case import Case, Stage
from requests_.model.case_parts import FollowUp
from requests_.model.collecting import collect_until
from requests_.model.events.sending import PackCollected
from requests_.model.lifecycle import Action, why_not
from requests_.model.rights import AccessScope
from requests_.model.staff import Actor, ActorKind
from requests_.model.unanswered import answer_by
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.cases import governing_regime, reading_of
from requests_.store.document_tables import Pack
from requests_.store.letter_tables import KeptLetter
from requests_.store.people_tables import RequesterNote
from requests_.store.queries.case_page import folded_case
from requests_.store.together import CaseKey, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedCase:
    """How a request stands, for the person who made it."""

    reference: str
    right: str
    capacity: str
    stage: str
    received_on: date
    clock: ClockReading
    clock_facts: ClockFacts
    open_checks: tuple[str, ...]
    awaits_clarification: bool
    awaits_fee: bool
    answer_by: date | None
    has_lapsed: bool
    follow_ups: tuple[FollowUp, ...]
    responded_on: date | None
    may_collect: bool
    copy_goes_to: CopyGoesTo
    is_addressee_open: bool
    collect_until: date | None
    collected_at: datetime | None
    may_withdraw: bool
    may_change_scope: bool
    scope: AccessScope
    scope_changed_on: date | None
    pack_pages: int
    pack_bytes: int

    @property
    def waits_for_you(self) -> tuple[str, ...]:
        """What the requester was asked for and has not sent."""
        others = {"clarification": self.awaits_clarification, "fee": self.awaits_fee}
        return (*self.open_checks, *(name for name, is_open in others.items() if is_open))


@dataclass(frozen=True, slots=True)
class NoteRow:
    """Something the requester wrote."""

    words: str
    is_answer: bool
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """One letter that we sent."""

    message: str
    kind: str
    written_on: date


def tracked_case(session: Session, case: CaseId) -> TrackedCase:
    """The case as its requester may see it. Raises NotFound."""
    folded = folded_case(session, case)
    asked = tuple(check for check in folded.open_checks if check in folded.checks)
    requester = Actor(ActorKind.REQUESTER, case)
    may_collect = why_not(folded, Action.COLLECT_PACK, requester) is None
    size = 0
    if folded.pack is not None and may_collect:
        size = session.scalar(select(func.max(Pack.size_bytes)).where(Pack.id == folded.pack.key)) or 0
    return TrackedCase(
        reference=session.scalars(select(CaseRow.reference).where(CaseRow.id == case)).one(),
        right=folded.right,
        capacity=folded.capacity,
        stage=_stage(folded),
        received_on=folded.received_on,
        clock=reading_of(folded),
        clock_facts=folded.clock_facts_under(governing_regime(folded)),
        open_checks=asked,
        awaits_clarification=folded.awaits_clarification,
        awaits_fee=folded.awaits_fee,
        answer_by=answer_by(folded),
        has_lapsed=folded.lapsed_from is not None,
        follow_ups=folded.follow_ups,
        responded_on=folded.responded_on,
        may_collect=may_collect,
        copy_goes_to=folded.addressee.goes_to if folded.addressee.may_receive is not None else folded.addressee.asked,
        is_addressee_open=folded.addressee.is_open,
        collect_until=collect_until(folded.last_answered_on) if folded.last_answered_on is not None else None,
        collected_at=collected_at(session, case) if may_collect else None,
        may_withdraw=why_not(folded, Action.WITHDRAW_REQUEST, requester) is None,
        may_change_scope=why_not(folded, Action.CHANGE_SCOPE, requester) is None,
        scope=folded.scope,
        scope_changed_on=folded.scope_changed_on,
        pack_pages=folded.pack.pages if folded.pack is not None and may_collect else 0,
        pack_bytes=size,
    )


def notes_of(session: Session, case: CaseId) -> tuple[NoteRow, ...]:
    """What the requester wrote after they had asked, newest first."""
    return notes_section(case).alone(session)


def notes_section(case: CaseKey) -> Section[NoteRow]:
    """What `notes_of` reads."""
    query = (
        select(RequesterNote.words, RequesterNote.is_answer, RequesterNote.written_at)
        .where(RequesterNote.case_id == case, RequesterNote.words != "")
        .order_by(RequesterNote.written_at.desc(), RequesterNote.id)
    )
    return Section(query, NoteRow)


def letters_to(session: Session, case: CaseId) -> tuple[LetterRow, ...]:
    """Our letters in this case, newest first."""
    rows = session.execute(
        select(KeptLetter.message_id, KeptLetter.kind, KeptLetter.written_on)
        .where(KeptLetter.case_id == case)
        .order_by(KeptLetter.written_on.desc(), KeptLetter.message_id)
    )
    return tuple(LetterRow(message=message, kind=kind, written_on=on) for message, kind, on in rows)


def collected_at(session: Session, case: CaseId, *, by: ActorKind = ActorKind.REQUESTER) -> datetime | None:
    """When the requester, or whom they named, last took the pack."""
    is_taking = (
        CaseEventRow.case_id == case,
        CaseEventRow.kind == PackCollected.kind,
        CaseEventRow.actor_kind == by,
    )
    return session.scalar(select(func.max(CaseEventRow.at)).where(*is_taking))


def _stage(case: Case) -> Stage:
    # Answered by a letter and not by a pack: whatever the letter says, this page says what it says of a refusal.
    has_pack = case.pack is not None and case.pack.is_released
    return Stage.REFUSED if case.stage is Stage.RESPONDED and not has_pack else case.stage
