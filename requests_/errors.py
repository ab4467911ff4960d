"""The one family of errors that people are shown."""

from __future__ import annotations

from typing import ClassVar


class RightsRequestError(Exception):
    """Something a person can be told in one plain line.

    `public_message` names the thing, the reason and the mend. `context` holds ids, codes, dates and counts for the log,
    never personal data. Subclasses set `code`, which the shells map to an answer.
    """

    code: ClassVar[str] = "rights_request_error"

    def __init__(self, public_message: str, **context: object) -> None:
        super().__init__(public_message)
        self.public_message = public_message
        self.context = context


class NotFound(RightsRequestError):
    """There is no such thing, or the asker may not know that there is."""

    code = "not_found"


class NotAllowed(RightsRequestError):
    """The asker may not do this."""

    code = "not_allowed"


class Conflict(RightsRequestError):
    """The case does not stand as the asker thought."""

    code = "conflict"


class InvalidCommand(RightsRequestError):
    """What was asked for makes no sense."""

    code = "invalid_command"


class Unavailable(RightsRequestError):
    """Something needed is down for now; nothing was changed."""

    code = "unavailable"
