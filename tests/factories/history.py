"""Years of cases of an invented council: seeded, any number, with the truth beside them.

`lives` makes the truth, as plain dates; `write` puts it into the tables as sealed events. What is unlikely is in it:
late notices, questions without an answer, cases that nobody answered for years.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert

from requests_.ids import CaseId
from requests_.model.case import Case
from requests_.model.event_codec import payload_of
from requests_.model.events.answering import RequestRefused
from requests_.model.events.base import CaseEvent, Channel, ExtensionReason, RefusalGround
from requests_.model.events.clock import CaseReopened, ClarificationReceived, ClarificationRequested, PeriodExtended
from requests_.model.events.receiving import EvidenceAccepted, EvidenceRequested, RequestReceived
from requests_.model.events.reviewing import ReturnedForReview, SignedOff, SubmittedForSignOff
from requests_.model.events.sending import MessageSent, PackAssembled, ResponseSent
from requests_.model.identity import Check, Evidence
from requests_.model.people import Capacity
from requests_.model.reopening import ReopenReason
from requests_.model.rights import Regime, Right
from requests_.model.staff import SYSTEM, Actor, ActorKind
from requests_.model.timeline import CHAIN_START, RecordedEvent, fold, seal
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.cases import projection_of
from requests_.store.document_tables import Pack
from requests_.store.operations_tables import Message
from requests_.store.people_tables import RequestDetails
from requests_.store.sealed_events import stamp
from requests_.store.session import Store

SCHOOLS = ("Mill Lane Primary", "Beck Academy", "St Hild's", "Harrow Bank School", "The Ridings")
ROWS_AT_ONCE = 2000
_STAFF = Actor(ActorKind.STAFF, "staff-1")
_RIGHTS = {
    Right.ACCESS: 80,
    Right.RECTIFICATION: 6,
    Right.ERASURE: 4,
    Right.OBJECTION: 3,
    Right.RESTRICTION: 2,
    Right.COMPLAINT: 5,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What truly happened in one case; `again` is when it was opened again, until when that was promised, and done."""

    number: int
    right: Right
    regime: Regime
    capacity: Capacity
    channel: Channel
    school: str
    received_on: date
    authority: tuple[date, date | None] | None
    question: tuple[date, date | None] | None
    notice_on: date | None
    sent_back: bool
    withheld: int
    answered_on: date | None
    is_refused: bool
    again: tuple[date, date, date | None] | None = None

    @property
    def reference(self) -> str:
        """Its case reference."""
        return f"RR-{self.received_on.year}-{self.number:07d}"


def lives(seed: int, count: int, *, first_on: date, today: date, pace_days: float = 24.0) -> Iterator[Life]:
    """So many cases between two days; `pace_days` is what the middle one takes."""
    chance = random.Random(seed)
    span = (today - first_on).days
    days = sorted(chance.randrange(span) for _ in range(count))
    for number, day in enumerate(days, 1):
        yield _life(chance, number, first_on + timedelta(days=day), today, pace_days)


