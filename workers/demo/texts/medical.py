"""What health and psychology services write: surgery letters, school nurse reports, CAMHS, educational psychology."""

from __future__ import annotations

from datetime import date, timedelta

from workers.demo.dossier import Dossier
from workers.demo.drafts import Block, Draft, heading, letterhead, paragraph, title
from workers.demo.people.forms import long_date
from workers.demo.prose import Prose, Writer
from workers.demo.texts.page import child_particulars, run, signed
from workers.demo.texts.phrases import groups, lines

_CONDITIONS = groups("medical", "conditions")
_OTHER = ("recurrent tonsillitis", "eczema and disturbed sleep", "constipation with overflow", "hay fever and asthma")
_GP = lines("medical", "gp")
_NURSE = lines("medical", "nurse")
_CAMHS = lines("medical", "camhs")
_EP = lines("medical", "ep")
_APPOINTMENT = lines("medical", "appointment")


def _condition(dossier: Dossier, purpose: str) -> str:
    """What ails the child: the same in every document but those of the mental health service."""
    if purpose == "camhs_letter":
        return dossier.rng("worry").choice(_CONDITIONS["anxiety"])
    return dossier.rng("condition").choice(_CONDITIONS.get(dossier.route.key, _OTHER))


def _writer(dossier: Dossier, on: date, purpose: str) -> Writer:
    writer = dossier.writer(on, purpose)
    return Writer(writer.cast, dict(writer.facts) | {"condition": _condition(dossier, purpose)}, writer.rng)


def _report(
    dossier: Dossier, on: date, *, kind: str, name: str, category: str, role: str, lines: tuple[str, ...]
) -> Draft:
    """A letter or report by one outside professional."""
    writer = _writer(dossier, on, kind)
    blocks: list[Block] = [
        letterhead(writer.write(f"{{{role}.employer}}\nTelephone {{{role}.phone}}")),
        paragraph(writer.write("{on}\nPrivate and confidential")),
    ]
    if kind == "gp_letter":
        blocks.append(paragraph("To whom it may concern"))
    else:
        blocks.append(paragraph(writer.write("For: {eso.full}, Education Support Service")))
    blocks += [title(name), child_particulars(writer)]
    blocks += [paragraph(line) for line in writer.some(lines, len(lines) - 2, len(lines), keep=2)]
    blocks += signed(writer, role)
    return Draft(kind=kind, title=name, category=category, on=on, about=(dossier.child.key,), blocks=tuple(blocks))


def gp_letter(dossier: Dossier, on: date) -> Draft:
    """A letter from the surgery."""
    return _report(
        dossier, on, kind="gp_letter", name="Letter from general practitioner", category="health", role="gp", lines=_GP
    )


def nurse_report(dossier: Dossier, on: date) -> Draft:
    """A report by the school nurse."""
    return _report(
        dossier, on, kind="nurse_report", name="School nurse report", category="health", role="nurse", lines=_NURSE
    )


def camhs_letter(dossier: Dossier, on: date) -> Draft:
    """A letter from the child and adolescent mental health service."""
    return _report(
        dossier, on, kind="camhs_letter", name="CAMHS assessment letter", category="health", role="camhs", lines=_CAMHS
    )


def psychology_report(dossier: Dossier, on: date) -> Draft:
    """An educational psychologist's advice."""
    draft = _report(
        dossier,
        on,
        kind="ep_report",
        name="Educational psychology consultation record",
        category="special_educational_needs",
        role="ep",
        lines=_EP,
    )
    return draft


def appointment_card(dossier: Dossier, on: date) -> Draft:
    """A hospital appointment letter handed in at the office, as it is scanned."""
    writer = _writer(dossier, on, "card")
    written_on = long_date(on - timedelta(days=19))
    blocks = [
        letterhead("Brackenford Community NHS Trust\nChildren's Outpatients, Stour Wing\nTelephone 01632 960555"),
        paragraph(
            Prose(f"{written_on}\n\n")
            + writer.write("To the parent or guardian of\n{child.full}\n{carer.street}\n{carer.postcode}")
        ),
        paragraph(writer.write("NHS number {child.nhs}    Date of birth {child.dob}")),
        heading("Your child's appointment"),
        paragraph(run(writer.lines(_APPOINTMENT))),
        paragraph("Seen by school office, copy taken for attendance file."),
    ]
    return Draft(
        kind="appointment_card",
        title="Hospital appointment letter",
        category="health",
        on=on,
        about=(dossier.child.key,),
        blocks=tuple(blocks),
    )
