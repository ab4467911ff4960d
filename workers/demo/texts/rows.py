"""What officers type into the boxes of the case system, besides the contact log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from workers.demo.dossier import Dossier
from workers.demo.prose import Prose
from workers.demo.school_year import school_day, year_group


@dataclass(frozen=True, slots=True)
class Row:
    """A row for one table: its columns besides key and child, the text column, and the day it is about."""

    table: str
    on: date
    columns: dict[str, Any]
    text_column: str
    prose: Prose


_NEEDS = ("SLCN", "SEMH", "SpLD", "ASD", "MLD", "None")
_SEN = (
    "SEN Support. Need {need}, ranked 1. {senco.titled} reviews each term with {carer.titled}.",
    "No SEN on record. {teacher.titled} has raised {child}'s [reading|concentration|handwriting] with {senco.titled}.",
    "EHC needs assessment requested by {carer.titledfull}; {ep.titledfull} to advise. Need {need}.",
)  # fmt: skip
_BEHAVIOUR = (
    "Suspended for [fighting with {friend.full} at lunch|swearing at {teacher.titled}|refusing to hand over phone]. Work sent home. Re-integration meeting with {carer.titled}.",
    "Internal isolation, [one day|half a day]. {child} said {friend.given} started it.",
    "Detention not served. {ao.titled} rang {carer.titled}.",
    "Part-time place at alternative provision agreed, code [B|D].",
)  # fmt: skip
_ATTAINMENT = (
    "Phonics screening: [met|not met], score {score}/40.",
    "KS1 reading [working towards|expected], maths [working towards|expected].",
    "KS2 scaled scores: reading {scaled}, GPS {scaled}, maths {scaled}. [Missed one paper.|]",
    "Year-end report: attitude [good|variable], {child} is [two terms behind|at age-related expectation] in English.",
    "Target grades shared with {carer.titled}: English 4, Maths [3|4|5], Science 4-4.",
)  # fmt: skip
_HEALTH = (
    "{gp.employer}: [asthma plan on file|awaiting paediatrics|migraine]. {child} has [inhaler in school|paracetamol consent].",
    "{carer.titled} says {child.they} [is allergic to nuts, EpiPen in office|has hay fever|wears glasses].",
    "Medical needs: {nurse.full} to write care plan. Hospital consultant's letter seen.",
)  # fmt: skip
_SAFE = (
    "Operation Encompass notification: police called to {carer.street} [in the early hours|on Saturday]. Present: {carer.full}, {absent.full}. {child.given} and {sibling.given} upstairs.",
    "{dsl.full} shared: {child.given} said that {absent.relation} [waits outside school|has a new baby with {partner.full}]. Passed to MASH.",
    "Address flag set. {carer.titledfull} and children: location not to be given to {absent.titledfull} or anyone for {absent.them}.",
    "CIN plan, {sw.full} is lead. Attendance is one of the outcomes.",
)  # fmt: skip
_SAFE_QUIET = ("No current concerns, {dsl.full} consulted.", "Historic Early Help only. {dsl.full} holds the file.")
_FAMILY = (
    "Early Help assessment, {earlyhelp.full}: {carer.full} [cares for {gran.full} as well|works two jobs|is in rent arrears]. {child.given} helps with {sibling.given}.",
    "Family group conference offered; {gran.titledfull} would come, {absent.titledfull} would not be invited.",
    "Parenting course: {carer.titled} did [four|six] of eight sessions.",
)  # fmt: skip
_AGENCY = (
    ("Educational Psychology", "{ep.titledfull} consulted. Record to school and parent. {child} [needs predictable mornings|masks in class]."),
    ("Police", "{pc.full}: {child.full} stopped in town in school hours with {friend.full}. Taken [home|to school]."),
    ("Housing", "{housing.full}: tenancy at {child.address} in the name of {carer.full}. [Arrears.|Repairs outstanding, damp in the bedrooms.]"),
    ("CAMHS", "{camhs.full}: referral [accepted|declined, signposted to counselling]."),
    ("School nursing", "{nurse.full} has seen {child.given} at drop-in."),
)  # fmt: skip


def case_rows(dossier: Dossier) -> Iterator[Row]:
    """The rows of a case in every table but log and attendance; which ones there are depends on the case."""
    rng = dossier.rng("rows")
    first, full = dossier.events["referral"], dossier.route.key == "hero"
    serious = full or dossier.route.key in {"prosecution", "unauthorised", "anxiety"}
    plans = (
        ("tblSen", _SEN, 0.4, -40, lambda: {"Need": rng.choice(_NEEDS), "Rank": str(rng.randrange(1, 3))}),
        ("tblBehav", _BEHAVIOUR, 0.35, -20, lambda: {"Kind": rng.choice(("FTE", "INT", "DET")), "Days": rng.choice((0.5, 1.0, 2.0))}),
        ("tblAttain", _ATTAINMENT[2:] if year_group(dossier.child.born or first, first) > 6 else _ATTAINMENT, 0.6, -90, lambda: {"Stage": "KS"}),
        ("tblHealth", _HEALTH, 0.5, -10, lambda: {"Source": rng.choice(("School", "Parent", "GP"))}),
        ("tblSafe", _SAFE if "absent" in dossier.cast and serious else _SAFE_QUIET, 0.5, 12, lambda: {"Kind": "SG"}),
        ("tblFamily", _FAMILY, 0.4 if serious else 0.1, 18, lambda: {"Service": "Early Help"}),
    )
    for table, lines, chance, days, columns in plans:
        if not full and rng.random() > chance:
            continue
        on = school_day(first + timedelta(days=days))
        writer = dossier.writer(on, f"row/{table}")
        writer = type(writer)(writer.cast, dict(writer.facts) | _scores(dossier), writer.rng)
        yield Row(table, on, columns(), "Txt", writer.pick(lines))
    yield from _agencies(dossier, first, 3 if full else rng.randrange(0, 2))
    on = dossier.events["referral"]
    writer = dossier.writer(on, "row/char")
    yield Row("tblChar", on, {}, "Txt", writer.write("{child.comma}: {child.ethnicity}. First language {child.language}. [FSM eligible.|Not FSM.|FSM ever 6.]"))


def _scores(dossier: Dossier) -> dict[str, str]:
    rng = dossier.rng("scores")
    return {"need": rng.choice(_NEEDS[:-1]), "score": str(rng.randrange(18, 40)), "scaled": str(rng.randrange(86, 113))}


def _agencies(dossier: Dossier, first: date, count: int) -> Iterator[Row]:
    rng = dossier.rng("agencies")
    for agency, line in rng.sample(_AGENCY, count):
        on = school_day(first + timedelta(days=rng.randrange(5, 50)))
        writer = dossier.writer(on, f"agency/{agency}")
        if writer.can_write(line):
            yield Row("tblAgency", on, {"Agency": agency}, "Txt", writer.write(line))
