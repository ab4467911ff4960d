"""Interviews under caution, taken as PACE Code C asks."""

from __future__ import annotations

from datetime import date

from workers.demo.dossier import Dossier
from workers.demo.drafts import Block, Draft, heading, paragraph, title
from workers.demo.prose import Prose, Writer
from workers.demo.texts.page import particulars
from workers.demo.texts.phrases import rows

CAUTION = (
    "You do not have to say anything. But it may harm your defence if you do not "
    "mention when questioned something which you later rely on "
    "in court. Anything you do say may be given in evidence."
)
_QUESTIONS = rows("interviews", "questions")


def caution_interview(dossier: Dossier, on: date) -> Draft:
    """Record of a recorded interview under caution with the parent."""
    writer = dossier.writer(on, "pace")
    head = particulars(
        writer,
        (
            ("Person interviewed", "{carer.formal}"),
            ("Date of birth", "{carer.dob}"),
            ("Place", "Interview room 2, Civic Centre, Brackenford"),
            ("Date", "{on}"),
            ("Time", "[10.04 to 10.41|11.15 to 11.58|14.02 to 14.39]"),
            ("Interviewing officer", "{eso.full}"),
            ("Second officer", "{manager.full}"),
            ("Others present", "None"),
            ("Case", "{ref}"),
        ),
    )
    blocks = [
        title("RECORD OF INTERVIEW UNDER CAUTION"),
        paragraph(
            "Police and Criminal Evidence Act 1984, section 66; Code of Practice C. This "
            "record is not verbatim where shown in brackets."
        ),
        head,
        heading("Caution"),
        paragraph(writer.write('{eso.titled} cautioned {carer.titled}: "') + Prose(CAUTION + '"')),
        paragraph(
            writer.write(
                "{carer.titled} was asked to say in {carer.their} own words what the caution "
                "means and did so correctly."
            )
        ),
        heading("Interview"),
        *_exchange(writer),
        paragraph(
            writer.write(
                "Interview concluded. {carer.titled} was told what happens next and given the "
                "notice about the recording."
            )
        ),
        paragraph(writer.write("Signed: {eso.full}    Second officer: {manager.full}")),
    ]
    return Draft(
        kind="interview",
        title="Interview under caution",
        category="interviews_under_caution",
        on=on,
        about=(dossier.child.key, dossier.family.carer.key),
        blocks=tuple(blocks),
    )


def _exchange(writer: Writer) -> list[Block]:
    """Questions and answers by initials, those left out that speak of nobody in the case."""
    blocks = []
    for question, answer in _QUESTIONS:
        if writer.can_write(question) and writer.can_write(answer):
            blocks.append(paragraph(writer.write(f"{{eso.initials}}: {question}")))
            blocks.append(paragraph(writer.write(f"{{carer.initials}}: {answer}")))
    return blocks
