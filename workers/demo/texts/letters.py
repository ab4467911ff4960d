"""Letters to parents: from the school, then from the service."""

from __future__ import annotations

from datetime import date

from workers.demo.dossier import Dossier
from workers.demo.drafts import Block, Draft, paragraph, small, title
from workers.demo.prose import Writer
from workers.demo.texts.page import addressed_to, run, school_head, service_head, signed
from workers.demo.texts.phrases import lines

_SCHOOL = lines("letters", "school")
_LEAVE = lines("letters", "leave")
_WARNING = lines("letters", "warning")
_WARNING_LEAVE = lines("letters", "warning_leave")
_CLOSURE = lines("letters", "closure")
_CLOSURE_SUPPORT = lines("letters", "closure_support")
# From this percentage on a letter congratulates.
_GOOD_ATTENDANCE = 90.0
_APPOINTMENT = lines("letters", "appointment")


def _letter(
    dossier: Dossier, on: date, kind: str, name: str, category: str, head: list[Block], body: list[Block]
) -> Draft:
    return Draft(kind=kind, title=name, category=category, on=on, about=(dossier.child.key,), blocks=(*head, *body))


def _paragraphs(writer: Writer, templates: tuple[str, ...], low: int, high: int, *, keep: int = 0) -> list[Block]:
    return [paragraph(sentence) for sentence in writer.some(templates, low, high, keep=keep)]


def school_letter(dossier: Dossier, on: date) -> Draft:
    """The school's first letter: low attendance, or leave refused."""
    writer = dossier.writer(on, "school_letter", "leave_from", "leave_to")
    leave = dossier.route.key == "holiday"
    about = "Request for leave of absence" if leave else "School attendance"
    body = [*addressed_to(writer, "carer"), title(writer.write(f"{about}: {{child.full}}, {{cls}}"))]
    body += [paragraph(line) for line in writer.lines(_LEAVE)] if leave else _paragraphs(writer, _SCHOOL, 5, 6, keep=2)
    body += signed(writer, "head")
    return _letter(
        dossier,
        on,
        "school_letter",
        f"Letter from school: {about.lower()}",
        "communication_logs",
        school_head(writer),
        body,
    )


def warning_letter(dossier: Dossier, on: date) -> Draft:
    """The service's formal warning, called a Notice to Improve since August 2024."""
    writer = dossier.writer(on, "warning")
    new = on >= date(2024, 8, 19)
    name = "NOTICE TO IMPROVE" if new else "FORMAL WARNING: SCHOOL ATTENDANCE"
    body = [
        *addressed_to(writer, "carer"),
        title(name),
        *_paragraphs(writer, _terms(dossier), 5, 5),
    ]
    body += _paragraphs(writer, tuple(_kept_visit(dossier, on)), 1, 3)
    body += signed(writer, "eso")
    body.append(small(writer.write("Copy: {head.full}, {school}; case file {ref}")))
    return _letter(
        dossier,
        on,
        "warning",
        "Notice to Improve" if new else "Formal warning letter",
        "attendance",
        service_head(writer),
        body,
    )


def _terms(dossier: Dossier) -> tuple[str, ...]:
    """What the warning is about and what must change; after leave that was refused there is no period to watch."""
    return (*_WARNING[:3], *_WARNING_LEAVE) if dossier.route.key == "holiday" else _WARNING[:5]


def _kept_visit(dossier: Dossier, on: date) -> list[str]:
    """The optional sentences of the warning; one about a visit only when there was one."""
    return [line for line in _WARNING[5:] if "{visit_on}" not in line or dossier.happened("visit", on)]


def appointment_letter(dossier: Dossier, on: date) -> Draft:
    """Invitation to a meeting in school."""
    writer = dossier.writer(on, "appointment", "meeting")
    body = [*addressed_to(writer, "carer"), title(writer.write("Attendance meeting: {child.full}"))]
    body.append(paragraph(run(writer.lines(_APPOINTMENT))))
    body += signed(writer, "eso")
    return _letter(
        dossier, on, "appointment", "Invitation to attendance meeting", "communication_logs", service_head(writer), body
    )


def closure_letter(dossier: Dossier, on: date) -> Draft:
    """The letter that ends a case."""
    writer = dossier.writer(on, "closure")
    phrases = _CLOSURE if float(writer.facts["recentpct"].rstrip("%")) >= _GOOD_ATTENDANCE else _CLOSURE_SUPPORT
    body = [
        *addressed_to(writer, "carer"),
        title(writer.write("Closure of case: {child.full}")),
        *_paragraphs(writer, phrases, 4, 5, keep=2),
    ]
    body += signed(writer, "eso")
    return _letter(dossier, on, "closure", "Closure letter", "communication_logs", service_head(writer), body)
