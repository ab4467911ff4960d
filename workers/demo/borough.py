"""Builds a whole borough: people first, then their cases, then everything that is written about them."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from faker import Faker
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from workers.demo import tables
from workers.demo.case_system import fill_case_system
from workers.demo.database import Rows, write_rows
from workers.demo.dossier import Dossier, open_dossier
from workers.demo.mailbox import circular, write_mailbox
from workers.demo.messages import Message
from workers.demo.officers import Officers, build_officers
from workers.demo.paper import write_register
from workers.demo.people.families import Family, ordinary_family
from workers.demo.people.hard_cases import planted_families
from workers.demo.people.naming import Registrar
from workers.demo.people.person import Person
from workers.demo.people.places import address
from workers.demo.prose import Writer
from workers.demo.prosecution import fill_prosecution_register
from workers.demo.schools import School, build_schools, school_for
from workers.demo.share import Share, scans_for, write_case_files, write_gaps, write_oddments, write_shared_papers
from workers.demo.stores_file import stores_toml
from workers.demo.subjects import write_subjects
from workers.demo.texts.panels import class_list
from workers.demo.truth import Ledger, person_row, write_truth

MARK = "borough.json"
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


@dataclass(frozen=True, slots=True)
class _Town:
    """Everybody, before anything is written."""

    registrar: Registrar
    schools: tuple[School, ...]
    officers: Officers
    dossiers: tuple[Dossier, ...]


def build_borough(
    out: Path, *, pupils: int, seed: int, database_url: str | None = None, progress: Progress | None = None
) -> BoroughSummary:
    """A synthetic borough of so many pupils in the folder `out`, the same for the same pupils and seed.

    An earlier borough in `out` is replaced; nothing is there until all is written.
    Raises NotOurs for a folder with anything else in it, TablesInTheWay for a database that holds such tables already.
    """
    _refuse_strangers(out)
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
    town = _people(pupils=pupils, seed=seed)
    tell(f"{len(town.dossiers)} pupils of {len(town.schools)} schools")
    ledger = Ledger()
    _databases(root, town, ledger, database_url)
    tell("case database and prosecution register written")
    share = Share(root, ledger, scans_for(pupils))
    documents = 0
    for number, dossier in enumerate(town.dossiers):
        documents += write_case_files(share, dossier)
        if number % _GAPS_EVERY == 0:
            documents += write_gaps(share, dossier) + write_oddments(share, dossier)
        if number % 25 == 24:
            tell(f"files of {number + 1} pupils written")
    documents += write_shared_papers(share, town.dossiers, town.officers.by_role)
    messages = write_mailbox(root / "mail.mbox", town.dossiers, ledger, _circulars(town))
    tell(f"{documents} files and {messages} messages written")
    write_register(root / "paper.csv", town.dossiers, ledger)
    (root / "stores.toml").write_text(stores_toml(*_urls(database_url)), encoding="utf-8")
    write_subjects(root, town.dossiers, ledger, town.registrar.people)
    traits = {child.key: dossier.family.traits for dossier in town.dossiers for child in (dossier.child,)}
    write_truth(root / "truth", ledger, (person_row(p, traits.get(p.key, ())) for p in town.registrar.people.values()))
    (root / MARK).write_text(f'{{"pupils": {pupils}, "seed": {seed}, "invented": true}}\n', encoding="utf-8")
    return BoroughSummary(
        stores=root, hero=root, subjects=len(town.dossiers), documents=documents + messages, items=len(ledger.rows)
    )


def _people(*, pupils: int, seed: int) -> _Town:
    faker = Faker("en_GB")
    faker.seed_instance(seed)
    registrar = Registrar(random.Random(f"{seed}/people"), faker)  # noqa: S311 - invented people, not a secret
    schools = build_schools(registrar, pupils=pupils)
    officers = build_officers(registrar, pupils=pupils)
    placed = _enrol(registrar, schools, _families(registrar, pupils))[:pupils]
    dossiers = tuple(
        open_dossier(
            seed=seed,
            child=child,
            family=family,
            school=school,
            officers=officers,
            child_ref=100200 + 7 * number,
            others=_others(registrar, placed, child, family, school),
        )
        for number, (child, family, school) in enumerate(placed)
    )
    return _Town(registrar, schools, officers, dossiers)


def _families(registrar: Registrar, pupils: int) -> list[Family]:
    """The hard cases first, then families as they come, until there are enough children."""
    families = planted_families(registrar)
    while sum(len(family.children) for family in families) < pupils:
        families.append(ordinary_family(registrar, children=registrar.rng.choices((1, 2, 3), weights=(60, 32, 8))[0]))
    return families


def _enrol(
    registrar: Registrar, schools: tuple[School, ...], families: list[Family]
) -> list[tuple[Person, Family, School]]:
    """Children with their schools: brothers and sisters together where their ages allow, namesakes apart."""
    placed: list[tuple[Person, Family, School]] = []
    taken: dict[str, School] = {}
    for family in families:
        by_level: dict[bool, School] = {}
        for child in family.children:
            assert child.born is not None
            school = school_for(schools, registrar, child.born)
            if "namesake" in family.traits:
                while taken.get(child.full) is school:
                    school = school_for(schools, registrar, child.born)
                taken[child.full] = school
            school = by_level.setdefault(school.secondary, school)
            placed.append((child, family, school))
    return placed


def _others(
    registrar: Registrar, placed: Sequence[tuple[Person, Family, School]], child: Person, family: Family, school: School
) -> dict[str, Person]:
    """Other families' people who turn up in a case: schoolfellows, one of their parents, a neighbour."""
    rng = registrar.rng
    fellows = [(other, theirs) for other, theirs, there in placed if there is school and other not in family.children]
    fellows = fellows or [(other, theirs) for other, theirs, _ in placed if other not in family.children]
    others: dict[str, Person] = {}
    chosen = rng.sample(fellows, min(2, len(fellows)))
    for role, (fellow, _) in zip(("friend", "friend2"), chosen, strict=False):
        others[role] = fellow
    if chosen:
        others["friendparent"] = chosen[0][1].carer
    if rng.random() < 0.3 or "hero" in family.traits:
        culture, sex = registrar.culture(), "f"
        home = replace(
            address(rng), street=_next_door(family.home.street), town=family.home.town, postcode=family.home.postcode
        )
        others["neighbour"] = registrar.adult(
            registrar.given_name(culture, sex), registrar.family_name(culture), sex, home, relation="neighbour"
        )
    return others


