"""Documents about several children at once: panel minutes and class lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workers.demo.dossier import Dossier
from workers.demo.drafts import Block, Draft, heading, paragraph, small, table, title
from workers.demo.people.forms import long_date
from workers.demo.people.person import Person
from workers.demo.prose import Prose, Writer

_CASE = (
    "{eso.full} presented. Attendance {pct}, {unauth} unauthorised.",
    "{school}. {carer.titledfull} [has engaged|did not reply to the invitation|sent apologies through {ao.titled}].",
    "[Visit on {visit_on}: parent seen.|Visit on {visit_on}, tired parent, wants help with mornings.]",
    "Medical: {gp.titled} [has written|has not yet answered]; {child} [has asthma|is awaiting an assessment|is said to have headaches].",
    "{absent.titledfull} to be written to separately at {absent.address}; addresses must not be crossed.",
    "Sibling {sibling.full} is also below 90%.",
    "Interview under caution held on {pace_on}. File with {solicitor.titled}.",
    "Family open to {sw.titledfull}. Panel asked that nothing be sent without her being told.",
    "{child.initials} [was seen in the precinct by {pc.titled} on a school day|is thought to be caring for a younger child].",
)  # fmt: skip
_DECISIONS = (
    "DECISION: warning period to run, bring back in six weeks. Action {eso.initials}.",
    "DECISION: penalty notice to {carer.titledfull}. Action {eso.initials}.",
    "DECISION: no enforcement; section 19 provision to be considered. Action {manager.initials}.",
    "DECISION: Early Help first. Action {earlyhelp.initials}.",
    "DECISION: legal advice before next step. Action {eso.initials}.",
)


def panel_minutes(dossiers: Sequence[Dossier], on: date, officers: dict[str, Person]) -> Draft:
    """Minutes of the attendance panel, one numbered case after the other."""
    chair = Writer(officers, {"on": long_date(on)}, dossiers[0].rng(f"panel/{on}"))
    blocks: list[Block] = [
        small("OFFICIAL: SENSITIVE. Contains information about more than one family."), title("ATTENDANCE PANEL: MINUTES"),
        paragraph(chair.write("{on}, Civic Centre, Committee Room 3")),
        paragraph(chair.write("Present: {manager.full} (chair), {solicitor.full}, {earlyhelp.full}, {virtual.full}, {admin.full} (minutes), officers for their own cases")),
        paragraph("1. Minutes of the last panel were agreed. 2. Matters arising: none."),
    ]  # fmt: skip
    for number, dossier in enumerate(dossiers, start=3):
        blocks += _case(dossier, on, number)
    blocks.append(paragraph(chair.write("Any other business: {manager.titled} reminded officers to use initials in calendar invitations. Date of next panel to be confirmed.")))
    return Draft(kind="panel_minutes", title="Attendance panel minutes", category="meeting_notes", on=on,
                 about=tuple(dossier.child.key for dossier in dossiers), blocks=tuple(blocks))  # fmt: skip


def _case(dossier: Dossier, on: date, number: int) -> list[Block]:
    writer = dossier.writer(on, "panel")
    shape = writer.rng.choice(("{child.swapped}", "{child.full}", "{child.comma}", "{child.initial}"))
    lines = writer.some(_CASE, 3, 6)
    return [heading(writer.write(f"{number}. {shape}, d.o.b. {{child.dob}}, {{cls}}, {{schoolshort}}")),
            *(paragraph(line) for line in lines), paragraph(writer.pick(_DECISIONS))]  # fmt: skip


def class_list(dossiers: Sequence[Dossier], on: date) -> Draft:
    """A school's list of pupils under 90 per cent, as it is sent to the service."""
    school = dossiers[0].school
    rows: list[tuple[Prose | str, ...]] = [("Surname", "Forename", "DOB", "UPN", "Form", "Contact", "Att %", "Comment")]
    for dossier in dossiers:
        writer = dossier.writer(on, "list")
        comment = writer.pick(("letter sent", "rang {carer.titled}, no reply", "ill, {carer.titled} rang", "see {sibling.full}", "dad is {absent.full}, not to collect", "back to school today", ""))  # fmt: skip
        cells = ("{child.family}", "{child.given}", "{child.dob}", "{child.upn}", "{cls}", "{carer.phone}", "{pct}")
        rows.append((*(writer.write(cell) for cell in cells), comment))
    blocks = [title(f"Pupils below 90% attendance, {school.short}"), table(rows)]
    return Draft(kind="class_list", title=f"Attendance list {school.short}", category="attendance", on=on,
                 about=tuple(dossier.child.key for dossier in dossiers), blocks=tuple(blocks))  # fmt: skip
