"""One section of a stores file: typed reading that collects every fault instead of stopping at the first."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


def suggestion(word: str, known: Iterable[str]) -> str:
    """Say which known word was probably meant, or list them when there are few."""
    words = [str(one) for one in known]
    near = difflib.get_close_matches(word.lower(), [one.lower() for one in words], n=1, cutoff=0.6)
    if near:
        meant = next(one for one in words if one.lower() == near[0])
        return f'; did you mean "{meant}"?'
    return f"; known are: {', '.join(words)}" if 0 < len(words) <= 20 else ""


class Section:
    """A TOML table, the name people know it by, and the faults found while it was read."""

    def __init__(
        self, label: str, table: Mapping[str, object], *, folder: Path, environment: Mapping[str, str], under: str = ""
    ) -> None:
        self.label = label
        self.folder = folder
        self.faults: list[str] = []
        self._table = table
        self._environment = environment
        self._under = under

    def fault(self, key: str, says: str) -> None:
        """Note one fault of this section."""
        self.faults.append(f"{self.label}: {self._under}{key}: {says}")

    def has(self, key: str) -> bool:
        """Say whether the key is written."""
        return key in self._table

    def allow(self, keys: Sequence[str]) -> None:
        """Note every key that is not among these."""
        for key in self._table:
            if key not in keys:
                self.fault(key, f"unknown key{suggestion(key, keys)}")

    def text(self, key: str, *, default: str | None = None) -> str:
        """Give a text with its ${NAMES} filled in; without a default the key must be there."""
        value = self._table.get(key)
        if value is None:
            if default is None:
                self.fault(key, "is missing; add it")
            return default or ""
        if not isinstance(value, str) or not value.strip():
            self.fault(key, "must be a text in quotes")
            return default or ""
        return _VARIABLE.sub(lambda found: self._variable(key, found.group(1)), value)

    def choice(self, key: str, known: Sequence[str], *, default: str | None) -> str:
        """Give a text that must be one of a few."""
        before = len(self.faults)
        value = self.text(key, default=default)
        if value and value not in known:
            self.fault(key, f'"{value}" is not known{suggestion(value, known)}')
            return ""
        return "" if len(self.faults) > before else value

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts; one text alone counts as a list of one."""
        value = self._table.get(key, [])
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(one, str) and one for one in listed):
            self.fault(key, 'must be a list of texts, such as ["Notes"]')
            return ()
        return tuple(listed)

    def columns(self, key: str, known: Sequence[str], *, needs: Sequence[Sequence[str]]) -> dict[str, str]:
        """Give a table of our field name to their column; `needs` lists fields of which at least one must be there."""
        value = self._table.get(key)
        if not isinstance(value, dict):
            self.fault(key, 'must be a table such as { family_name = "Surname" }; add it')
            return {}
        found = {name: column for name, column in value.items() if isinstance(column, str) and column}
        for name in value:
            if name not in known:
                self.fault(f"{key}.{name}", f"unknown field{suggestion(name, known)}")
            elif name not in found:
                self.fault(f"{key}.{name}", "must be the name of a column, in quotes")
        for group in needs:
            if not any(name in value for name in group):
                self.fault(key, f"needs {' or '.join(group)}; name its column")
        return {name: column for name, column in found.items() if name in known}

    def flag(self, key: str) -> bool:
        """Give a yes or no; no when it is not written."""
        value = self._table.get(key, False)
        if not isinstance(value, bool):
            self.fault(key, "must be true or false, without quotes")
        return value is True

    def part(self, key: str) -> Section | None:
        """Give the section below this key."""
        value = self._table.get(key)
        if isinstance(value, dict):
            return self._below(f"{key}.", value)
        self.fault(key, f"is missing; add a [store.{key}] section")
        return None

    def parts(self, key: str) -> list[Section]:
        """Give the repeated sections below this key."""
        value = self._table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.fault(key, f"must be written [[store.{key}]]")
            return []
        return [self._below(f"{key} {position}, ", one) for position, one in enumerate(value, start=1)]

    def _below(self, under: str, table: Mapping[str, object]) -> Section:
        section = Section(
            self.label, table, folder=self.folder, environment=self._environment, under=self._under + under
        )
        section.faults = self.faults
        return section

    def _variable(self, key: str, name: str) -> str:
        if name not in self._environment:
            self.fault(key, f"the environment variable {name} is not set; set it, or write the value")
        return self._environment.get(name, "")
