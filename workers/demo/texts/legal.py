"""Legal advice to the service, which is privileged, and the result of court proceedings."""

from __future__ import annotations

from datetime import date

from workers.demo.dossier import Dossier
from workers.demo.drafts import Draft, heading, paragraph, small, title
from workers.demo.texts.page import particulars
from workers.demo.texts.phrases import lines

_EVIDENCE = lines("legal", "evidence")
_PROCEED = lines("legal", "proceed")
_HOLD = lines("legal", "hold")
_RESULT = lines("legal", "result")


def legal_advice(dossier: Dossier, on: date) -> Draft:
    """Memorandum from Legal Services: confidential and privileged."""
    writer = dossier.writer(on, "advice")
    head = particulars(
        writer,
        (
            ("To", "{eso.full}, {manager.full}"),
            ("From", "{solicitor.full}, {solicitor.job}"),
            ("Date", "{on}"),
            ("Re", "{child.full} / {carer.full}  {ref}"),
        ),
    )
    blocks = [
        small(
            "CONFIDENTIAL: LEGALLY PRIVILEGED. Prepared for the purpose of giving legal "
            "advice and in contemplation of proceedings. Do not copy or place on the open "
            "file."
        ),
        title("ADVICE ON EVIDENCE"),
        head,
        paragraph(
            writer.write(
                "Thank you for your instructions. You ask whether {carer.titledfull} should "
                "be prosecuted for the non-attendance of {child.full}."
            )
        ),
        heading("Evidence"),
        *(paragraph(line) for line in writer.some(_EVIDENCE, 4, 6)),
        heading("Advice"),
        paragraph(writer.pick(_PROCEED if "court" in dossier.events else _HOLD)),
        paragraph(writer.write("Please come back to me if {carer.titled}'s circumstances change.\n\n{solicitor.full}")),
    ]
    return Draft(
        kind="legal_advice",
        title="Advice on evidence (privileged)",
        category="criminal_offence",
        on=on,
        about=(dossier.child.key, dossier.family.carer.key),
        blocks=tuple(blocks),
    )


def court_result(dossier: Dossier, on: date) -> Draft:
    """Note of the hearing."""
    writer = dossier.writer(on, "court")
    head = particulars(
        writer,
        (
            ("Court", "North Mercia Magistrates' Court"),
            ("Date", "{on}"),
            ("Defendant", "{carer.formal}, born {carer.dob}"),
            ("Offence", "Parent of a child who failed to attend school regularly, Education Act 1996 s.444(1)"),
            ("Pupil", "{child.full}"),
            ("Case", "{ref}"),
        ),
    )
    lines = writer.lines(_RESULT)
    blocks = [title("COURT RESULT"), head, *(paragraph(line) for line in lines)]
    return Draft(
        kind="court_result",
        title="Court result",
        category="criminal_offence",
        on=on,
        about=(dossier.child.key, dossier.family.carer.key),
        blocks=tuple(blocks),
    )
