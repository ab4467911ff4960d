"""Check digits and one canonical spelling for each kind of identifier, so that two ways of writing it compare equal."""

from __future__ import annotations

import re

from stdnum import luhn
from stdnum.gb import nhs
from stdnum.gb.upn import calc_check_digit

_ULN_WEIGHTS = range(10, 1, -1)


def compact(text: str) -> str:
    """Letters and digits only, in capitals."""
    return "".join(letter for letter in text if letter.isalnum()).upper()


def is_upn(text: str) -> bool:
    """Whether the check letter of a unique pupil number is right; the list of local authorities is not enforced.

    Source: DfE, Unique pupil numbers, guidance, annex on the check letter. A temporary number ends in a letter of
    its own.
    """
    number = compact(text)
    return bool(re.fullmatch(r"[A-HJ-NP-RT-Z]\d{11}[\dA-Z]", number)) and calc_check_digit(number[1:]) == number[0]


def is_nhs_number(text: str) -> bool:
    """Whether the modulus 11 check digit of an NHS number is right. Source: NHS Data Dictionary, NHS NUMBER."""
    return bool(nhs.is_valid(compact(text)))


def is_uln(text: str) -> bool:
    """Whether the check digit of a unique learner number is right. Source: Learning Records Service, ULN rules."""
    number = compact(text)
    if not re.fullmatch(r"[1-9]\d{9}", number):
        return False
    remainder = sum(weight * int(digit) for weight, digit in zip(_ULN_WEIGHTS, number, strict=False)) % 11
    return remainder != 0 and 10 - remainder == int(number[9])


def is_card_number(text: str) -> bool:
    """Whether a payment card number passes the Luhn check. Source: ISO/IEC 7812-1."""
    number = compact(text)
    return 13 <= len(number) <= 19 and bool(luhn.is_valid(number))


def phone(text: str) -> str:
    """A phone number's digits as dialled inside the United Kingdom."""
    digits = re.sub(r"\D", "", re.sub(r"\(0\)", "", text))
    if text.lstrip(" (").startswith("+44") or digits.startswith("0044"):
        digits = "0" + digits.removeprefix("00").removeprefix("44").lstrip("0")
    return digits


def is_phone(text: str) -> bool:
    """Whether the digits can be a number of the national plan, or an international one. Source: Ofcom numbering
    plan."""
    digits = phone(text)
    if text.lstrip(" (").startswith("+") and not digits.startswith("0"):
        return 8 <= len(digits) <= 15
    return 10 <= len(digits) <= 12 and bool(re.match(r"0[1235789]", digits)) and len(set(digits)) > 2


def phone_on_a_line(text: str) -> int:
    """How much of a written number is one: up to a line end before which it is complete, else all of it.

    A number has eleven digits with its 0, a few have ten; ten before the line end may be eleven that were broken.
    """
    if "\n" not in text:
        return len(text)
    first = text.partition("\n")[0].rstrip(" .(-")
    digits, joined = len(phone(first)), len(phone(text))
    complete = is_phone(first) and (digits == 11 or (digits == 10 and joined != 11))
    return len(first) if complete or (digits > 11 and is_phone(first)) else len(text)


def is_shared_phone(text: str) -> bool:
    """Whether a number belongs to an organisation by its prefix (03, 08, 09), never to a household."""
    return phone(text).startswith(("03", "08", "09"))
