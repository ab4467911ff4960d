"""A reply that reached us another way than by the page of the request: what it answers, and whose words are in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from requests_.ids import REFERENCE_IN_TEXT, CaseId, normal_reference
from requests_.model.events.base import Channel
from requests_.model.forwarded_mail import MailRead, date_in
from requests_.model.staff import Actor

LONGEST_REPLY = 20_000
_HEADERS_AT_MOST_BYTES = 65_536
_ANSWERED = re.compile(rb"^(?:In-Reply-To|References):((?:[^\r\n]|\r?\n[ \t])*)", re.IGNORECASE | re.MULTILINE)
_OUR_ID = re.compile(rb"<([0-9a-f]{32})@")
# Where the mail that is answered begins: what mail programs of today put there.
_QUOTED = re.compile(
    r"^\s*(?:>.*|On .{5,200} wrote:|-{2,} ?(?:Original|Forwarded) Message ?-{2,}|_{20,}|From:\s.+)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeReply:
    """Put a reply into its case. `answers` names the message it answers, "" for none; `sha256` its original, if any."""

    case: CaseId
    channel: Channel
    words: str
    came_on: date
    actor: Actor
    answers: str = ""
    is_answer: bool = False
    is_known_sender: bool = True
    sha256: str = ""
    file_name: str = ""


def answered_messages(content: bytes) -> tuple[str, ...]:
    """Keys of messages of ours that a mail says it answers, the nearest first; read from its headers alone."""
    head = re.split(rb"\r?\n\r?\n", content[:_HEADERS_AT_MOST_BYTES], maxsplit=1)[0]
    found = [key.decode() for line in _ANSWERED.findall(head) for key in reversed(_OUR_ID.findall(line))]
    return tuple(dict.fromkeys(found))


def references_in(mail: MailRead) -> tuple[str, ...]:
    """The case references that a mail names, those of its subject first. A reference that cannot be one is none."""
    text = f"{mail.headers.get('subject', '')}\n{mail.body}"
    meant = (normal_reference(found) for found in REFERENCE_IN_TEXT.findall(text))
    return tuple(dict.fromkeys(reference for reference in meant if reference))


def own_words(body: str) -> str:
    """What the sender wrote themselves: nothing of the mail they answer. All of it where nothing would be left."""
    quoted = _QUOTED.search(body)
    own = body[: quoted.start()].strip() if quoted else ""
    return (own or body.strip())[:LONGEST_REPLY]


def came_on(mail: MailRead) -> date | None:
    """The day the mail says it was sent."""
    return date_in(mail.headers.get("date", ""))


def sender_of(mail: MailRead) -> str:
    """The address that a mail says it comes from, in small letters. It may lie: a person looks where it matters."""
    found = _ADDRESS.search(mail.headers.get("from", ""))
    return found[0].casefold() if found else ""
