"""The case management system: children, the adults around them, and what officers recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from workers.demo import tables
from workers.demo.database import Rows, named
from workers.demo.dossier import TODAY, Dossier
from workers.demo.drafts import Block
from workers.demo.officers import Officers
from workers.demo.prose import Prose, joined
from workers.demo.school_year import half_terms
from workers.demo.schools import School
from workers.demo.texts.logs import log_entries
from workers.demo.texts.meetings import attendance_meeting
from workers.demo.texts.notices import notice_number
from workers.demo.texts.rows import case_rows


def fill_case_system(rows: Rows, dossiers: Iterable[Dossier], schools: Sequence[School], officers: Officers) -> None:
    """Schools, officers, and the rows of every case."""
    for school in schools:
        rows.add(
            tables.tblSchool,
            URN=school.urn,
            Nm=school.name,
            Addr=f"{school.address.street}, {school.address.town}",
            PCode=school.address.postcode,
            Tel=school.phone,
            HeadNm=school.staff["head"].full,
        )
    for person in (*officers.support_officers, officers.by_role["manager"], officers.by_role["admin"]):
        rows.add(tables.tblOfficer, Nm=person.full, Post=person.job, Tel=person.phone, Mail=person.email)
    for dossier in dossiers:
        _child(rows, dossier)
        _adults(rows, dossier)
        _records(rows, dossier)
        _attendance(rows, dossier)
        if "meeting" in dossier.events:
            _meeting(rows, dossier)
        if "notice" in dossier.events:
            _notice(rows, dossier)


def _child(rows: Rows, dossier: Dossier) -> None:
    child = dossier.child
    assert child.address is not None
    rows.person(
        tables.tblChild,
        child,
        dossier.events["referral"],
        ChildRef=dossier.child_ref,
        Sname=child.family,
        Fname=child.given,
        MidName=child.middle,
        KnownAs=child.nick,
        PrevSname=child.former_family,
        BirthDate=child.born,
        Sex=child.sex.upper(),
        UniquePN=child.upn,
        NhsNo=child.nhs,
        Addr=f"{child.address.street}, {child.address.town}",
        PCode=child.address.postcode,
        SchURN=dossier.school.urn,
        Ethnic=child.ethnicity,
        Lang=child.languages[0],
        ProtFlag="Y" if child.protected else "N",
    )
    for place in child.former_addresses:
        text = dossier.writer(TODAY, "moved").pick(
            ("Moved, told by {carer.titled}.", "Left after separation. Do not write here.", "Tenancy ended.")
        )
        rows.record(
            tables.tblAddrHist,
            child,
            dossier.events["referral"],
            "Previous address",
            {"Addr": named(child, place.line, "address"), "Txt": text},
            ChildRef=dossier.child_ref,
            ToDate=dossier.events["referral"],
            PCode=place.postcode,
        )


def _adults(rows: Rows, dossier: Dossier) -> None:
    family = dossier.family
    for adult in (family.mother, family.father, family.partner, family.gran):
        if adult is None or adult.address is None:
            continue
        rows.add(
            tables.tblAdult,
            ChildRef=dossier.child_ref,
            FullName=adult.full,
            Rel=adult.relation,
            PR="Y" if adult.relation in {"mother", "father"} else "N",
            Addr=f"{adult.address.street}, {adult.address.town}",
            PCode=adult.address.postcode,
            Tel=adult.phone,
            Mail=adult.email,
        )


def _records(rows: Rows, dossier: Dossier) -> None:
    child, ref, officer = dossier.child, dossier.child_ref, dossier.cast["eso"].full
    opened, closed = dossier.events["referral"], dossier.events.get("closure")
    reason = dossier.writer(opened, "case").write(
        "Referred by {ao.full}, {school}. Attendance {pct}. [Enforcement route to be "
        "considered.|Support first.|Linked: {sibling.full}.]"
    )
    rows.record(
        tables.tblCase,
        child,
        opened,
        "Case",
        {"Txt": reason},
        ChildRef=ref,
        Ref=dossier.reference,
        Opened=opened,
        Closed=closed,
        OffNm=officer,
    )
    for entry in log_entries(dossier):
        rows.record(
            tables.tblLog,
            child,
            entry.on,
            "Contact log",
            {"Txt": entry.prose},
            ChildRef=ref,
            At=entry.on,
            How=entry.how,
            OffNm=officer,
        )
    for row in case_rows(dossier):
        table = getattr(tables, row.table)
        rows.record(
            table, child, row.on, row.table, {row.text_column: row.prose}, ChildRef=ref, At=row.on, **row.columns
        )


def _meeting(rows: Rows, dossier: Dossier) -> None:
    held = dossier.events["meeting"]
    notes = joined((block.text for block in _discussion(attendance_meeting(dossier, held).blocks)), "\n")
    who = dossier.writer(held, "present").write("{carer.full}; {ao.full}; {teacher.full}; {eso.full}")
    rows.record(
        tables.tblMeeting,
        dossier.child,
        held,
        "Meeting",
        {"Present": who, "Notes": notes},
        ChildRef=dossier.child_ref,
        HeldOn=held,
        Kind="Attendance mtg",
    )


def _discussion(blocks: Sequence[Block]) -> Sequence[Block]:
    """The part of the notes between the headings "Discussion" and "Agreed plan"."""
    heads = [block.prose.text for block in blocks]
    return blocks[heads.index("Discussion") + 1 : heads.index("Agreed plan")]


def _notice(rows: Rows, dossier: Dossier) -> None:
    issued = dossier.events["notice"]
    text = dossier.writer(issued, "notice-row").write("PN to {carer.titledfull} for {child.full}. {paid}.")
    rows.record(
        tables.tblNotice,
        dossier.child,
        issued,
        "Penalty notice",
        {"Txt": text},
        ChildRef=dossier.child_ref,
        Issued=issued,
        NoticeNo=notice_number(dossier),
        Kind="PN",
        Recipient=dossier.cast["carer"].full,
        Amount=80 if issued >= date(2024, 8, 19) else 60,
    )


def _attendance(rows: Rows, dossier: Dossier) -> None:
    """A row for every half term of the last two school years; weeks of marks as the export prints them."""
    for term in half_terms()[6:]:
        summary = dossier.register.summary(term.first_on, term.last_on)
        if not summary.possible:
            continue
        marks = Prose(" | ".join(marks for _, marks in dossier.register.weeks(term)))
        rows.record(
            tables.tblAttend,
            dossier.child,
            term.last_on,
            f"Attendance {term.label}",
            {"Marks": marks},
            ChildRef=dossier.child_ref,
            HalfTerm=term.label,
            EndsOn=term.last_on,
            Poss=summary.possible,
            Pres=summary.present,
            Auth=summary.authorised,
            Unauth=summary.unauthorised,
            Late=summary.late,
            Pct=float(summary.percentage),
        )
