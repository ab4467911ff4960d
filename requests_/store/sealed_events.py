"""What the rows of every chain of events have in common: their columns, and how one is sealed upon the last."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from requests_.model.event_codec import payload_of
from requests_.model.staff import Actor
from requests_.model.timeline import seal
from requests_.store.base import Code, Digest


class SealedEventRow:
    """The columns of one event. A trigger refuses change and removal of the tables that have them."""

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    seq: Mapped[int]
    kind: Mapped[str] = mapped_column(Code)
    version: Mapped[int]
    payload: Mapped[dict[str, Any]]
    actor_kind: Mapped[str] = mapped_column(Code)
    actor_key: Mapped[str] = mapped_column(Code)
    at: Mapped[datetime]
    seal: Mapped[str] = mapped_column(Digest)


def sealed_values(previous: str, event: Any, *, chain: str, seq: int, actor: Actor, at: datetime) -> dict[str, Any]:
    """The columns of an event of a case or of a breach, the `seq`-th of its chain, sealed upon the seal before it."""
    sealed = dict(seq=seq, kind=event.kind, version=event.version, payload=payload_of(event))
    own = seal(previous, case=chain, at=stamp(at), actor=f"{actor.kind}:{actor.key}", **sealed)
    return sealed | dict(at=at, actor_kind=actor.kind.value, actor_key=actor.key, seal=own)


def stamp(at: datetime) -> str:
    """An instant as the seal spells it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
