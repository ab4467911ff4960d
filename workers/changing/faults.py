"""Why something is not changed."""

from __future__ import annotations

from requests_.errors import RightsRequestError


class ChangeRefused(RightsRequestError):
    """A change that is not made as it was planned; `source` is the store that it was to be made in."""

    code = "change_refused"

    def __init__(self, public_message: str, *, source: str = "") -> None:
        super().__init__(public_message, source=source)
        self.source = source


class RefusedByStore(ChangeRefused):
    """A store's own rule stands against a change."""


class StoreBusy(RightsRequestError):
    """A store that cannot be reached or written for now: the work is tried again."""

    code = "store_busy"


class LeftHalf(RightsRequestError):
    """Something was changed that could not be put back when another store refused: a person has to look at once."""

    code = "left_half"
