"""A child's attendance record as a school prints it: marks week by week, and what the codes mean."""

from __future__ import annotations

from datetime import date

from workers.demo.attendance import MEANINGS
from workers.demo.dossier import Dossier
from workers.demo.drafts import Draft, heading, paragraph, table, title
from workers.demo.school_year import half_terms, school_year_of
from workers.demo.texts.page import child_particulars


def attendance_record(dossier: Dossier, on: date) -> Draft:
    """The register of the school year up to a day."""
    writer = dossier.writer(on, "register")
    rows: list[tuple[str, ...]] = [("Week of", "Marks (am pm)")]
    for term in half_terms():
        if term.year == school_year_of(on) and term.first_on <= on:
            rows += [
                (first.strftime("%d/%m/%Y"), marks) for first, marks in dossier.register.weeks(term) if first <= on
            ]
    _, summary = dossier.summary(on)
    codes = [(code, MEANINGS.get(code, ""), str(count)) for code, count in summary.codes]
    blocks = [
        title("INDIVIDUAL ATTENDANCE RECORD"),
        child_particulars(writer),
        heading("Register"),
        table([tuple(row) for row in rows]),
        heading("Codes used"),
        table([("Code", "Meaning", "Sessions"), *codes]),
        paragraph(
            writer.write(
                "Attendance {pct}. Possible {possible}, present {present}, authorised {auth}, "
                "unauthorised {unauth}, late {late}."
            )
        ),
        paragraph(writer.write("Printed by {office.full}, {ons}")),
    ]
    return Draft(
        kind="attendance_record",
        title="Attendance record",
        category="attendance",
        on=on,
        about=(dossier.child.key,),
        blocks=tuple(blocks),
    )
