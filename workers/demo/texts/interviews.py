"""Interviews under caution, taken as PACE Code C asks."""

from __future__ import annotations

from datetime import date

from workers.demo.dossier import Dossier
from workers.demo.drafts import Block, Draft, heading, paragraph, title
from workers.demo.prose import Prose, Writer
from workers.demo.texts.page import particulars

CAUTION = (
    "You do not have to say anything. But it may harm your defence if you do not mention when questioned something which you later rely on "
    "in court. Anything you do say may be given in evidence."
)
_QUESTIONS = (
    ("Can you confirm your full name, date of birth and address?", "{carer.full}, {carer.dob}, {carer.address}."),
    ("You understand you are not under arrest, you are free to leave and you may have legal advice?", "[Yes. I don't want a solicitor.|Yeah, I know, it was in the letter.|Yes. I rang one but I couldn't afford it.]"),
    ("Are you the {carer.relation} of {child.full}, date of birth {child.dob}?", "Yes."),
    ("Does anybody else have parental responsibility?", "{child.Their} dad, {absent.full}, but he [has nothing to do with us|only turns up when he feels like it]. He's over at {absent.street} now with {absent.their} new partner."),
    ("Who lives at home?", "Me, {child.nick} and {sibling.given}. [And the dog.|My mum stops over some nights.]"),
    ("The register shows {unauth} unauthorised sessions since {from}. Do you accept that?", "[If that's what it says.|Not all of them. Some of them {child.they} was poorly and I rang in.|I suppose so.]"),
    ("Can you tell me why {child.given} was not in school in the week of the penalty notice?", "[I had work at six and I thought {child.they} had gone.|{child.They} was being sick.|{child.They} wouldn't go. I can't carry {child.them}.]"),
    ("What have you done to get {child.them} to attend?", "[I've took the phone off {child.them}. I've rung the school. I've asked for help and nobody rings back.|I walk {child.them} to the gate and {child.they} goes in and then comes out again.]"),
    ("Is anything happening in school that stops {child.them} going?", "{friend.full} has been [calling {child.them} names|on at {child.them} since the summer]. I've told {teacher.titled} and it's still going on."),
    ("Has anyone at home been unwell?", "[I'm on tablets for my nerves. The doctor, {gp.titled}, knows all about it.|My mum's had cancer. I've been back and forth to the hospital.|No.]"),
    ("The officer visited on {visit_on}. Do you remember what was agreed?", "[Bed by nine. We did it for a bit.|Not really.|That I'd ring if {child.they} wouldn't come.]"),
    ("Did you receive the notice dated {notice_on}?", "[It came to the old address.|Yes but I haven't got it to pay.|Yes. I thought if I got {child.them} back in it would go away.]"),
    ("A meeting was offered on {meeting_on}.", "[I came to that. {eso.titled} was there.|I'd got a hospital appointment.]"),
    ("Is there anything you want to add?", "[I love my kids. I'm doing my best on my own.|I just want somebody to help instead of fining me.|No.]"),
)  # fmt: skip


def caution_interview(dossier: Dossier, on: date) -> Draft:
    """Record of a recorded interview under caution with the parent."""
    writer = dossier.writer(on, "pace")
    head = particulars(writer, (
        ("Person interviewed", "{carer.formal}"), ("Date of birth", "{carer.dob}"), ("Place", "Interview room 2, Civic Centre, Brackenford"),
        ("Date", "{on}"), ("Time", "[10.04|11.15|14.02] to [10.41|11.58|14.39]"), ("Interviewing officer", "{eso.full}"),
        ("Second officer", "{manager.full}"), ("Others present", "None"), ("Case", "{ref}"),
    ))  # fmt: skip
    blocks = [
        title("RECORD OF INTERVIEW UNDER CAUTION"),
        paragraph("Police and Criminal Evidence Act 1984, section 66; Code of Practice C. This record is not verbatim where shown in brackets."),
        head, heading("Caution"), paragraph(writer.write("{eso.titled} cautioned {carer.titled}: \"") + Prose(CAUTION + '"')),
        paragraph(writer.write("{carer.titled} was asked to say in {carer.their} own words what the caution means and did so correctly.")),
        heading("Interview"), *_exchange(writer),
        paragraph(writer.write("Interview concluded. {carer.titled} was told what happens next and given the notice about the recording.")),
        paragraph(writer.write("Signed: {eso.full}    Second officer: {manager.full}")),
    ]  # fmt: skip
    return Draft(kind="interview", title="Interview under caution", category="interviews_under_caution", on=on,
                 about=(dossier.child.key, dossier.family.carer.key), blocks=tuple(blocks))  # fmt: skip


def _exchange(writer: Writer) -> list[Block]:
    """Questions and answers by initials, those left out that speak of nobody in the case."""
    blocks = []
    for question, answer in _QUESTIONS:
        if writer.can_write(question) and writer.can_write(answer):
            blocks.append(paragraph(writer.write(f"{{eso.initials}}: {question}")))
            blocks.append(paragraph(writer.write(f"{{carer.initials}}: {answer}")))
    return blocks
