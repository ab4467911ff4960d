"""The signed-in member of staff: the cookie holds a secret, the database the session, which it may end at any time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import Flask, session
from flask_login import LoginManager, UserMixin, current_user
from werkzeug.wrappers import Request

from portal.web import security_log
from portal.web.resources import resources
from portal.web.transaction import reading
from requests_.ids import digest_of
from requests_.model.staff import Actor
from requests_.model.staff_session import SessionState
from requests_.services import staff_accounts
from requests_.store.queries.staff_sessions import session_state

SECRET = "secret"  # noqa: S105  (the name of a session entry, not a secret)


@dataclass(frozen=True, slots=True)
class SignedIn(UserMixin):  # type: ignore[misc]
    """Who Flask-Login calls the current user."""

    state: SessionState

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self.state.actor

    @property
    def display_name(self) -> str:
        """What colleagues call them."""
        return self.state.display_name

    def get_id(self) -> str:
        """The staff id."""
        return self.actor.key


def install(app: Flask) -> None:
    """Find who is signed in from the session's secret, on every request."""
    login = LoginManager(app)
    login.login_view = "sign_in.ask"
    login.login_message = None
    login.session_protection = None  # sessions live in the database, where they end when idle, old or revoked
    login.request_loader(_from_request)
    security_log.name_by(app, lambda: (current_user and current_user.get_id()) or "")


def own_session() -> SessionState:
    """The session of whoever is signed in."""
    return cast(SessionState, current_user.state)


def kept_secret() -> str | None:
    """The secret in the visitor's cookie."""
    secret = session.get(SECRET)
    return secret if isinstance(secret, str) else None


def keep_secret(secret: str) -> None:
    """Start afresh with another session's secret: nothing from before it is carried over."""
    session.clear()
    session[SECRET] = secret


def _from_request(_: Request) -> SignedIn | None:
    secret = kept_secret()
    if secret is None:
        return None
    state = session_state(reading(), digest_of(secret))
    if state is None:
        return None
    now = resources().clock.utc_now()
    if state.is_over(now):
        with resources().unit_of_work() as work:
            staff_accounts.sign_out(work, resources().clock, secret)
            work.commit()
        return None
    if state.awaits_code:
        return None
    if state.is_to_be_seen_again(now):
        # A transaction of its own: having been seen is kept whatever becomes of the request.
        with resources().unit_of_work() as work:
            staff_accounts.see_session(work, resources().clock, secret, state)
            work.commit()
    return SignedIn(state)
