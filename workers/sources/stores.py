"""What a store is: its label, its regime and the place it is read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from workers.sources.held_back import HoldBack
from workers.sources.write_sides import WriteSide


class StoreKind(StrEnum):
    """The kinds of place where records are kept."""

    SQL = "sql"
    SHEETS = "sheets"
    FILES = "files"
    MAILBOX = "mailbox"
    PAPER = "paper"
    TEAM = "team"


# The kinds that file their records under people.
LISTING = (StoreKind.SQL, StoreKind.SHEETS, StoreKind.PAPER)

REGIMES = ("uk_gdpr", "law_enforcement")

# The kinds of information of the privacy notice, in its order; the last is for stores that mix them.
CATEGORIES = (
    "pupil_record",
    "characteristics",
    "safeguarding",
    "special_educational_needs",
    "attendance",
    "attainment",
    "behaviour",
    "communication_logs",
    "meeting_notes",
    "other_agency_records",
    "family_records",
    "witness_statements",
    "interviews_under_caution",
    "health",
    "criminal_offence",
    "case_documents",
)
MIXED = "case_documents"

PERSON_FIELDS = (
    "family_name",
    "given_name",
    "middle_name",
    "name",
    "former_name",
    "former_family_name",
    "known_as",
    "preferred_name",
    "alias",
    "date_of_birth",
    "upn",
    "address",
    "postcode",
    "former_address",
    "former_postcode",
    "phone",
    "email",
    "school",
    "gender",
    "nhs_number",
    "reference",
)
RELATION_FIELDS = (*PERSON_FIELDS, "relation", "role")
PAPER_FIELDS = (*PERSON_FIELDS, "ref", "location", "title", "date", "category")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTable:
    """The table that lists the people of a database; `fields` maps what we call a field to the column that holds it."""

    table: str
    key: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationTable:
    """A table of the people around the people; `person` holds the key of the one they belong to."""

    table: str
    person: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTable:
    """A table of what is held about people; `text` columns are also searched for people the row is not filed under."""

    table: str
    key: str
    person: str
    date: str
    title: str
    category: str
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlPlace:
    """A database; its address may hold a password and is never shown.

    `book` is the workbook, the CSV file or the folder of those whose sheets are the tables, where there is no database.
    """

    person: PersonTable
    url: str = field(default="", repr=False)
    book: Path | None = None
    relations: tuple[RelationTable, ...] = ()
    records: tuple[RecordTable, ...] = ()


@dataclass(frozen=True, slots=True)
class FilesPlace:
    """A folder."""

    root: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxPlace:
    """An mbox file or a Maildir folder (`path`), or a folder of an IMAP server (`imap_url`)."""

    path: Path | None = None
    imap_url: str = ""
    password_env: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPlace:
    """A register of paper files, as a CSV file; `fields` maps what we call a field to the register's column."""

    path: Path
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TeamPlace:
    """Another team that searches its own system and is asked by e-mail."""

    email: str


Place = SqlPlace | FilesPlace | MailboxPlace | PaperPlace | TeamPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """One place where records are kept, as the stores file tells it.

    `owner` is the e-mail address of whoever does what the portal cannot do there; `write` is None where it only reads;
    `withhold` is what it never gives out by itself.
    """

    id: str
    kind: StoreKind
    title: str
    place: Place
    category: str = MIXED
    regime: str = "uk_gdpr"
    lawful_basis: str = ""
    retention: str = ""
    owner: str = ""
    write: WriteSide | None = None
    withhold: tuple[HoldBack, ...] = ()
