"""Breaches as pages show them: the register, one with everything that is kept of it, and what hurries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case, false, func, select
from sqlalchemy.orm import Session

from requests_.errors import NotFound
from requests_.model.breaches.breach import Breach, BreachStage, RecordedBreachEvent, fold_breach
from requests_.model.breaches.events import BreachEvent, breach_event_of
from requests_.model.breaches.terms import Part
from requests_.model.staff import Actor, ActorKind, Permission
from requests_.store.base import UtcDateTime
from requests_.store.breach_tables import BreachEventRow, BreachMeasure, BreachPerson, BreachRow, BreachWords
from requests_.store.operations_tables import OutboxRow
from requests_.store.outbox import WorkState
from requests_.store.staff_tables import StaffMember
from requests_.store.together import Section

_UNDER_WAY = (BreachStage.SUSPECTED.value, BreachStage.OPEN.value)


def hours_until(moment: datetime, now: datetime) -> int:
    """Whole hours that are left; less than 0 when the moment has passed."""
    return int((moment - now).total_seconds() // 3600)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachLine:
    """One line of the register."""

    reference: str
    case_reference: str
    origin: str
    what: str
    stage: str
    risk: str
    aware_at: datetime
    due_at: datetime
    first_told_at: datetime | None
    waits_for_regulator: bool
    tells_regulator: bool | None
    tells_people: bool | None
    people_count: int
    closed_on: date | None

    def hours_left(self, now: datetime) -> int:
        """Whole hours until the regulator has to be told; less than 0 when the time is over."""
        return hours_until(self.due_at, now)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many breaches are under way, and until when the regulator is told of the most pressing, if of any."""

    count: int
    due_at: datetime | None

    def hours_left(self, now: datetime) -> int:
        """Whole hours until then; less than 0 when the time is over."""
        return 0 if self.due_at is None else hours_until(self.due_at, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event, by whom and when."""

    event: BreachEvent
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Somebody who is told; `fault` says why their letter could not be made."""

    key: str
    name: str
    email: str
    is_made: bool
    told_on: date | None
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What somebody does by a day."""

    key: str
    what: str
    owner: str
    due_on: date
    done_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachPage:
    """Everything that is kept of a breach."""

    line: BreachLine
    breach: Breach
    words: dict[Part, str]
    people: tuple[Told, ...]
    measures: tuple[Measure, ...]
    happenings: tuple[Happening, ...]


def breach_lines(session: Session) -> tuple[BreachLine, ...]:
    """The register: what is under way first, the most pressing at the top; then the newest."""
    rows = [_line(row) for row in session.scalars(select(BreachRow))]
    under_way = sorted((row for row in rows if row.stage in _UNDER_WAY), key=_pressing)
    ended = sorted((row for row in rows if row.stage not in _UNDER_WAY), key=lambda row: row.aware_at, reverse=True)
    return (*under_way, *ended)


def waiting_section(actor: Actor) -> Section[Waiting]:
    """What hurries, for whoever may see breaches."""
    first = func.min(case((BreachRow.waits_for_regulator, BreachRow.due_at)), type_=UtcDateTime())
    query = select(func.count().label("count"), first.label("due_at")).where(BreachRow.stage.in_(_UNDER_WAY))
    return Section(query if actor.may(Permission.SEE_BREACHES) else query.where(false()), Waiting)


def waiting_breaches(session: Session, actor: Actor) -> Waiting:
    """The same, by a statement of its own."""
    return waiting_section(actor).alone(session)[0]


def breach_page(session: Session, reference: str) -> BreachPage:
    """One breach. Raises NotFound."""
    row = session.scalars(select(BreachRow).where(BreachRow.reference == reference)).one_or_none()
    if row is None:
        raise NotFound("There is no such breach.")
    happenings = _happenings(session, row.id)
    recorded = [RecordedBreachEvent(seq=seq, event=each.event) for seq, each in enumerate(happenings, start=1)]
    written = select(BreachWords.part, BreachWords.words).where(BreachWords.breach_id == row.id)
    measures = select(BreachMeasure).where(BreachMeasure.breach_id == row.id)
    return BreachPage(
        line=_line(row),
        breach=fold_breach(Breach(key=row.id), recorded),
        words={Part(part): words for part, words in session.execute(written.order_by(BreachWords.id))},
        people=_people(session, row.id),
        measures=tuple(
            Measure(key=each.id, what=each.what, owner=each.owner, due_on=each.due_on, done_on=each.done_on)
            for each in session.scalars(measures.order_by(BreachMeasure.due_on, BreachMeasure.id))
        ),
        happenings=happenings,
    )


def breach_letter_file(session: Session, reference: str, person: str) -> tuple[str, str]:
    """The breach, and the digest of the PDF of somebody's letter. Raises NotFound."""
    query = (
        select(BreachPerson.breach_id, BreachPerson.pdf_sha256)
        .join(BreachRow, BreachRow.id == BreachPerson.breach_id)
        .where(BreachRow.reference == reference, BreachPerson.id == person, BreachPerson.pdf_sha256 != "")
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound("There is no such letter.")
    return row[0], row[1]


def _pressing(line: BreachLine) -> tuple[bool, datetime]:
    return not line.waits_for_regulator, line.due_at


def _line(row: BreachRow) -> BreachLine:
    return BreachLine(**{name: getattr(row, name) for name in BreachLine.__dataclass_fields__})


def _happenings(session: Session, key: str) -> tuple[Happening, ...]:
    query = (
        select(BreachEventRow, StaffMember.display_name)
        .outerjoin(StaffMember, StaffMember.id == BreachEventRow.actor_key)
        .where(BreachEventRow.breach_id == key)
        .order_by(BreachEventRow.seq)
    )
    return tuple(
        Happening(
            event=breach_event_of(row.kind, row.payload),
            by=name or ("The portal" if row.actor_kind == ActorKind.SYSTEM else ""),
            at=row.at,
        )
        for row, name in session.execute(query)
    )


def _people(session: Session, key: str) -> tuple[Told, ...]:
    given_up = {
        row.arguments.get("person"): row.reason
        for row in session.scalars(
            select(OutboxRow).where(OutboxRow.job == "tell_of_breach", OutboxRow.state == WorkState.FAILED)
        )
    }
    query = select(BreachPerson).where(BreachPerson.breach_id == key).order_by(BreachPerson.name, BreachPerson.id)
    return tuple(
        Told(
            key=row.id,
            name=row.name,
            email=row.email,
            is_made=bool(row.pdf_sha256),
            told_on=row.told_on,
            fault=given_up.get(row.id, ""),
        )
        for row in session.scalars(query)
    )
