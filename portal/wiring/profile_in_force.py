"""The controller's profile as the apps say it: read again now and then, and never a reason for a page to fail."""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from requests_.settings import ControllerProfile
from requests_.store.queries.controller import profile_in_force
from requests_.store.session import Store

LASTS_SECONDS = 30.0


class KeptProfile:
    """What was read last; the environment's profile until the database answers for the first time."""

    def __init__(self, store: Store, given: ControllerProfile, seconds: Callable[[], float] = time.monotonic) -> None:
        self._store, self._given, self._seconds = store, given, seconds
        self._profile, self._until = given, float("-inf")

    def now(self) -> ControllerProfile:
        """The profile. A database that is down is asked again only when the time is over: its page is said at once."""
        if self._seconds() >= self._until:
            self._until = self._seconds() + LASTS_SECONDS
            self._profile = self._read()
        return self._profile

    def forget(self) -> None:
        """Read it anew when it is asked for next."""
        self._until = float("-inf")

    def _read(self) -> ControllerProfile:
        try:
            with self._store.reading() as session:
                return profile_in_force(session, self._given)
        except SQLAlchemyError:
            return self._profile
