"""What to look at before a request is accepted: one row a check, with the other cases that it found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from requests_.model.links import LinkKind, LinkReason
from requests_.store.queries.links import LinkRow

_REACHED_BY = {LinkReason.ADDRESS, LinkReason.REQUESTER_EMAIL, LinkReason.REQUESTER_PHONE}


@dataclass(frozen=True, slots=True)
class Preflight:
    """One check: what is looked for, and whether another case is it."""

    says: str
    fits: Callable[[LinkRow], bool]


@dataclass(frozen=True, slots=True)
class Looked:
    """One check as it came out; `found` are references, none when all is well."""

    says: str
    found: tuple[str, ...]


PREFLIGHT: tuple[Preflight, ...] = (
    Preflight("Asked for twice while the first is open", lambda row: row.may_be_duplicate),
    Preflight(
        "Other requests about the same person",
        lambda row: row.link is LinkKind.SAME_PERSON and not row.may_be_duplicate,
    ),
    Preflight(
        "Asked about the same person from another address, email and telephone",
        lambda row: row.link is LinkKind.SAME_PERSON and bool(row.reasons) and not _REACHED_BY & {*row.reasons},
    ),
    Preflight("Other requests about the same family", lambda row: row.link is LinkKind.SAME_FAMILY),
)


def preflight(others: tuple[LinkRow, ...]) -> tuple[Looked, ...]:
    """Every check against the cases that may belong together with the one to be accepted."""
    return tuple(Looked(row.says, tuple(each.reference for each in others if row.fits(each))) for row in PREFLIGHT)
