"""A unique pupil number (UPN), as people write it down."""

from __future__ import annotations

import re
from typing import Any

from wtforms.validators import ValidationError

from portal.web.fields import TextField
from portal.web.words import say

# A check letter, eleven digits, and a digit or, in a temporary number, a letter (Department for Education, UPN guide).
SHAPE = re.compile(r"[A-Z][0-9]{11}[A-Z0-9]")
_WRONG = "A UPN is a letter and 12 more characters, nearly all of them numbers. Check it, or leave this empty"


class UpnField(TextField):
    """A pupil number that may be left out; its shape is checked, so that nobody is looked for under something else."""

    def pre_validate(self, form: Any) -> None:
        """Say what cannot be a pupil number."""
        super().pre_validate(form)
        if self.data and not SHAPE.fullmatch(upn_in(self.data)):
            raise ValidationError(say(_WRONG))


def upn_in(typed: str) -> str:
    """The pupil number in what somebody typed."""
    return typed.replace(" ", "").upper()
