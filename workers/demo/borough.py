"""Builds a whole borough: people first, then their cases, then everything that is written about them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import make_url

from workers.demo import tables
from workers.demo.case_system import fill_case_system
from workers.demo.circulars import circulars
from workers.demo.database import Rows, refuse_present, write_rows
from workers.demo.mailbox import write_mailbox
from workers.demo.paper import write_register
from workers.demo.prosecution import fill_prosecution_register
from workers.demo.share import Share, scans_for, write_case_files, write_gaps, write_oddments, write_shared_papers
from workers.demo.stores_file import stores_toml
from workers.demo.subjects import write_subjects
from workers.demo.town import build_town
from workers.demo.truth import Ledger, person_row, write_truth

MARK = "borough.json"
# The environment variable from which a search takes the password of a database that was given.
PASSWORD_VARIABLE = "DEMO_DATABASE_PASSWORD"  # noqa: S105 - a name, no password
_DATABASES = (("case.sqlite", tables.case_metadata), ("prosecution.sqlite", tables.prosecution_metadata))
# Cases whose folders also hold files nobody can read: one case in so many.
_GAPS_EVERY = 15
Progress = Callable[[str], None]


class NotOurs(Exception):
    """The folder is there, is not empty, and was not written by this command."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoroughSummary:
    """What was built: where the stores file and the hero's file are, and how much there is."""

    stores: Path
    hero: Path
    subjects: int
    documents: int
    items: int


def build_borough(
    out: Path, *, pupils: int, seed: int, database_url: str | None = None, progress: Progress | None = None
) -> BoroughSummary:
    """A synthetic borough of so many pupils in the folder `out`, the same for the same pupils and seed.

    An earlier borough in `out` is replaced; nothing is there until all is written.
    Raises NotOurs for a folder with anything else in it, TablesInTheWay for a database that holds such tables already.
    """
    _refuse_strangers(out)
    database_url = _absolute(database_url)
    _refuse_full_database(database_url)
    tell = progress or (lambda line: None)
    out.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        summary = _write(staging, pupils=pupils, seed=seed, database_url=database_url, tell=tell)
        if out.exists():
            shutil.rmtree(out)
        staging.chmod(0o755)
        os.replace(staging, out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return replace(summary, stores=out / "stores.toml", hero=out / "hero.json")


def _refuse_strangers(out: Path) -> None:
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / MARK).is_file())):
        raise NotOurs(str(out))


def _write(root: Path, *, pupils: int, seed: int, database_url: str | None, tell: Progress) -> BoroughSummary:
    town = build_town(pupils=pupils, seed=seed)
    tell(f"{len(town.dossiers)} pupils of {len(town.schools)} schools")
    ledger = Ledger()
    rows = Rows(ledger)
    fill_case_system(rows, town.dossiers, town.schools, town.officers)
    fill_prosecution_register(rows, town.dossiers)
    share = Share(root, ledger, scans_for(pupils))
    documents = 0
    for number, dossier in enumerate(town.dossiers):
        documents += write_case_files(share, dossier)
        if number % _GAPS_EVERY == 0:
            documents += write_gaps(share, dossier) + write_oddments(share, dossier)
        if number % 25 == 24:
            tell(f"files of {number + 1} pupils written")
    documents += write_shared_papers(share, town.dossiers, town.officers.by_role)
    messages = write_mailbox(root / "mail.mbox", town.dossiers, ledger, circulars(town))
    tell(f"{documents} files and {messages} messages written")
    write_register(root / "paper.csv", town.dossiers, ledger)
    (root / "stores.toml").write_text(stores_toml(*_urls(database_url)), encoding="utf-8")
    write_subjects(root, town.dossiers, ledger, town.registrar.people)
    traits = {child.key: dossier.family.traits for dossier in town.dossiers for child in (dossier.child,)}
    write_truth(root / "truth", ledger, (person_row(p, traits.get(p.key, ())) for p in town.registrar.people.values()))
    (root / MARK).write_text(f'{{"pupils": {pupils}, "seed": {seed}, "invented": true}}\n', encoding="utf-8")
    _write_databases(root, rows, database_url)
    tell("case database and prosecution register written")
    return BoroughSummary(
        stores=root, hero=root, subjects=len(town.dossiers), documents=documents + messages, items=len(ledger.rows)
    )


def _engine(root: Path, name: str, database_url: str | None) -> Engine:
    return create_engine(database_url or f"sqlite:///{root / name}")


def _absolute(database_url: str | None) -> str | None:
    """The address with an SQLite path made absolute: the stores file takes a relative one from its own folder."""
    url = make_url(database_url) if database_url else None
    if url is None or url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return database_url
    return url.set(database=str(Path(url.database).absolute())).render_as_string(hide_password=False)


def _refuse_full_database(database_url: str | None) -> None:
    """Looks before anything is made whether the database given has room for our tables."""
    if database_url is None:
        return
    engine = create_engine(database_url)
    try:
        for _, metadata in _DATABASES:
            refuse_present(engine, metadata)
    finally:
        engine.dispose()


def _write_databases(root: Path, rows: Rows, database_url: str | None) -> None:
    """Last of all, so that a database of somebody's own is only touched when everything else is written."""
    for name, metadata in _DATABASES:
        engine = _engine(root, name, database_url)
        try:
            write_rows(rows, engine, metadata)
        finally:
            engine.dispose()


def _urls(database_url: str | None) -> tuple[str, str]:
    """The addresses for the stores file; a password is left to the environment."""
    if database_url is None:
        return "sqlite:///case.sqlite", "sqlite:///prosecution.sqlite"
    url = make_url(database_url)
    if url.password is None:
        return database_url, database_url
    hidden = url.set(password="PASSWORD").render_as_string(hide_password=False)  # noqa: S106 - a mark to be replaced, no password
    shown = hidden.replace(":PASSWORD@", f":${{{PASSWORD_VARIABLE}}}@")
    return shown, shown
