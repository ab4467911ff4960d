"""The ESS sources a case is searched in, and what came of each search."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SearchState(StrEnum):
    """How far the search of one source has come."""

    PENDING = "pending"
    SEARCHED = "searched"
    FAILED = "failed"
    WAITING = "waiting"
    LEFT_OUT = "left_out"


class Band(StrEnum):
    """How sure a find is."""

    MATCH = "match"
    POSSIBLE = "possible"


class ReadState(StrEnum):
    """How far a found document has come on its way to the reviewer."""

    FOUND = "found"
    READ = "read"
    UNREADABLE = "unreadable"
    TO_RETRIEVE = "to_retrieve"


class StoresOrigin(StrEnum):
    """Where the stores in force are described."""

    FILE = "file"
    REGISTER = "register"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSystem:
    """One ESS store, as the installation's stores file or the portal's own register describes it."""

    key: str
    title: str
    kind: str
    regime: str
    lawful_basis: str = ""
    origin: StoresOrigin = StoresOrigin.FILE


# Searched by people, who are asked by mail and answer with files.
ASKED_KIND = "team"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceProgress:
    """One source's search within a case; `record` names why it is answered without it."""

    key: str
    state: SearchState
    attempt: int = 1
    looked_at: int = 0
    found: int = 0
    possible: int = 0
    unreadable: int = 0
    altered: int = 0
    gone: int = 0
    reason: str = ""
    gap_accepted: bool = False
    record: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether the case can be answered as far as this source goes."""
        return self.state is SearchState.SEARCHED or self.gap_accepted


def may_be_searched_again(state: SearchState | None, kind: str) -> bool:
    """Whether a source is neither being searched nor waited for; people who answered are asked by a letter."""
    if state in (None, SearchState.FAILED, SearchState.LEFT_OUT):
        return True
    return state is SearchState.SEARCHED and kind != ASKED_KIND
