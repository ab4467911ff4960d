"""What a requester wrote on our pages a moment ago, so that a double click is one message and nothing else is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.events.following import FollowUpAsked, RequesterWrote
from requests_.store.case_tables import CaseEventRow
from requests_.store.people_tables import RequesterNote

# A double click, or a way back and the button again: whoever writes the same after that means it.
HASTE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class JustWritten:
    """The last thing written: `right` is what was asked for, `answers` the letter that it answers; "" for none."""

    words: str
    right: str
    answers: str
    asked: Mapping[str, Any]
    is_answer: bool


def just_written(session: Session, case: CaseId, now: datetime) -> JustWritten | None:
    """What the requester wrote last, where that was within `HASTE`."""
    wrote = (CaseEventRow.case_id == case, CaseEventRow.kind.in_((RequesterWrote.kind, FollowUpAsked.kind)))
    last = session.scalars(select(CaseEventRow).where(*wrote).order_by(CaseEventRow.seq.desc()).limit(1)).first()
    note = None if last is None or last.at < now - HASTE else session.get(RequesterNote, last.payload["note"])
    if last is None or note is None:
        return None
    return JustWritten(
        words=note.words,
        right=str(last.payload.get("right", "")),
        answers=note.answers,
        asked=note.asked,
        is_answer=note.is_answer,
    )
