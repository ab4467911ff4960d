"""Rows of the two databases: collected with their truth, then written in one transaction each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Engine, MetaData, Table, insert, inspect

from workers.demo import tables
from workers.demo.people.person import Person
from workers.demo.prose import Mention, Prose, joined
from workers.demo.truth import Ledger, Truth

CASE, PROSECUTION = "case", "prosecution"
# The notice's kinds of information, by table; the stores file is written from the same rows.
CATEGORIES = {
    "tblAddrHist": "pupil_record",
    "tblCase": "pupil_record",
    "tblChar": "characteristics",
    "tblLog": "communication_logs",
    "tblAttend": "attendance",
    "tblNotice": "attendance",
    "tblMeeting": "meeting_notes",
    "tblSen": "special_educational_needs",
    "tblBehav": "behaviour",
    "tblAttain": "attainment",
    "tblHealth": "health",
    "tblSafe": "safeguarding",
    "tblFamily": "family_records",
    "tblAgency": "other_agency_records",
    "PRInterview": "interviews_under_caution",
    "PRStatement": "witness_statements",
    "PROffence": "criminal_offence",
}


class TablesInTheWay(Exception):
    """The database given already holds tables of these names."""


@dataclass(slots=True)
class Rows:
    """Rows of all tables before they are written; gives out keys, and enters in the ledger what a search can find."""

    ledger: Ledger
    by_table: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, table: Table, **columns: Any) -> int:
        """A row; returns its key, which begins at a number of the table's own."""
        rows = self.by_table[table.name]
        key = (
            columns.pop(table.primary_key.columns.keys()[0], None)
            or 1000 * (len(table.name) + len(rows) // 1000) + len(rows) + 1
        )
        rows.append({table.primary_key.columns.keys()[0]: key} | columns)
        return int(key)

    def record(self, table: Table, child: Person, on: date, title: str, text: dict[str, Prose], **columns: Any) -> None:
        """A row that is held about a child, its text columns given as prose."""
        key = self.add(table, **columns, **{name: prose.text for name, prose in text.items()})
        store = CASE if table.metadata is tables.case_metadata else PROSECUTION
        self.ledger.enter(
            Truth(
                store=store,
                ref=f"{table.name}:{key}",
                title=title,
                kind=table.name,
                category=CATEGORIES[table.name],
                on=on,
                about=(child.key,),
                prose=joined(text.values(), "\n"),
                form="row",
            )
        )

    def person(self, table: Table, person: Person, on: date, **columns: Any) -> None:
        """The row of a child themself, entered in the ledger with what of it is theirs."""
        key = self.add(table, **columns)
        store = CASE if table.metadata is tables.case_metadata else PROSECUTION
        address = person.address.line if person.address else ""
        theirs = [
            named(person, person.family),
            named(person, person.given),
            named(person, person.born.isoformat() if person.born else "", "date_of_birth"),
            named(person, person.upn, "upn"),
            named(person, address, "address"),
        ]
        self.ledger.enter(
            Truth(
                store=store,
                ref=f"{table.name}:{key}",
                title="Pupil record",
                kind=table.name,
                category="pupil_record",
                on=on,
                about=(person.key,),
                prose=joined(theirs, "\t"),
                form="person_row",
            )
        )


def named(person: Person, text: str, kind: str = "name") -> Prose:
    """Words that are one person's from end to end."""
    return Prose(text, (Mention(0, len(text), person.key, kind),)) if text else Prose()


def refuse_present(engine: Engine, metadata: MetaData) -> None:
    """Raises TablesInTheWay when the database has a table of `metadata` already."""
    present = set(inspect(engine).get_table_names()) & set(metadata.tables)
    if present:
        raise TablesInTheWay(", ".join(sorted(present)))


def write_rows(rows: Rows, engine: Engine, metadata: MetaData) -> None:
    """The tables of `metadata` with their rows, all in one transaction.

    Raises TablesInTheWay when one is there already.
    """
    refuse_present(engine, metadata)
    with engine.begin() as connection:
        metadata.create_all(connection)
        for table in metadata.sorted_tables:
            if rows.by_table[table.name]:
                connection.execute(insert(table), rows.by_table[table.name])
