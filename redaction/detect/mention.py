"""What a detector hands on: a stretch of a reading, and who it may be."""

from __future__ import annotations

from dataclasses import dataclass

PERSON = "person"
CUE = "cue:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A half-open span of `Reading.plain` and what it is.

    `keys` are the people it may be (none: nobody listed); `doubt` says in a few words why a person must look, "" when
    nothing is in doubt. `harmless` marks what is found but belongs to an organisation. `name` is the folded name of
    somebody nobody listed; `shared` that it fits several listed people and so is taken for none of them.
    """

    start: int
    end: int
    kind: str
    detector: str
    keys: tuple[str, ...] = ()
    why: str = ""
    doubt: str = ""
    name: str = ""
    score: float = 1.0
    harmless: bool = False
    shared: bool = False
