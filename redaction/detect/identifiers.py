"""Identifiers of people in a text: one row of IDENTIFIERS a pattern, each with its check and its source.

Whose an identifier is comes from the listed people (`contacts`); one that points to nobody listed is somebody's all
the same
and is referred. Only what plainly belongs to an organisation is let through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from redaction.detect import contacts, validators
from redaction.detect.mention import Mention
from redaction.detect.roster import Roster
from redaction.normalise import Reading

DETECTOR = "identifiers"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One kind of identifier: how it is written, what proves it, and who says so.

    `before` must stand shortly before it (or, when `proven` holds, need not). `gate` is what its line must hold
    at least, and `words`
    what the whole text must: quick tests that spare the slow one.
    """

    kind: str
    pattern: re.Pattern[str]
    source: str
    proven: Callable[[str], bool] | None = None
    before: re.Pattern[str] | None = None
    gate: re.Pattern[str] | None = None
    words: tuple[str, ...] = ()


_MANY_DIGITS = re.compile(r"\d(?:[ .()/-]{0,2}\d){5}")
_LETTER_BY_DIGIT = re.compile(r"[A-Za-z] ?\d")
_NUMBER_THEN_NAME = re.compile(r"\d[A-Za-z]?,? [A-Z]")
_AT = re.compile("@")


