"""The case database and the prosecution register, filled with the borough's cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Engine, MetaData, Table, insert, inspect

from workers.demo import tables
from workers.demo.attendance import Summary
from workers.demo.dossier import TODAY, Dossier
from workers.demo.officers import Officers
from workers.demo.people.person import Person
from workers.demo.prose import Mention, Prose, joined
from workers.demo.school_year import half_terms
from workers.demo.schools import School
from workers.demo.texts.logs import log_entries
from workers.demo.texts.meetings import attendance_meeting
from workers.demo.texts.notices import notice_number, paid_note
from workers.demo.texts.rows import case_rows
from workers.demo.truth import Ledger, Truth

CASE, PROSECUTION = "case", "prosecution"
# The notice's kinds of information, by table; the stores file is written from the same rows.
CATEGORIES = {
    "tblAddrHist": "pupil_record", "tblCase": "pupil_record", "tblChar": "characteristics", "tblLog": "communication_logs",
    "tblAttend": "attendance", "tblNotice": "attendance", "tblMeeting": "meeting_notes", "tblSen": "special_educational_needs",
    "tblBehav": "behaviour", "tblAttain": "attainment", "tblHealth": "health", "tblSafe": "safeguarding", "tblFamily": "family_records",
    "tblAgency": "other_agency_records", "PRInterview": "interviews_under_caution", "PRStatement": "witness_statements",
    "PROffence": "criminal_offence",
}  # fmt: skip


class TablesInTheWay(Exception):
    """The database given already holds tables of these names."""


@dataclass(slots=True)
class Rows:
    """Rows of all tables before they are written; gives out keys, and enters in the ledger what a search can find."""

    ledger: Ledger
    by_table: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, table: Table, **columns: Any) -> int:
        """A row; returns its key, which runs from a number of the table's own so that keys of two tables seldom agree."""
        rows = self.by_table[table.name]
        key = columns.pop(table.primary_key.columns.keys()[0], None) or 1000 * (len(table.name) + len(rows) // 1000) + len(rows) + 1
        rows.append({table.primary_key.columns.keys()[0]: key} | columns)
        return int(key)

    def record(self, table: Table, child: Person, on: date, title: str, text: dict[str, Prose], **columns: Any) -> None:
        """A row that is held about a child, its text columns given as prose."""
        key = self.add(table, **columns, **{name: prose.text for name, prose in text.items()})
        store = CASE if table.metadata is tables.case_metadata else PROSECUTION
        self.ledger.enter(Truth(
            store=store, ref=f"{table.name}:{key}", title=title, kind=table.name, category=CATEGORIES[table.name], on=on,
            about=(child.key,), prose=joined(text.values(), "\n"), form="row",
        ))  # fmt: skip


def fill(rows: Rows, dossiers: Iterable[Dossier], schools: Sequence[School], officers: Officers) -> None:
    """All rows of the borough."""
    for school in schools:
        rows.add(tables.tblSchool, URN=school.urn, Nm=school.name, Addr=f"{school.address.street}, {school.address.town}",
                 PCode=school.address.postcode, Tel=school.phone, HeadNm=school.staff["head"].full)  # fmt: skip
    for person in (*officers.support_officers, officers.by_role["manager"], officers.by_role["admin"]):
        rows.add(tables.tblOfficer, Nm=person.full, Post=person.job, Tel=person.phone, Mail=person.email)
    for dossier in dossiers:
        _child(rows, dossier)
        _adults(rows, dossier)
        _records(rows, dossier)
        _attendance(rows, dossier)
        if "pace" in dossier.events:
            _prosecution(rows, dossier)


def _named(person: Person, text: str, kind: str = "name") -> Prose:
    return Prose(text, (Mention(0, len(text), person.key, kind),)) if text else Prose()


def _child(rows: Rows, dossier: Dossier) -> None:
    child = dossier.child
    assert child.address is not None
    rows.add(
        tables.tblChild, ChildRef=dossier.child_ref, Sname=child.family, Fname=child.given, MidName=child.middle, KnownAs=child.nick,
        PrevSname=child.former_family, BirthDate=child.born, Sex=child.sex.upper(), UniquePN=child.upn, NhsNo=child.nhs,
        Addr=f"{child.address.street}, {child.address.town}", PCode=child.address.postcode, SchURN=dossier.school.urn,
        Ethnic=child.ethnicity, Lang=child.languages[0], ProtFlag="Y" if child.protected else "N",
    )  # fmt: skip
    about = [_named(child, child.family), _named(child, child.given), _named(child, child.born.strftime("%Y-%m-%d") if child.born else "", "date_of_birth"),
             _named(child, child.upn, "upn"), _named(child, child.address.line, "address")]  # fmt: skip
    rows.ledger.enter(Truth(
        store=CASE, ref=f"tblChild:{dossier.child_ref}", title="Pupil record", kind="tblChild", category="pupil_record",
        on=dossier.events["referral"], about=(child.key,), prose=joined(about, "\t"), form="person_row",
    ))  # fmt: skip
    for place in child.former_addresses:
        text = dossier.writer(TODAY, "moved").pick(("Moved, told by {carer.titled}.", "Left after separation. Do not write here.", "Tenancy ended."))
        rows.record(tables.tblAddrHist, child, dossier.events["referral"], "Previous address", {"Addr": _named(child, place.line, "address"), "Txt": text},
                    ChildRef=dossier.child_ref, ToDate=dossier.events["referral"], PCode=place.postcode)  # fmt: skip


def _adults(rows: Rows, dossier: Dossier) -> None:
    family = dossier.family
    for adult in (family.mother, family.father, family.partner, family.gran):
        if adult is None or adult.address is None:
            continue
        rows.add(
            tables.tblAdult, ChildRef=dossier.child_ref, FullName=adult.full, Rel=adult.relation, PR="Y" if adult.relation in {"mother", "father"} else "N",
            Addr=f"{adult.address.street}, {adult.address.town}", PCode=adult.address.postcode, Tel=adult.phone, Mail=adult.email,
        )  # fmt: skip


def _records(rows: Rows, dossier: Dossier) -> None:
    child, ref, officer = dossier.child, dossier.child_ref, dossier.cast["eso"].full
    opened, closed = dossier.events["referral"], dossier.events.get("closure")
    reason = dossier.writer(opened, "case").write("Referred by {ao.full}, {school}. Attendance {pct}. [Enforcement route to be considered.|Support first.|Linked: {sibling.full}.]")  # noqa: E501
    rows.record(tables.tblCase, child, opened, "Case", {"Txt": reason}, ChildRef=ref, Ref=dossier.reference, Opened=opened, Closed=closed, OffNm=officer)
    for entry in log_entries(dossier):
        rows.record(tables.tblLog, child, entry.on, "Contact log", {"Txt": entry.prose}, ChildRef=ref, At=entry.on, How=entry.how, OffNm=officer)
    for row in case_rows(dossier):
        table = getattr(tables, row.table)
        rows.record(table, child, row.on, row.table, {row.text_column: row.prose}, ChildRef=ref, At=row.on, **row.columns)
    if "meeting" in dossier.events:
        held = dossier.events["meeting"]
        notes = joined((block.text for block in attendance_meeting(dossier, held).blocks[5:-3]), "\n")
        who = dossier.writer(held, "present").write("{carer.full}; {ao.full}; {teacher.full}; {eso.full}")
        rows.record(tables.tblMeeting, child, held, "Meeting", {"Present": who, "Notes": notes}, ChildRef=ref, HeldOn=held, Kind="Attendance mtg")
    if "notice" in dossier.events:
        issued = dossier.events["notice"]
        text = dossier.writer(issued, "notice-row").write("PN to {carer.titledfull} for {child.full}. " + paid_note(dossier, issued))
        rows.record(tables.tblNotice, child, issued, "Penalty notice", {"Txt": text}, ChildRef=ref, Issued=issued, NoticeNo=notice_number(dossier),
                    Kind="PN", Recipient=dossier.cast["carer"].full, Amount=80 if issued >= date(2024, 8, 19) else 60)  # fmt: skip


def _attendance(rows: Rows, dossier: Dossier) -> None:
    """A row for every half term of the last two school years; weeks of marks as the export prints them."""
    for term in half_terms()[6:]:
        summary: Summary = dossier.register.summary(term.first_on, term.last_on)
        if not summary.possible:
            continue
        marks = Prose(" | ".join(marks for _, marks in dossier.register.weeks(term)))
        rows.record(
            tables.tblAttend, dossier.child, term.last_on, f"Attendance {term.label}", {"Marks": marks}, ChildRef=dossier.child_ref, HalfTerm=term.label,
            EndsOn=term.last_on, Poss=summary.possible, Pres=summary.present, Auth=summary.authorised, Unauth=summary.unauthorised,
            Late=summary.late, Pct=float(summary.percentage),
        )  # fmt: skip


def _prosecution(rows: Rows, dossier: Dossier) -> None:
    child, carer, number = dossier.child, dossier.cast["carer"], dossier.child_ref + 500000
    assert child.address is not None
    assert carer.address is not None
    rows.add(tables.PRSubject, SubjNo=number, Surname=child.family, Forenames=f"{child.given} {child.middle}".strip(), DoB=child.born, UPN=child.upn,
             Address=f"{child.address.street}, {child.address.town}", Postcode=child.address.postcode, CaseRef=dossier.reference)  # fmt: skip
    rows.add(tables.PRDefendant, SubjNo=number, Name=carer.full, Relation=carer.relation, DoB=carer.born, Address=carer.address.line,
             Phone=carer.phone, Email=carer.email)  # fmt: skip
    held = dossier.events["pace"]
    text = dossier.writer(held, "pace-row").write(
        "{carer.full} interviewed under caution by {eso.full} and {manager.full}. [Accepted the figures.|Disputed some codes.|Made no comment after advice.] "
        "Said {child.given} [was bullied by {friend.full}|will not get up|is scared of {absent.full}].")  # fmt: skip
    rows.record(tables.PRInterview, child, held, "Interview under caution", {"Summary": text}, SubjNo=number, HeldOn=held, Officer=dossier.cast["eso"].full)
    if "statement" in dossier.events:
        on = dossier.events["statement"]
        text = dossier.writer(on, "statement-row").write("{head.full}, {school}: register produced, {unauth} unauthorised. Mentions {teacher.full} and [{friend.full}|{ao.full}].")  # noqa: E501
        rows.record(tables.PRStatement, child, on, "Witness statement", {"Summary": text}, SubjNo=number, Dated=on, Witness=dossier.cast["head"].full)
    if "court" in dossier.events:
        on = dossier.events["court"]
        text = dossier.writer(on, "offence-row").write("{carer.full}: [proved in absence, fined £220|conditional discharge 12 months|fined £100].")
        rows.record(tables.PROffence, child, on, "Court outcome", {"Outcome": text}, SubjNo=number, HeardOn=on, Offence="Education Act 1996 s.444(1)")


def write_rows(rows: Rows, engine: Engine, metadata: MetaData) -> None:
    """The tables of `metadata` with their rows, all in one transaction. Raises TablesInTheWay when one is there already."""
    present = set(inspect(engine).get_table_names()) & set(metadata.tables)
    if present:
        raise TablesInTheWay(", ".join(sorted(present)))
    with engine.begin() as connection:
        metadata.create_all(connection)
        for table in metadata.sorted_tables:
            if rows.by_table[table.name]:
                connection.execute(insert(table), rows.by_table[table.name])
