"""The form by which a school refers a pupil to the service."""

from __future__ import annotations

from datetime import date

from workers.demo.dossier import Dossier
from workers.demo.drafts import Block, Draft, heading, paragraph, small, table, title
from workers.demo.prose import Prose, Writer
from workers.demo.texts.page import particulars, run

_CONCERN = {
    "holiday": (
        "{carer.titledfull} requested leave for {child} from {leave_from_on} to {leave_to_on} for [a family holiday|a trip to see family abroad|a relative's wedding]. "
        "The request was refused on the grounds that the circumstances were not exceptional and {carer} was told so [in writing|by letter and by telephone].",
        "{child} was absent for the whole of the period and the sessions have been coded G. On return {child.they} told {child.their} class teacher about [the beach|the aeroplane|staying with cousins].",
        "This is the [first|second] period of unauthorised leave the school has recorded for {child}.",
    ),
    "health": (
        "{child} has had a high level of absence for reported illness this year. {carer} tells us that {child.they} [suffers with {child.their} stomach|has been having migraines|is under the hospital for {child.their} asthma].",
        "We have asked for medical evidence [twice|on several occasions]; {carer} has said the surgery charges for letters.",
        "School's view is that {carer} is working with us and this is a request for advice on provision, including whether the council's duty under section 19 applies, rather than enforcement.",
    ),
    "anxiety": (
        "{child} has found it increasingly difficult to come into school since [the start of term|Christmas|moving up into {year}]. On good days {carer} gets {child.them} as far as the gate.",
        "{senco} has put a [soft landing|meet and greet|time-out card] in place. {child} manages [mornings|the first two lessons|Art and Technology] but not the main building at lunch.",
        "{child.They} has named {friend} as [a friend {child.they} feels safe with|someone {child.they} has fallen out with].",
        "We do not consider this to be a parental condoning issue.",
    ),
    "missing": (
        "{child} has not been seen in school since the last date on the attached register. First-day calls were made to all contacts and there has been no reply from {carer.phone}.",
        "{ao.titled} visited the home address, {child.address}, and [a neighbour said the family had gone|the property looked empty, with no curtains up|the new tenant said the family had moved out].",
        "A friend of {child.theirs}, {friend.full} in the same class, told staff the family were moving to [Leeds|Birmingham|family in Ireland|her nan's].",
    ),
}  # fmt: skip
_USUAL = (
    "{child}'s attendance is {pct} ({present} of {possible} sessions). There are {unauth} sessions of unauthorised absence since {from}, {recent} of them in the last ten school weeks.",
    "The pattern is [mostly Mondays and Fridays|scattered, with few full weeks|whole weeks at a time around half term].",
    "{carer} [rarely answers the phone|has been polite but nothing changes|says {child} will not get up|blames the bus].",
    "[When in school {child} is bright and well liked|{child} is falling behind in Maths and English|{child} is often tired and has come without a coat or lunch].",
    "{sibling} in our school has similar attendance.",
    "{absent.titledfull}, {child.their} {absent.relation}, does not live at the home address; [contact with {absent.them} is not agreed|we hold a number for {absent.them} but it goes to voicemail].",
    "{child.nick} [has mentioned looking after the little ones|told {teacher.titled} that {child.they} plays on the console until two in the morning].",
)  # fmt: skip
_ACTIONS = (
    ("First-day calling", "Every absence. [Voicemail most days.|Answered about half the time.]"),
    ("Stage 1 letter", "Sent by {ao.full}"),
    ("Meeting offered in school", "[Attended by {carer.titled}|Not attended, no apology received|Attended by {gran.full} on behalf of {carer.titled}]"),
    ("Home visit by school", "[{ao.initials} and {teacher.initials}: no reply|{ao.full}, spoke to {carer.titled} on doorstep]"),
    ("Early Help", "[Offered and declined|Offered, {carer.titled} will think about it|Assessment open with {earlyhelp.full}]"),
    ("SEN / disability considered", "[SEN Support, see {senco.full}|No SEN|EHC needs assessment requested]"),
)  # fmt: skip


def referral(dossier: Dossier, on: date) -> Draft:
    """School referral to the Education Support Service."""
    writer = dossier.writer(on, "referral")
    concern = writer.lines(_CONCERN.get(dossier.route.key, ())) or []
    blocks = [
        title("REFERRAL TO THE EDUCATION SUPPORT SERVICE: SCHOOL ATTENDANCE"),
        small("Send only to ess@brackenford.example by secure mail. Incomplete forms will be returned."),
        heading("1. Pupil"),
        _pupil(writer),
        heading("2. Parents and others with parental responsibility"),
        _adults(dossier, writer),
        heading("3. Reason for referral"),
        paragraph(run(concern + writer.some(_USUAL, 4, 6))),
        heading("4. What the school has done"),
        table([("Action", "Detail"), *((Prose(label), writer.write(text)) for label, text in _ACTIONS if writer.can_write(text))]),
        heading("5. Declaration"),
        paragraph(writer.write("I confirm that the register is correct and that {carer.titledfull} has been told of this referral.\n{ao.full}, {ao.job}\n{on}")),
    ]  # fmt: skip
    return Draft(
        kind="referral", title="School referral to ESS", category="attendance", on=on, about=(dossier.child.key,), blocks=tuple(blocks)
    )


def _pupil(writer: Writer) -> Block:
    return particulars(writer, (
        ("Surname", "{child.family}"), ("Forename(s)", "{child.given}"), ("Known as", "{child.nick}"), ("Date of birth", "{child.dob}"),
        ("UPN", "{child.upn}"), ("Year / form", "{year} / {cls}"), ("Ethnicity", "{child.ethnicity}"), ("First language", "{child.language}"),
        ("Address", "{child.address}"), ("School", "{school} (URN {urn})"), ("Attendance to date", "{pct}"),
    ))  # fmt: skip


def _adults(dossier: Dossier, writer: Writer) -> Block:
    rows: list[tuple[Prose | str, ...]] = [("Name", "Relationship", "Address", "Telephone", "PR?")]
    for role in ("mother", "father", "gran", "partner"):
        if role not in dossier.cast:
            continue
        pr = "Yes" if role in {"mother", "father"} else "No"
        withheld = dossier.cast[role].protected
        where = "WITHHELD: do not disclose address" if withheld else f"{{{role}.address}}"
        cells = (f"{{{role}.titledfull}}", f"{{{role}.relation}}", where, f"{{{role}.phone}}")
        rows.append((*(writer.write(cell) for cell in cells), pr))
    return table(rows)
