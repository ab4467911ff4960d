"""The register of paper files in locked cabinets."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from workers.demo.dossier import Dossier
from workers.demo.prose import Mention, Prose
from workers.demo.truth import Ledger, Truth

FIELDS = ("file_no", "surname", "forename", "dob", "cabinet", "description", "box_date")
_DESCRIPTIONS = (
    "Attendance case file, 2 volumes",
    "Attendance case file",
    "Signed parenting contract and notebook pages",
    "Interview tapes and exhibit labels",
    "Original medical letters",
    "Officer's day book extracts",
)


def write_register(path: Path, dossiers: Sequence[Dossier], ledger: Ledger) -> None:
    """A row for about four children in ten, under the surname the child had when the file was begun."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(FIELDS)
        for dossier in dossiers:
            rng = dossier.rng("paper")
            if dossier.route.key != "hero" and rng.random() > 0.4:
                continue
            child = dossier.child
            surname = (child.former_family or child.family).upper()
            number = f"PF/{dossier.events['referral'].year}/{dossier.child_ref % 10000:04d}"
            born = child.born.strftime("%d/%m/%Y") if child.born else ""
            cabinet = f"Civic Centre, room {rng.choice(('B04', 'B05', '2.17'))}, cabinet {rng.randrange(1, 9)}"
            description = rng.choice(_DESCRIPTIONS)
            writer.writerow(
                (number, surname, child.given, born, cabinet, description, dossier.events["referral"].isoformat())
            )
            ledger.enter(
                Truth(
                    store="paper",
                    ref=number,
                    title=description,
                    kind="paper_file",
                    category="case_documents",
                    on=dossier.events["referral"],
                    about=(child.key,),
                    prose=_row(child.key, surname, child.given, born, description),
                    form="paper",
                )
            )


def _row(key: str, surname: str, given: str, born: str, description: str) -> Prose:
    """The row as text."""
    family = Prose(surname, (Mention(0, len(surname), key, "name"),))
    first = Prose(given, (Mention(0, len(given), key, "name"),))
    birthday = Prose(born, (Mention(0, len(born), key, "date_of_birth"),))
    return family + Prose("\t") + first + Prose("\t") + birthday + Prose(f"\t{description}")
