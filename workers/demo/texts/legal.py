"""Legal advice to the service, which is privileged, and the result of court proceedings."""

from __future__ import annotations

from datetime import date

from workers.demo.dossier import Dossier
from workers.demo.drafts import Draft, heading, paragraph, small, title
from workers.demo.texts.page import particulars

_EVIDENCE = (
    "The register evidence is [strong|adequate]: {unauth} unauthorised sessions, {pct} attendance. The certificate under section 566 is admissible without calling {head.titled}.",
    "The defence to anticipate is section 444(2A): reasonable justification. {carer.titled} said in interview that {child} was bullied by {friend}. {dsl.titled}'s note [answers this|does not deal with dates and needs to be firmed up].",
    "{carer.titled}'s own health was raised. Before charge you should see something from {gp.titled}; without it we are exposed on the public interest test.",
    "I have considered whether {absent.titledfull} should be charged too. {absent.They} is a parent within section 576. Given [the non-molestation order|the distance and the lack of contact], I advise against a joint summons, and the two addresses must not appear on one document.",
    "For the aggravated offence under section 444(1A) we would have to prove knowledge. The interview on {pace_on} [gives us that|is equivocal].",
    "The interview was properly cautioned. {manager.titled} should sign the record where {manager.their} initials are missing.",
)  # fmt: skip
_ADVICE = (
    "My view is that there is a realistic prospect of conviction under section 444(1) and that prosecution [is|is narrowly] in the public interest.",
    "I would not proceed at present. Offer a further meeting, and consider an education supervision order under section 36 of the Children Act 1989.",
    "Proceed by way of the single justice procedure for the lesser offence.",
)
_RESULT = (
    "[Proved in absence|Guilty plea]: section 444(1). [Fined £220, costs £120, surcharge £88|Conditional discharge 12 months, costs £150|Fined £100, no order for costs in view of means].",
    "{carer.titledfull} attended [with {gran.full}|alone]. The magistrates [accepted that there had been improvement|noted her account of life since the separation].",
    "{eso.titled} and {solicitor.titled} for the council.",
)


def legal_advice(dossier: Dossier, on: date) -> Draft:
    """Memorandum from Legal Services: confidential and privileged."""
    writer = dossier.writer(on, "advice")
    head = particulars(writer, (("To", "{eso.full}, {manager.full}"), ("From", "{solicitor.full}, {solicitor.job}"), ("Date", "{on}"), ("Re", "{child.full} / {carer.full}  {ref}")))  # fmt: skip
    blocks = [
        small("CONFIDENTIAL: LEGALLY PRIVILEGED. Prepared for the purpose of giving legal advice and in contemplation of proceedings. Do not copy or place on the open file."),
        title("ADVICE ON EVIDENCE"), head,
        paragraph(writer.write("Thank you for your instructions. You ask whether {carer.titledfull} should be prosecuted for the non-attendance of {child.full}.")),
        heading("Evidence"), *(paragraph(line) for line in writer.some(_EVIDENCE, 4, 6)),
        heading("Advice"), paragraph(writer.pick(_ADVICE)),
        paragraph(writer.write("Please come back to me if {carer.titled}'s circumstances change.\n\n{solicitor.full}")),
    ]  # fmt: skip
    return Draft(kind="legal_advice", title="Advice on evidence (privileged)", category="criminal_offence", on=on,
                 about=(dossier.child.key, dossier.family.carer.key), blocks=tuple(blocks))  # fmt: skip


def court_result(dossier: Dossier, on: date) -> Draft:
    """Note of the hearing."""
    writer = dossier.writer(on, "court")
    head = particulars(writer, (
        ("Court", "North Mercia Magistrates' Court"), ("Date", "{on}"), ("Defendant", "{carer.formal}, born {carer.dob}"),
        ("Offence", "Parent of a child who failed to attend school regularly, Education Act 1996 s.444(1)"), ("Pupil", "{child.full}"), ("Case", "{ref}"),
    ))  # fmt: skip
    lines = writer.lines(_RESULT)
    blocks = [title("COURT RESULT"), head, *(paragraph(line) for line in lines)]
    return Draft(kind="court_result", title="Court result", category="criminal_offence", on=on,
                 about=(dossier.child.key, dossier.family.carer.key), blocks=tuple(blocks))  # fmt: skip
