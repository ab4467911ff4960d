"""A count, in figures."""

from __future__ import annotations

from typing import Any

from wtforms.validators import ValidationError

from portal.web.fields import TextField
from portal.web.words import say


class NumberField(TextField):
    """One line that holds a whole number from 0."""

    def __init__(self, label: str, **others: Any) -> None:
        super().__init__(label, longest=9, inputmode="numeric", classes="govuk-input--width-5", **others)
        self.count = 0

    def pre_validate(self, form: Any) -> None:
        """Turn what was typed into a number."""
        super().pre_validate(form)
        typed = (self.data or "").replace(",", "")
        if typed and not (typed.isascii() and typed.isdigit()):
            raise ValidationError(say("Enter a number in figures, like 12"))
        self.count = int(typed or "0")
