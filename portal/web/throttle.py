"""How often something may be tried. Counts are kept in Redis when there is one, and in memory while it is away."""

from __future__ import annotations

import hashlib
from ipaddress import ip_address, ip_network

from flask import Flask, current_app, request
from limits import parse
from limits.errors import StorageError
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from requests_.errors import RightsRequestError

LIMITS = {
    # One account, tried from one network address; from a browser its owner has used; from everywhere else together.
    # A stranger who uses up the first and the last shuts out strangers, not the owner at their own browser.
    "sign_in": "5 per 15 minutes",
    "sign_in_known": "10 per 15 minutes",
    # All tries of one account from browsers nobody knows: at most a hundred an hour (OWASP ASVS 5.0, 6.3.1).
    "sign_in_everywhere": "100 per hour",
    # A whole office is one network address, and all of it signs in at nine: what one account may try there is what
    # holds up whoever guesses, this only whoever tries many accounts.
    "sign_in_address": "300 per 15 minutes",
    "passkey_address": "600 per 15 minutes",
    "single_sign_on_address": "600 per 15 minutes",
    "second_step": "5 per 15 minutes",
    "own_password": "5 per 15 minutes",
    "invitation_address": "20 per 15 minutes",
    # Codes of one request are limited by how many are under way (`services/collection.py`). Asking is not counted: a
    # stranger who asks in time would keep its owner from having any.
    "code_request_address": "20 per 15 minutes",
    # One browser that asked for a code of one request, and all that one network address tries. A stranger who knows a
    # reference uses up their own.
    "code_entry": "6 per 15 minutes",
    "code_entry_address": "60 per 15 minutes",
    # From one network address, for a form that was saved.
    "draft_code_entry": "6 per 15 minutes",
    "submission_address": "30 per hour",
    "save_address": "10 per hour",
    "save_email": "3 per hour",
    "file_address": "120 per hour",
    "answer_address": "1500 per hour",
    # Calls with a token that is good, by token; and with one that is not, by address.
    "api_token": "1500 per 15 minutes",
    "api_wrong_token": "30 per 15 minutes",
}
WAIT = {
    "15 minutes": "That was tried too many times. Wait 15 minutes, then try again.",
    "hour": "That was tried too many times. Wait an hour, then try again.",
}
_KEY = "rights_throttle"


class TooManyTries(RightsRequestError):
    """The same thing was tried too often."""

    code = "too_many_tries"


class Throttle:
    """Counts tries of one kind by one key; keys are hashed, so that no address or e-mail is kept."""

    def __init__(self, storage_url: str) -> None:
        self._memory = MovingWindowRateLimiter(MemoryStorage())
        storage = storage_from_string(storage_url, **_options(storage_url))
        self._shared = MovingWindowRateLimiter(storage) if isinstance(storage, Storage) else self._memory

    def count(self, kind: str, key: str) -> None:
        """Count one try. Raises TooManyTries when `LIMITS[kind]` is used up."""
        if not self._is_within(kind, key):
            raise TooManyTries(WAIT["hour" if LIMITS[kind].endswith("hour") else "15 minutes"], kind=kind)

    def _is_within(self, kind: str, key: str) -> bool:
        limit = parse(LIMITS[kind])
        hashed = hashlib.sha256(key.encode()).hexdigest()
        try:
            return self._shared.hit(limit, kind, hashed)
        except (StorageError, OSError):
            return self._memory.hit(limit, kind, hashed)


def network_of(address: str) -> str:
    """What one line has: an IPv4 address, or the /64 of an IPv6 one, whose owner picks any address in it (RFC 4291)."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if found.version == 4 or found.ipv4_mapped:
        return str(found if found.version == 4 else found.ipv4_mapped)
    return str(ip_network((found, 64), strict=False))


def throttle(kind: str, key: str | None = None) -> None:
    """Count one try of the current request; `key` is the visitor's network address unless given."""
    counter: Throttle = current_app.extensions[_KEY]
    counter.count(kind, key if key is not None else network_of(request.remote_addr or ""))


def install(app: Flask, storage_url: str) -> None:
    """Give `app` its counter."""
    app.extensions[_KEY] = Throttle(storage_url)


def _options(storage_url: str) -> dict[str, str | float | bool]:
    if not storage_url.startswith(("redis", "unix")):
        return {}
    return {"wrap_exceptions": True, "socket_connect_timeout": 0.5, "socket_timeout": 0.5}
