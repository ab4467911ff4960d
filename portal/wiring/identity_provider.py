"""OpenID Connect as we speak it: authorisation code with PKCE, state and nonce; whatever does not fit is refused.

Sources: OpenID Connect Core 1.0, 3.1.3.7 (ID token validation); Discovery 1.0; RP-Initiated Logout 1.0;
RFC 7636 (PKCE); RFC 9207 (issuer in the answer); RFC 9700 (OAuth 2.0 security).
"""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from portal.settings import SingleSignOnSettings
from portal.web.identity_provider import ProviderAway, SignOnRefused, SignOnStarted
from requests_.clock import Clock
from requests_.model.proved_identity import ProvedIdentity

# Signatures by the provider's own key. "none" and the shared-secret HS family are left out: with those, whoever can
# read our configuration, or nobody at all, could say who anybody is.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
TIMEOUT_SECONDS = 5
LEEWAY_SECONDS = 60
# What the provider publishes of itself is read again after this, and its keys when a token names one we do not know.
READ_AGAIN_AFTER = timedelta(hours=12)
KEYS_AGAIN_AFTER = timedelta(minutes=1)
_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")

_log = logging.getLogger("portal.single_sign_on")


class OpenIdProvider:
    """The provider that the settings name. What it publishes is fetched when first needed, and kept a while."""

    def __init__(self, settings: SingleSignOnSettings, clock: Clock) -> None:
        self.name = settings.name
        self.trusts_second_step = settings.trusts_second_step
        self._settings = settings
        self._clock = clock
        self._lock = Lock()
        self._published: tuple[datetime, dict[str, Any]] | None = None
        self._keys: tuple[datetime, KeySet] | None = None

    def start(self, back: str) -> SignOnStarted:
        """The provider's page, and the state, nonce and verifier that its answer is held against."""
        kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
        address, _ = self._session(back).create_authorization_url(
            self._metadata()["authorization_endpoint"],
            state=kept["state"],
            nonce=kept["nonce"],
            code_verifier=kept["verifier"],
        )
        return SignOnStarted(address, kept)

    def finish(self, kept: Mapping[str, str], answer: Mapping[str, str], back: str) -> ProvedIdentity:
        """Hold the answer against what was kept, fetch the ID token, and check every claim of it."""
        metadata = self._metadata()
        if not hmac.compare_digest(kept.get("state", "").encode(), answer.get("state", "").encode()) or not answer.get(
            "state"
        ):
            raise SignOnRefused("state")
        is_named = bool(metadata.get("authorization_response_iss_parameter_supported"))
        if answer.get("iss", "" if is_named else self._settings.issuer) != self._settings.issuer:
            raise SignOnRefused("answer_issuer")
        if not answer.get("code"):
            raise SignOnRefused("no_code")
        claims = self._claims(self._token(answer["code"], kept["verifier"], back), kept["nonce"])
        is_verified = claims.get("email_verified") is True and isinstance(claims.get("email"), str)
        amr = claims.get("amr")
        return ProvedIdentity(
            issuer=self._settings.issuer,
            subject=claims["sub"],
            email=claims["email"] if is_verified else "",
            second_step_shown=isinstance(amr, list) and "mfa" in amr,
        )

    def leave(self, back: str) -> str:
        """The provider's page that ends its own session, if it says that it has one."""
        try:
            page = self._metadata().get("end_session_endpoint")
        except ProviderAway:
            return ""
        if not isinstance(page, str) or not _is_safe(page):
            return ""
        told = {"client_id": self._settings.client_id, "post_logout_redirect_uri": back}
        return f"{page}{'&' if '?' in page else '?'}{urlencode(told)}"

    def _session(self, back: str) -> OAuth2Session:
        ways = self._metadata().get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        way = "client_secret_basic" if "client_secret_basic" in ways else "client_secret_post"
        return OAuth2Session(
            self._settings.client_id,
            self._settings.client_secret,
            token_endpoint_auth_method=way,
            scope="openid email",
            redirect_uri=back,
            code_challenge_method="S256",
            default_timeout=TIMEOUT_SECONDS,
        )

    def _token(self, code: str, verifier: str, back: str) -> str:
        """The ID token that the code stands for, as it came."""
        try:
            with self._session(back) as session:
                told = session.fetch_token(
                    self._metadata()["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=verifier,
                    allow_redirects=False,
                )
        except OAuthError as fault:
            raise SignOnRefused("code") from fault
        except (requests.RequestException, ValueError) as fault:
            raise ProviderAway("token_endpoint") from fault
        token = told.get("id_token")
        if not isinstance(token, str):
            raise SignOnRefused("no_id_token")
        return token

    def _claims(self, token: str, nonce: str) -> dict[str, Any]:
        try:
            told = jwt.decode(token, self._key_set(), algorithms=ALGORITHMS)
        except (JoseError, ValueError):
            # A key that is new since we looked, or a forgery: looking once more tells them apart.
            try:
                told = jwt.decode(token, self._key_set(is_fresh=True), algorithms=ALGORITHMS)
            except (JoseError, ValueError) as fault:
                raise SignOnRefused("signature") from fault
        own = self._settings.client_id
        rules = jwt.JWTClaimsRegistry(
            now=int(self._clock.utc_now().timestamp()),
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": self._settings.issuer},
            aud={"essential": True, "value": own},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True, "allow_blank": False},
            nonce={"essential": True, "value": nonce},
        )
        try:
            rules.validate(told.claims)
        except JoseError as fault:
            raise SignOnRefused("claims") from fault
        is_for_others = isinstance(told.claims["aud"], list) and told.claims["aud"] != [own]
        if told.claims.get("azp", None if is_for_others else own) != own:
            raise SignOnRefused("authorised_party")
        return told.claims

    def _metadata(self) -> dict[str, Any]:
        """What the provider publishes of itself, under its own name and over TLS, or ProviderAway."""
        with self._lock:
            if self._published is not None and self._clock.utc_now() < self._published[0] + READ_AGAIN_AFTER:
                return self._published[1]
            told = _fetched(f"{self._settings.issuer.rstrip('/')}/.well-known/openid-configuration")
            if told.get("issuer") != self._settings.issuer:
                raise ProviderAway("issuer_of_configuration")
            if not all(isinstance(told.get(name), str) and _is_safe(told[name]) for name in _NEEDED):
                raise ProviderAway("endpoints")
            self._published = (self._clock.utc_now(), told)
            return told

    def _key_set(self, *, is_fresh: bool = False) -> KeySet:
        """The provider's keys; anew when `is_fresh`, though at most once a minute."""
        address = self._metadata()["jwks_uri"]
        with self._lock:
            wait = KEYS_AGAIN_AFTER if is_fresh else READ_AGAIN_AFTER
            if self._keys is None or self._clock.utc_now() >= self._keys[0] + wait:
                try:
                    self._keys = (self._clock.utc_now(), KeySet.import_key_set(_fetched(address)))  # type: ignore[arg-type]
                except (JoseError, ValueError, KeyError, TypeError) as fault:
                    raise ProviderAway("keys") from fault
            return self._keys[1]


def _fetched(address: str) -> dict[str, Any]:
    try:
        answer = requests.get(address, timeout=TIMEOUT_SECONDS, allow_redirects=False)
        answer.raise_for_status()
        told = answer.json()
    except (requests.RequestException, ValueError) as fault:
        _log.warning("the sign-in service does not answer: %s", type(fault).__name__)
        raise ProviderAway("configuration") from fault
    if not isinstance(told, dict):
        raise ProviderAway("configuration")
    return told


def _is_safe(address: str) -> bool:
    """Whether what is sent there can be read by nobody on the way."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
