"""How much is to be answered on time: the council's own target, not a pass mark of the regulator's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from requests_.errors import InvalidCommand


@dataclass(frozen=True, slots=True)
class Targets:
    """Shares in hundredths: below `on_time` a figure is amber, below `on_time_least` it is red."""

    on_time: float = 95
    on_time_least: float = 90

    @classmethod
    def of(cls, written: Mapping[str, str]) -> Targets:
        """The targets as they were written down; the defaults for what was not. Raises InvalidCommand."""
        found = cls(**{key: float(written[key]) for key in cls.__dataclass_fields__ if written.get(key)})
        if not 0 <= found.on_time <= 100:
            raise InvalidCommand("The target is a share from 0 to 100.", field="on_time")
        if not 0 <= found.on_time_least <= found.on_time:
            raise InvalidCommand("The least is a share from 0 up to the target.", field="on_time_least")
        return found

    def tone(self, share: float) -> str:
        """How alarming a share of 1 is: good, warn or bad."""
        return "bad" if share * 100 < self.on_time_least else "warn" if share * 100 < self.on_time else "good"
