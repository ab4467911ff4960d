"""What health and psychology services write: surgery letters, school nurse reports, CAMHS, educational psychology."""

from __future__ import annotations

from datetime import date

from workers.demo.dossier import Dossier
from workers.demo.drafts import Block, Draft, heading, letterhead, paragraph, title
from workers.demo.prose import Writer
from workers.demo.texts.page import child_particulars, run, signed

_CONDITIONS = {
    "health": ("severe asthma with two admissions this year", "migraine with aura", "functional abdominal pain", "type 1 diabetes, diagnosed in the spring", "juvenile idiopathic arthritis"),
    "anxiety": ("generalised anxiety", "school-based anxiety with panic attacks", "low mood and disturbed sleep", "anxiety; on the waiting list for an autism assessment"),
}  # fmt: skip
_OTHER = ("recurrent tonsillitis", "eczema and disturbed sleep", "constipation with overflow", "hay fever and asthma")
_GP = (
    "The above patient, NHS number {child.nhs}, is registered at this surgery and I am asked by {carer.titledfull} to write in support.",
    "{child.They} has {condition}. {child.They} was seen on [three|four|two] occasions since {from}, most recently by [me|my colleague the nurse practitioner].",
    "I would expect this to account for [occasional days|blocks of two or three days] of absence, but not for the whole of the absence you describe.",
    "I understand from {carer.titled} that there is stress at home. {carer.They} is herself a patient here and has given consent for me to say that she is being treated for [depression|anxiety].",
    "There is a family history: {child.their} {sibling.brother}, {sibling.given}, and grandmother are affected as well.",
    "[In my view a reduced timetable for a short time would be reasonable.|There is no medical reason why {child} should not be in school.|Please let {child.them} use the toilet when {child.they} needs to.]",
    "The practice does not normally provide letters for school absence.",
)  # fmt: skip
_NURSE = (
    "I met {child.full} in school at the request of {ao.titledfull}.",
    "{child.They} told me that {child.they} goes to bed at [ten|eleven|midnight] and sleeps in with {sibling.given}.",
    "Height and weight are [on the 50th centile|between the 9th and 25th centiles|on the 91st centile]; vision normal, hearing normal.",
    "{child.They} described [tummy aches before school that get better by ten o'clock|headaches when the classroom is loud|using {child.their} blue inhaler most days].",
    "I spoke to {carer.titled} by telephone. {carer.They} would like [a continence referral|help with sleep|to be told when {child} goes to the medical room].",
    "{child} asked me not to tell {absent.relation} anything. I have recorded that request.",
    "Plan: [sleep diary for two weeks|asthma review with the practice nurse|drop-in every second Thursday].",
)  # fmt: skip
_CAMHS = (
    "Thank you for referring {child.full} ({child.dob}). {child.They} attended with {carer.titledfull}.",
    "{child} presents with {condition}. Scores on the RCADS were [in the clinical range for separation anxiety|borderline|raised for panic].",
    "{child} spoke about [arguments at home before {absent.titled} left|what happened with {friend} on the bus|worrying that something will happen to {carer.given} while {child.they} is in school].",
    "No thoughts of self-harm were reported. [{carer.titled} has removed tablets from the bathroom as a precaution.|A safety plan was agreed.]",
    "We have offered [six sessions of CBT|a parent-led anxiety group|a place on the waiting list, currently 19 weeks].",
    "A gradual return with a named adult would be consistent with our formulation. Prosecution would not, in our view, be helpful to {child.them}.",
)  # fmt: skip
_EP = (
    "I observed {child} in a [Maths|Science|Literacy] lesson and met {child.them} with {senco.titledfull}. I spoke to {carer.titledfull} by telephone.",
    "{child} works hard to hide what {child.they} finds difficult. Single word reading was at the [12th|23rd|37th] centile and working memory at the [9th|18th|30th].",
    "{child.They} ranked the playground and assemblies as the hardest places and time with {teacher.titled} as the easiest.",
    "Staff mentioned {friend.full} and {friend2.full} as part of {child.their} friendship group; {friend.given} had recently stopped sitting with {child.them}.",
    "{carer.titled} described a difficult birth and that {child.they} walked at [18|15|20] months. {mother.titled} found school hard herself.",
    "Recommended: [pre-teaching|a visual timetable|an exit card], a key adult, and a review with the SENCo in a term.",
)  # fmt: skip


