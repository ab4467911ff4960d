"""A council's OpenID provider on this machine: Authlib's own server side over HTTP, which a test may make lie."""

import base64
import hmac
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core.grants import OpenIDCode
from flask import Flask, redirect, request
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from requests_.clock import Clock

os.environ.setdefault("AUTHLIB_INSECURE_TRANSPORT", "1")  # this provider has no certificate
CLIENT, SECRET = "rights-portal", "a client secret that only tests know"
AN_HOUR_SECONDS = 3600


@dataclass
class Person:
    """Whoever sits at the provider's page."""

    subject: str = "person-1"
    email: str = "caseworker@brackenford.example"
    is_verified: bool = True
    amr: tuple[str, ...] = ("pwd",)

    def get_user_id(self) -> str:
        return self.subject


class Client(ClientMixin):  # type: ignore[misc]
    """The portal, as it is registered."""

    def __init__(self, provider: "Provider") -> None:
        self._provider = provider

    def get_client_id(self) -> str:
        return CLIENT

    def get_default_redirect_uri(self) -> None:
        return None

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == f"{self._provider.portal}/sign-in/single/back"

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == self._provider.secret

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method in ("client_secret_basic", "client_secret_post")

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Code:
    """An authorisation code that was given out."""

    code: str
    redirect_uri: str
    scope: str
    nonce: str | None
    code_challenge: str | None
    code_challenge_method: str | None
    person: Person

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str | None:
        return self.nonce

    def get_auth_time(self) -> None:
        return None

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> list[str]:
        return list(self.person.amr)


@dataclass
class Provider:
    """What the provider is and says. `lies` go over the claims of its tokens, `config` over what it publishes."""

    clock: Clock
    person: Person = field(default_factory=Person)
    issuer: str = ""
    portal: str = "http://localhost"
    secret: str = SECRET
    algorithm: str = "RS256"
    lies: dict[str, Any] = field(default_factory=dict)
    omits: tuple[str, ...] = ()
    config: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first"}))
    signs_with: Any = None
    is_named_in_answers: bool = True
    asked: list[dict[str, str]] = field(default_factory=list)
    codes: dict[str, Code] = field(default_factory=dict)

    def tells_the_truth(self) -> None:
        """Take every lie back."""
        self.secret, self.algorithm, self.lies, self.omits = SECRET, "RS256", {}, ()
        self.config, self.signs_with, self.is_named_in_answers = {}, None, True

    def token(self, code: Code) -> str:
        """The ID token of a code: true, but for the lies it was told to tell."""
        now = int(self.clock.utc_now().timestamp())
        told = {"iss": self.issuer, "aud": CLIENT, "sub": code.person.subject, "iat": now, "exp": now + AN_HOUR_SECONDS}
        told |= {"nonce": code.nonce, "amr": list(code.person.amr), "email": code.person.email}
        told |= {"email_verified": code.person.is_verified} | self.lies
        claims = {name: value for name, value in told.items() if name not in self.omits}
        if self.algorithm == "none":
            return f"{_part({'alg': 'none'})}.{_part(claims)}."
        if self.algorithm == "HS256":
            # The public key taken for a shared secret: the oldest forgery of all.
            signed = f"{_part({'alg': 'HS256', 'kid': 'first'})}.{_part(claims)}"
            return f"{signed}.{_base64(hmac.digest(self.key.as_pem(private=False), signed.encode(), 'sha256'))}"
        key = self.signs_with or self.key
        header = {"alg": self.algorithm, "kid": key.kid or "first"}
        return jwt.encode(header, claims, key, algorithms=[self.algorithm])


def _part(content: dict[str, Any]) -> str:
    return _base64(json.dumps(content).encode())


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _app(provider: Provider) -> Flask:
    app = Flask("provider")
    given = provider.codes

    class Grant(AuthorizationCodeGrant):  # type: ignore[misc]
        TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]

        def save_authorization_code(self, code: str, asked: Any) -> None:
            data = asked.payload.data
            kept = (data.get("redirect_uri"), asked.payload.scope, data.get("nonce"))
            challenge = (data.get("code_challenge"), data.get("code_challenge_method"))
            given[code] = Code(code, *kept, *challenge, asked.user)

        def query_authorization_code(self, code: str, client: Any) -> Code | None:
            return given.get(code)

        def delete_authorization_code(self, code: Code) -> None:
            del given[code.code]

        def authenticate_user(self, code: Code) -> Person:
            return code.person

    class Token(OpenIDCode):  # type: ignore[misc]
        def exists_nonce(self, nonce: str, asked: Any) -> bool:
            return any(code.nonce == nonce for code in given.values())

        def encode_id_token(self, token: Any, asked: Any) -> str:
            return provider.token(asked.authorization_code)

    server = AuthorizationServer(app, lambda key: Client(provider) if key == CLIENT else None, lambda *_: None)
    server.register_grant(Grant, [Token(require_nonce=True), CodeChallenge(required=True)])

    @app.get("/authorize")
    def authorize() -> Response:
        provider.asked.append(dict(request.args))
        grant = server.get_consent_grant(end_user=provider.person)
        answer = server.create_authorization_response(grant=grant, grant_user=provider.person)
        if provider.is_named_in_answers:
            answer.headers["Location"] += f"&iss={provider.issuer}"
        return answer  # type: ignore[no-any-return]

    @app.post("/token")
    def token() -> Response:
        return server.create_token_response()  # type: ignore[no-any-return]

    @app.get("/leave")
    def leave() -> Response:
        provider.asked.append(dict(request.args))
        return redirect(request.args["post_logout_redirect_uri"])

    @app.get("/keys")
    def keys() -> dict[str, Any]:
        return dict(KeySet([provider.key]).as_dict(private=False))

    @app.get("/.well-known/openid-configuration")
    def configuration() -> dict[str, Any]:
        here = provider.issuer
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        published = {name: f"{here}/{path}" for name, path in places.items()}
        published |= {"end_session_endpoint": f"{here}/leave", "issuer": here}
        return published | {"authorization_response_iss_parameter_supported": True} | provider.config

    return app


@contextmanager
def running_provider(clock: Clock) -> Iterator[Provider]:
    """The provider, on a port of this machine."""
    provider = Provider(clock)
    server = make_server("127.0.0.1", 0, _app(provider), threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield provider
    server.shutdown()
    server.server_close()
    thread.join()
