"""How a case ended and was opened again, read from its events: what came later rewrites no earlier end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from requests_.reporting.record import Ending, Outcome

Payload = Mapping[str, Any]


@dataclass(slots=True)
class Preparation:
    """What is made ready for the answer to come. `released` and `covered` are documents and places of the pack."""

    released: int | None = None
    covered: int = 0
    decided: tuple[int, int] | None = None
    sent_back: int = 0
    complaint_result: str = ""
    documents: dict[str, str] = field(default_factory=dict)

    @property
    def withheld(self) -> tuple[str, ...]:
        """The code of each document that is withheld whole."""
        return tuple(code for code in self.documents.values() if code)

    @property
    def granted(self) -> Outcome:
        """What an answer sent now comes to."""
        if self.decided is not None:
            granted, refused = self.decided
            if not refused:
                return Outcome.GRANTED
            return Outcome.GRANTED_IN_PART if granted else Outcome.REFUSED
        if self.covered or self.withheld:
            return Outcome.GRANTED_IN_PART
        return Outcome.NO_DATA if self.released == 0 else Outcome.GRANTED


# The events that end a case: the field with the day, and what it comes to.
_ENDS: dict[str, tuple[str, Outcome]] = {
    "response_sent": ("sent_on", Outcome.GRANTED),
    "request_refused": ("refused_on", Outcome.REFUSED),
    "not_confirmed": ("answered_on", Outcome.NOT_CONFIRMED),
    "request_withdrawn": ("withdrawn_on", Outcome.WITHDRAWN),
    "request_lapsed": ("lapsed_on", Outcome.LAPSED),
    "joined_to_earlier": ("joined_on", Outcome.JOINED),
    "request_transferred": ("transferred_on", Outcome.TRANSFERRED),
}
# What opens a request again that was closed for want of it.
_COMES_LATE = frozenset({"evidence_accepted", "clarification_received", "fee_paid", "lapse_ended"})
_REOPENED = "case_reopened"


def _document_decided(ready: Preparation, payload: Payload) -> None:
    ready.documents[payload["document"]] = payload["reason"] if payload["outcome"] == "withhold" else ""


def _submitted(ready: Preparation, payload: Payload) -> None:
    ready.covered = payload["withheld"]


def _sent_back(ready: Preparation, _: Payload) -> None:
    ready.sent_back += 1


def _right_answered(ready: Preparation, payload: Payload) -> None:
    ready.decided = (payload["granted"], payload["refused"])


def _letter_ordered(ready: Preparation, payload: Payload) -> None:
    # A letter that says that nothing is held answers without a pack.
    if payload["answers"] and payload["message_kind"] == "no_data":
        ready.released = 0


def _assembled(ready: Preparation, payload: Payload) -> None:
    ready.released = payload["documents"]


def _complaint_decided(ready: Preparation, payload: Payload) -> None:
    ready.complaint_result = payload["result"]


_PREPARES: dict[str, Callable[[Preparation, Payload], None]] = {
    "document_decided": _document_decided,
    "submitted_for_sign_off": _submitted,
    "returned_for_review": _sent_back,
    "right_answered": _right_answered,
    "letter_ordered": _letter_ordered,
    "pack_assembled": _assembled,
    "complaint_decided": _complaint_decided,
}
ENDING_KINDS: frozenset[str] = frozenset({*_ENDS, *_PREPARES, *_COMES_LATE, _REOPENED})


@dataclass(slots=True)
class Endings:
    """The ends of one case so far, and the answer that is made ready."""

    found: list[Ending] = field(default_factory=list)
    ready: Preparation = field(default_factory=Preparation)

    def take(self, kind: str, payload: Payload, on: date) -> None:
        """An event, recorded on a London day."""
        if kind in _PREPARES:
            _PREPARES[kind](self.ready, payload)
        elif kind in _ENDS and self._is_open:
            self.found.append(_ending(kind, payload, self.ready))
        elif kind == _REOPENED and not self._is_open:
            day, promised_on = (date.fromisoformat(payload[name]) for name in ("reopened_on", "due_on"))
            self._undo(day, reopened_for=payload["reason"], promised_on=promised_on)
            # What was decided on each document stays; the rest is done anew.
            self.ready = Preparation(documents=dict(self.ready.documents))
        elif kind in _COMES_LATE and not self._is_open and self.found[-1].outcome is Outcome.LAPSED:
            self._undo(on)

    @property
    def _is_open(self) -> bool:
        return not self.found or self.found[-1].reopened_on is not None

    def _undo(self, reopened_on: date, **why: Any) -> None:
        self.found[-1] = replace(self.found[-1], reopened_on=reopened_on, **why)


def _ending(kind: str, payload: Payload, ready: Preparation) -> Ending:
    name, outcome = _ENDS[kind]
    return Ending(
        on=date.fromisoformat(payload[name]),
        outcome=ready.granted if outcome is Outcome.GRANTED else outcome,
        refusal=payload["ground"] if outcome is Outcome.REFUSED else "",
        complaint_result=ready.complaint_result,
        sent_back=ready.sent_back,
        withheld_documents=ready.withheld,
    )
