"""Decided marks, as the pack's pages read them."""

from requests_.ids import DocumentId, MarkId
from requests_.store.documents import DecidedMark


def mark(text: str, person: str = "person-1", kind: str = "person", decision: str = "withhold") -> DecidedMark:
    return DecidedMark(
        key=MarkId(text),
        document=DocumentId("d"),
        unit=0,
        start=0,
        end=len(text),
        kind=kind,
        text=text,
        person=person,
        disposition="withhold",
        reason="S2P16_THIRD_PARTY",
        decision=decision,
    )
