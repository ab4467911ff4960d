"""Cases: loading is folding, changing is appending."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from requests_.deadlines.governing import governing
from requests_.deadlines.statutory_clock import ClockReading, read_clock
from requests_.deadlines.working_days import CalendarExhausted, WorkingDays
from requests_.errors import Conflict, NotFound
from requests_.ids import CaseId, case_reference
from requests_.model.api import stage_told
from requests_.model.case import Case
from requests_.model.desk import ACKNOWLEDGED, CaseList, kept_date, list_of, pending_due_on, queue_day, waits_for
from requests_.model.enquiries import EnquiryState, team_dates
from requests_.model.events.base import CaseEvent
from requests_.model.events.keeping import WorkFailed, WorkResumed
from requests_.model.events.kinds import event_of
from requests_.model.rights import Regime
from requests_.model.staff import Actor, ActorKind, Role
from requests_.model.timeline import CHAIN_START, RecordedEvent, fold
from requests_.model.unanswered import closable_on
from requests_.store.api_tables import ApiCase
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.case_words import add_words, words_of_reference
from requests_.store.doors import Door, open_door
from requests_.store.erased_tables import ErasedCase
from requests_.store.look_tables import LookAgainRow
from requests_.store.outbox import Outbox
from requests_.store.reference_numbers import draw_number
from requests_.store.sealed_events import sealed_values, stamp

# The destruction of an erased case's files may fail and be started again; nothing else happens in it.
_AFTER_ERASURE = (WorkFailed, WorkResumed)


class CaseRepository:
    """The events of every case, and the projection that the queue reads."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def load(self, case: CaseId) -> Case:
        """The case as its events leave it, locked until this transaction ends. Raises NotFound."""
        self._session.execute(select(CaseRow.id).where(CaseRow.id == case).with_for_update())
        rows = self._session.scalars(
            select(CaseEventRow).where(CaseEventRow.case_id == case).order_by(CaseEventRow.seq)
        ).all()
        if not rows:
            raise NotFound("There is no such case.", case=case)
        return fold(Case(key=case), [recorded(row) for row in rows])

    def is_held(self, case: CaseId) -> bool:
        """Whether there is such a case, and its details are not erased."""
        held = select(CaseRow.id).where(CaseRow.id == case, CaseRow.id.not_in(select(ErasedCase.case_id)))
        return self._session.scalar(held) is not None

    def append(self, case: Case, actor: Actor, at: datetime, *events: CaseEvent) -> Case:
        """Append events to a case as it was loaded, and bring its projection up to date.

        Raises Conflict when somebody else changed the case in between, or when its details are erased.
        """
        if case.erased_on is not None and not all(isinstance(event, _AFTER_ERASURE) for event in events):
            raise Conflict("The details of this case were erased: nothing can be added to it.")
        row = self._session.get_one(CaseRow, case.key)
        previous, seq, after = row.last_seal, case.version, case
        if row.last_seq != case.version:
            raise Conflict("Somebody else changed this case just now. Look at it again before you go on.")
        for event in events:
            seq += 1
            previous = self._insert_event(case.key, seq, event, actor, at, previous)
            after = fold(after, [RecordedEvent(case=case.key, seq=seq, event=event, actor=actor, at=at)])
        self._project(after, previous)
        if after.looks != case.looks:
            self._project_looks(after)
        if stage_told(after) is not stage_told(case):
            self._announce(after, at)
        return after

    def open(
        self, case: CaseId, *, reference: str, form_token: str, event: CaseEvent, actor: Actor, at: datetime
    ) -> Case:
        """Open a case with its first event. Raises Conflict when `form_token` opened one before."""
        after = fold(Case(key=case), [RecordedEvent(case=case, seq=1, event=event, actor=actor, at=at)])
        first = dict(
            id=case,
            reference=reference,
            form_token=form_token,
            last_seq=0,
            last_seal=CHAIN_START,
            assigned_to=None,
            is_restricted=False,
        )
        try:
            self._session.execute(insert(CaseRow).values(**first, **projection_of(after)))
        except IntegrityError as fault:
            raise Conflict("This request has been received already.") from fault
        self._project(after, self._insert_event(case, 1, event, actor, at, CHAIN_START))
        add_words(self._session, case, words_of_reference(reference))
        return after

    def project(self, case: Case) -> None:
        """Write the line of a case as it was loaded again, for when what a line holds has changed."""
        self._project(case, self._session.get_one(CaseRow, case.key).last_seal)

    def hold_form(self, form_token: str) -> None:
        """Wait until nobody else sends this form: what they opened by it is seen then. A writer of SQLite is alone."""
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(form_token, 0))))

    def opened_by(self, form_token: str) -> CaseId | None:
        """The case a form token opened."""
        open_door(self._session, Door.FORM, form_token)
        key = self._session.scalar(select(CaseRow.id).where(CaseRow.form_token == form_token))
        return None if key is None else CaseId(key)

    def reference_of(self, case: CaseId) -> str:
        """The case reference. Raises NotFound."""
        reference = self._session.scalar(select(CaseRow.reference).where(CaseRow.id == case))
        if reference is None:
            raise NotFound("There is no such case.", case=case)
        return reference

    def with_reference(self, reference: str) -> CaseId | None:
        """The case of a reference in its normal form."""
        open_door(self._session, Door.REFERENCE, reference)
        key = self._session.scalar(select(CaseRow.id).where(CaseRow.reference == reference))
        return None if key is None else CaseId(key)

    def new_reference(self, year: int) -> str:
        """A reference nobody has. Two transactions never get the same one."""
        return case_reference(year, draw_number(self._session, year))

    def _insert_event(self, case: CaseId, seq: int, event: CaseEvent, actor: Actor, at: datetime, previous: str) -> str:
        values = sealed_values(previous, event, chain=case, seq=seq, actor=actor, at=at)
        try:
            self._session.execute(insert(CaseEventRow).values(case_id=case, **values))
        except IntegrityError as fault:
            raise Conflict("Somebody else changed this case just now. Look at it again before you go on.") from fault
        return str(values["seal"])

    def _project(self, case: Case, last_seal: str) -> None:
        self._session.execute(
            update(CaseRow)
            .where(CaseRow.id == case.key)
            .values(last_seq=case.version, last_seal=last_seal, **projection_of(case))
        )
        self._session.expire_all()

    def _announce(self, case: Case, at: datetime) -> None:
        """Have the program that opened the case told of its new stage; nobody else is."""
        if self._session.get(ApiCase, case.key) is not None:
            stage, effect = stage_told(case).value, f"after-{case.version}"
            Outbox(self._session).add("announce_stage", case.key, effect, at, stage=stage, changed_at=stamp(at))

    def _project_looks(self, case: Case) -> None:
        self._session.execute(delete(LookAgainRow).where(LookAgainRow.case_id == case.key))
        self._session.add_all(
            LookAgainRow(case_id=case.key, matter=look.matter.value, about=look.about, due_on=look.due_on)
            for look in case.looks.values()
        )
        self._session.flush()


