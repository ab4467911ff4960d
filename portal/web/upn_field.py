"""A unique pupil number (UPN), as people write it down."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from stdnum.gb import upn
from wtforms.validators import ValidationError

from portal.web.fields import TextField
from portal.web.words import say

# A check letter, eleven digits, and a digit or, in a temporary number, a letter (Department for Education, UPN guide).
SHAPE = re.compile(r"[A-HJ-NP-RT-Z][0-9]{11}[A-HJ-NP-RT-Z0-9]")
_WRONG = "A UPN is a letter and 12 more characters, nearly all of them numbers. Check it, or leave this empty"


class UpnField(TextField):
    """A pupil number that may be left out; its check letter is checked: nobody is looked for under somebody else's."""

    def pre_validate(self, form: Any) -> None:
        """Say what cannot be a pupil number."""
        super().pre_validate(form)
        if self.data and not is_upn(upn_in(self.data)):
            raise ValidationError(say(_WRONG))


def is_upn(number: str) -> bool:
    """Whether a number has the shape of a UPN and the check letter that belongs to it."""
    return bool(SHAPE.fullmatch(number)) and upn.calc_check_digit(number[1:]) == number[0]


def upn_in(typed: str) -> str:
    """The pupil number in what somebody typed, without what stands between its parts."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", typed) if sign.isalnum()).upper()
