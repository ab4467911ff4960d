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
