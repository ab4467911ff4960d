"""Showing where somebody can be reached: never in one press unseen, and one by one while an address is protected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

CONTACT_KINDS = frozenset({"address", "postcode", "phone", "email"})
ONE_BY_ONE = (
    "An address is protected in this request, or in another about the same family: an address, telephone number or "
    "email address is shown one at a time, with the reason, in the document where it stands."
)
LOOK_FIRST = "Look at each address, telephone number and email address first: they are listed here."


class Marked(Protocol):
    """A mark, as far as it matters here."""

    @property
    def kind(self) -> str:
        """What it is."""

    @property
    def text(self) -> str:
        """The words that are marked."""


def contact_values(marks: Iterable[Marked]) -> Counter[tuple[str, str]]:
    """Each address, postcode, number and mailbox with its kind, and in how many places it stands."""
    return Counter((mark.kind, " ".join(mark.text.split())) for mark in marks if mark.kind in CONTACT_KINDS)
