"""What the web processes are told by their environment. Every fault is reported, not only the first."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from requests_.settings import SettingsFault

SHORTEST_SECRET = 32
COUNCIL_ACCOUNT = "your council account"
_YES, _NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleSignOnSettings:
    """The council's own OpenID provider, and what we are called there.

    `issuer` is its name, exactly as its tokens say it. `trusts_second_step` is on where a second step that the provider
    reports (`amr` with `mfa`) is enough; otherwise the account's own is asked for here as after a password.
    """

    issuer: str
    client_id: str
    client_secret: str
    name: str = COUNCIL_ACCOUNT
    trusts_second_step: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> SingleSignOnSettings | None:
        """Read RIGHTS_SSO_ISSUER, RIGHTS_SSO_CLIENT, RIGHTS_SSO_SECRET, RIGHTS_SSO_NAME and RIGHTS_SSO_SECOND_STEP.

        None where no issuer is named: there is no single sign-on.
        """
        issuer = environment.get("RIGHTS_SSO_ISSUER", "").strip()
        if not issuer:
            return None
        given = {key: environment.get(f"RIGHTS_SSO_{key}", "").strip() for key in ("CLIENT", "SECRET", "NAME")}
        faults = [
            f"RIGHTS_SSO_{key} must be set beside RIGHTS_SSO_ISSUER." for key in ("CLIENT", "SECRET") if not given[key]
        ]
        parts = urlsplit(issuer)
        if (
            not (parts.scheme == "https" or parts.hostname in ("localhost", "127.0.0.1"))
            or parts.query
            or parts.fragment
        ):
            faults.append("RIGHTS_SSO_ISSUER must be an https:// address without ? and #.")
        step = environment.get("RIGHTS_SSO_SECOND_STEP", "here").strip().lower()
        if step not in ("here", "there"):
            faults.append("RIGHTS_SSO_SECOND_STEP must be here or there.")
        if faults:
            raise SettingsFault(" ".join(faults))
        return cls(
            issuer=issuer,
            client_id=given["CLIENT"],
            client_secret=given["SECRET"],
            name=given["NAME"] or COUNCIL_ACCOUNT,
            trusts_second_step=step == "there",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """How the web apps run.

    `secret` keys cookies and draft answers. `secure_cookies` is off only where there is no TLS (a demonstration).
    `trusted_proxies` is how many proxies in front may be believed about the visitor's address. `throttle_storage` is
    where attempt counts are kept: a Redis URL shared by all processes, or memory. `metrics_token` is what a watching
    machine shows; without one nothing is told. With `needs_second_step` a password alone opens one's own account and
    nothing else.
    """

    secret: str
    secure_cookies: bool = True
    trusted_proxies: int = 0
    throttle_storage: str = "memory://"
    metrics_token: str = ""
    needs_second_step: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> WebSettings:
        """Read RIGHTS_SECRET_KEY, RIGHTS_SECURE_COOKIES, RIGHTS_TRUSTED_PROXIES, RIGHTS_REDIS_URL,
        RIGHTS_METRICS_TOKEN and RIGHTS_SECOND_STEP.
        """
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
        step = environment.get("RIGHTS_SECOND_STEP", "offered").strip().lower()
        if step not in ("offered", "needed"):
            faults.append("RIGHTS_SECOND_STEP must be offered or needed.")
        metrics = environment.get("RIGHTS_METRICS_TOKEN", "").strip()
        if metrics and len(metrics) < SHORTEST_SECRET:
            faults.append(f"RIGHTS_METRICS_TOKEN must have at least {SHORTEST_SECRET} characters, or not be set.")
        if faults:
            raise SettingsFault(" ".join(faults))
        return cls(
            secret=secret,
            secure_cookies=secure in _YES,
            trusted_proxies=int(proxies),
            throttle_storage=environment.get("RIGHTS_REDIS_URL", "") or "memory://",
            metrics_token=metrics,
            needs_second_step=step == "needed",
        )
