"""Telling a program of the council something, by a signed POST to its address."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from requests_.errors import RightsRequestError

CONNECT_SECONDS, READ_SECONDS = 5, 10


class HookFault(RightsRequestError):
    """The program did not take what it was told."""

    code = "unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a program is told: JSON, the key it is signed with, and what names this telling however often it is sent."""

    delivery: str
    body: bytes
    secret: str
    at: int


def signature(told: Told) -> str:
    """HMAC-SHA256 over the time, a dot and the body: an old telling that is sent again by a stranger shows its age."""
    signed = str(told.at).encode() + b"." + told.body
    return f"t={told.at},v1={hmac.digest(told.secret.encode(), signed, hashlib.sha256).hex()}"


def tell(address: str, told: Told) -> None:
    """Send it; a 2xx answer is the only good one, and no redirect is followed. Raises HookFault."""
    import requests  # an HTTP client, which no other work needs

    headers = {
        "Content-Type": "application/json",
        "Rights-Delivery": told.delivery,
        "Rights-Signature": signature(told),
    }
    try:
        with requests.post(
            address,
            data=told.body,
            headers=headers,
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            allow_redirects=False,
            stream=True,
        ) as answer:
            status = answer.status_code
    except (requests.RequestException, OSError) as fault:
        kind = type(fault).__name__
        raise HookFault(f"The program could not be told: {kind}. See that its address answers.") from fault
    if not 200 <= status < 300:
        raise HookFault(f"The program could not be told: it answered {status}. See its own log, or end its webhook.")
