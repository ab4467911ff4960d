"""Whose an identifier is: the listed people's numbers and addresses, names inside mail addresses, and organisations."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cached_property

from redaction.detect import validators
from redaction.detect.cells import grid_of
from redaction.detect.mention import Mention
from redaction.detect.roster import Roster
from redaction.lexicon import PLACE_WORDS, given_names, is_title, places, word_set
from redaction.normalise import Reading, fold
from redaction.people import Part

DETECTOR = "identifiers"
SHARED_MAILBOX = word_set(
    "office admin info enquiries enquiry contact reception attendance ess mail post hello help support "
    "safeguarding senco send team dpo foi accounts finance admissions exams school headteacher head "
    "secretary schooloffice noreply no-reply donotreply welfare information.governance "
    "informationgovernance complaints legal courts customer.services licensing mash earlyhelp "
    "educationsupport education.support postmaster webmaster service"
)
_WORK_DOMAIN = re.compile(
    r"(?:\.gov\.uk|\.sch\.uk|\.nhs\.uk|nhs\.net|\.police\.uk|\.ac\.uk|\.mod\.uk|\.cjsm\.net|\.org\.uk)$"
)
_ORGANISATION = re.compile(
    r"\b(?:School|Academy|College|Council|Borough|Hospital|Surgery|Medical Centre|Health Centre|Clinic|"
    r"Magistrates|Court House|Civic|Town Hall"
    r"|Police Station|Trust|Nursery|Ltd|Limited|LLP|Solicitors|Service|University|Library|Information Commissioner)\b"
)


def mention(kind: str, start: int, end: int, reading: Reading, roster: Roster) -> Mention | None:
    """The identifier at a place, with its owners; an organisation's own is marked harmless."""
    written = reading.plain[start:end]
    keys = roster.contacts.get((kind, _canonical(kind, written)), ())
    found = Mention(start=start, end=end, kind=kind, detector=DETECTOR, keys=keys, why=_said(kind))
    if keys:
        return found
    if kind == "email":
        return _mail_address(found, written, roster)
    if kind == "nhs_number":
        return replace(found, keys=roster.contacts.get(("phone", validators.phone(written)), ()))
    if (
        kind == "phone"
        and validators.is_shared_phone(written)
        and not re.match(r"[ (:]*NHS\b", reading.plain[end : end + 8])
    ):
        return _harmless(found)
    if kind in ("postcode", "address") and _organisation_near(reading.plain, start):
        return _harmless(found)
    return found


def _canonical(kind: str, written: str) -> str:
    if kind == "phone":
        return validators.phone(written)
    return written.replace(" ", "").lower() if kind == "email" else validators.compact(written)


def _said(kind: str) -> str:
    return kind.replace("_", " ")


def _harmless(found: Mention) -> Mention:
    return replace(found, harmless=True, why=f"{found.why} of an organisation")


def _mail_address(found: Mention, written: str, roster: Roster) -> Mention:
    """Owner by the name in the local part: a whole name settles it, a single part leaves a doubt."""
    local, _, domain = written.replace(" ", "").lower().partition("@")
    if local in SHARED_MAILBOX or local.split(".")[0] in SHARED_MAILBOX:
        return _harmless(found)
    pieces = [piece for piece in re.split(r"[._\d+-]+", fold(local)) if piece]
    tokens = [piece for piece in pieces if len(piece) > 1]
    letters = [piece for piece in pieces if len(piece) == 1]
    named = [keys for keys in ({owner.key for owner in roster.owners.get(token, ())} for token in tokens) if keys]
    hint = "looks like a work address" if _WORK_DOMAIN.search(domain) else ""
    if len(named) > 1 or (named and len(tokens) == 1 and not roster.has_part(tokens[0], Part.GIVEN)):
        fits = set.intersection(*named)
        keys = tuple(
            key for key in roster.people if key in fits and all(one in roster.given_letters[key] for one in letters[:1])
        )
        if keys and (len(named) > 1 or letters or roster.has_part(tokens[0], Part.JOINED)):
            return replace(found, keys=keys, why="email address in their name")
    doubt = "may be a listed person's" if named else hint
    return replace(found, doubt=doubt)


def _organisation_near(plain: str, start: int) -> bool:
    """Whether an address stands in an organisation's own block: its name, short capitalised parts, no person."""
    parts = re.split(r"[,\n\r\t|]", plain[max(0, start - 160) : start])
    if not parts[-1].strip():
        parts.pop()
    for part in reversed(parts):
        words = part.split()
        if any(word[0].islower() and word not in ("of", "the", "and") or word.endswith((".", ":")) for word in words):
            # Prose: only a name that ends it can be the head of the block.
            words = []
        named = _ORGANISATION.search(part)
        if named and words:
            return not any(map(_is_given, part[named.end() :].lower().split()))
        if not words or len(words) > 6 or any(is_title(word.lower()) or _is_given(word.lower()) for word in words):
            return False
    return False


