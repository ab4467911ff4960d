"""Reads `people.json` (who a document may name) and a terms file (strings that must go whatever they are)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from redaction.os_faults import unreadable
from redaction.values import Person, Role

_TEXT_KEYS = ("name", "relation", "upn", "nhs_number")
_LIST_KEYS = ("aliases", "emails", "phones", "addresses", "numbers")
_KEYS = frozenset((*_TEXT_KEYS, *_LIST_KEYS, "role", "date_of_birth", "key"))


class PeopleFileError(ValueError):
    """A people or terms file cannot be used; the text is one plain line that names the file and the mend."""


def load_people(path: Path) -> tuple[Person, ...]:
    """The people of a `people.json`, in its order.

    Raises PeopleFileError, which never repeats what the file says about a person.
    """
    try:
        content = json.loads(_read(path))
    except json.JSONDecodeError as fault:
        raise PeopleFileError(f"{path}: not valid JSON (line {fault.lineno}, column {fault.colno})") from None
    if not isinstance(content, list):
        raise PeopleFileError(f'{path}: must hold a list of people, like [{{"name": "…", "role": "subject"}}]')
    try:
        return people_from(content)
    except PeopleFileError as fault:
        raise PeopleFileError(f"{path}: {fault}") from None


def people_from(entries: Sequence[object]) -> tuple[Person, ...]:
    """People from already parsed JSON entries; an entry without a key is called `person-N` by its place, from 1."""
    people = tuple(_person(entry, place) for place, entry in enumerate(entries, start=1))
    keys = [person.key for person in people]
    if len(set(keys)) != len(keys):
        raise PeopleFileError('two people have the same "key"; give each its own, or leave it out')
    return people


def load_terms(path: Path) -> tuple[str, ...]:
    """The strings of a terms file, one a line; blank lines are left out."""
    return tuple(line.strip() for line in _read(path).splitlines() if line.strip())


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise PeopleFileError(f"{path}: {unreadable(fault)}") from None
    except UnicodeDecodeError:
        raise PeopleFileError(f"{path}: is not UTF-8 text; save it as UTF-8") from None


def _person(entry: object, place: int) -> Person:
    where = f"person {place}"
    if not isinstance(entry, Mapping):
        raise PeopleFileError(f'{where} is not an object with a "name"')
    unknown = sorted(str(key) for key in entry.keys() - _KEYS)
    if unknown:
        raise PeopleFileError(f'{where} has an unknown key "{unknown[0]}"; known keys are {", ".join(sorted(_KEYS))}')
    texts = {key: _text(entry, key, where) for key in _TEXT_KEYS}
    if not texts["name"]:
        raise PeopleFileError(f'{where} has no "name"')
    lists = {key: _texts(entry, key, where) for key in _LIST_KEYS}
    return Person(
        key=_text(entry, "key", where) or f"person-{place}",
        name=texts["name"],
        role=_role(entry, where),
        relation=texts["relation"],
        upn=texts["upn"],
        date_of_birth=_date(entry, where),
        aliases=lists["aliases"],
        emails=lists["emails"],
        phones=lists["phones"],
        addresses=lists["addresses"],
        numbers=(*lists["numbers"], *filter(None, [texts["nhs_number"]])),
    )


def _text(entry: Mapping[object, object], key: str, where: str) -> str:
    value = entry.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise PeopleFileError(f'{where}: "{key}" must be text')
    return value.strip()


def _texts(entry: Mapping[object, object], key: str, where: str) -> tuple[str, ...]:
    value = entry.get(key)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise PeopleFileError(f'{where}: "{key}" must be a list of texts')
    return tuple(one.strip() for one in value if one.strip())


def _role(entry: Mapping[object, object], where: str) -> Role:
    # Nobody is taken for the data subject by default: a person without a role is kept out of the pack.
    value = entry.get("role") or Role.THIRD_PARTY.value
    try:
        return Role(str(value))
    except ValueError:
        raise PeopleFileError(f'{where}: "role" must be one of {", ".join(Role)}') from None


def _date(entry: Mapping[object, object], where: str) -> date | None:
    value = _text(entry, "date_of_birth", where)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PeopleFileError(f'{where}: "date_of_birth" must be written like 2012-03-14') from None
