"""A time of day, as people write it: 9:30, 09.30, 0930."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from wtforms.validators import ValidationError

from portal.web.fields import TextField
from portal.web.words import say

_TIME = re.compile(r"(\d{1,2})[:.]?(\d{2})")


class TimeField(TextField):
    """One line that holds a time of day, by the clock of 24 hours."""

    def __init__(self, label: str, **others: Any) -> None:
        super().__init__(label, longest=20, classes="govuk-input--width-5", **others)
        self.at = time(0)

    def pre_validate(self, form: Any) -> None:
        """Turn what was typed into a time, or say what one looks like."""
        super().pre_validate(form)
        if not self.data:
            return
        found = _TIME.fullmatch(self.data)
        if found is None or int(found[1]) > 23 or int(found[2]) > 59:
            raise ValidationError(say("Enter a time of day, like 9:30 or 16:05"))
        self.at = time(int(found[1]), int(found[2]))
