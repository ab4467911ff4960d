"""The council's own sign-in service, as the staff app's views use it; `portal.wiring` speaks to the real one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from requests_.errors import NotAllowed, Unavailable
from requests_.model.proved_identity import ProvedIdentity


class SignOnRefused(NotAllowed):
    """What came back proves nothing. `check` in the context says which check failed; never what was sent."""

    def __init__(self, check: str) -> None:
        super().__init__("Signing in there did not work. Try again from the start, or use your password.", check=check)


class ProviderAway(Unavailable):
    """The service does not answer, or answers nonsense."""

    def __init__(self, check: str) -> None:
        super().__init__("The council’s sign-in service cannot be reached just now. Use your password.", check=check)


@dataclass(frozen=True, slots=True)
class SignOnStarted:
    """Where the browser goes, and what has to be kept sealed until it comes back."""

    address: str
    kept: dict[str, str]


class IdentityProvider(Protocol):
    """An OpenID provider. `trusts_second_step` says whether a second step shown there is one shown here."""

    name: str
    trusts_second_step: bool

    def start(self, back: str) -> SignOnStarted:
        """Begin; the browser comes back to `back`. Raises ProviderAway."""
        ...

    def finish(self, kept: Mapping[str, str], answer: Mapping[str, str], back: str) -> ProvedIdentity:
        """Who came back with `answer`. Raises SignOnRefused unless every check holds, ProviderAway."""
        ...

    def leave(self, back: str) -> str:
        """Where the browser goes to sign out there too; "" where the service has no such place."""
        ...
