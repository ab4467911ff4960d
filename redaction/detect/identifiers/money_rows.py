"""Bank accounts and payment cards."""

from __future__ import annotations

import re

from redaction.detect import validators
from redaction.detect.identifiers.rows import Identifier, Near, labelled

MONEY_ROWS: tuple[Identifier, ...] = (
    Identifier(
        "iban", re.compile(r"(?<!\w)GB\d\d[ ]?[A-Z]{4}(?:[ ]?\d){14}(?!\w)"), "ISO 13616", near=Near.LONG_NUMBER
    ),
    Identifier(
        "payment_card",
        re.compile(r"(?<![\w-])[1-9]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d{1,7}(?![\w-])"),
        "ISO/IEC 7812-1",
        validators.is_card_number,
        re.compile("$^"),
        near=Near.LONG_NUMBER,
    ),
    Identifier(
        "sort_code",
        re.compile(r"(?<![\w-])\d\d[ -]?\d\d[ -]?\d\d(?![\w-])"),
        "Pay.UK",
        None,
        labelled("sort(?:ing)?[ -]?code|s/c"),
        words=("sort", "s/c"),
    ),
    Identifier(
        "bank_account",
        re.compile(r"(?<![\w-])\d{8}(?![\w-])"),
        "Pay.UK",
        None,
        labelled("account|acct?|a/c|acc no|acc"),
        words=("acc", "a/c"),
    ),
)
