"""What the web processes are told by their environment. Every fault is reported, not only the first."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from requests_.settings import SettingsFault

SHORTEST_SECRET = 32
_YES, _NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """How the web apps run.

    `secret` keys cookies and draft answers. `secure_cookies` is off only where there is no TLS (a demonstration).
    `trusted_proxies` is how many proxies in front may be believed about the visitor's address. `throttle_storage` is
    where attempt counts are kept: a Redis URL shared by all processes, or memory.
    """

    secret: str
    secure_cookies: bool = True
    trusted_proxies: int = 0
    throttle_storage: str = "memory://"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> WebSettings:
        """Read RIGHTS_SECRET_KEY, RIGHTS_SECURE_COOKIES, RIGHTS_TRUSTED_PROXIES and RIGHTS_REDIS_URL."""
        faults = []
        secret = environment.get("RIGHTS_SECRET_KEY", "")
        if len(secret) < SHORTEST_SECRET:
            faults.append(
                f"RIGHTS_SECRET_KEY must have at least {SHORTEST_SECRET} characters: "
                'make one with python3 -c "import secrets; print(secrets.token_urlsafe(48))".'
            )
        secure = environment.get("RIGHTS_SECURE_COOKIES", "yes").strip().lower()
        if secure not in _YES | _NO:
            faults.append("RIGHTS_SECURE_COOKIES must be yes or no.")
        proxies = environment.get("RIGHTS_TRUSTED_PROXIES", "0").strip()
        if not (proxies.isascii() and proxies.isdigit() and int(proxies) < 10):
            faults.append("RIGHTS_TRUSTED_PROXIES must be a small whole number, such as 1.")
        if faults:
            raise SettingsFault(" ".join(faults))
        return cls(
            secret=secret,
            secure_cookies=secure in _YES,
            trusted_proxies=int(proxies),
            throttle_storage=environment.get("RIGHTS_REDIS_URL", "") or "memory://",
        )
