"""The signed-in member of staff: the cookie holds a secret, the database the session, which it may end at any time."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, session
from flask_login import LoginManager, UserMixin
from werkzeug.wrappers import Request

from portal.web.resources import resources
from requests_.model.staff import Actor
from requests_.services import staff_accounts
from requests_.store.queries.staff_names import display_name

SECRET = "secret"  # noqa: S105  (the name of a session entry, not a secret)


@dataclass(frozen=True, slots=True)
class SignedIn(UserMixin):  # type: ignore[misc]
    """Who Flask-Login calls the current user."""

    actor: Actor
    display_name: str

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


def _from_request(_: Request) -> SignedIn | None:
    secret = session.get(SECRET)
    if not isinstance(secret, str):
        return None
    handed_in = resources()
    # A transaction of its own: having been seen is kept whatever becomes of the request.
    with handed_in.unit_of_work() as work:
        actor = staff_accounts.actor_for_session(work, handed_in.clock, secret)
        name = display_name(work.session, actor.key) if actor else ""
        work.commit()
    return SignedIn(actor, name) if actor else None
