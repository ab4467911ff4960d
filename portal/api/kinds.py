"""What a JSON value may be: each kind reads a value that came, and writes itself down as JSON Schema.

One table of fields is therefore both what the API checks and what its description says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

# Patterns are of the part of regular expressions that JavaScript, Python and Rust read alike.
_CONTROLS = r"\u0000-\u001f\u007f-\u009f\u2028\u2029"
_BLANKS = rf"{_CONTROLS} \u00a0\u1680\u2000-\u200f\u202f\u205f\u3000\ufeff"
ONE_LINE = f"^[^{_CONTROLS}]*$"
NOT_BLANK = f"^[^{_CONTROLS}]*[^{_BLANKS}][^{_CONTROLS}]*$"
LINES = r"^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f]*$"
EMAIL = r"^([A-Za-z0-9_%+'-]+[.])*[A-Za-z0-9_%+'-]+@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?[.])+[A-Za-z]{2,24}$"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


@dataclass(frozen=True, slots=True)
class Wrong:
    """What does not fit: where it stands (a JSON Pointer), why, and what would."""

    field: str
    reason: str
    mend: str


class Kind(Protocol):
    """A kind of value."""

    @property
    def empty(self) -> Any:
        """What stands for one that was left out."""
        ...

    def schema(self) -> dict[str, Any]:
        """As JSON Schema says it."""
        ...

    def read(self, given: Any, at: str, wrong: list[Wrong]) -> Any:
        """The value as Python has it; what does not fit is added to `wrong`."""
        ...


@dataclass(frozen=True, slots=True)
class Text:
    """Words. `says` is what they must look like, for whoever sent others."""

    longest: int
    shape: str = ONE_LINE
    says: str = "one line of text"
    shortest: int = 0
    format: str = ""
    empty: str = ""

    def schema(self) -> dict[str, Any]:
        """A string."""
        least = {"minLength": self.shortest} if self.shortest else {}
        form = {"format": self.format} if self.format else {}
        return {"type": "string", **least, "maxLength": self.longest, "pattern": self.shape, **form}

    def read(self, given: Any, at: str, wrong: list[Wrong]) -> str:
        """The words as they came."""
        if not isinstance(given, str):
            wrong.append(Wrong(at, "It is not text.", f"Send {self.says}, in quotation marks."))
        elif not self.shortest <= len(given) <= self.longest:
            reason = f"It has {len(given)} characters."
            wrong.append(Wrong(at, reason, f"Send {self.shortest} to {self.longest}."))
        elif not re.fullmatch(self.shape, given):
            wrong.append(Wrong(at, "It has another form.", f"Send {self.says}."))
        else:
            return given
        return ""


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day."""

    empty: None = None

    def schema(self) -> dict[str, Any]:
        """A string such as 2026-11-27."""
        return {"type": "string", "format": "date", "pattern": DAY}

    def read(self, given: Any, at: str, wrong: list[Wrong]) -> date | None:
        """The day."""
        try:
            if isinstance(given, str) and re.fullmatch(DAY, given):
                return date.fromisoformat(given)
        except ValueError:
            pass
        wrong.append(Wrong(at, "It is not a day.", "Send a day such as 2026-11-27."))
        return None


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of the values of a table of ours."""

    values: type[StrEnum]
    empty: Any = None

    def schema(self) -> dict[str, Any]:
        """A string of the list."""
        return {"type": "string", "enum": [value.value for value in self.values]}

    def read(self, given: Any, at: str, wrong: list[Wrong]) -> StrEnum | None:
        """The value."""
        known = {value.value: value for value in self.values}
        if isinstance(given, str) and given in known:
            return known[given]
        wrong.append(Wrong(at, "It is none of the values there are.", f"Send one of: {', '.join(known)}."))
        return None


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    empty: bool = False

    def schema(self) -> dict[str, Any]:
        """A boolean."""
        return {"type": "boolean", "default": self.empty}

    def read(self, given: Any, at: str, wrong: list[Wrong]) -> bool:
        """Yes or no."""
        if isinstance(given, bool):
            return given
        wrong.append(Wrong(at, "It is neither yes nor no.", "Send true or false."))
        return self.empty


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number."""

    empty: int = 0

    def schema(self) -> dict[str, Any]:
        """An integer."""
        return {"type": "integer"}

    def read(self, given: Any, at: str, wrong: list[Wrong]) -> int:
        """The number."""
        if isinstance(given, int) and not isinstance(given, bool):
            return given
        wrong.append(Wrong(at, "It is not a whole number.", "Send a number without a fraction."))
        return self.empty


@dataclass(frozen=True, slots=True)
class Many:
    """Several values of one kind."""

    kind: Kind
    most: int = 20
    empty: tuple[Any, ...] = ()

    def schema(self) -> dict[str, Any]:
        """An array."""
        return {"type": "array", "items": self.kind.schema(), "maxItems": self.most}

    def read(self, given: Any, at: str, wrong: list[Wrong]) -> tuple[Any, ...]:
        """The values, in the order they came."""
        if not isinstance(given, list):
            wrong.append(Wrong(at, "It is not a list.", "Send a list, in square brackets."))
            return ()
        if len(given) > self.most:
            wrong.append(Wrong(at, f"It has {len(given)} entries.", f"Send at most {self.most}."))
            return ()
        return tuple(self.kind.read(one, f"{at}/{place}", wrong) for place, one in enumerate(given))


@dataclass(frozen=True, slots=True)
class Maybe:
    """A value of a kind, or nothing: null."""

    kind: Kind
    empty: None = None

    def schema(self) -> dict[str, Any]:
        """A value, or null."""
        return {"anyOf": [self.kind.schema(), {"type": "null"}]}

    def read(self, given: Any, at: str, wrong: list[Wrong]) -> Any:
        """The value, or None."""
        return None if given is None else self.kind.read(given, at, wrong)


@dataclass(frozen=True, slots=True)
class Field:
    """One member of an object: its name, what it is, of what kind, and whether it must be there."""

    name: str
    kind: Kind
    says: str
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """An object: the fields it has, and no others."""

    fields: tuple[Field, ...]
    empty: Any = None

    def schema(self) -> dict[str, Any]:
        """An object."""
        needed = [field.name for field in self.fields if field.is_needed]
        return {
            "type": "object",
            "properties": {field.name: {**field.kind.schema(), "description": field.says} for field in self.fields},
            **({"required": needed} if needed else {}),
            "additionalProperties": False,
        }

    def read(self, given: Any, at: str, wrong: list[Wrong]) -> dict[str, Any]:
        """Every field by its name; one that was left out has its kind's empty value."""
        if not isinstance(given, Mapping):
            wrong.append(Wrong(at, "It is not an object.", "Send an object, in curly brackets."))
            return {}
        known = [field.name for field in self.fields]
        if not set(given) <= set(known):
            # What they are called is not said: the words of whoever sent them could stand there.
            wrong.append(Wrong(at, "It has fields that there are not.", f"Send only: {', '.join(known)}."))
        return {field.name: self._read(field, given, at, wrong) for field in self.fields}

    def _read(self, field: Field, given: Mapping[str, Any], at: str, wrong: list[Wrong]) -> Any:
        if field.name in given:
            return field.kind.read(given[field.name], f"{at}/{field.name}", wrong)
        if field.is_needed:
            wrong.append(Wrong(f"{at}/{field.name}", "It is missing.", f"Send it: {field.says}"))
        return field.kind.empty
