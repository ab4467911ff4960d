"""Who may open which page: every view of the staff app says so, and one that does not say is closed to all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from requests_.errors import NotAllowed
from requests_.model.staff import Actor, Permission

# The setting by which a password alone opens one's own account and nothing else.
NEEDS_SECOND_STEP = "RIGHTS_SECOND_STEP"
View = TypeVar("View", bound=Callable[..., Any])
# Served without anybody signed in.
OPEN_ENDPOINTS = frozenset(
    {
        "static",
        "healthz",
        "readyz",
        "metrics.show",
        "sign_in.ask",
        "sign_in.enter",
        "sign_in.ask_code",
        "sign_in.enter_code",
        "passkeys.sign_in_options",
        "passkeys.sign_in",
        "single_sign_on.begin",
        "single_sign_on.back",
        "single_sign_on.left",
        "accounts.ask_first_password",
        "accounts.choose_first_password",
        "calendar.feed",
    }
)
# For whoever is signed in, whatever their role.
SIGNED_IN_ENDPOINTS = frozenset(
    {
        "sign_in.leave",
        "own_account.show",
        "own_account.end_session",
        "own_account.end_others",
        "own_account.ask_password",
        "own_account.change_password",
        "own_account.ask_app",
        "own_account.set_up_app",
        "own_account.confirm",
        "own_account.confirmed",
        "passkeys.add_options",
        "passkeys.add",
    }
)


def requires(permission: Permission) -> Callable[[View], View]:
    """Mark a view with the permission it needs; `guard` is what checks it."""

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


def permission_of(app: Flask, endpoint: str) -> Permission | None:
    """What an endpoint was marked with."""
    return getattr(app.view_functions[endpoint], "permission", None)


def actor() -> Actor:
    """Who is signed in."""
    return cast(Actor, current_user.actor)


def guard() -> ResponseReturnValue | None:
    """Run before every request: send to the sign-in page, refuse, or let through."""
    endpoint = request.endpoint
    if endpoint is None or endpoint in OPEN_ENDPOINTS:
        return None
    if not current_user.is_authenticated:
        return cast(ResponseReturnValue, current_app.login_manager.unauthorized())  # type: ignore[attr-defined]
    if endpoint in SIGNED_IN_ENDPOINTS:
        return None
    if current_app.config.get(NEEDS_SECOND_STEP) and current_user.state.has_password_alone:
        flash("Set up an app or a passkey first. Until then only this page opens.")
        return redirect(url_for("own_account.show"))
    permission = permission_of(current_app, endpoint)
    if permission is None or not actor().may(permission):
        raise NotAllowed("Your role does not allow this. Ask an administrator if it should.")
    return None
