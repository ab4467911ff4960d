"""Whose an identifier is: the listed people's numbers and addresses, names inside mail addresses, and organisations."""

from __future__ import annotations

import re
from dataclasses import replace

from redaction.detect import validators
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
    keys = roster.contacts.get((kind, _canonical(kind, written)), ()) or roster.contacts.get(
        ("number", validators.compact(written)), ()
    )
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


_SAID = {"nhs_number": "NHS number", "upn": "UPN", "uln": "ULN", "iban": "IBAN", "email": "e-mail address"}


def _said(kind: str) -> str:
    return _SAID.get(kind) or kind.replace("_", " ")


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
