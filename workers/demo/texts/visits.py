"""Home visits, as officers write them up the same afternoon."""

from __future__ import annotations

from datetime import date

from workers.demo.dossier import Dossier
from workers.demo.drafts import Draft, heading, paragraph, title
from workers.demo.prose import Prose
from workers.demo.texts.page import particulars, run
from workers.demo.texts.phrases import lines

_DOOR = lines("visits", "door")
_TALK = lines("visits", "talk")
_NO_REPLY = lines("visits", "no_reply")
_NEXT = lines("visits", "next")


def home_visit(dossier: Dossier, on: date, *, answered: bool = True) -> Draft:
    """Record of a home visit by the education support officer."""
    writer = dossier.writer(on, f"visit/{answered}")
    writer = type(writer)(writer.cast, dict(writer.facts) | {"nbno": str(dossier.child_ref % 60 + 2)}, writer.rng)
    head = particulars(
        writer,
        (
            ("Case", "{ref}  {child.comma}"),
            ("Date of visit", "{ons}"),
            ("Officer", "{eso.full}"),
            ("Address visited", "{carer.address}"),
            ("Present", "{carer.full}" if answered else "No reply"),
        ),
    )
    body = writer.lines(_DOOR) if answered else writer.lines(_NO_REPLY)
    talk = writer.some(_TALK, 4, 7) if answered else []
    after = writer.some(_NEXT, 2, 4) if answered else [Prose("Try again at a different time of day.")]
    blocks = [
        title("HOME VISIT RECORD"),
        head,
        heading("What happened"),
        paragraph(run(body)),
        *(paragraph(line) for line in talk),
    ]
    blocks += [
        heading("Actions"),
        *(paragraph(Prose("- ") + line) for line in after),
        paragraph(writer.write("{eso.initials} {ons}")),
    ]
    return Draft(
        kind="home_visit",
        title="Home visit record",
        category="communication_logs",
        on=on,
        about=(dossier.child.key,),
        blocks=tuple(blocks),
    )
