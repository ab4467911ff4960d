"""Breaches: loading is folding, changing is appending; words, people and measures beside the events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import delete, exists, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from requests_.errors import Conflict, NotFound
from requests_.ids import breach_reference, new_id
from requests_.model.breaches.breach import Breach, BreachStage, RecordedBreachEvent, fold_breach
from requests_.model.breaches.commands import AgreeMeasure, NamePerson
from requests_.model.breaches.events import BreachEvent, BreachReported, breach_event_of
from requests_.model.breaches.terms import Part
from requests_.model.staff import Actor
from requests_.model.timeline import CHAIN_START
from requests_.store.breach_tables import BreachEventRow, BreachMeasure, BreachPerson, BreachRow, BreachWords
from requests_.store.reference_numbers import draw_number
from requests_.store.sealed_events import sealed_values

_CHANGED = "Somebody else changed this breach just now. Look at it again before you go on."


class BreachRepository:
    """The events of every breach, their projection, and what stands beside them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def load(self, key: str) -> Breach:
        """The breach as its events leave it, locked until this transaction ends. Raises NotFound."""
        self._session.execute(select(BreachRow.id).where(BreachRow.id == key).with_for_update())
        rows = self._session.scalars(
            select(BreachEventRow).where(BreachEventRow.breach_id == key).order_by(BreachEventRow.seq)
        ).all()
        if not rows:
            raise NotFound("There is no such breach.")
        recorded = [RecordedBreachEvent(seq=row.seq, event=breach_event_of(row.kind, row.payload)) for row in rows]
        return fold_breach(Breach(key=key), recorded)

    def open(self, event: BreachReported, *, reference: str, suspicion: str | None, actor: Actor, at: datetime) -> str:
        """Open a breach with its first event; returns its key."""
        key = new_id()
        first = [RecordedBreachEvent(seq=1, event=event)]
        after = fold_breach(Breach(key=key), first)
        fixed = dict(id=key, reference=reference, suspicion=suspicion, case_reference=event.reference)
        fixed |= dict(origin=event.origin.value, what=event.what.value)
        self._session.execute(
            insert(BreachRow).values(**fixed, last_seq=0, last_seal=CHAIN_START, **projection_of_breach(after))
        )
        self._write(after, self._insert_event(key, 1, event, actor, at, CHAIN_START))
        return key

    def append(self, breach: Breach, actor: Actor, at: datetime, *events: BreachEvent) -> Breach:
        """Append events to a breach as it was loaded. Raises Conflict when somebody else changed it in between."""
        row = self._session.get_one(BreachRow, breach.key, populate_existing=True)
        if row.last_seq != breach.version:
            raise Conflict(_CHANGED)
        previous, after = row.last_seal, breach
        for event in events:
            seq = after.version + 1
            previous = self._insert_event(breach.key, seq, event, actor, at, previous)
            after = fold_breach(after, [RecordedBreachEvent(seq=seq, event=event)])
        self._write(after, previous)
        return after

    def suspected(self, suspicion: str) -> str | None:
        """The breach that was opened for this suspicion."""
        return self._session.scalar(select(BreachRow.id).where(BreachRow.suspicion == suspicion))

    def new_reference(self, year: int) -> str:
        """A reference that no breach and no case has."""
        return breach_reference(year, draw_number(self._session, year))

    def reference_of(self, key: str) -> str:
        """The reference. Raises NotFound."""
        reference = self._session.scalar(select(BreachRow.reference).where(BreachRow.id == key))
        if reference is None:
            raise NotFound("There is no such breach.")
        return reference

    def write(self, key: str, parts: Mapping[Part, str], *, by: Actor, at: datetime) -> None:
        """Keep what was written for some parts; a part left empty keeps what it had."""
        for part, words in parts.items():
            if words.strip():
                row = dict(breach_id=key, part=part.value, words=words.strip(), written_by=by.key, written_at=at)
                self._session.execute(insert(BreachWords).values(**row))

    def words(self, key: str) -> dict[Part, str]:
        """The newest words of each part."""
        query = select(BreachWords.part, BreachWords.words).where(BreachWords.breach_id == key)
        return {Part(part): words for part, words in self._session.execute(query.order_by(BreachWords.id))}

    def name_person(self, command: NamePerson) -> str:
        """Keep somebody who is to be told; returns their key."""
        row = BreachPerson(
            id=new_id(),
            breach_id=command.breach,
            name=" ".join(command.name.split()),
            email=command.email.strip(),
            address=command.address.strip(),
            is_own=command.is_own,
            audience=command.audience.value,
            told_on=None,
            page_sha256="",
            pdf_sha256="",
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def people(self, key: str) -> list[BreachPerson]:
        """Everybody who is or was to be told, by name."""
        query = select(BreachPerson).where(BreachPerson.breach_id == key)
        return list(self._session.scalars(query.order_by(BreachPerson.name, BreachPerson.id)))

    def person(self, key: str, person: str) -> BreachPerson:
        """One of them. Raises NotFound."""
        row = self._session.get(BreachPerson, person)
        if row is None or row.breach_id != key:
            raise NotFound("There is nobody of this name in this breach.")
        return row

    def agree_measure(self, command: AgreeMeasure) -> str:
        """Keep what somebody does by a day; returns its key."""
        row = BreachMeasure(
            id=new_id(),
            breach_id=command.breach,
            what=command.what.strip(),
            owner=command.owner.strip(),
            due_on=command.due_on,
            done_on=None,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def end_measure(self, measure: str, done_on: date) -> None:
        """It is done."""
        self._session.get_one(BreachMeasure, measure).done_on = done_on

    def ended(self) -> list[tuple[str, datetime]]:
        """The breaches that ended and are not erased, each with its last event."""
        last = select(BreachEventRow.breach_id, func.max(BreachEventRow.at).label("at")).group_by(
            BreachEventRow.breach_id
        )
        events = last.subquery()
        query = (
            select(BreachRow.id, events.c.at)
            .join(events, events.c.breach_id == BreachRow.id)
            .where(BreachRow.stage.in_((BreachStage.CLOSED.value, BreachStage.SET_ASIDE.value)))
            .where(exists(select(BreachWords.id).where(BreachWords.breach_id == BreachRow.id)))
            .order_by(events.c.at)
        )
        return [(key, at) for key, at in self._session.execute(query)]

    def erase(self, key: str) -> tuple[int, int]:
        """Delete what was written and who was told; returns how many words and people there were."""
        counts = [
            int(self._session.execute(delete(table).where(table.breach_id == key)).rowcount)  # type: ignore[attr-defined]
            for table in (BreachWords, BreachPerson, BreachMeasure)
        ]
        return counts[0] + counts[2], counts[1]

    def _insert_event(self, key: str, seq: int, event: BreachEvent, actor: Actor, at: datetime, previous: str) -> str:
        values = sealed_values(previous, event, chain=key, seq=seq, actor=actor, at=at)
        try:
            self._session.execute(insert(BreachEventRow).values(breach_id=key, **values))
        except IntegrityError as fault:
            raise Conflict(_CHANGED) from fault
        return str(values["seal"])

    def _write(self, breach: Breach, last_seal: str) -> None:
        values = dict(last_seq=breach.version, last_seal=last_seal, **projection_of_breach(breach))
        self._session.execute(update(BreachRow).where(BreachRow.id == breach.key).values(**values))


def projection_of_breach(breach: Breach) -> dict[str, object]:
    """The columns of a breach's line that its events decide."""
    return {
        "stage": breach.stage.value,
        "risk": breach.risk.value if breach.risk else "",
        "aware_at": breach.aware_at,
        "due_at": breach.due_at,
        "first_told_at": min(breach.told_at, default=None),
        "waits_for_regulator": breach.waits_for_regulator,
        "tells_regulator": breach.tells_regulator,
        "tells_people": breach.tells_people,
        "people_count": breach.assessment.people_count if breach.assessment else 0,
        "closed_on": breach.closed_on,
    }
