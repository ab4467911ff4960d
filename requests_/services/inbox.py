"""Keeping what became of each mail in the council's mailbox, so that none is taken twice and none is passed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from requests_.clock import Clock
from requests_.errors import NotAllowed, NotFound
from requests_.model.arrivals import Fate
from requests_.model.staff import Actor, Permission
from requests_.store.inbox_tables import InboxMailRow
from requests_.store.session import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """One mail where it lies, and the moment it reached the mailbox."""

    digest: str
    validity: str
    uid: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """How far the mailbox has been read: the last mail of its validity, and the last moment of any mail."""

    uid: int
    arrived_at: datetime | None


def place_in(uow: UnitOfWork, validity: str) -> Place:
    """Where to go on reading. Another validity than before has no last mail: the moment alone says what is new."""
    last = select(func.max(InboxMailRow.uid)).where(InboxMailRow.validity == validity)
    moment = select(func.max(InboxMailRow.arrived_at))
    return Place(uow.session.scalar(last) or 0, uow.session.scalar(moment))


def is_known(uow: UnitOfWork, arrived: Arrived) -> bool:
    """Whether this mail was seen before. It may lie in another place now."""
    row = uow.session.get(InboxMailRow, arrived.digest)
    if row is None:
        return False
    row.validity, row.uid = arrived.validity, arrived.uid
    return True


def record(uow: UnitOfWork, clock: Clock, arrived: Arrived, fate: Fate, reason: str = "") -> None:
    """Keep what became of a mail, in the transaction that did it."""
    uow.session.add(
        InboxMailRow(
            digest=arrived.digest,
            validity=arrived.validity,
            uid=arrived.uid,
            fate=fate,
            reason=reason,
            arrived_at=arrived.at,
            seen_at=clock.utc_now(),
            settled_at=None,
        )
    )


def settle(uow: UnitOfWork, clock: Clock, digest: str, actor: Actor) -> None:
    """Somebody has looked at a mail that was left in the mailbox. Raises NotAllowed or NotFound."""
    if not actor.may(Permission.LOG_REQUEST):
        raise NotAllowed("Your role does not allow this. Ask an administrator if it should.")
    row = uow.session.get(InboxMailRow, digest)
    if row is None or row.fate != Fate.LEFT:
        raise NotFound("There is no such mail.")
    row.settled_at = row.settled_at or clock.utc_now()
