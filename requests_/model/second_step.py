"""The second step of signing in: a code of an authenticator app, or a recovery code that stands in for it once."""

from __future__ import annotations

import secrets
from typing import Protocol

STEP_SECONDS = 30
# A telephone's clock may be off by a step either way.
STEPS_EITHER_WAY = 1
RECOVERY_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another


class Sealer(Protocol):
    """Whatever can seal a secret so that the database alone does not give it away; `about` is bound in."""

    def seal(self, text: str, about: str) -> str:
        """The sealed text."""

    def open(self, sealed: str, about: str) -> str | None:
        """The text, or None when it was sealed with another key or about another."""


def new_recovery_codes() -> tuple[str, ...]:
    """Fresh codes such as `k7mf-92xa-pq4r-tt8w`: 79 bits each."""
    return tuple(
        "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4)) for _ in range(RECOVERY_CODES)
    )


def normal_code(typed: str) -> str:
    """A code as it is compared: blanks, hyphens and capitals are forgiven."""
    return "".join(character for character in typed.casefold() if character.isalnum())


def is_app_code(normal: str) -> bool:
    """Whether it looks like a code of an app; anything else is taken for a recovery code."""
    return len(normal) == 6 and normal.isascii() and normal.isdigit()
