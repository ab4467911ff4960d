"""The write side of a store: who changes it, with which account, and what it offers for marks and statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from workers.sources.toml_section import Section

# The kinds of store that the portal itself can change; in every other, a person does it.
_SQL, _FILES = "sql", "files"


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlWrite:
    """An account of its own that may change rows; `restricted` and `statement` name columns, in tables that have them.

    `triggers_known` says that somebody looked at what the tables' own triggers do, and that it may happen.
    """

    url: str = field(repr=False)
    restricted: str = ""
    statement: str = ""
    triggers_known: bool = False


@dataclass(frozen=True, slots=True)
class FilesWrite:
    """A folder on the same disk, outside the store, where removed files wait until they cannot be put back any more."""

    held: Path


WriteSide = SqlWrite | FilesWrite


def write_side_of(kind: str, section: Section, *, read_url: str = "", root: Path | None = None) -> WriteSide | None:
    """Read how a store is changed; None where it is not, or where a fault leaves too little of it."""
    part = section.part("write")
    if part is None:
        return None
    if kind == _SQL:
        return _sql(part, read_url)
    if kind == _FILES and root is not None:
        return _files(part, root)
    section.fault("write", f"a store of the kind {kind} is changed by people: take the section out and name an owner")
    return None


def _sql(part: Section, read_url: str) -> SqlWrite | None:
    part.allow(("url", "restricted", "statement", "triggers_known"))
    text = part.text("url")
    try:
        url = make_url(text) if text else None
    except ArgumentError:
        part.fault("url", 'is not a database address, such as "postgresql://writer@server/database"')
        return None
    if url is None:
        return None
    backend = url.get_backend_name()
    if backend not in ("sqlite", "postgresql"):
        part.fault("url", f"rows are changed in SQLite and PostgreSQL only, not in {backend}: name an owner instead")
        return None
    if backend == "sqlite" and url.database:
        url = url.set(database=str((part.folder / url.database).absolute()))
    if backend != "sqlite" and read_url and make_url(read_url).username == url.username:
        part.fault("url", "names the account of the search: give the write side one of its own")
        return None
    return SqlWrite(
        url=url.render_as_string(hide_password=False),
        restricted=part.text("restricted", default=""),
        statement=part.text("statement", default=""),
        triggers_known=part.flag("triggers_known"),
    )


def _files(part: Section, root: Path) -> FilesWrite | None:
    part.allow(("held",))
    text = part.text("held")
    if not text:
        return None
    held = (part.folder / text).absolute()
    if held.is_relative_to(root) or root.is_relative_to(held):
        part.fault("held", "lies inside the store, where it would be searched: name a folder beside it")
        return None
    return FilesWrite(held)