def _label(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b[^\n]{{0,24}}$", re.I)


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_STREETS = (
    r"(?:Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Close|Cl|Drive|Dr|Crescent|Cres|Terrace|Gardens|Gdns|Grove|Square|"
    r"Mews|Parade|Court|Way|Walk|Rise"
    r"|Row|Hill|Place|Green|View|Park|Mount|Croft|Meadow|Meadows|Fold|Broadway|Parkway|Highway|Villas|Quay|"
    r"Wharf|Path|Passage|Circle|Heights)"
)
_REFERENCE = r"[ ]?(?:no|nos|number|num|ref|reference|id)?[.:#]*[ ]*"

IDENTIFIERS: tuple[Identifier, ...] = (
    Identifier(
        "email", re.compile(r"[\w.+'-]*\w ?@ ?\w[\w-]*(?:\.\w[\w-]*)+"), "RFC 5322 addr-spec, common subset", gate=_AT
    ),
    Identifier(
        "online_profile",
        re.compile(
            r"(?:https?://)?(?:[\w-]+\.)?(?:facebook|instagram|twitter|tiktok|snapchat|linkedin|youtube|"
            r"threads)\.com/[\w.@/?=-]+"
            r"|https?://[^\s<>\"]+[/?&=](?:~|u/|user/|users/|profile/|people/|in/|id=)[^\s<>\"]+|"
            r"(?<![\w.@])@[A-Za-z_][\w.]{2,29}\b",
            re.I,
        ),
        "path of a personal page; handle after an at sign",
    ),
    Identifier(
        "upn",
        re.compile(r"(?<![\w-])[A-HJ-NP-RT-Za-z] ?\d{3} ?\d{4} ?\d{4}[\dA-Za-z](?![\w-])"),
        "DfE, Unique pupil numbers",
        gate=_MANY_DIGITS,
    ),
    Identifier(
        "national_insurance",
        re.compile(
            r"(?<!\w)(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ "
            r"-]?[A-D](?!\w)",
            re.I,
        ),
        "HMRC NIM39110",
        gate=_MANY_DIGITS,
    ),
    Identifier(
        "driving_licence",
        re.compile(r"(?<!\w)[A-Z9]{5}[ ]?\d{6}[ ]?[A-Z9]{2}\d[A-Z]{2}(?:[ ]?\d\d)?(?!\w)"),
        "DVLA driver number",
        gate=_MANY_DIGITS,
    ),
    Identifier("iban", re.compile(r"(?<!\w)GB\d\d[ ]?[A-Z]{4}(?:[ ]?\d){14}(?!\w)"), "ISO 13616", gate=_MANY_DIGITS),
    Identifier(
        "nhs_number",
        re.compile(r"(?<![\w-])(?<!0044 )(?<!\+44 )\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])"),
        "NHS Data Dictionary, NHS NUMBER",
        lambda text: text[0] != "0" and validators.is_nhs_number(text),
        _label("nhs"),
        gate=_MANY_DIGITS,
    ),
    Identifier(
        "payment_card",
        re.compile(r"(?<![\w-])[1-9]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d{1,7}(?![\w-])"),
        "ISO/IEC 7812-1",
        validators.is_card_number,
        re.compile("$^"),
        gate=_MANY_DIGITS,
    ),
    Identifier(
        "phone",
        re.compile(
            r"(?<![\w/])(?:\+ ?44[ .-]?(?:\(0\))?|0044[ .-]?|\(0|0)\)?(?:[ .()-]{0,2}\d){9,11}(?!\d)|"
            r"(?<![\w/])\+[1-9](?:[ .-]?\d){7,13}(?!\d)"
        ),
        "Ofcom, National Telephone Numbering Plan",
        validators.is_phone,
        re.compile("$^"),
        gate=_MANY_DIGITS,
    ),
    Identifier(
        "uln",
        re.compile(r"(?<![\w-])[1-9]\d{9}(?![\w-])"),
        "Learning Records Service",
        validators.is_uln,
        _label("uln|learner number|unique learner"),
        gate=_MANY_DIGITS,
    ),
    Identifier(
        "sort_code",
        re.compile(r"(?<![\w-])\d\d[ -]?\d\d[ -]?\d\d(?![\w-])"),
        "Pay.UK",
        None,
        _label("sort(?:ing)?[ -]?code|s/c"),
        words=("sort", "s/c"),
    ),
    Identifier(
        "bank_account",
        re.compile(r"(?<![\w-])\d{8}(?![\w-])"),
        "Pay.UK",
        None,
        _label("account|acct?|a/c|acc no|acc"),
        words=("acc", "a/c"),
    ),
    Identifier(
        "passport",
        re.compile(r"(?<!\w)(?:\d{9}|[A-Z]{2}\d{7}|[A-Z]\d{8})(?!\w)"),
        "HM Passport Office",
        None,
        _label("passport"),
        words=("passport",),
    ),
    Identifier(
        "postcode",
        re.compile(
            r"(?<!\w)(?:[A-PR-UWYZa-pr-uwyz][A-HK-Ya-hk-y]?\d[\dA-HJKMNPR-Ya-hjkmnpr-y]?[ "
            r"]{1,3}\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}"
            r"|[A-PR-UWYZ][A-HK-Y]?\d[\dA-HJKMNPR-Y]?\d[ABD-HJLNP-UW-Z]{2}|GIR ?0AA)(?!\w)"
        ),
        "BS 7666-2, Royal Mail PAF",
        gate=_LETTER_BY_DIGIT,
    ),
    Identifier(
        "address",
        re.compile(
            rf"(?<![\w/.-])(?:(?:Flat|Apartment|Apt|Unit|Room) ?\w{{1,4}},? (?:[A-Z][\w']+ (?:House|Court|Point|"
            rf"Tower),? )?)?"
            rf"\d{{1,4}}[A-Za-z]?,? (?:(?:[A-Z][\w'.-]*|of|the|on|St) ){{0,3}}[A-Z][\w'.-]* {_STREETS}\b(?:,? "
            rf"(?:North|South|East|West)\b)?"
        ),
        "BS 7666, street descriptor",
        gate=_NUMBER_THEN_NAME,
    ),
    Identifier(
        "vehicle",
        re.compile(r"(?<!\w)[A-HJ-PR-Y][A-HJ-PR-Y](?:[0257][1-9]|[1-8]\d|0\d)[ ]?[A-HJ-PR-Z]{3}(?!\w)"),
        "DVLA INF104",
        gate=_LETTER_BY_DIGIT,
    ),
    Identifier(
        "vehicle",
        re.compile(r"(?<!\w)(?:[A-Z]\d{1,3} ?[A-Z]{3}|[A-Z]{3} ?\d{1,3}[A-Z]?|[A-Z]{1,3} ?\d{1,4})(?!\w)"),
        "DVLA INF104",
        None,
        _label("reg(?:istration)?|vehicle|car|van|number plate|vrm"),
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
        re.compile(r"(?<=[\s:.#])[A-Z]{0,4}[/-]?\d[\dA-Z/-]{4,}(?!\w)"),
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
    Identifier(
        "date_of_birth",
        re.compile(
            rf"(?<![\w/.-])(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})|\d{{1,2}} / \d{{1,2}} / (?:\d{{4}}|"
            rf"\d\d)|\d{{4}}[-/.]\d{{2}}[-/.]\d{{2}}"
            rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -](?:of )?{_MONTH}\.?,?[ -]?(?:\d{{4}}|'?\d\d)|{_MONTH}\.? "
            rf"\d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
            rf"|\d{{1,2}} \d{{1,2}} \d{{4}}|\d{{8}})(?![\w/-])(?!\.\d)",
            re.I,
        ),
        "day, month and year in the usual orders",
    ),
)
_WORTH_READING = re.compile(r"[^\n]*[0-9@][^\n]*|[^\n]*\.com/[^\n]*")


def find_identifiers(reading: Reading, roster: Roster) -> list[Mention]:
    """Every identifier of a person, with its owners where they are listed."""
    found: list[Mention] = []
    born = contacts.BirthDates(reading.plain, roster)
    rows = [row for row in IDENTIFIERS if not row.words or any(word in reading.folded for word in row.words)]
    if not born.possible:
        rows = [row for row in rows if row.kind != "date_of_birth"]
    for line in _WORTH_READING.finditer(reading.plain):
        taken: list[tuple[int, int]] = []
        for row, start, end in _in_line(line, rows, taken):
            mention = (
                born.mention(start, end)
                if row.kind == "date_of_birth"
                else contacts.mention(row.kind, start, end, reading, roster)
            )
            if mention is not None:
                taken.append((start, end))
                found.append(mention)
    found.sort(key=lambda one: one.start)
    return found


def _in_line(
    line: re.Match[str], rows: list[Identifier], taken: list[tuple[int, int]]
) -> Iterator[tuple[Identifier, int, int]]:
    """Matches of every row in a line, none over another's; `taken` grows while this is read."""
    text, offset = line.group(), line.start()
    opened: dict[re.Pattern[str], bool] = {}
    for row in rows:
        if row.gate is not None:
            if row.gate not in opened:
                opened[row.gate] = row.gate.search(text) is not None
            if not opened[row.gate]:
                continue
        for match in row.pattern.finditer(text):
            start, end = match.start() + offset, match.end() + offset
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            proven = row.proven is not None and row.proven(match.group())
            if proven or row.before is None or row.before.search(text, max(0, match.start() - 48), match.start()):
                yield row, start, end
