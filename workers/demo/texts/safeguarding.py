"""Safeguarding contacts, what neighbours report, and children who cannot be found."""

from __future__ import annotations

from datetime import date

from workers.demo.dossier import Dossier
from workers.demo.drafts import Draft, heading, paragraph, small, title
from workers.demo.texts.page import child_particulars, particulars, run
from workers.demo.texts.phrases import lines

_TIP = lines("safeguarding", "tip")
_STRATEGY = lines("safeguarding", "strategy")


def neighbour_report(dossier: Dossier, on: date) -> Draft:
    """A telephone call by somebody who asked not to be named."""
    writer = dossier.writer(on, "tip")
    head = particulars(
        writer,
        (
            ("Call taken by", "{admin.full}"),
            ("Date", "{ons}"),
            ("Concerning", "{child.full}, {child.address}"),
            ("Case", "{ref}"),
        ),
    )
    blocks = [
        title("TELEPHONE REPORT: CALLER ASKED FOR CONFIDENCE"),
        head,
        *(paragraph(line) for line in writer.lines(_TIP)),
    ]
    return Draft(
        kind="neighbour_report",
        title="Telephone report by a member of the public",
        category="safeguarding",
        on=on,
        about=(dossier.child.key,),
        blocks=tuple(blocks),
    )


def strategy_notes(dossier: Dossier, on: date) -> Draft:
    """Notes of a multi-agency discussion."""
    writer = dossier.writer(on, "strategy")
    present = "{sw.full} (chair), {mash.full}, {pc.full}, {dsl.full}, {nurse.full}, {eso.full}"
    blocks = [
        small("OFFICIAL: SENSITIVE. Not to be shared with family members without the chair's agreement."),
        title("MULTI-AGENCY DISCUSSION"),
        paragraph(writer.write("{on}, by video")),
        child_particulars(writer),
        heading("Taking part"),
        paragraph(writer.write(present)),
        heading("Information shared"),
        *(paragraph(line) for line in writer.lines(_STRATEGY)),
        heading("Decision"),
        paragraph(
            writer.pick(
                (
                    "Threshold for section 47 not met. Child in need plan to continue, {sw.full} lead.",
                    "Step down to Early Help, {earlyhelp.full} lead. Address flag to stay.",
                )
            )
        ),
    ]
    return Draft(
        kind="strategy",
        title="Multi-agency discussion notes",
        category="safeguarding",
        on=on,
        about=(dossier.child.key,),
        blocks=tuple(blocks),
    )


def missing_enquiry(dossier: Dossier, on: date) -> Draft:
    """Enquiries about a child missing education."""
    writer = dossier.writer(on, "missing")
    lines = writer.lines(
        (
            (
                "{child.full} ({child.dob}, UPN {child.upn}) has not attended {school} and the "
                "family are not at {child.address}."
            ),
            (
                "Checks: school emergency contacts [no reply|number not in use]; {housing.full}, "
                "{housing.employer}: [tenancy ended|rent account still open, no sign of the "
                "family]; GP: [still registered|records requested by a surgery in another area]."
            ),
            (
                '{gran.titledfull} told me on the telephone that they are "[safe and well but '
                'moved for work|stopping with me for now]".'
            ),
            (
                "{other.titledfull} was rung on {other.phone} and said {other.they} [had not "
                "seen them since half term|did not know the new address]."
            ),
            "A friend, {friend.full}, had a message from {child} with a photograph of [a new uniform|the sea].",
            "School-to-school (S2S) lost pupil message sent. Home Office check requested by secure mail.",
        )
    )
    blocks = [
        title("CHILD MISSING EDUCATION: REASONABLE ENQUIRIES"),
        child_particulars(writer),
        paragraph(run(lines[:2])),
        *(paragraph(line) for line in lines[2:]),
        paragraph(writer.write("{eso.full}, {ons}")),
    ]
    return Draft(
        kind="missing_enquiry",
        title="Children missing education enquiries",
        category="attendance",
        on=on,
        about=(dossier.child.key,),
        blocks=tuple(blocks),
    )


def deletion_form(dossier: Dossier, on: date) -> Draft:
    """Agreement to delete a name from the admission register."""
    writer = dossier.writer(on, "deletion")
    rule = (
        "regulation 9(1)(h) of the School Attendance (Pupil Registration) (England) Regulations 2024"
        if on >= date(2024, 8, 19)
        else "regulation 8(1)(f) of the Education (Pupil Registration) (England) Regulations 2006"
    )
    blocks = [
        title("DELETION FROM THE ADMISSION REGISTER"),
        child_particulars(writer),
        paragraph(
            writer.write(
                f"The school asks to delete {{child.full}} from the admission register under "
                f"{rule}. The last day of attendance and the result of joint enquiries are attached."
            )
        ),
        paragraph(
            writer.write(
                "Joint enquiries made by {ao.full} for the school and {eso.full} for the council. "
                "Agreed by {manager.full} on {on}."
            )
        ),
    ]
    return Draft(
        kind="deletion",
        title="Deletion from roll agreement",
        category="pupil_record",
        on=on,
        about=(dossier.child.key,),
        blocks=tuple(blocks),
    )
