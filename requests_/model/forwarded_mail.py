"""A mail that somebody passes on: whose request it is, and the day it truly came."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

LONGEST_WORDS = 4_000
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LINE = re.compile(r"^[>*\s]*(From|Sent|Date|To|Cc|Subject|Reply-To)\s*:\**\s*(.*?)\**\s*$", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_DATES = (
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -](?P<month>[A-Za-z]{3,9})[ ,-]+(?P<year>\d{4})\b"),
    re.compile(r"\b(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})\b"),
    re.compile(r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})\b"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRead:
    """What a mail says of itself: its headers by name, and its body."""

    headers: dict[str, str]
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailedRequest:
    """What a request that came by mail says: to be checked by whoever logs it.

    Of one that `is_passed_on` by a colleague it is what the first mail says.
    """

    name: str
    email: str
    sent_on: date | None
    words: str
    is_passed_on: bool = False


def mailed_request(mail: MailRead) -> MailedRequest:
    """The request in a mail. Of one that a colleague passed on, the mail they passed on counts: its sender, its day."""
    inner = _passed_on(mail.body) if _is_passed_on(mail) else None
    said = inner or mail
    name, address = _sender(said.headers.get("from", ""))
    subject = re.sub(r"^((fw|fwd|re)\s*:\s*)+", "", said.headers.get("subject", ""), flags=re.IGNORECASE)
    words = "\n\n".join(filter(None, (subject, said.body.strip())))
    sent = said.headers.get("sent") or said.headers.get("date") or ""
    return MailedRequest(
        name=name, email=address, sent_on=date_in(sent), words=words[:LONGEST_WORDS], is_passed_on=inner is not None
    )


def drafted_answers(mail: MailRead, *, today: date, came_on: date | None = None, about: str = "") -> dict[str, str]:
    """The fields of the request in a mail, for whoever logs it; `about` is the case that it answers, if any.

    It counts from `came_on`, the day our own mailbox took it; but what was passed on, from the day the first mail says.
    """
    found = mailed_request(mail)
    day = came_on if came_on is not None and not found.is_passed_on else found.sent_on
    return {
        "channel": "email",
        # A mail's own date can be wrong: one that lies ahead is left for a person to find out.
        "received_on": day.isoformat() if day is not None and day <= today else "",
        "requester_name": found.name[:160],
        "email": found.email,
        "wording": found.words,
        "answers_case": about,
    }


def date_in(text: str) -> date | None:
    """The first date that a mail's header line names, day before month where that is open; None where it has none."""
    for pattern in _DATES:
        for found in pattern.finditer(text):
            month = found["month"].casefold()[:3]
            number = int(month) if month.isdigit() else _MONTHS.index(month) + 1 if month in _MONTHS else 0
            try:
                return date(int(found["year"]), number, int(found["day"]))
            except ValueError:
                continue
    return None


def _is_passed_on(mail: MailRead) -> bool:
    return bool(re.match(r"\s*(fw|fwd)\s*:", mail.headers.get("subject", ""), re.IGNORECASE))


def _passed_on(body: str) -> MailRead | None:
    """The first mail that stands in the body under headers of its own."""
    lines = body.splitlines()
    for at, line in enumerate(lines):
        head = _LINE.match(line)
        if head is None or head[1].casefold() != "from":
            continue
        headers, end = _block(lines, at)
        if {"from", "subject"} <= headers.keys() and headers.keys() & {"sent", "date"}:
            rest = "\n".join(re.sub(r"^>\s?", "", line) for line in lines[end:])
            return MailRead(headers=headers, body=rest)
    return None


def _block(lines: list[str], at: int) -> tuple[dict[str, str], int]:
    headers: dict[str, str] = {}
    while at < len(lines):
        found = _LINE.match(lines[at])
        if found is None:
            break
        headers.setdefault(found[1].casefold(), found[2].strip())
        at += 1
    return headers, at


def _sender(line: str) -> tuple[str, str]:
    found = _ADDRESS.search(line)
    address = found[0] if found else ""
    name = re.sub(r"\[?mailto:\S*|[<>\[\]*\"]", " ", line.replace(address, "") if address else line)
    return " ".join(name.split()), address
