"""What officers type into the boxes of the case system, besides the contact log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from workers.demo.dossier import Dossier
from workers.demo.prose import Prose
from workers.demo.school_year import school_day, year_group
from workers.demo.texts.phrases import lines, rows


@dataclass(frozen=True, slots=True)
class Row:
    """A row for one table: its columns besides key and child, the text column, and the day it is about."""

    table: str
    on: date
    columns: dict[str, Any]
    text_column: str
    prose: Prose


_NEEDS = ("SLCN", "SEMH", "SpLD", "ASD", "MLD", "None")
_SEN = lines("rows", "sen")
_BEHAVIOUR = lines("rows", "behaviour")
_ATTAINMENT = lines("rows", "attainment")
_HEALTH = lines("rows", "health")
_SAFE = lines("rows", "safe")
_SAFE_QUIET = ("No current concerns, {dsl.full} consulted.", "Historic Early Help only. {dsl.full} holds the file.")
_FAMILY = lines("rows", "family")
_AGENCY = rows("rows", "agency")


def case_rows(dossier: Dossier) -> Iterator[Row]:
    """The rows of a case in every table but log and attendance; which ones there are depends on the case."""
    rng = dossier.rng("rows")
    first, full = dossier.events["referral"], dossier.route.key == "hero"
    serious = full or dossier.route.key in {"prosecution", "unauthorised", "anxiety"}
    plans = (
        ("tblSen", _SEN, 0.4, -40, lambda: {"Need": rng.choice(_NEEDS), "Rank": str(rng.randrange(1, 3))}),
        (
            "tblBehav",
            _BEHAVIOUR,
            0.35,
            -20,
            lambda: {"Kind": rng.choice(("FTE", "INT", "DET")), "Days": rng.choice((0.5, 1.0, 2.0))},
        ),
        (
            "tblAttain",
            _ATTAINMENT[2:] if year_group(dossier.child.born or first, first) > 6 else _ATTAINMENT[:3],
            0.6,
            -90,
            lambda: {"Stage": "KS"},
        ),
        ("tblHealth", _HEALTH, 0.5, -10, lambda: {"Source": rng.choice(("School", "Parent", "GP"))}),
        ("tblSafe", _SAFE if "absent" in dossier.cast and serious else _SAFE_QUIET, 0.5, 12, lambda: {"Kind": "SG"}),
        ("tblFamily", _FAMILY, 0.4 if serious else 0.1, 18, lambda: {"Service": "Early Help"}),
    )
    for table, phrases, chance, days, columns in plans:
        if not full and rng.random() > chance:
            continue
        on = school_day(first + timedelta(days=days))
        writer = dossier.writer(on, f"row/{table}")
        writer = type(writer)(writer.cast, dict(writer.facts) | _scores(dossier), writer.rng)
        yield Row(table, on, columns(), "Txt", writer.pick(phrases))
    yield from _agencies(dossier, first, 3 if full else rng.randrange(0, 2))
    on = dossier.events["referral"]
    writer = dossier.writer(on, "row/char")
    yield Row(
        "tblChar",
        on,
        {},
        "Txt",
        writer.write(
            "{child.comma}: {child.ethnicity}. First language {child.language}. [FSM eligible.|Not FSM.|FSM ever 6.]"
        ),
    )


def _scores(dossier: Dossier) -> dict[str, str]:
    rng = dossier.rng("scores")
    return {
        "need": rng.choice(_NEEDS[:-1]),
        "score": str(rng.randrange(18, 40)),
        "scaled": str(rng.randrange(86, 113)),
        "scaled2": str(rng.randrange(86, 113)),
        "scaled3": str(rng.randrange(84, 115)),
    }


def _agencies(dossier: Dossier, first: date, count: int) -> Iterator[Row]:
    rng = dossier.rng("agencies")
    for agency, line in rng.sample(_AGENCY, count):
        on = school_day(first + timedelta(days=rng.randrange(5, 50)))
        writer = dossier.writer(on, f"agency/{agency}")
        if writer.can_write(line):
            yield Row("tblAgency", on, {"Agency": agency}, "Txt", writer.write(line))
