"""What the requester does after asking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.model.events.base import CaseEvent, Channel
from requests_.model.rights import Category, Right
from requests_.model.verdicts import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class RequesterWrote(CaseEvent):
    """The requester wrote to the council; the words stand elsewhere, vouched for by `row_seal` ("" in old records)."""

    kind = "requester_wrote"
    note: str
    row_seal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSent(CaseEvent):
    """The requester sent a file; its name and its bytes stand elsewhere."""

    kind = "file_sent"
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChecked(CaseEvent):
    """A file was looked at for viruses."""

    kind = "file_checked"
    file: str
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyTaken(CaseEvent):
    """A reply that came another way was put into the case; `message` is the one it answers, "" for none."""

    kind = "reply_taken"
    note: str
    message: str
    channel: Channel
    came_on: date
    row_seal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDestroyed(CaseEvent):
    """A proof that the requester sent is not kept any longer."""

    kind = "file_destroyed"
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpAsked(CaseEvent):
    """The requester asked for something more about this request: a complaint, or to have the answer put right."""

    kind = "follow_up_asked"
    right: Right
    note: str
    row_seal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpOpened(CaseEvent):
    """What was asked for is a case of its own."""

    kind = "follow_up_opened"
    right: Right
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeChanged(CaseEvent):
    """The requester asks for more or for less than before; `changed_on` moves no clock."""

    kind = "scope_changed"
    changed_on: date
    categories: tuple[Category, ...] = ()
    from_on: date | None = None
    until_on: date | None = None
    dated: tuple[Category, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWithdrawn(CaseEvent):
    """The requester took the request back: nothing more is done.

    `channel` is how they told staff, who wrote down in `record` who it was; None and "" where they did it themselves.
    """

    kind = "request_withdrawn"
    withdrawn_on: date
    channel: Channel | None = None
    record: str = ""