def _is_given(token: str) -> bool:
    return token in given_names() and token not in PLACE_WORDS and token not in places()


_BORN = re.compile(r"\b(?:d\.? ?o\.? ?b\.?|date of birth|birth ?date|birthday|born)\b[^\r\d]{0,24}$", re.I)
_BORN_AFTER = re.compile(r"[ ]*\(?(?:d\.?o\.?b\.?|date of birth)\b", re.I)
_BORN_HINT = re.compile(r"birth|dob|d\.o")
_BORN_WORD = re.compile(r"d\.? ?o\.? ?b|birth|born", re.I)
_BORN_HEADING = re.compile(r"^[^\n\r\d]*\b(?:d\.?o\.?b\.?|date of birth)\b[^\n\r\d]*$", re.I | re.M)
_YEAR = re.compile(r"(?<!\d)(?:19[3-9]\d|20[0-4]\d)(?!\d)")
_YOUNGEST_YEARS = 3
UNSURE_BIRTH = "may be a date of birth"


class BirthDates:
    """Which dates of one text are somebody's date of birth: labelled, a listed person's, or in a column headed so."""

    def __init__(self, reading: Reading, roster: Roster) -> None:
        self._plain, self._folded = reading.plain, reading.folded
        self._grid = grid_of(reading)
        self._owners: dict[date, tuple[str, ...]] = {}
        for person in roster.people.values():
            if person.date_of_birth:
                self._owners[person.date_of_birth] = (*self._owners.get(person.date_of_birth, ()), person.key)

    @cached_property
    def _latest(self) -> int:
        return max(map(int, _YEAR.findall(self._plain)), default=0)

    @cached_property
    def _column(self) -> int:
        """Where the dates below a heading of dates of birth begin; the end of the text when there is none."""
        heading = _BORN_HEADING.search(self._plain) if _BORN_HINT.search(self._folded) else None
        return heading.end() if heading else len(self._plain)

    def mention(self, start: int, end: int) -> Mention | None:
        """The date of birth at a place, or None for any other date."""
        days = validators.dates_of(self._plain[start:end])
        keys = next((self._owners[day] for day in days if day in self._owners), ())
        labelled = self._labelled(start, end)
        if not days or not (keys or labelled or self._may_be(days[0], start, end)):
            return None
        doubt = "" if keys or labelled else UNSURE_BIRTH
        return Mention(
            start=start, end=end, kind="date_of_birth", detector=DETECTOR, keys=keys, why="date of birth", doubt=doubt
        )

    def _labelled(self, start: int, end: int) -> bool:
        if self._grid is not None and any(map(_BORN_WORD.search, self._grid.labels(self._grid.at(start)))):
            return True
        plain = self._plain
        return bool(_BORN.search(plain, max(0, start - 48), start) or _BORN_AFTER.match(plain, end))

    def _may_be(self, day: date, start: int, end: int) -> bool:
        """Whether a date stands where one of birth does: in a column of them, after a name, beside a pupil number."""
        plain = self._plain
        if day.year > self._latest - _YOUNGEST_YEARS and day.year != self._latest:
            return False
        beside_number = _UPN_AFTER.match(plain, end) or _UPN_BEFORE.search(plain, max(0, start - 20), start)
        if beside_number or _NAME_BEFORE.search(plain, max(0, start - 30), start) and _NAME_AFTER.match(plain, end):
            return True
        return start > self._column and day.year <= self._latest - _YOUNGEST_YEARS


# "Kayode Marsh (05/06/2018)", "Marsh, Kayode, 05/06/2018, 3H", "05/06/2018, A123456789012"
_NAME_BEFORE = re.compile(r"[A-Z][\w'-]+(?:,|[ ]?\()[ ]?$")
_NAME_AFTER = re.compile(r"[ ]?(?:\)|[,\t][ ]?(?:1?\d[A-Z]{1,2}\b|[A-Z][ ]?\d{3}))")
_UPN_AFTER = re.compile(r"[,;]?[ \t]{1,2}[A-Z]\d{11}[\dA-Z]\b")
_UPN_BEFORE = re.compile(r"\b[A-Z]\d{11}[\dA-Z][,;]?[ \t]{1,2}$")
