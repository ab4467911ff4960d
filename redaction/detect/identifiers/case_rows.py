"""Vehicles, penalty notices, court cases and police references."""

from __future__ import annotations

import re

from redaction.detect.identifiers.rows import Identifier, Near, labelled

_REFERENCE = r"[ ]?(?:no|nos|number|num|ref|reference|id)?[.:#]*[ \t\n]*"

CASE_ROWS: tuple[Identifier, ...] = (
    Identifier(
        "vehicle",
        re.compile(r"(?<!\w)[A-HJ-PR-Y][A-HJ-PR-Y](?:[0257][1-9]|[1-8]\d|0\d)[ ]?[A-HJ-PR-Z]{3}(?!\w)"),
        "DVLA INF104",
        near=Near.LETTER,
    ),
    Identifier(
        "vehicle",
        re.compile(r"(?<!\w)(?:[A-Z]\d{1,3} ?[A-Z]{3}|[A-Z]{3} ?\d{1,3}[A-Z]?|[A-Z]{1,3} ?\d{1,4})(?!\w)"),
        "DVLA INF104",
        None,
        labelled("reg(?:istration)?|vehicle|car|van|number plate|vrm"),
        words=("reg", "vehicle", "car", "van", "plate", "vrm"),
    ),
    Identifier(
        "penalty_notice",
        re.compile(r"(?<=[\s:.#])[A-Z]{0,4}[/-]?\d[\dA-Z/-]{3,}(?!\w)"),
        "Education (Penalty Notices) Regulations 2007",
        None,
        re.compile(rf"\b(?:PCN|FPN|penalty(?: charge)? notice|fixed penalty(?: notice)?){_REFERENCE}$", re.I),
        words=("pcn", "fpn", "penalty"),
    ),
    Identifier(
        "court_case",
        re.compile(r"(?<=[\s:.#])(?!(?<=[Uu][Rr][Nn][ \t\n:])\d{6}\b)[A-Z]{0,4}[/-]?\d[\dA-Z/-]{4,}(?!\w)"),
        "HMCTS; CPS unique reference number",
        None,
        re.compile(rf"\b(?:URN|court(?: case)?|claim|summons|laid|CPS|libra){_REFERENCE}$", re.I),
        words=("urn", "court", "claim", "summons", "laid", "cps", "libra"),
    ),
    Identifier(
        "police_reference",
        re.compile(r"(?<=[\s:.#])[A-Z\d]{1,4}[/-]?\d[\dA-Z/-]{3,}(?!\w)"),
        "police crime and incident numbers",
        None,
        re.compile(rf"\b(?:crime|police|incident|niche|PNC|custody){_REFERENCE}$", re.I),
        words=("crime", "police", "incident", "niche", "pnc", "custody"),
    ),
)
