"""The part of a store's section that depends on its kind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from workers.sources.stores import (
    CATEGORIES,
    MIXED,
    PAPER_FIELDS,
    PERSON_FIELDS,
    RELATION_FIELDS,
    FilesPlace,
    MailboxPlace,
    PaperPlace,
    PersonTable,
    Place,
    RecordTable,
    RelationTable,
    SqlPlace,
    StoreKind,
    TeamPlace,
)
from workers.sources.toml_section import Section

_NAMED = (("family_name", "name"),)
_TABLES = ("person", "relation", "record")


def place_of(kind: StoreKind, section: Section, *, common: tuple[str, ...]) -> Place | None:
    """Read where a store of this kind is kept; None when a fault leaves too little of it."""
    keys, read = {
        StoreKind.SQL: (("url", *_TABLES), _sql),
        StoreKind.SHEETS: (("path", *_TABLES), _sheets),
        StoreKind.FILES: (("root",), _files),
        StoreKind.MAILBOX: (("path", "password_env"), _mailbox),
        StoreKind.PAPER: (("path", "fields"), _paper),
        StoreKind.TEAM: (("email",), _team),
    }[kind]
    section.allow((*common, *keys))
    return read(section)


def _path(section: Section, key: str) -> Path | None:
    text = section.text(key)
    return (section.folder / text).absolute() if text else None


def _sql(section: Section) -> SqlPlace | None:
    url = _database_url(section)
    tables = _tables(section)
    return replace(tables, url=url) if url and tables else None


def _sheets(section: Section) -> SqlPlace | None:
    book = _path(section, "path")
    tables = _tables(section)
    return replace(tables, book=book) if book and tables else None


def _tables(section: Section) -> SqlPlace | None:
    person_part = section.part("person")
    person = _person(person_part) if person_part else None
    relations = tuple(filter(None, map(_relation, section.parts("relation"))))
    records = tuple(filter(None, map(_record, section.parts("record"))))
    return SqlPlace(person=person, relations=relations, records=records) if person else None


def _database_url(section: Section) -> str:
    """The database's address, with a relative SQLite path made absolute."""
    text = section.text("url")
    if not text:
        return ""
    try:
        url = make_url(text)
    except ArgumentError:
        section.fault("url", 'is not a database address, such as "sqlite:///case.sqlite"')
        return ""
    if url.get_backend_name() == "sqlite" and url.database and not url.database.startswith((":memory:", "file:")):
        url = url.set(database=str((section.folder / url.database).absolute()))
    return url.render_as_string(hide_password=False)


def _person(part: Section) -> PersonTable | None:
    part.allow(("table", "key", "fields"))
    table, key = part.text("table"), part.text("key")
    fields = part.columns("fields", PERSON_FIELDS, needs=_NAMED)
    return PersonTable(table=table, key=key, fields=fields) if table and key else None


def _relation(part: Section) -> RelationTable | None:
    part.allow(("table", "person", "fields"))
    table, person = part.text("table"), part.text("person")
    fields = part.columns("fields", RELATION_FIELDS, needs=_NAMED)
    return RelationTable(table=table, person=person, fields=fields) if table and person else None


def _record(part: Section) -> RecordTable | None:
    part.allow(("table", "key", "person", "date", "title", "category", "text"))
    table, key, person = part.text("table"), part.text("key"), part.text("person")
    record = RecordTable(
        table=table,
        key=key,
        person=person,
        date=part.text("date", default=""),
        title=part.text("title", default=table) or table,
        category=part.choice("category", CATEGORIES, default=MIXED) or MIXED,
        text=part.texts("text"),
    )
    return record if table and key and person else None


def _files(section: Section) -> FilesPlace | None:
    root = _path(section, "root")
    return FilesPlace(root) if root else None


def _mailbox(section: Section) -> MailboxPlace | None:
    text = section.text("path")
    if not text:
        return None
    if "://" not in text:
        return MailboxPlace(path=(section.folder / text).absolute())
    parts = urlsplit(text)
    if parts.scheme != "imaps" or not parts.hostname or not parts.username:
        section.fault("path", 'must be a file, a folder, or "imaps://name@server/folder" (never without TLS)')
        return None
    return MailboxPlace(imap_url=text, password_env=section.text("password_env"))


def _paper(section: Section) -> PaperPlace | None:
    path = _path(section, "path")
    fields = section.columns("fields", PAPER_FIELDS, needs=(("ref",), *_NAMED))
    return PaperPlace(path=path, fields=fields) if path else None


def _team(section: Section) -> TeamPlace | None:
    email = section.text("email")
    if email and "@" not in email:
        section.fault("email", "is not an e-mail address")
        return None
    return TeamPlace(email) if email else None
