"""Programs of the council that talk to the portal: what their tokens allow, and what a token is worth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from requests_.errors import InvalidCommand, RightsRequestError
from requests_.model.case import Case, Stage
from requests_.model.events.base import RefusalGround
from requests_.model.letters.reasons import GROUND_REASONS

SECRETS_BEGIN = "rights_"  # so that whoever finds one, a scanner of files among them, knows what it is
LONGEST_TOKEN_DAYS = 730
_TOLD_GROUNDS = {code: ground for ground, code in GROUND_REASONS.items()}
_CLIENT = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Scope(StrEnum):
    """One thing that a token may allow."""

    OPEN_REQUESTS = "requests:create"
    READ_REQUESTS = "requests:read"
    READ_WEBHOOKS = "webhooks:read"


class UnknownToken(RightsRequestError):
    """No token, or one that opens nothing: never made, ended, or expired. Which of them is not told."""

    code = "unknown_token"


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose token a call came with: `client` is the program's name, which all of its tokens share."""

    token: str
    client: str
    scopes: frozenset[Scope]


def require_client(name: str) -> str:
    """A program's name, once it is one. Raises InvalidCommand."""
    if not _CLIENT.fullmatch(name):
        raise InvalidCommand(
            "The name of a program is 2 to 40 small letters, numbers and hyphens, such as crm.", field="client"
        )
    return name


def require_days(days: int) -> int:
    """For how many days a token is good. Raises InvalidCommand."""
    if not 1 <= days <= LONGEST_TOKEN_DAYS:
        raise InvalidCommand(f"A token is good for 1 to {LONGEST_TOKEN_DAYS} days.", field="days")
    return days


def require_address(address: str) -> str:
    """Where a program is told of changes. Raises InvalidCommand for anything that TLS does not protect."""
    parts = urlsplit(address)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if not is_safe or not parts.hostname or parts.username or parts.fragment or len(address) > 400:
        raise InvalidCommand("The address must be https://… without an account in it.", field="address")
    return address


def grounds_told(case: Case) -> tuple[RefusalGround, ...]:
    """Why a request was refused, as far as anybody but its letter may say it.

    An exemption is not named: where naming it would tell what is withheld, only the letter knows how to say it.
    """
    if case.stage is not Stage.REFUSED:
        return ()
    return tuple(_TOLD_GROUNDS[code] for code in dict.fromkeys(case.refused_for) if code in _TOLD_GROUNDS)


def stage_told(case: Case) -> Stage:
    """The stage as a program is told it: one that was answered by a letter alone looks like any other that was."""
    return Stage.RESPONDED if case.stage is Stage.REFUSED and not grounds_told(case) else case.stage
