"""Reading `stores.toml`: strict, and every fault told at once."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

from workers.sources.errors import StoresFileError
from workers.sources.held_back import hold_backs_of
from workers.sources.places import place_of
from workers.sources.stores import CATEGORIES, MIXED, REGIMES, FilesPlace, Place, SqlPlace, Store, StoreKind
from workers.sources.stores_check import place_faults
from workers.sources.toml_section import Section
from workers.sources.write_sides import WriteSide, write_side_of

_COMMON = ("id", "kind", "title", "category", "regime", "lawful_basis", "retention", "owner", "write", "withhold")


def load_stores(path: Path, *, environment: Mapping[str, str] = os.environ) -> tuple[Store, ...]:
    """Read a stores file and look that every place, table and column it names is there.

    A database server that does not answer is no fault of the file: its store fails when it is searched.
    Raises StoresFileError with one line for each fault.
    """
    stores, faults = _parsed(path, environment)
    faults += [fault for store in stores for fault in place_faults(store)]
    if faults:
        raise StoresFileError(tuple(f"{path}: {fault}" for fault in faults))
    return tuple(stores)


def read_stores(path: Path, *, environment: Mapping[str, str] = os.environ) -> tuple[Store, ...]:
    """Read a stores file without looking at the places it names, for a search that lets a missing one fail alone."""
    stores, faults = _parsed(path, environment)
    if faults:
        raise StoresFileError(tuple(f"{path}: {fault}" for fault in faults))
    return tuple(stores)


def parse_stores(text: str, *, folder: Path, environment: Mapping[str, str] = os.environ) -> tuple[Store, ...]:
    """Read the text of a stores file whose paths are relative to `folder`. Raises StoresFileError."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise StoresFileError((f"is not valid TOML: {error}",)) from error
    stores, faults = _stores(content, folder, environment)
    if faults:
        raise StoresFileError(tuple(faults))
    return tuple(stores)


def _parsed(path: Path, environment: Mapping[str, str]) -> tuple[list[Store], list[str]]:
    return _stores(_toml(path), path.absolute().parent, environment)


def _stores(
    content: Mapping[str, object], folder: Path, environment: Mapping[str, str]
) -> tuple[list[Store], list[str]]:
    faults = [f'unknown key "{key}" at the top; only [[store]] is known' for key in content if key != "store"]
    tables = content.get("store", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        return [], [*faults, '"store" must be written [[store]], once for each store']
    if not tables:
        return [], [*faults, "names no store; add a [[store]] section"]
    stores: list[Store] = []
    seen: set[str] = set()
    for position, table in enumerate(tables, start=1):
        name = table.get("id")
        label = f'store "{name}"' if isinstance(name, str) and name else f"store number {position}"
        section = Section(label, table, folder=folder, environment=environment)
        store = _store(section)
        if store is not None and store.id in seen:
            section.fault("id", "is used by another store; give each store its own")
        if store is not None:
            seen.add(store.id)
            stores.append(store)
        faults += section.faults
    return stores, faults


def _toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        reason = "there is no such file"
    except OSError as error:
        reason = f"cannot be opened ({error.strerror or 'unknown reason'})"
    except UnicodeDecodeError:
        reason = "is not UTF-8 text; save it as UTF-8"
    except tomllib.TOMLDecodeError as error:
        reason = f"is not valid TOML: {error}"
    raise StoresFileError((f"{path}: {reason}",))


def _store(section: Section) -> Store | None:
    """Build one store, or None when a fault leaves too little of it."""
    store_id, title = section.text("id"), section.text("title")
    kind_name = section.choice("kind", tuple(StoreKind), default=None)
    category = section.choice("category", CATEGORIES, default=MIXED)
    regime = section.choice("regime", REGIMES, default="uk_gdpr")
    lawful_basis, retention = section.text("lawful_basis", default=""), section.text("retention", default="")
    if not kind_name:
        return None
    place = place_of(StoreKind(kind_name), section, common=_COMMON)
    owner, write = section.text("owner", default=""), _write_side(section, kind_name, place)
    if owner and "@" not in owner:
        section.fault("owner", "is not an e-mail address")
    if place is None or not store_id:
        return None
    return Store(
        id=store_id,
        kind=StoreKind(kind_name),
        title=title or store_id,
        place=place,
        category=category or MIXED,
        regime=regime or "uk_gdpr",
        lawful_basis=lawful_basis,
        retention=retention,
        owner=owner,
        write=write,
        withhold=hold_backs_of(section, regime or "uk_gdpr", CATEGORIES),
    )


def _write_side(section: Section, kind: str, place: Place | None) -> WriteSide | None:
    if not section.has("write") or place is None:
        return None
    read_url = place.url if isinstance(place, SqlPlace) else ""
    return write_side_of(kind, section, read_url=read_url, root=place.root if isinstance(place, FilesPlace) else None)
