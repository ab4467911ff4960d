"""Identifiers broken over the end of a line: a phone number in a narrow cell of a page, a mail address at its edge.

Only where both sides of a line end look like parts of one are they read as one line; never across the cells of a table.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace

from redaction.detect import births, contacts
from redaction.detect.cover import Cover
from redaction.detect.identifiers import IDENTIFIERS
from redaction.detect.identifiers.rows import Identifier
from redaction.detect.mention import Mention
from redaction.detect.roster import Roster
from redaction.lexicon import is_word
from redaction.normalise import ROW_FORMS, Reading

_LINE_END = re.compile(r"[ ]*\n[ >]*(?=[^\s])")
_DIGIT = re.compile(r"\d")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_MAY_GO_ON = re.compile(
    rf"(?:\d[ ]?[A-Za-z]{{0,2}}|[A-Z]{{2}}|\d[)(/. -]*|\d[ ](?:of )?{_MONTH}|[+(]|\b[A-Z])[,]?$", re.I
)
_MAY_BE_REST = re.compile(rf"\(?\d|[A-Z]{{1,2}}(?![\w'])|{_MONTH}\b", re.I)
_STREET = re.compile(
    r"(?:[A-Z][\w'.-]*[ ]){0,3}(?:Road|Rd|Street|St|Avenue|Ave|Lane|Close|Drive|Crescent|Terrace|Gardens|Grove|"
    r"Square|Mews|"
    r"Court|Way|Walk|Rise|Row|Hill|Place|Green|View|Park|Croft|Fold)\b"
)
# How many digits must stand around a line end for each kind; a postcode or a number plate must begin with letters.
_FEWEST_DIGITS = {
    "upn": 11, "national_insurance": 6, "driving_licence": 7, "iban": 14, "nhs_number": 10, "payment_card": 13,
    "phone": 9,
    "uln": 10, "sort_code": 6, "bank_account": 8, "passport": 7, "postcode": 2, "vehicle": 1,
}  # fmt: skip
_LETTERED = frozenset({"postcode", "vehicle"})
_LETTERED_END = re.compile(r"\b[A-Za-z]{1,3}[ ]?\d{0,3}[A-Za-z]?[ ]?\d?[A-Za-z]?$")
_LEFT, _RIGHT, _SIDE = 60, 50, 16
# What has no spaces inside is joined without one; all else is tried with a space, then without.
_WITHOUT_SPACE = frozenset({"email", "online_profile"})
_DOMAIN_GOES_ON = re.compile(r"[a-z0-9-]*\.[a-z]{2,}(?!\w)")
_UNFINISHED = re.compile(r"[@._+/=-]$")


@dataclass(frozen=True, slots=True)
class Joint:
    """The text around one line end: what stands left of it and right of it, and where both stand in the text."""

    left: str
    right: str
    low: int
    high: int

    def place(self, at: int, gap: str) -> int:
        """Where a character of the joined text stands in the text."""
        inside = at - len(self.left) - len(gap)
        return self.low + at if inside < 0 else self.high + inside


def add_broken(found: Cover, reading: Reading, roster: Roster) -> None:
    """Add every identifier that goes on after the end of a line; it takes the place of what was seen of it."""
    if reading.form in ROW_FORMS:
        return
    for joint, rows in _joints(reading.plain):
        for mention in _broken_at(joint, rows, roster):
            over = found.over(mention)
            if all(mention.start <= one.start and one.end <= mention.end for one in over) and not any(
                one.kind == mention.kind and _whole_on_a_line(one, reading) and mention.kind not in _WITHOUT_SPACE
                for one in over
            ):
                found.replace(mention)


def _whole_on_a_line(one: Mention, reading: Reading) -> bool:
    return "\n" not in reading.plain[one.start : one.end] and one.kind != "address"


def _joints(plain: str) -> Iterator[tuple[Joint, list[Identifier]]]:
    """The line ends that may stand inside an identifier, and the kinds that may be broken there."""
    mails = "@" in plain or "//" in plain
    end = plain.find("\n")
    while end >= 0:
        match = _LINE_END.match(plain, _back(plain, end))
        if match and (mails or plain[match.end()].isdigit() or _DIGIT.search(plain, max(0, match.start() - 30), end)):
            low, high = match.start(), match.end()
            before, after = plain[max(0, low - _SIDE) : low], plain[high : high + _SIDE]
            rows = list(_rows_for(plain, before, after, low, high))
            if rows:
                yield (
                    Joint(plain[max(0, low - _LEFT) : low], plain[high : high + _RIGHT], max(0, low - _LEFT), high),
                    rows,
                )
        end = plain.find("\n", end + 1)


def _back(plain: str, end: int) -> int:
    while end and plain[end - 1] == " ":
        end -= 1
    return end


def _rows_for(plain: str, before: str, after: str, low: int, high: int) -> Iterator[Identifier]:
    number = _MAY_GO_ON.search(before) is not None and _MAY_BE_REST.match(after) is not None
    at_sign = street = False
    left_word = before.split(" ")[-1].rpartition("\n")[2]
    right_word = after.split(" ")[0].partition("\n")[0]
    if (
        "@" in left_word
        or "@" in right_word
        or "//" in left_word
        or len(left_word) == _SIDE
        or len(right_word) == _SIDE
    ):
        left_word = plain[max(0, low - 40) : low].split(" ")[-1].rpartition("\n")[2]
        right_word = plain[high : high + 40].split(" ")[0].partition("\n")[0]
        at_sign = ("@" in left_word or "@" in right_word or "//" in left_word) and _goes_on(left_word, right_word)
    if after[:1].isupper():
        left = before if number else plain[max(0, low - 30) : low]
        street = _DIGIT.search(left) is not None and _STREET.match(plain, high, high + 40) is not None
    if not (number or at_sign or street):
        return
    folded = plain[max(0, low - _LEFT) : low].lower()
    digits = sum(map(str.isdigit, before + after)) if number else 0
    lettered = number and _LETTERED_END.search(before) is not None
    for row in IDENTIFIERS:
        if row.kind in _WITHOUT_SPACE:
            wanted = at_sign
        elif row.kind == "address":
            wanted = street
        else:
            wanted = number and digits >= _FEWEST_DIGITS.get(row.kind, 3) and (row.kind not in _LETTERED or lettered)
            wanted = wanted and (not row.words or any(word in folded for word in row.words))
        if wanted:
            yield row


# A whole mail address, by the commonest ends of one; what follows a stop is the next sentence, unless it is a country.
_WHOLE_MAIL = re.compile(
    r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|uk|example|info|biz|eu|edu|gov|io|test|scot|wales|cymru|london)"
    r"[.,;:!?)>]*$",
    re.I,
)
_COUNTRY = re.compile(r"\.?(?:uk|au|nz|ie|za|in)(?![\w])")


def _goes_on(left: str, right: str) -> bool:
    """Whether a mail or web address that ends or begins a line is only part of one."""
    if _WHOLE_MAIL.search(left) and not _COUNTRY.match(right):
        return False
    if _UNFINISHED.search(left) or right[:1] in "@._/":
        return True
    if "@" in left or "//" in left:
        return _DOMAIN_GOES_ON.match(right) is not None or ("//" in left and "/" in right)
    return bool(left) and left[-1].isalnum() and left.islower() and not is_word(left) and right.islower()


def _broken_at(joint: Joint, rows: list[Identifier], roster: Roster) -> Iterator[Mention]:
    readings = {gap: _reading(joint, gap) for gap in ("", " ")}
    for row in rows:
        for gap in ("",) if row.kind in _WITHOUT_SPACE else (" ", ""):
            mention = _matched(joint, row, gap, readings[gap], roster)
            if mention is not None:
                yield mention
                break


def _reading(joint: Joint, gap: str) -> Reading:
    plain = (joint.left + gap + joint.right).replace("\n", " ")
    return Reading(plain, plain, plain.lower(), array("l"), array("l"))


def _matched(joint: Joint, row: Identifier, gap: str, reading: Reading, roster: Roster) -> Mention | None:
    middle = len(joint.left)
    for match in row.pattern.finditer(reading.plain):
        start, end = match.span()
        if start >= middle:
            return None
        if end <= middle + len(gap):
            continue
        proven = row.proven is not None and row.proven(match.group())
        if not proven and row.before is not None and not row.before.search(reading.plain, 0, start):
            continue
        if row.kind == "date_of_birth":
            mention = births.BirthDates(reading, roster).mention(start, end)
        else:
            mention = contacts.mention(row.kind, start, end, reading, roster)
        if mention is not None:
            return replace(mention, start=joint.place(start, gap), end=joint.place(end - 1, gap) + 1)
    return None