def reading_of(case: Case) -> ClockReading:
    """The statutory clock that the case is kept to, read afresh: of two laws, the one whose time ends first."""
    return governing(readings_of(case))


def readings_of(case: Case) -> tuple[ClockReading, ...]:
    """The statutory clock of every law that the case runs under, its own first."""
    return tuple(reading_under(case, regime) for regime in case.regimes)


def reading_under(case: Case, regime: Regime) -> ClockReading:
    """The statutory clock of one law."""
    return read_clock(case.clock_facts_under(regime), calendar=WorkingDays.england_and_wales())


def governing_regime(case: Case) -> Regime:
    """The law whose clock the case is kept to."""
    return case.regimes[readings_of(case).index(reading_of(case))]


def recorded(row: CaseEventRow) -> RecordedEvent:
    """A stored event as the model knows it; roles are not stored, they were checked when it happened."""
    actor = Actor(ActorKind(row.actor_kind), row.actor_key, frozenset[Role]())
    return RecordedEvent(
        case=CaseId(row.case_id), seq=row.seq, event=event_of(row.kind, row.payload), actor=actor, at=row.at
    )


def extended_reading_of(case: Case) -> ClockReading:
    """The clock that a notice of extension is about: of the laws that were extended, the one whose time ends first."""
    readings = readings_of(case)
    return governing([reading for reading in readings if reading.extended] or readings)


def due_on_or_none(case: Case, read: Callable[[Case], ClockReading] = reading_of) -> date | None:
    """The due date, or None when there is none now, or when the bank holidays known do not reach it."""
    try:
        return read(case).due_on
    except CalendarExhausted:
        return None


def projection_of(case: Case) -> dict[str, object]:
    """The columns of a case's line that its events decide."""
    # A request is never lost for want of next year's holidays: it is kept, flagged, and its date read again later.
    try:
        reading = reading_of(case)
        due_on, clock_state, is_unknown = pending_due_on(case, reading.due_on), reading.state.value, False
    except CalendarExhausted:
        due_on, clock_state, is_unknown = None, "unknown", True
    if case.acknowledged_on is not None:
        clock_state = ACKNOWLEDGED
    kept = kept_date(case)
    teams = team_dates(_waited_for(case) if list_of(case) is CaseList.OPEN else {}, due_on)
    return dict(
        right=case.right.value,
        regime=case.regime.value,
        stage=case.stage.value,
        received_on=case.received_on,
        due_on=due_on,
        clock_state=clock_state,
        responded_on=case.responded_on,
        has_failure=is_unknown or bool(case.failed_work) or bool(case.pack and case.pack.rejected_by),
        case_list=list_of(case).value,
        queue_on=queue_day(case, due_on),
        team_answer_on=teams.answer_on,
        team_escalate_on=teams.escalate_on,
        closable_on=closable_on(case) if case.lapsed_from is None else None,
        set_on=kept and kept.due_on,
        set_by=kept and str(kept.setter),
        waits_for=waits_for(case).value,
    )


def _waited_for(case: Case) -> dict[str, EnquiryState]:
    # What is knowingly answered without is not waited for.
    return {key: case.enquiries[key] for key in case.unsettled_enquiries}
