"""A mail that has not been parsed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMail:
    """A mail where it lies; `name` tells people which it is when its Message-ID is not known.

    `content` fetches its bytes, or only its head where `problem` says that the rest is not read; it raises Unread.
    `kept` gives a way to the same bytes that does not hold them in memory.
    """

    name: str
    content: Callable[[], bytes]
    kept: Callable[[bytes], Callable[[], bytes]]
    problem: str = ""
    is_outlook: bool = False


def unread_mail(name: str, problem: str) -> RawMail:
    """A place in a mailbox of which nothing is read."""
    return RawMail(name=name, content=bytes, kept=lambda content: partial(bytes, content), problem=problem)
