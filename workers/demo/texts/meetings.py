"""Notes of meetings about one child, and the plan that comes out of them."""

from __future__ import annotations

from datetime import date

from workers.demo.dossier import Dossier
from workers.demo.drafts import Draft, heading, paragraph, table, title
from workers.demo.texts.page import child_particulars

_SAID = (
    "{ao.titled} went through the register: {pct} overall, {unauth} unauthorised sessions, {late} lates. Pattern is [Mondays|after weekends with other family|PE days].",
    "{carer} accepted the figures [but said some of the codes are wrong|and said she had not realised it was that bad|but felt school had not listened].",
    "{teacher.titled} said {child} is [behind in reading|working at the expected standard when here|capable but has gaps from missed lessons]. Friendships: sits with {friend}; [some fallings-out with|also mentions] {friend2}.",
    "{senco.titled} reported [that the Boxall profile shows {child} finds mornings hard|no SEN identified|SEN Support, speech and language target this term].",
    "{carer} said {child} is worried about [what other children say|{sibling.their} brother or sister getting all the attention|going out of the house since the break-in].",
    "{carer} told the meeting about {absent.titledfull} and asked that it not be written down in detail. Noted only that [the police have been involved|there is an order in place|contact is through a solicitor].",
    "{gran.titledfull} said she can do breakfast and the walk to school on the days {carer} works.",
    "{nurse.titled} has seen {child} once and suggested [a bowel and bladder clinic referral|sleep hygiene advice|asthma review].",
    "{eso.titled} explained the legal position and the difference between a penalty notice and prosecution.",
    "{child} joined for the last ten minutes. {child.They} said, \"[I like it when I'm here, it's just getting here|I don't like the noise|Miss shouts at the others and it makes me feel sick]\".",
)  # fmt: skip
_PLAN = (
    ("{child.given} in by 8.45 every day", "{carer.full}"), ("Ring school by 8.30 if ill", "{carer.full}"), ("Meet and greet at the side door", "{teacher.full}"),
    ("Weekly attendance print to parent", "{ao.full}"), ("Referral to school nurse", "{ao.full}"), ("Early Help assessment", "{earlyhelp.full}"),
    ("Breakfast club place, no charge", "{office.full}"), ("Review in six weeks", "{eso.full}"),
)  # fmt: skip


def attendance_meeting(dossier: Dossier, on: date) -> Draft:
    """Notes of the meeting in school with the parent, ending in a plan."""
    writer = dossier.writer(on, "meeting")
    present = writer.lines(("{carer.titledfull} ({carer.relation})", "{ao.full}, {ao.job}", "{teacher.full}, {teacher.job}", "{eso.full}, ESO (notes)"))
    apologies = writer.pick(("Apologies: {dsl.full}", "Apologies: {nurse.full} ({nurse.employer})", "Apologies: none", "Did not attend: {absent.titledfull} (not invited at parent's request)"))  # fmt: skip
    plan = writer.rng.sample(_PLAN, 4)
    blocks = [
        title("ATTENDANCE MEETING"), paragraph(writer.write("{school}, {on}")), child_particulars(writer),
        heading("Present"), *(paragraph(line) for line in present), paragraph(apologies),
        heading("Discussion"), *(paragraph(line) for line in writer.some(_SAID, 5, 8)),
        heading("Agreed plan"), table([("What", "Who"), *((writer.write(what), writer.write(who)) for what, who in plan)]),
        paragraph(writer.write("Signed: {carer.full} (parent)    {ao.full} (school)    {eso.full} (ESS)")),
    ]  # fmt: skip
    return Draft(kind="meeting", title="Attendance meeting notes", category="meeting_notes", on=on, about=(dossier.child.key,),
                 blocks=tuple(blocks))  # fmt: skip
