"""Whom the council's own sign-in service says somebody is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvedIdentity:
    """One person as an OpenID provider knows them: its `issuer` and their `subject` there never change.

    `email` is "" unless the provider says that it verified it. `second_step_shown` is whether the provider says that
    it asked for more than a password (RFC 8176, "mfa").
    """

    issuer: str
    subject: str
    email: str
    second_step_shown: bool