def _condition(dossier: Dossier) -> str:
    return dossier.rng("condition").choice(_CONDITIONS.get(dossier.route.key, _OTHER))


def _writer(dossier: Dossier, on: date, purpose: str) -> Writer:
    writer = dossier.writer(on, purpose)
    return Writer(writer.cast, dict(writer.facts) | {"condition": _condition(dossier)}, writer.rng)


def _report(
    dossier: Dossier, on: date, *, kind: str, name: str, category: str, role: str, lines: tuple[str, ...]
) -> Draft:  # fmt: skip
    """A letter or report by one outside professional."""
    writer = _writer(dossier, on, kind)
    blocks: list[Block] = [letterhead(writer.write(f"{{{role}.employer}}\nTelephone {{{role}.phone}}")), paragraph(writer.write("{on}\nPrivate and confidential"))]  # fmt: skip
    if kind == "gp_letter":
        blocks.append(paragraph("To whom it may concern"))
    else:
        blocks.append(paragraph(writer.write("For: {eso.full}, Education Support Service")))
    blocks += [title(name), child_particulars(writer)]
    blocks += [paragraph(line) for line in writer.some(lines, len(lines) - 2, len(lines))]
    blocks += signed(writer, role)
    return Draft(kind=kind, title=name, category=category, on=on, about=(dossier.child.key,), blocks=tuple(blocks))


def gp_letter(dossier: Dossier, on: date) -> Draft:
    """A letter from the surgery."""
    return _report(dossier, on, kind="gp_letter", name="Letter from general practitioner", category="health", role="gp", lines=_GP)


def nurse_report(dossier: Dossier, on: date) -> Draft:
    """A report by the school nurse."""
    return _report(dossier, on, kind="nurse_report", name="School nurse report", category="health", role="nurse", lines=_NURSE)


def camhs_letter(dossier: Dossier, on: date) -> Draft:
    """A letter from the child and adolescent mental health service."""
    return _report(dossier, on, kind="camhs_letter", name="CAMHS assessment letter", category="health", role="camhs", lines=_CAMHS)


def psychology_report(dossier: Dossier, on: date) -> Draft:
    """An educational psychologist's advice."""
    draft = _report(dossier, on, kind="ep_report", name="Educational psychology consultation record",
                    category="special_educational_needs", role="ep", lines=_EP)  # fmt: skip
    return draft


def appointment_card(dossier: Dossier, on: date) -> Draft:
    """A hospital appointment letter handed in at the office, as it is scanned."""
    writer = _writer(dossier, on, "card")
    blocks = [
        letterhead("Brackenford Community NHS Trust\nChildren's Outpatients, Stour Wing\nTelephone 01632 960555"),
        paragraph(writer.write("{on}\n\nTo the parent or guardian of\n{child.full}\n{carer.street}\n{carer.postcode}")),
        paragraph(writer.write("NHS number {child.nhs}    Date of birth {child.dob}")),
        heading("Your child's appointment"),
        paragraph(run(writer.lines((
            "An appointment has been made for {child.full} in the clinic of [Dr|Mr] [Osterley|Vance|Thackeray|Menon] on {on} at [9.20|10.40|14.10].",
            "Please bring this letter and any medicines. If you cannot attend please telephone so that we can offer the time to another child.",
        )))),
        paragraph("Seen by school office, copy taken for attendance file."),
    ]  # fmt: skip
    return Draft(kind="appointment_card", title="Hospital appointment letter", category="health", on=on, about=(dossier.child.key,),
                 blocks=tuple(blocks))  # fmt: skip
