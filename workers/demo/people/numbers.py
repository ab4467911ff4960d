"""Numbers nobody has: pupil and NHS numbers with valid check characters, telephone numbers kept for drama."""

from __future__ import annotations

import random

# An abolished authority's number and an establishment number below any school's: valid in form, nobody's in fact.
_AUTHORITY = "837"
_ESTABLISHMENT = "0917"
_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def upn(*, entry_year: int, serial: int) -> str:
    """A unique pupil number with its check letter.

    Source: DfE, Unique pupil numbers: a guide, annex on check letters.
    """
    digits = f"{_AUTHORITY}{_ESTABLISHMENT}{entry_year % 100:02d}{serial % 1000:03d}"
    total = sum(weight * int(digit) for weight, digit in enumerate(digits, start=2))
    return _LETTERS[total % 23] + digits


def nhs_number(serial: int) -> str:
    """The `serial`th number of the 999 test range whose check digit exists (a remainder of 10 has none)."""
    body = 999_000_000 + serial * 7919 % 1_000_000
    while True:
        total = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), str(body), strict=True))
        check = (11 - total % 11) % 11
        if check < 10:
            return f"{body}{check}"
        body += 1


def mobile(rng: random.Random) -> str:
    """A mobile number of the range Ofcom keeps for drama."""
    return f"07700 900{rng.randrange(1000):03d}"


def landline(rng: random.Random) -> str:
    """A landline number of the range Ofcom keeps for drama."""
    return f"01632 960{rng.randrange(1000):03d}"
