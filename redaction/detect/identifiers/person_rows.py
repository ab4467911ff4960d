"""Numbers that one person has for life or for school: pupil, health, tax, licence and case-system numbers."""

from __future__ import annotations

import re

from redaction.detect import validators
from redaction.detect.identifiers.rows import Identifier, Near, labelled

_REFERENCE = r"[ ]?(?:no|nos|number|num|ref|reference|id)?[.:#]*[ \t\n]*"

PERSON_ROWS: tuple[Identifier, ...] = (
    Identifier(
        "upn",
        re.compile(r"(?<![\w-])[A-HJ-NP-RT-Za-z] ?\d{3} ?\d{4} ?\d{4}[\dA-Za-z](?![\w-])"),
        "DfE, Unique pupil numbers",
        near=Near.LONG_NUMBER,
    ),
    Identifier(
        "national_insurance",
        re.compile(
            r"(?<!\w)(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ "
            r"-]?[A-D](?!\w)",
            re.I,
        ),
        "HMRC NIM39110",
        near=Near.LETTERED_NUMBER,
    ),
    Identifier(
        "driving_licence",
        re.compile(r"(?<!\w)[A-Z9]{5}[ ]?\d{6}[ ]?[A-Z9]{2}\d[A-Z]{2}(?:[ ]?\d\d)?(?!\w)"),
        "DVLA driver number",
        near=Near.LETTERED_NUMBER,
    ),
    Identifier(
        "nhs_number",
        re.compile(r"(?<![\w-])(?<!0044 )(?<!\+44 )\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])"),
        "NHS Data Dictionary, NHS NUMBER",
        lambda text: text[0] != "0" and validators.is_nhs_number(text),
        labelled("nhs"),
        near=Near.LONG_NUMBER,
    ),
    Identifier(
        "uln",
        re.compile(r"(?<![\w-])[1-9]\d{9}(?![\w-])"),
        "Learning Records Service",
        validators.is_uln,
        labelled("uln|learner number|unique learner"),
        near=Near.LONG_NUMBER,
    ),
    Identifier(
        "passport",
        re.compile(r"(?<!\w)(?:\d{9}|[A-Z]{2}\d{7}|[A-Z]\d{8})(?!\w)"),
        "HM Passport Office",
        None,
        labelled("passport"),
        words=("passport",),
    ),
    Identifier(
        "social_care_number",
        re.compile(r"(?<=[\s:.#])[A-Z]{0,3}-?\d{4,12}(?!\w)"),
        "Mosaic, LCS and other case systems",
        None,
        re.compile(rf"\b(?:mosaic|lcs|ics|liquidlogic|eclipse|carefirst|social care|client|person){_REFERENCE}$", re.I),
        words=("mosaic", "lcs", "ics", "liquidlogic", "eclipse", "carefirst", "social care", "client", "person"),
    ),
    Identifier(
        "pupil_number",
        re.compile(r"(?<=[\s:.#])[A-Z]{0,3}\d{3,10}(?!\w)"),
        "school admission and candidate numbers",
        None,
        re.compile(
            r"\b(?:admission|admissions|adno|pupil|student|candidate|exam)[ ]?(?:no|number|ref|reference|"
            r"id)[.:#]*[ ]*$",
            re.I,
        ),
        words=("admission", "adno", "pupil", "student", "candidate", "exam"),
    ),
)
