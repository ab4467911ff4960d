"""One thing done to each of several cases by itself: what cannot be done to one of them leaves the others alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import flash

from portal.staff.permissions import actor
from portal.web.resources import resources
from portal.web.transaction import reading
from requests_.errors import RightsRequestError
from requests_.ids import CaseId
from requests_.store.queries.handling import open_references
from templates.filters import plural, plural_or

if TYPE_CHECKING:
    from requests_.store.session import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class EachDone:
    """How many it was done to; of the others the reference and why not.

    `closed` is how many it was not done to that are closed to whoever asked: which, and why, is not theirs to know.
    """

    done: int
    left: tuple[tuple[str, str], ...]
    closed: int

    def tell(self, did: str) -> None:
        """Say what came of it, one line each: `did` is what was done, as `flagged`. What was not done is no success."""
        if self.done or not (self.left or self.closed):
            flash(f"{plural(self.done, 'request')} {did}.")
        for reference, why in self.left:
            flash(f"{reference} was not {did}: {why}", "fault")
        if self.closed:
            are = plural_or(self.closed, "is", "are")
            flash(f"{plural(self.closed, 'request')} that {are} not open to you: nothing was done.", "fault")


def each_case(chosen: Iterable[CaseId], do: Callable[[UnitOfWork, CaseId], object]) -> EachDone:
    """Do it to each in a transaction of its own."""
    keys = list(dict.fromkeys(chosen))
    shown = open_references(reading(), keys, actor())
    done, closed, left = 0, 0, []
    for key in keys:
        try:
            with resources().unit_of_work() as work:
                do(work, key)
                work.commit()
        except RightsRequestError as fault:
            if key in shown:
                left.append((shown[key], fault.public_message))
            else:
                closed += 1
        else:
            done += 1
    return EachDone(done=done, left=tuple(sorted(left)), closed=closed)