def _life(chance: random.Random, number: int, received_on: date, today: date, pace_days: float) -> Life:
    right = chance.choices(list(_RIGHTS), list(_RIGHTS.values()))[0]
    capacity = chance.choices([Capacity.PARENT, Capacity.SUBJECT], [7, 3])[0]
    regime = Regime.LAW_ENFORCEMENT if chance.random() < 0.06 and right is not Right.COMPLAINT else Regime.UK_GDPR

    def later(day: date, mean: float) -> date:
        return day + timedelta(days=int(chance.expovariate(1 / mean)))

    def known(day: date) -> date | None:
        return day if day <= today else None

    authority = question = None
    at = received_on
    if capacity is Capacity.PARENT and right is not Right.COMPLAINT and chance.random() < 0.4:
        asked = later(received_on, 2)
        at = later(asked, 6)
        authority = (asked, known(at)) if asked <= today else None
    if right is Right.ACCESS and chance.random() < 0.15:
        asked = later(at, 5)
        back = later(asked, 9)
        question = (asked, None if chance.random() < 0.05 else known(back)) if asked <= today else None
        at = back
    notice_on = known(later(at, 20)) if chance.random() < 0.12 and right is not Right.COMPLAINT else None
    waits = any(pair is not None and pair[1] is None for pair in (authority, question))
    slow = 2.6 if notice_on else 1.0
    answered = at + timedelta(days=int(pace_days * slow * chance.lognormvariate(0, 0.45)))
    if chance.random() < 0.02:
        answered = answered + timedelta(days=chance.randrange(100, 900))
    answered_on = None if waits or answered > today else max(answered, notice_on or answered)
    return Life(
        number=number,
        right=right,
        regime=regime,
        capacity=capacity,
        channel=chance.choice(list(Channel)),
        school=chance.choice(SCHOOLS),
        received_on=received_on,
        authority=authority,
        question=question,
        notice_on=notice_on,
        sent_back=chance.random() < 0.1,
        withheld=chance.choice((0, 0, 3, 12)),
        answered_on=answered_on,
        is_refused=chance.random() < 0.05,
        again=_again(number, answered_on, today),
    )


def _again(number: int, answered_on: date | None, today: date) -> tuple[date, date, date | None] | None:
    # Chance of its own, so that a case opened again changes nothing of the others.
    chance = random.Random(f"again {number}")
    if answered_on is None or chance.random() > 0.04:
        return None
    opened_on = answered_on + timedelta(days=chance.randrange(1, 120))
    done_on = opened_on + timedelta(days=chance.randrange(5, 90))
    promised_on = opened_on + timedelta(days=chance.randrange(10, 60))
    return (opened_on, promised_on, done_on if done_on <= today else None) if opened_on <= today else None


def happenings(life: Life) -> list[tuple[date, Actor, CaseEvent]]:
    """The events of a case, in order of their days."""
    received = RequestReceived(
        right=life.right,
        regime=life.regime,
        capacity=life.capacity,
        channel=life.channel,
        received_on=life.received_on,
    )
    found: list[tuple[date, Actor, CaseEvent]] = [(life.received_on, SYSTEM, received)]
    if life.right is Right.COMPLAINT:
        told = life.received_on + timedelta(days=life.number % 40)
        found.append((told, SYSTEM, MessageSent(message=f"m-{life.number}", message_kind="acknowledgement")))
    if life.authority:
        asked, came = life.authority
        found.append((asked, _STAFF, EvidenceRequested(check=Check.AUTHORITY, requested_on=asked)))
        if came:
            shown = EvidenceAccepted(check=Check.AUTHORITY, evidence=Evidence.COURT_ORDER, received_on=came)
            found.append((came, _STAFF, shown))
    if life.question:
        asked, came = life.question
        found.append((asked, _STAFF, ClarificationRequested(asked_on=asked)))
        if came:
            found.append((came, _STAFF, ClarificationReceived(received_on=came)))
    if life.notice_on:
        reason = ExtensionReason.COMPLEXITY if life.number % 2 else ExtensionReason.NUMBER
        found.append((life.notice_on, _STAFF, PeriodExtended(notice_on=life.notice_on, reason=reason)))
    if life.answered_on:
        found += [(life.answered_on, actor, event) for actor, event in _answer(life, life.answered_on)]
    if life.again:
        opened_on, promised_on, done_on = life.again
        reason = ReopenReason.COMPLAINT
        found.append(
            (opened_on, _STAFF, CaseReopened(reopened_on=opened_on, reason=reason, due_on=promised_on, record=""))
        )
        found += [(done_on, actor, event) for actor, event in _pack(life, done_on)] if done_on else []
    return sorted(found, key=lambda happening: happening[0])


