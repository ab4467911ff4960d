"""Who is searched for, as the requester and the council know them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workers.sources.values import parsed_date


class ProfileError(Exception):
    """A description of a person that cannot be used; its text is one plain line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectProfile:
    """The data subject; only a name is needed. `aliases` are other names, `addresses` all that are known over time."""

    given_name: str = ""
    family_name: str = ""
    date_of_birth: date | None = None
    upn: str = ""
    aliases: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a profile without a name."""
        if not self.given_name.strip() and not self.family_name.strip():
            raise ProfileError("given_name and family_name are both empty; write at least one of them")


_TEXTS = ("given_name", "family_name", "upn")
_LISTS = ("aliases", "addresses", "emails", "phones")


def load_subject(path: Path) -> SubjectProfile:
    """Read `subject.json`; raises ProfileError with one plain line that names the file and the mend."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ProfileError(f"{path}: there is no such file") from None
    except OSError as error:
        raise ProfileError(f"{path}: cannot be opened ({error.strerror})") from None
    except UnicodeDecodeError:
        raise ProfileError(f"{path}: is not UTF-8 text; save it as UTF-8") from None
    except json.JSONDecodeError as error:
        raise ProfileError(f"{path}: is not valid JSON (line {error.lineno}, column {error.colno})") from None
    if not isinstance(content, dict):
        raise ProfileError(f"{path}: must hold one object with the person's names")
    try:
        return profile_from(content)
    except ProfileError as error:
        raise ProfileError(f"{path}: {error}") from None


def profile_from(content: Mapping[str, object]) -> SubjectProfile:
    """Build a profile from the keys of `subject.json`."""
    unknown = [key for key in content if key not in (*_TEXTS, *_LISTS, "date_of_birth")]
    if unknown:
        raise ProfileError(f'unknown key "{unknown[0]}"; known are {", ".join((*_TEXTS, "date_of_birth", *_LISTS))}')
    given, family, upn = (_text(content, key) for key in _TEXTS)
    aliases, addresses, emails, phones = (_list(content, key) for key in _LISTS)
    return SubjectProfile(
        given_name=given,
        family_name=family,
        date_of_birth=_birth(content.get("date_of_birth")),
        upn=upn.upper().replace(" ", ""),
        aliases=aliases,
        addresses=addresses,
        emails=emails,
        phones=phones,
    )


def _text(content: Mapping[str, object], key: str) -> str:
    value = content.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ProfileError(f"{key} must be a text in quotes")
    return value.strip()


def _list(content: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = content.get(key)
    listed = [] if value is None else [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise ProfileError(f"{key} must be a list of texts")
    return tuple(one.strip() for one in listed if one.strip())


def _birth(value: object) -> date | None:
    if value is None or value == "":
        return None
    born = parsed_date(value) if isinstance(value, str) else None
    if born is None:
        raise ProfileError("date_of_birth must be a date such as 2012-03-14")
    return born
