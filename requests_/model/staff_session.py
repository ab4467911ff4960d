"""How long a member of staff stays signed in, and how they came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from requests_.model.staff import Actor

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=10)
# Between the password and the code.
SECOND_STEP = timedelta(minutes=10)
# Being seen is written down once a minute: not every page is a write.
SEEN_AGAIN_AFTER = timedelta(minutes=1)
LONGEST_BROWSER = 200


class OpenedWith(StrEnum):
    """What somebody showed to sign in."""

    PASSWORD = "password"  # noqa: S105  (a way of signing in, not a password)
    PASSWORD_AND_CODE = "password_and_code"  # noqa: S105
    PASSWORD_AND_RECOVERY_CODE = "password_and_recovery_code"  # noqa: S105
    PASSKEY = "passkey"
    SINGLE_SIGN_ON = "single_sign_on"
    SINGLE_SIGN_ON_AND_CODE = "single_sign_on_and_code"
    SINGLE_SIGN_ON_AND_RECOVERY_CODE = "single_sign_on_and_recovery_code"


# What somebody has shown once the code is right too: (of the app, of the recovery codes).
WITH_A_CODE = {
    OpenedWith.PASSWORD: (OpenedWith.PASSWORD_AND_CODE, OpenedWith.PASSWORD_AND_RECOVERY_CODE),
    OpenedWith.SINGLE_SIGN_ON: (OpenedWith.SINGLE_SIGN_ON_AND_CODE, OpenedWith.SINGLE_SIGN_ON_AND_RECOVERY_CODE),
}
SINGLE_SIGN_ON = frozenset({OpenedWith.SINGLE_SIGN_ON, *WITH_A_CODE[OpenedWith.SINGLE_SIGN_ON]})


@dataclass(frozen=True, slots=True)
class OpenedSession:
    """What signing in came to: the cookie's secret, whose it is, and whether a code is still awaited."""

    secret: str
    actor: Actor
    awaits_code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionState:
    """A session and whose it is. `awaits_code` is set while only the password has been given."""

    key: str
    actor: Actor
    display_name: str
    email: str
    started_at: datetime
    last_seen_at: datetime
    awaits_code: bool
    opened_with: OpenedWith
    browser: str
    is_account_open: bool
    has_second_step: bool

    @property
    def has_password_alone(self) -> bool:
        """Whether a password was all that they showed, and all that their account has."""
        return self.opened_with is OpenedWith.PASSWORD and not self.has_second_step

    def is_over(self, now: datetime) -> bool:
        """Whether it was left idle, lasted too long, or its account was closed."""
        longest = SECOND_STEP if self.awaits_code else ABSOLUTE
        return not self.is_account_open or now > self.last_seen_at + IDLE or now > self.started_at + longest

    def is_to_be_seen_again(self, now: datetime) -> bool:
        """Whether this visit has to be written down."""
        return now >= self.last_seen_at + SEEN_AGAIN_AFTER
