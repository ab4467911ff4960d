"""The sections of stores.toml as they are kept by the portal: what may stand in one, and that no secret does."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from requests_.errors import InvalidCommand
from requests_.model.rights import Regime
from requests_.model.staff import Actor

KINDS = ("sql", "sheets", "files", "mailbox", "paper", "team")
LONGEST_SECTION = 20_000
_SECTION = re.compile(r"^[ \t]*\[\[[ \t]*store[ \t]*\]\][ \t]*(?:#.*)?$", re.MULTILINE)
_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
# The workers fill in these variables of their environment, and no others: no key of the portal itself.
_OURS = re.compile(r"STORE_[A-Z0-9_]+")
_VARIABLE = re.compile(r"\$\{([^}]*)\}")
_ONLY_OURS = re.compile(r"\$\{STORE_[A-Z0-9_]+\}")
_IN_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://([^:]*):(.+)@", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:password|passwd|pwd|secret|token)\b[\"']?\s*[=:]\s*[\"']?(?!\$\{STORE_)[^\s\"']", re.IGNORECASE
)
_NONE_HERE = "A password is never kept here: write ${STORE_…}, the name of a variable of the workers’ environment."


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSection:
    """What a section says of its store before anybody opens it."""

    id: str
    title: str
    kind: str
    regime: Regime
    lawful_basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddStores:
    """Write down the stores of a text in the form of stores.toml."""

    text: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStore:
    """Write down another version of a store that was at `seen`, or that it is not searched any more."""

    key: str
    seen: int
    section: str
    actor: Actor
    is_ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreTry:
    """What came of trying a version of a store: a line for each thing to mend, none where it answers."""

    key: str
    version: int
    faults: tuple[str, ...]


def sections_of(text: str) -> tuple[str, ...]:
    """A text as its sections, each beginning with [[store]]. Raises InvalidCommand where something stands before."""
    starts = [found.start() for found in _SECTION.finditer(text)]
    before = text[: starts[0]] if starts else text
    if not starts or any(line.strip() and not line.lstrip().startswith("#") for line in before.splitlines()):
        raise InvalidCommand("Begin every store with a line that says [[store]].", field="section")
    ends = [*starts[1:], len(text)]
    return tuple(text[start:end].strip() for start, end in zip(starts, ends, strict=True))


def read_section(section: str) -> StoreSection:
    """What a section says. Raises InvalidCommand, with `field`, for one that cannot be kept, such as with a secret."""
    try:
        read = tomllib.loads(section)
    except tomllib.TOMLDecodeError as fault:
        raise InvalidCommand(f"This is not valid TOML: {fault}", field="section") from fault
    stores = read.get("store")
    if set(read) != {"store"} or not isinstance(stores, list) or len(stores) != 1 or not isinstance(stores[0], dict):
        raise InvalidCommand("Write one store, and nothing but [[store]] and what is below it.", field="section")
    store = stores[0]
    to_mend = next(_faults(section, store), "")
    if to_mend:
        raise InvalidCommand(to_mend, field="section")
    return StoreSection(
        id=store["id"],
        title=str(store.get("title", "")).strip() or store["id"],
        kind=store["kind"],
        regime=Regime(store.get("regime", Regime.UK_GDPR)),
        lawful_basis=str(store.get("lawful_basis", "")),
    )


def check_section(values: Mapping[str, str]) -> None:
    """The rule of the register of stores."""
    read_section(values["section"])


def _faults(section: str, store: Mapping[str, Any]) -> Iterator[str]:
    if not _ID.fullmatch(str(store.get("id", ""))):
        yield "id: give it a short name of small letters and digits, such as “case”."
    if store.get("kind") not in KINDS:
        yield f"kind: write one of {', '.join(KINDS)}."
    if store.get("regime", Regime.UK_GDPR) not in tuple(Regime):
        yield f"regime: write one of {', '.join(Regime)}."
    if _NAMED.search(section):
        yield _NONE_HERE
    for where, value in _texts(store):
        address = _IN_ADDRESS.match(value)
        if address is not None and not _ONLY_OURS.fullmatch(address[2]):
            yield f"{where}: {_NONE_HERE}"
        names = [value] if where.endswith("password_env") else _VARIABLE.findall(value)
        if not all(_OURS.fullmatch(name) for name in names):
            yield f"{where}: only variables whose names begin with STORE_ are filled in here."
        if _is_relative(where, value):
            yield f"{where}: write the whole path, from / on: there is no file that it could be relative to."


def _texts(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    for key, below in value.items() if isinstance(value, dict) else ():
        yield from _texts(below, f"{where}.{key}".lstrip("."))
    for below in value if isinstance(value, list) else ():
        yield from _texts(below, where)


def _is_relative(where: str, value: str) -> bool:
    if where in ("path", "root", "write.held"):
        return "://" not in value and not value.startswith("/")
    is_sqlite = where in ("url", "write.url") and value.startswith("sqlite")
    return is_sqlite and not value.partition("://")[2].startswith("//")
