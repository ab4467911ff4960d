"""Identifiers: opaque keys for rows, and the case reference that people read out over the telephone."""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import NewType
from uuid import uuid4

CaseId = NewType("CaseId", str)
PersonId = NewType("PersonId", str)
DocumentId = NewType("DocumentId", str)
MarkId = NewType("MarkId", str)
PackId = NewType("PackId", str)
StaffId = NewType("StaffId", str)
MessageId = NewType("MessageId", str)

READABLE_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXY"
# References were counted once, and had five digits: theirs and the drawn ones never meet.
FIRST_DRAWN, LAST_DRAWN = 1_000_000, 9_999_999
REFERENCE_IN_TEXT = re.compile(r"\bRR-?[0-9]{4}-?(?:[0-9]{7}|[0-9]{5})-?[A-Z]\b", re.IGNORECASE)
_REFERENCE = re.compile(r"RR(?P<year>[0-9]{4})(?P<number>[0-9]{1,5}|[1-9][0-9]{6})(?P<letter>[A-Z])")
_CHECK_LETTERS = "ABCDEFGHJKLMNPRTUVWXYZ"
# By the place of a digit: no multiple of 11, a factor of the 22 letters, or what a digit adds would be lost.
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13)


def new_id() -> str:
    """A fresh opaque key: 32 hexadecimal digits."""
    return uuid4().hex


def new_secret() -> str:
    """A fresh secret for a link or a session: 256 bits, URL-safe."""
    return secrets.token_urlsafe(32)


def readable_code(signs: int) -> str:
    """A fresh code to be typed by hand: none of its 31 signs is mistaken for another; 4.95 bits each."""
    return "".join(secrets.choice(READABLE_SIGNS) for _ in range(signs))


def entry_word() -> str:
    """A fresh word that is needed beside a code, such as `7KQ2-XW4R`: 39 bits, for what is tried beside a code."""
    signs = readable_code(8)
    return f"{signs[:4]}-{signs[4:]}"


def typed_signs(typed: str) -> str:
    """The signs of a code somebody typed: capitals and digits, whatever stands between them."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def digest_of(secret: str) -> str:
    """What is kept of a secret that has 128 bits or more: its SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def check_letter(year: int, number: int) -> str:
    """The last letter of a case reference: catches every wrong digit, and every two of a number that changed places."""
    digits = f"{year:04d}{number:05d}"
    weighted = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return _CHECK_LETTERS[weighted % len(_CHECK_LETTERS)]


def drawn_number() -> int:
    """A number for a reference, by chance: it tells neither how many came before it nor which comes next."""
    return FIRST_DRAWN + secrets.randbelow(LAST_DRAWN - FIRST_DRAWN + 1)


def case_reference(year: int, number: int) -> str:
    """A reference such as `RR-2026-4821397-K`, or `RR-2026-00042-K` of the time when they were counted."""
    return f"RR-{year:04d}-{number:05d}-{check_letter(year, number)}"


def breach_reference(year: int, number: int) -> str:
    """A reference such as `PB-2026-4821397-K`; its numbers are of the same series as those of cases."""
    return f"PB{case_reference(year, number)[2:]}"


def normal_reference(typed: str) -> str | None:
    """The reference someone meant by what they typed, or None when it cannot be one.

    Spaces, lower case, missing hyphens and missing zeros before a counted number are forgiven; a wrong check letter is
    not.
    """
    signs = "".join(character for character in typed.upper() if character.isalnum())
    parts = _REFERENCE.fullmatch(signs)
    if parts is None:
        return None
    year, number = int(parts["year"]), int(parts["number"])
    return case_reference(year, number) if check_letter(year, number) == parts["letter"] else None
