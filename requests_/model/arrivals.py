"""What a mail that reached us is, by its headers: one of ours that came back, an answer of a machine, or a person's.

Sources: RFC 3464 (delivery status), RFC 3834 (automatic answers), RFC 3463 (status codes).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from enum import StrEnum

_HEADERS_AT_MOST_BYTES = 65_536
_RETURN_AT_MOST_BYTES = 1_048_576
_OUR_ID = re.compile(r"<([0-9a-f]{32})(?:-([0-9a-f]{32}))?@")
_STATUS = re.compile(r"^Status:\s*([245]\.\d{1,3}\.\d{1,3})", re.IGNORECASE | re.MULTILINE)
_ACTION = re.compile(r"^Action:\s*(\w+)", re.IGNORECASE | re.MULTILINE)
_AWAY = re.compile(r"\s*(automatic reply|auto(matic)?[ -]?(reply|response)|out of (the )?office)\b", re.IGNORECASE)
_MACHINES = ("x-autoreply", "x-autorespond", "x-auto-response-suppress-reply", "list-id")
_BULK = ("bulk", "junk", "list", "auto_reply", "auto-reply")


class Kind(StrEnum):
    """What a mail is."""

    WRITTEN = "written"
    RETURNED = "returned"
    AUTOMATIC = "automatic"


class Fate(StrEnum):
    """What became of a mail in the council's mailbox."""

    BEGUN = "begun"
    REPLY = "reply"
    DRAFT = "draft"
    RETURNED = "returned"
    IGNORED = "ignored"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Returned:
    """A mail of ours that came back: `work` is the piece of work that sent it where the mail names it, else `message`.

    `status` is the code of RFC 3463, "" where the mail server gave none.
    """

    message: str
    work: str
    status: str

    @property
    def is_wrong_address(self) -> bool:
        """Whether there is no such mailbox: what went to this address may be somebody else's to read."""
        return self.status.startswith("5.1.")


# By the first digits of its status: what became of a mail, and what is to be done. The address is never quoted.
_MENDS = (
    ("5.1.", "no such address is known there. Correct the address of the requester, then start this again."),
    ("5.2.2", "the mailbox is full. Reach them another way, or start this again later."),
    ("5.2.", "the mailbox takes nothing at present. Reach them another way, or start this again later."),
    ("5.7.", "the other mail server refused it. Have our mail server's name and signature checked, then start again."),
)
_ANY_MEND = "it could not be delivered. Reach them another way, or start this again later."


def reason_of(returned: Returned) -> str:
    """What staff are told of a mail that came back."""
    mend = next((words for status, words in _MENDS if returned.status.startswith(status)), _ANY_MEND)
    return f"The mail came back{f' ({returned.status})' if returned.status else ''}: {mend}"


def kind_of_mail(content: bytes) -> Kind:
    """What a mail is; what cannot be told is a person's, so that a person looks at it."""
    head = _parsed(content[:_HEADERS_AT_MOST_BYTES])
    if head.get_content_type() == "multipart/report" and head.get_param("report-type") == "delivery-status":
        return Kind.RETURNED
    if _said(head, "return-path") == "<>" and "mailer-daemon" in _said(head, "from"):
        return Kind.RETURNED
    if _said(head, "auto-submitted").split(";")[0].strip() not in ("", "no"):
        return Kind.AUTOMATIC
    is_machine = any(head.get(name) is not None for name in _MACHINES) or _said(head, "precedence") in _BULK
    return Kind.AUTOMATIC if is_machine or _AWAY.match(_said(head, "subject")) else Kind.WRITTEN


def returned_in(content: bytes) -> Returned | None:
    """The mail of ours that came back in this one; None where it does not say which."""
    text = _report(content)
    found, status = _OUR_ID.search(text), _STATUS.search(text)
    if found is None:
        return None
    return Returned(message=found[1], work=found[2] or "", status=status[1] if status else "")


def is_only_late(content: bytes) -> bool:
    """Whether the mail server goes on trying, or tells of a delivery that worked."""
    actions = {action.casefold() for action in _ACTION.findall(_report(content))}
    return bool(actions) and actions <= {"delayed", "delivered", "relayed", "expanded"}


def digest_of_mail(content: bytes) -> str:
    """What one mail is known by however often it is delivered: its Message-ID, and everything under its headers."""
    head = _parsed(content[:_HEADERS_AT_MOST_BYTES])
    body = re.split(rb"\r?\n\r?\n", content, maxsplit=1)[-1]
    return hashlib.sha256(str(head.get("Message-ID", "")).strip().encode("utf-8", "replace") + b"\0" + body).hexdigest()


def _parsed(content: bytes) -> Message:
    # The old policy takes any header whatever as it stands; the new one raises on some.
    return message_from_bytes(content, policy=policy.compat32)


def _report(content: bytes) -> str:
    return content[:_RETURN_AT_MOST_BYTES].decode("ascii", "replace")


def _said(head: Message, name: str) -> str:
    return str(head.get(name, "")).strip().casefold()
