"""Documents about several children at once: panel minutes and class lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workers.demo.dossier import Dossier
from workers.demo.drafts import Block, Draft, heading, paragraph, small, table, title
from workers.demo.people.forms import long_date
from workers.demo.people.person import Person
from workers.demo.prose import Prose, Writer
from workers.demo.texts.phrases import lines

_CASE = lines("panels", "case")
_DECISIONS = lines("panels", "decisions")


def panel_minutes(dossiers: Sequence[Dossier], on: date, officers: dict[str, Person]) -> Draft:
    """Minutes of the attendance panel, one numbered case after the other."""
    chair = Writer(officers, {"on": long_date(on)}, dossiers[0].rng(f"panel/{on}"))
    blocks: list[Block] = [
        small("OFFICIAL: SENSITIVE. Contains information about more than one family."),
        title("ATTENDANCE PANEL: MINUTES"),
        paragraph(chair.write("{on}, Civic Centre, Committee Room 3")),
        paragraph(
            chair.write(
                "Present: {manager.full} (chair), {solicitor.full}, {earlyhelp.full}, {virtual.full}, "
                "{admin.full} (minutes), officers for their own cases"
            )
        ),
        paragraph("1. Minutes of the last panel were agreed. 2. Matters arising: none."),
    ]
    for number, dossier in enumerate(dossiers, start=3):
        blocks += _case(dossier, on, number)
    blocks.append(
        paragraph(
            chair.write(
                "Any other business: {manager.titled} reminded officers to use initials in calendar "
                "invitations. Date of next panel to be confirmed."
            )
        )
    )
    return Draft(
        kind="panel_minutes",
        title="Attendance panel minutes",
        category="meeting_notes",
        on=on,
        about=tuple(dossier.child.key for dossier in dossiers),
        blocks=tuple(blocks),
    )


def _case(dossier: Dossier, on: date, number: int) -> list[Block]:
    writer = dossier.writer(on, "panel")
    shape = writer.rng.choice(("{child.swapped}", "{child.full}", "{child.comma}", "{child.initial}"))
    lines = writer.some(_CASE, 3, 6, keep=1)
    return [
        heading(writer.write(f"{number}. {shape}, d.o.b. {{child.dob}}, {{cls}}, {{schoolshort}}")),
        *(paragraph(line) for line in lines),
        paragraph(writer.pick(_DECISIONS)),
    ]


def class_list(dossiers: Sequence[Dossier], on: date) -> Draft:
    """A school's list of the pupils it worries about, as it is sent to the service."""
    school = dossiers[0].school
    rows: list[tuple[Prose | str, ...]] = [("Surname", "Forename", "DOB", "UPN", "Form", "Contact", "Att %", "Comment")]
    for dossier in dossiers:
        writer = dossier.writer(on, "list")
        comment = writer.pick(
            (
                "letter sent",
                "rang {carer.titled}, no reply",
                "ill, {carer.titled} rang",
                "see {sibling.full}",
                "{absent.relation} is {absent.full}, not to collect",
                "back to school today",
                "",
            )
        )
        cells = ("{child.family}", "{child.given}", "{child.dob}", "{child.upn}", "{cls}", "{carer.phone}", "{pct}")
        rows.append((*(writer.write(cell) for cell in cells), comment))
    blocks = [title(f"Attendance: pupils of concern, {school.short}"), table(rows)]
    return Draft(
        kind="class_list",
        title=f"Attendance list {school.short}",
        category="attendance",
        on=on,
        about=tuple(dossier.child.key for dossier in dossiers),
        blocks=tuple(blocks),
        aside=_contacts(dossiers, on),
    )


def _contacts(dossiers: Sequence[Dossier], on: date) -> tuple[Block, ...]:
    """The sheet behind the list that the sender forgot: who to ring for each child, and at what address."""
    rows: list[tuple[Prose | str, ...]] = [("Pupil", "Contact", "Telephone", "Address")]
    for dossier in dossiers:
        writer = dossier.writer(on, "contacts")
        rows.append(
            tuple(writer.write(cell) for cell in ("{child.comma}", "{carer.full}", "{carer.phone}", "{carer.address}"))
        )
    return (table(rows),)
