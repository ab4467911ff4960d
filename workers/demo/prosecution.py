"""The prosecution team's register: who was interviewed, who gave a statement, how the court decided."""

from __future__ import annotations

from collections.abc import Iterable

from workers.demo import tables
from workers.demo.database import Rows
from workers.demo.dossier import Dossier

# The register numbers its subjects apart from the case system.
_FIRST_SUBJECT = 500_000


def fill_prosecution_register(rows: Rows, dossiers: Iterable[Dossier]) -> None:
    """The rows of every case that came to an interview under caution."""
    for dossier in dossiers:
        if "pace" in dossier.events:
            _people(rows, dossier, dossier.child_ref + _FIRST_SUBJECT)
            _record(rows, dossier, dossier.child_ref + _FIRST_SUBJECT)


def _people(rows: Rows, dossier: Dossier, number: int) -> None:
    child, carer = dossier.child, dossier.cast["carer"]
    assert child.address is not None
    assert carer.address is not None
    rows.person(
        tables.PRSubject,
        child,
        dossier.events["pace"],
        SubjNo=number,
        Surname=child.family,
        Forenames=f"{child.given} {child.middle}".strip(),
        DoB=child.born,
        UPN=child.upn,
        Address=f"{child.address.street}, {child.address.town}",
        Postcode=child.address.postcode,
        CaseRef=dossier.reference,
    )
    rows.add(
        tables.PRDefendant,
        SubjNo=number,
        Name=carer.full,
        Relation=carer.relation,
        DoB=carer.born,
        Address=carer.address.line,
        Phone=carer.phone,
        Email=carer.email,
    )


def _record(rows: Rows, dossier: Dossier, number: int) -> None:
    child = dossier.child
    held = dossier.events["pace"]
    text = dossier.writer(held, "pace-row").write(
        "{carer.full} interviewed under caution by {eso.full} and {manager.full}. [Accepted "
        "the figures.|Disputed some codes.|Made no comment after advice.] "
        "Said {child.given} [was bullied by {friend.full}|will not get up|is scared of {absent.full}]."
    )
    rows.record(
        tables.PRInterview,
        child,
        held,
        "Interview under caution",
        {"Summary": text},
        SubjNo=number,
        HeldOn=held,
        Officer=dossier.cast["eso"].full,
    )
    if "statement" in dossier.events:
        on = dossier.events["statement"]
        text = dossier.writer(on, "statement-row").write(
            "{head.full}, {school}: register produced, {unauth} unauthorised. Mentions {teacher.full} "
            "and [{friend.full}|{ao.full}]."
        )
        rows.record(
            tables.PRStatement,
            child,
            on,
            "Witness statement",
            {"Summary": text},
            SubjNo=number,
            Dated=on,
            Witness=dossier.cast["head"].full,
        )
    if "court" in dossier.events:
        on = dossier.events["court"]
        text = dossier.writer(on, "offence-row").write("{carer.full}: {verdict}. {sentence}.")
        rows.record(
            tables.PROffence,
            child,
            on,
            "Court outcome",
            {"Outcome": text},
            SubjNo=number,
            HeardOn=on,
            Offence="Education Act 1996 s.444(1)",
        )
