"""Notes of meetings about one child, and the plan that comes out of them."""

from __future__ import annotations

from datetime import date

from workers.demo.dossier import Dossier
from workers.demo.drafts import Block, Draft, heading, paragraph, table, title
from workers.demo.texts.page import child_particulars
from workers.demo.texts.phrases import lines, rows

_SAID = lines("meetings", "said")
_PLAN = rows("meetings", "plan")


def attendance_meeting(dossier: Dossier, on: date) -> Draft:
    """Notes of the meeting in school with the parent, ending in a plan."""
    writer = dossier.writer(on, "meeting")
    present = writer.lines(
        (
            "{carer.titledfull} ({carer.relation})",
            "{ao.full}, {ao.job}",
            "{teacher.full}, {teacher.job}",
            "{eso.full}, ESO (notes)",
        )
    )
    apologies = writer.pick(
        (
            "Apologies: {dsl.full}",
            "Apologies: {nurse.full} ({nurse.employer})",
            "Apologies: none",
            "Did not attend: {absent.titledfull} (not invited at parent's request)",
        )
    )
    plan = writer.rng.sample(_PLAN, 4)
    blocks = [
        title("ATTENDANCE MEETING"),
        paragraph(writer.write("{school}, {on}")),
        child_particulars(writer),
        heading("Present"),
        *(paragraph(line) for line in present),
        paragraph(apologies),
        heading("Discussion"),
        *(paragraph(line) for line in writer.some(_SAID, 5, 8, keep=2)),
        heading("Agreed plan"),
        table([("What", "Who"), *((writer.write(what), writer.write(who)) for what, who in plan)]),
        paragraph(writer.write("Signed: {carer.full} (parent)    {ao.full} (school)    {eso.full} (ESS)")),
    ]
    return Draft(
        kind="meeting",
        title="Attendance meeting notes",
        category="meeting_notes",
        on=on,
        about=(dossier.child.key,),
        blocks=tuple(blocks),
        aside=_remark(dossier, on),
    )


_REMARKS = lines("meetings", "remarks")


def _remark(dossier: Dossier, on: date) -> tuple[Block, ...]:
    """A colleague's margin comment, left in about one set of notes in three and always in the hero's."""
    writer = dossier.writer(on, "remark")
    wanted = dossier.route.key == "hero" or writer.rng.random() < 1 / 3
    return (paragraph(writer.pick(_REMARKS)),) if wanted else ()