def _next_door(street: str) -> str:
    """The address two numbers on."""
    words = street.split(", ")[-1].split(" ")
    return " ".join([str(int(words[0]) + 2), *words[1:]])


def _databases(root: Path, town: _Town, ledger: Ledger, database_url: str | None) -> None:
    rows = Rows(ledger)
    fill_case_system(rows, town.dossiers, town.schools, town.officers)
    fill_prosecution_register(rows, town.dossiers)
    for name, metadata in (("case.sqlite", tables.case_metadata), ("prosecution.sqlite", tables.prosecution_metadata)):
        engine = create_engine(database_url or f"sqlite:///{root / name}")
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
    shown = hidden.replace(":PASSWORD@", ":${DEMO_DATABASE_PASSWORD}@")
    return shown, shown


def _circulars(town: _Town) -> list[Message]:
    """Once a school: its list of poor attenders, sent to the service with a line of thanks and one child's name."""
    messages = []
    for school in town.schools:
        pupils = [dossier for dossier in town.dossiers if dossier.school is school][:12]
        if not pupils:
            continue
        on = max(dossier.events["referral"] for dossier in pupils)
        draft = class_list(pupils, on)
        last = pupils[-1]
        words = Writer(last.cast, last.facts(on), last.rng("circular")).write(
            (
                "Hi all\n\nList of our pupils under 90% attached. The ones I worry about most "
                "are {child.full} and {friend.full}.\n\nThanks\n{ao.full}"
            )
            if "friend" in last.cast
            else "Hi all\n\nList of our pupils under 90% attached.\n\nThanks\n{ao.full}"
        )
        sent = datetime(on.year, on.month, on.day, 8, 12)  # noqa: DTZ001 - written with its own offset
        messages.append(
            circular(
                school.staff["ao"],
                (town.officers.by_role["admin"],),
                draft,
                words,
                f"Below 90% list, {school.short}",
                sent,
            )
        )
    return messages