def _answer(life: Life, on: date) -> list[tuple[Actor, CaseEvent]]:
    if life.is_refused:
        return [(_STAFF, RequestRefused(ground=RefusalGround.MANIFESTLY_EXCESSIVE, refused_on=on))]
    return _pack(life, on)


def _pack(life: Life, on: date) -> list[tuple[Actor, CaseEvent]]:
    submitted = (_STAFF, SubmittedForSignOff(documents=2, withheld=life.withheld))
    back: list[tuple[Actor, CaseEvent]] = [submitted, (_STAFF, ReturnedForReview())] if life.sent_back else []
    pack = PackAssembled(pack=f"p-{life.number}", sha256="0" * 64, pages=9, documents=2)
    return [*back, submitted, (_STAFF, SignedOff()), (SYSTEM, pack), (_STAFF, ResponseSent(sent_on=on))]


def write(store: Store, made: Sequence[Life]) -> int:
    """Put the cases into the tables, sealed; returns how many events that was."""
    events = 0
    for start in range(0, len(made), ROWS_AT_ONCE):
        rows = [_rows(life) for life in made[start : start + ROWS_AT_ONCE]]
        with store.unit_of_work() as uow:
            uow.session.execute(insert(CaseRow), [case for case, _, _ in rows])
            uow.session.execute(insert(CaseEventRow), [event for _, found, _ in rows for event in found])
            uow.session.execute(insert(RequestDetails), [details for _, _, details in rows])
            every = [event for _, found, _ in rows for event in found]
            # Built again, a pack is the same.
            packs = {
                event["payload"]["pack"]: _pack_row(event) for event in every if event["kind"] == PackAssembled.kind
            }
            told = [_message_row(event) for event in every if event["kind"] == MessageSent.kind]
            for table, found in ((Pack, list(packs.values())), (Message, told)):
                if found:
                    uow.session.execute(insert(table), found)
            uow.commit()
        events += sum(len(found) for _, found, _ in rows)
    return events


def _message_row(event: dict[str, Any]) -> dict[str, Any]:
    said = event["payload"]
    return dict(
        id=said["message"],
        case_id=event["case_id"],
        kind=said["message_kind"],
        access_code_id=None,
        made_at=event["at"],
        sent_at=event["at"],
    )


def _pack_row(event: dict[str, Any]) -> dict[str, Any]:
    said = event["payload"]
    built = dict(sha256=said["sha256"], pages=said["pages"], size_bytes=1, certificate="", failed_check="")
    return dict(id=said["pack"], case_id=event["case_id"], made_at=event["at"], **built)


def _rows(life: Life) -> tuple[dict[str, Any], list[dict[str, Any]], dict[str, Any]]:
    key, previous, rows, recorded = CaseId(f"{life.number:032d}"), CHAIN_START, [], []
    for seq, (day, actor, event) in enumerate(happenings(life), 1):
        at = datetime.combine(day, time(10), UTC) + timedelta(minutes=seq)
        payload = payload_of(event)
        previous = seal(
            previous,
            case=key,
            seq=seq,
            kind=event.kind,
            version=event.version,
            at=stamp(at),
            actor=f"{actor.kind}:{actor.key}",
            payload=payload,
        )
        row = dict(case_id=key, seq=seq, kind=event.kind, version=event.version, payload=payload, at=at, seal=previous)
        rows.append({**row, "actor_kind": actor.kind.value, "actor_key": actor.key})
        recorded.append(RecordedEvent(case=key, seq=seq, event=event, actor=actor, at=at))
    case = dict(
        id=key,
        reference=life.reference,
        form_token=key,
        last_seq=len(rows),
        last_seal=previous,
        is_restricted=False,
        **projection_of(fold(Case(key=key), recorded)),
    )
    details = dict(
        case_id=key,
        subject={"school": life.school},
        subject_name="",
        requester={"name": "", "email": ""},
        wording="",
        addressee={},
    )
    return case, rows, details
