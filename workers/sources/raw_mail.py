"""A mail that has not been parsed, and the places where mails lie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMail:
    """A mail where it lies; `name` tells people which it is when its Message-ID is not known.

    `content` fetches its bytes, or only its head where `problem` says that the rest is not read; it raises Unread.
    `kept` gives a way to the same bytes that does not hold them in memory. `place` leads back to it; `stamp` gives a
    text that changes with it, "" when that cannot be told.
    """

    name: str
    content: Callable[[], bytes]
    kept: Callable[[bytes], Callable[[], bytes]]
    problem: str = ""
    is_outlook: bool = False
    place: str = ""
    stamp: Callable[[], str] = str


class MailPlace(Protocol):
    """Where mails lie."""

    def mails(self) -> Iterator[RawMail]:
        """Give the mails, one after another."""

    def mail(self, place: str) -> RawMail:
        """Give the mail that lies at a place."""


def unread_mail(name: str, problem: str) -> RawMail:
    """A place in a mailbox of which nothing is read."""
    return RawMail(name=name, content=bytes, kept=lambda content: partial(bytes, content), problem=problem)
