"""What another parent has noted down about trouble between two children."""

from __future__ import annotations

from datetime import date, timedelta

from workers.demo.dossier import Dossier
from workers.demo.drafts import Draft, paragraph, table, title
from workers.demo.prose import Prose
from workers.demo.school_year import school_day
from workers.demo.texts.phrases import lines

_ENTRIES = lines("diaries", "entries")


def incident_diary(dossier: Dossier, on: date) -> Draft:
    """A parent's diary of incidents, with the parent's name and number under it."""
    writer = dossier.writer(on, "diary")
    lines = writer.some(_ENTRIES, 3, 5)
    days = [school_day(on - timedelta(days=3 * (len(lines) - index))) for index in range(len(lines))]
    rows: list[tuple[Prose | str, ...]] = [("Date", "What happened")]
    rows += [(day.strftime("%d/%m/%Y"), line) for day, line in zip(days, lines, strict=True)]
    blocks = [
        title(writer.write("Diary of incidents: {friend.full}")),
        table(rows),
        paragraph(writer.write("{friendparent.full}, {friendparent.phone}")),
    ]
    about = (dossier.child.key, dossier.cast["friend"].key)
    return Draft(
        kind="incident_diary",
        title="Diary of incidents",
        category="behaviour",
        on=on,
        about=about,
        blocks=tuple(blocks),
    )
