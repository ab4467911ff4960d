"""Identifiers of people in a text: one row of IDENTIFIERS a pattern, each with its check and its source.

Whose an identifier is comes from the listed people (`contacts`); one that points to nobody listed is somebody's all the
same and is referred. Only what plainly belongs to an organisation is let through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import chain

from redaction.detect import contacts, validators
from redaction.detect.cells import grid_of
from redaction.detect.cover import Cover
from redaction.detect.mention import Mention
from redaction.detect.roster import Roster
from redaction.normalise import Reading

DETECTOR = "identifiers"


class Near(Enum):
    """What a kind of identifier stands beside."""

    AT = auto()
    LONG_NUMBER = auto()
    LETTERED_NUMBER = auto()
    LETTER = auto()
    STREET_NUMBER = auto()
    DATE = auto()
    LABEL = auto()


# Characters to read left and right of what an identifier stands beside.
_REACH = {
    Near.AT: (70, 70),
    Near.LONG_NUMBER: (12, 12),
    Near.LETTERED_NUMBER: (8, 8),
    Near.LETTER: (8, 8),
    Near.STREET_NUMBER: (60, 70),
    Near.DATE: (16, 30),
    Near.LABEL: (4, 24),
}


@dataclass(frozen=True, slots=True)
class Identifier:
    """One kind of identifier: how it is written, what proves it, and who says so.

    `before` must stand shortly before it (or, when `proven` holds, need not). `near` says beside what it is looked
    for, and `words` what the text must hold at least: both spare the slow test.
    """

    kind: str
    pattern: re.Pattern[str]
    source: str
    proven: Callable[[str], bool] | None = None
    before: re.Pattern[str] | None = None
    near: Near = Near.LABEL
    words: tuple[str, ...] = ()


def _label(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b[^\r]{{0,24}}$", re.I)


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
_REFERENCE = r"[ ]?(?:no|nos|number|num|ref|reference|id)?[.:#]*[ \t\n]*"

IDENTIFIERS: tuple[Identifier, ...] = (
    Identifier(
        "email",
        re.compile(r"[\w.+'-]*\w ?@ ?\w[\w-]*(?:\.\w[\w-]*)+"),
        "RFC 5322 addr-spec, common subset",
        near=Near.AT,
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
        near=Near.AT,
    ),
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
        "iban", re.compile(r"(?<!\w)GB\d\d[ ]?[A-Z]{4}(?:[ ]?\d){14}(?!\w)"), "ISO 13616", near=Near.LONG_NUMBER
    ),
    Identifier(
        "nhs_number",
        re.compile(r"(?<![\w-])(?<!0044 )(?<!\+44 )\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])"),
        "NHS Data Dictionary, NHS NUMBER",
        lambda text: text[0] != "0" and validators.is_nhs_number(text),
        _label("nhs"),
        near=Near.LONG_NUMBER,
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
        "phone",
        re.compile(
            r"(?<![\w/])(?:\+ ?44[ .-]?(?:\(0\))?|0044[ .-]?|\(0|0)\)?(?:[ .()\n-]{0,2}\d){9,11}(?!\d)|"
            r"(?<![\w/])\+[1-9](?:[ .-]?\d){7,13}(?!\d)"
        ),
        "Ofcom, National Telephone Numbering Plan",
        validators.is_phone,
        re.compile("$^"),
        near=Near.LONG_NUMBER,
    ),
    Identifier(
        "uln",
        re.compile(r"(?<![\w-])[1-9]\d{9}(?![\w-])"),
        "Learning Records Service",
        validators.is_uln,
        _label("uln|learner number|unique learner"),
        near=Near.LONG_NUMBER,
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
        near=Near.LETTER,
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
        near=Near.STREET_NUMBER,
    ),
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
        near=Near.DATE,
    ),
)
_LABEL_REACH = 90
# Numbers with what may stand inside one, signs of an address on the net.
_NUMBERS = re.compile(r"[0-9](?:[ .()/\n-]{0,2}[0-9])*")
_SIGNS = re.compile(r"@|\.com/|https?:")
_STREET_NEXT = re.compile(r"[A-Za-z]?,? [A-Z]")
_DATE_NEXT = re.compile(r"(?:st|nd|rd|th)?[ -](?:of )?[A-Za-z]{3}")


def find_identifiers(reading: Reading, roster: Roster) -> list[Mention]:
    """Every identifier of a person, with its owners where they are listed; an earlier row beats a later one."""
    born = contacts.BirthDates(reading, roster)
    windows = _windows(reading.plain)
    grid = grid_of(reading)
    found = Cover()
    for row in IDENTIFIERS:
        if row.words and not any(word in reading.folded for word in row.words):
            continue
        near = windows.get(row.near, ()) if grid is not None or not row.words else _after_words(row, reading.folded)
        for start, end in _matches(row, reading, near):
            if row.kind == "date_of_birth":
                mention = born.mention(start, end)
            else:
                mention = contacts.mention(row.kind, start, end, reading, roster)
            if mention is not None and not found.over(mention):
                found.add(mention)
    return list(found)


def _matches(row: Identifier, reading: Reading, windows: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    plain = reading.plain
    for low, high in windows:
        for match in row.pattern.finditer(plain, low, high):
            start, end = match.span()
            if row.kind == "phone":
                end = start + validators.phone_on_a_line(match.group())
            proven = row.proven is not None and row.proven(match.group())
            if (
                proven
                or row.before is None
                or row.before.search(plain, max(0, start - 48), start)
                or _headed(row, reading, start)
            ):
                yield start, end


def _after_words(row: Identifier, folded: str) -> list[tuple[int, int]]:
    """The stretches after the words that a labelled identifier follows, from the words on, touching ones joined."""
    starts = sorted({match.start() for word in row.words for match in re.finditer(re.escape(word), folded)})
    windows: list[tuple[int, int]] = []
    for start in starts:
        end = min(len(folded), start + _LABEL_REACH)
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows


def _headed(row: Identifier, reading: Reading, start: int) -> bool:
    """Whether the heading or the label of a cell says that an identifier of this kind begins it."""
    grid = grid_of(reading)
    if grid is None or row.before is None or grid.at(start).start != start:
        return False
    return any(row.before.search(label + " ") for label in grid.labels(grid.at(start)))


def _windows(plain: str) -> dict[Near, list[tuple[int, int]]]:
    """The stretches of a text that can hold each sort of identifier, widened to whole words, touching ones joined."""
    windows: dict[Near, list[tuple[int, int]]] = {}
    length = len(plain)
    signs = _SIGNS.finditer(plain) if "@" in plain or ".com/" in plain or "http" in plain else ()
    for mark in chain(_NUMBERS.finditer(plain), signs):
        start, end = mark.span()
        for near in _sorts(plain, mark.group(), start, end):
            left, right = _REACH[near]
            low, high = max(0, start - left), min(length, end + right)
            while high < length and not plain[high].isspace():
                high += 1
            known = windows.setdefault(near, [])
            if known and low <= known[-1][1]:
                known[-1] = (known[-1][0], high)
            else:
                known.append((low, high))
    return windows


def _sorts(plain: str, mark: str, start: int, end: int) -> Iterator[Near]:
    """What the number or sign at a place may belong to."""
    if not mark[0].isdigit():
        yield Near.AT
        return
    yield Near.LABEL
    long = end - start > 5
    if end - start > 8 and sum(map(str.isdigit, mark)) > 8:
        yield Near.LONG_NUMBER
    if long and (plain[start - 1 : start].isalpha() or plain[start - 2 : start - 1].isalpha()):
        yield Near.LETTERED_NUMBER
    before, after = plain[start - 1 : start], plain[end : end + 1]
    if before.isalpha() or after.isalpha() or plain[end + 1 : end + 2].isalpha():
        yield Near.LETTER
    if end - start < 12 and _STREET_NEXT.match(plain, end):
        yield Near.STREET_NUMBER
    if long or _DATE_NEXT.match(plain, end) or (end - start == 4 and after != "%"):
        yield Near.DATE
