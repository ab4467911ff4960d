"""A pack is made and released, the response leaves, and messages with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.model.addressee import CopyGoesTo
from requests_.model.events.base import CaseEvent, LateReason, LateUnit, SentBy


@dataclass(frozen=True, slots=True, kw_only=True)
class PackAssembled(CaseEvent):
    """A disclosure pack was built and passed every check: these bytes and no others may be released."""

    kind = "pack_assembled"
    pack: str
    sha256: str
    pages: int
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRejected(CaseEvent):
    """A disclosure pack failed a check and cannot be released."""

    kind = "pack_rejected"
    pack: str
    check: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackReleased(CaseEvent):
    """The pack may be collected from now on, by whom it goes to."""

    kind = "pack_released"
    pack: str
    sha256: str
    copy_goes_to: CopyGoesTo = CopyGoesTo.REQUESTER


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseSent(CaseEvent):
    """The response left the council: the clock is answered."""

    kind = "response_sent"
    sent_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LatenessExplained(CaseEvent):
    """Somebody recorded why the answer is late, and where the time was lost (None in old records). The last counts.

    `record` names what they wrote about it, "" for nothing.
    """

    kind = "lateness_explained"
    reason: LateReason
    unit: LateUnit | None = None
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCollected(CaseEvent):
    """Whoever the pack goes to collected it: these bytes were downloaded."""

    kind = "pack_collected"
    pack: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(CaseEvent):
    """A message to the requester left; `letter` is the SHA-256 of the letter's PDF, or "".

    `sent_on` is the London day on which the mail server took it, or a person posted it or handed it over; old events
    do not name it: it is the day of the event. `row_seal` vouches for the letter that is kept of it, "" where none is.
    """

    kind = "message_sent"
    message: str
    message_kind: str
    letter: str = ""
    sent_on: date | None = None
    sent_by: SentBy = SentBy.EMAIL
    row_seal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSent(CaseEvent):
    """A text message was handed over: a code, or that there is news and nothing of what it is."""

    kind = "text_sent"
    message: str
    message_kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWritten(CaseEvent):
    """A letter is to leave; what it does to the case, `effects`, holds from the day it has left and not before.

    `effects` are events as JSON, whose own day is that of the writing. `post_by` is the day by which somebody prints
    and posts it; None for one that is mailed.
    """

    kind = "letter_written"
    message: str
    message_kind: str
    effects: tuple[str, ...] = ()
    post_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPrinted(CaseEvent):
    """A letter to be posted is ready to print; `letter` is the SHA-256 of its PDF."""

    kind = "letter_printed"
    message: str
    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWithdrawn(CaseEvent):
    """A letter that had not left will not: nothing that it said holds."""

    kind = "letter_withdrawn"
    message: str
    message_kind: str
