"""Which documents a case leaves behind: after which event, in which folder, in which formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from workers.demo.dossier import Dossier
from workers.demo.drafts import Draft
from workers.demo.school_year import last_school_day_before, school_day, school_year_of
from workers.demo.texts.interviews import caution_interview
from workers.demo.texts.legal import court_result, legal_advice
from workers.demo.texts.letters import appointment_letter, closure_letter, school_letter, warning_letter
from workers.demo.texts.medical import appointment_card, camhs_letter, gp_letter, nurse_report, psychology_report
from workers.demo.texts.meetings import attendance_meeting
from workers.demo.texts.notices import penalty_notice
from workers.demo.texts.referral import referral
from workers.demo.texts.registers import attendance_record
from workers.demo.texts.safeguarding import deletion_form, missing_enquiry, neighbour_report, strategy_notes
from workers.demo.texts.statements import attendance_certificate, head_statement, officer_statement
from workers.demo.texts.visits import home_visit

SHARE = "share"
PROSECUTION = "prosecution-files"


@dataclass(frozen=True, slots=True)
class Planned:
    """A document to write: `forms` are the formats it may be saved in, repeated by how often they are."""

    event: str
    days: int
    write: Callable[[Dossier, date], Draft]
    store: str
    folder: str
    name: str
    forms: tuple[str, ...]
    chance: float = 1.0


def _second_visit(dossier: Dossier, on: date) -> Draft:
    return home_visit(dossier, on, answered=False)


def _father_notice(dossier: Dossier, on: date) -> Draft:
    return penalty_notice(dossier, on, "other")


# {case} is the child's own folder, {year} the school year, {mess} what a scanner calls a file.
PLAN = (
    Planned("referral", 0, referral, SHARE, "Cases/{case}", "Referral {name} {ymd}", ("docx", "docx", "pdf")),
    Planned("referral", 0, attendance_record, SHARE, "Cases/{case}", "{name} attendance {ymd}", ("pdf", "xlsx")),
    Planned("letter", 0, school_letter, SHARE, "Cases/{case}/From school", "{mess}", ("scan", "pdf", "pdf", "docx")),
    Planned("meeting", -8, appointment_letter, SHARE, "Letters/{year}", "Appt letter {initials} {ymd}", ("docx",)),
    Planned("meeting", 0, attendance_meeting, SHARE, "Cases/{case}", "Mtg notes {ymd}", ("docx", "docx", "pdf")),
    Planned("visit", 0, home_visit, SHARE, "Cases/{case}", "HV {ymd} {initials}", ("docx", "txt", "pdf")),
    Planned("visit2", 0, _second_visit, SHARE, "Cases/{case}", "HV {ymd} no reply", ("docx", "txt")),
    Planned("warning", 0, warning_letter, SHARE, "Letters/{year}", "Warning {family} {ymd}", ("pdf", "docx")),
    Planned("notice", 0, penalty_notice, SHARE, "Penalty notices/{year}", "PN {childref} {family}", ("pdf",)),
    Planned("notice", 0, _father_notice, SHARE, "Penalty notices/{year}", "PN {childref} second parent", ("pdf",), 0.5),
    Planned("medical", 0, gp_letter, SHARE, "Cases/{case}/Medical", "{mess}", ("scan", "pdf")),
    Planned("medical", 3, appointment_card, SHARE, "Cases/{case}/Medical", "{mess}", ("scan", "png", "pdf"), 0.6),
    Planned("nurse", 0, nurse_report, SHARE, "Cases/{case}/Medical", "School nurse report {family}", ("docx", "pdf")),
    Planned("camhs", 0, camhs_letter, SHARE, "Cases/{case}/Medical", "CAMHS {initials} {ymd}", ("pdf",)),
    Planned("ep", 0, psychology_report, SHARE, "Cases/{case}", "EP consultation {name}", ("docx", "pdf")),
    Planned("safeguarding", 0, strategy_notes, SHARE, "RESTRICTED/MASH", "MAD notes {initials} {ymd}", ("docx",)),
    Planned("tip", 0, neighbour_report, SHARE, "RESTRICTED/Calls", "Call {ymd} {childref}", ("docx",)),
    Planned("cme", 0, missing_enquiry, SHARE, "CME/{year}", "CME checks {family} {given}", ("docx",)),
    Planned("deletion", 0, deletion_form, SHARE, "CME/{year}", "Deletion {name}", ("pdf",)),
    Planned("closure", 0, closure_letter, SHARE, "Letters/{year}", "Closure {family} {ymd}", ("pdf", "docx")),
    Planned("pace", 0, caution_interview, PROSECUTION, "{ref}", "IUC {ymd}", ("pdf", "docx")),
    Planned("statement", 0, head_statement, PROSECUTION, "{ref}", "MG11 headteacher", ("pdf", "scan")),
    Planned("statement", 1, officer_statement, PROSECUTION, "{ref}", "MG11 ESO", ("docx",)),
    Planned("statement", 1, attendance_certificate, PROSECUTION, "{ref}", "S566 certificate", ("pdf",)),
    Planned("advice", 0, legal_advice, PROSECUTION, "{ref}/PRIVILEGED", "Advice {ymd}", ("docx", "pdf")),
    Planned("court", 0, court_result, PROSECUTION, "{ref}", "Court result {ymd}", ("pdf",)),
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft and where it goes; `path` has no ending yet."""

    store: str
    path: str
    form: str
    draft: Draft


def documents(dossier: Dossier) -> Iterator[Placed]:
    """The documents of one case, in the order of the plan."""
    for index, planned in enumerate(PLAN):
        if planned.event not in dossier.events or not _wanted(dossier, planned):
            continue
        rng = dossier.rng(f"plan/{index}")
        if rng.random() >= planned.chance:
            continue
        on = _written_on(dossier.events[planned.event], planned.days)
        draft = planned.write(dossier, on)
        names = _names(dossier, on, rng.randrange(1000, 9999))
        path = f"{planned.folder}/{planned.name}".format(**names)
        yield Placed(planned.store, path, rng.choice(planned.forms), draft)


def _written_on(event: date, days: int) -> date:
    """A school day so long after the event, or before it; what comes before an event is never written on its day."""
    on = school_day(event + timedelta(days=days))
    return on if days >= 0 or on < event else last_school_day_before(event)


def _wanted(dossier: Dossier, planned: Planned) -> bool:
    """A second parent's notice needs a second parent; in the hero's case the address is guarded and none is sent."""
    return planned.write is not _father_notice or ("other" in dossier.cast and dossier.route.key != "hero")


def _names(dossier: Dossier, on: date, number: int) -> dict[str, str]:
    child = dossier.child
    year = school_year_of(on)
    plain = {
        "name": f"{child.given} {child.family}",
        "family": child.family,
        "given": child.given,
        "initials": child.initials,
    }
    folder = f"{child.family}, {child.given} {dossier.child_ref}"
    return plain | {
        "case": folder,
        "year": f"{year}-{(year + 1) % 100:02d}",
        "ymd": on.strftime("%Y%m%d"),
        "childref": str(dossier.child_ref),
        "ref": dossier.reference.replace("/", "-"),
        "mess": f"{'SKM' if number % 2 else 'scan'}_{on.strftime('%y%m%d')}{number}",
    }
