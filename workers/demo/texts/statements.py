"""Witness statements for the magistrates' court, and the certificate of attendance that goes with them."""

from __future__ import annotations

from datetime import date

from workers.demo.dossier import Dossier
from workers.demo.drafts import Draft, paragraph, small, table, title
from workers.demo.school_year import year_group
from workers.demo.texts.page import run
from workers.demo.texts.phrases import groups, lines

DECLARATION = (
    "This statement, consisting of 2 pages each signed by me, is true to the best "
    "of my knowledge and belief and I make it knowing that, if "
    "it is tendered in evidence, I shall be liable to prosecution if I have wilfully "
    "stated in it anything which I know to be false, or do "
    "not believe to be true."
)
_HEAD = lines("statements", "head")
_OFFICER = lines("statements", "officer")
_MISSED = groups("statements", "missed")


def _statement(dossier: Dossier, on: date, role: str, lines: tuple[str, ...]) -> Draft:
    writer = dossier.writer(on, f"statement/{role}")
    body = writer.lines(lines)
    blocks = [
        title("WITNESS STATEMENT"),
        small("Criminal Procedure Rules, r 16.2; Criminal Justice Act 1967, s. 9; Magistrates' Courts Act 1980, s. 5B"),
        paragraph(writer.write(f"Statement of {{{role}.full}}\nAge: over 18    Occupation: {{{role}.job}}")),
        paragraph(DECLARATION),
        paragraph(writer.write(f"Signed: {{{role}.full}}    Dated: {{on}}")),
        *(paragraph(run([writer.write(f"{number}."), line])) for number, line in enumerate(body, start=1)),
        paragraph(writer.write(f"Signed: {{{role}.full}}    Witnessed by: {{admin.full}}")),
    ]
    return Draft(
        kind=f"statement_{role}",
        title=f"Witness statement of {'the headteacher' if role == 'head' else 'the officer'}",
        category="witness_statements",
        on=on,
        about=(dossier.child.key,),
        blocks=tuple(blocks),
    )


def head_statement(dossier: Dossier, on: date) -> Draft:
    """Section 9 statement of the headteacher."""
    missed = "|".join(_MISSED[_stage(year_group(dossier.child.born or on, on))])
    return _statement(dossier, on, "head", tuple(line.replace("{missedwork}", f"[{missed}]") for line in _HEAD))


def _stage(year: int) -> str:
    """The part of schooling that a year group is in, as the phrases have it."""
    if year <= 2:
        return "infants"
    if year <= 6:
        return "juniors"
    return "secondary" if year <= 9 else "examination"


def officer_statement(dossier: Dossier, on: date) -> Draft:
    """Section 9 statement of the education support officer."""
    return _statement(dossier, on, "eso", _OFFICER)


def attendance_certificate(dossier: Dossier, on: date) -> Draft:
    """The headteacher's certificate under section 566 of the Education Act 1996."""
    writer = dossier.writer(on, "certificate")
    first, summary = dossier.summary(on)
    rows = [("Code", "Sessions"), *((code, str(count)) for code, count in summary.codes)]
    blocks = [
        title("CERTIFICATE OF ATTENDANCE"),
        small("Education Act 1996, section 566"),
        paragraph(
            writer.write(
                "I, {head.full}, {head.job} of {school}, certify that {child.formal}, born {child.doblong}, "
                "UPN {child.upn}, is a registered pupil "
                "and that between {from} and {on} the register shows:"
            )
        ),
        table([tuple(row) for row in rows]),
        paragraph(
            writer.write(
                "Possible {possible}; present {present}; authorised {auth}; unauthorised {unauth}. Attendance {pct}."
            )
        ),
        paragraph(writer.write("Signed: {head.full}    {ons}")),
    ]
    return Draft(
        kind="certificate",
        title="Certificate of attendance",
        category="attendance",
        on=on,
        about=(dossier.child.key,),
        blocks=tuple(blocks),
    )
