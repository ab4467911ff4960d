"""Home visits, as officers write them up the same afternoon."""

from __future__ import annotations

from datetime import date

from workers.demo.dossier import Dossier
from workers.demo.drafts import Draft, heading, paragraph, title
from workers.demo.prose import Prose
from workers.demo.texts.page import particulars, run

_DOOR = (
    "[Unannounced|Pre-arranged] visit to {carer.street}. [Knocked twice, curtains moved upstairs.|Door answered after some minutes.|Dog barking, took a while for the door to be opened.]",
    "Spoke to {carer} [on the doorstep|in the kitchen|in the front room with the television on]. {carer.They} was [friendly|tired and a bit tearful|defensive to begin with but calmed down|polite but wanted it over with].",
    "Explained who I am and that {school} has referred {child} because attendance is at {pct}.",
)  # fmt: skip
_TALK = (
    "{carer} said that {child} [will not get out of bed|says {child.they} has stomach ache every morning|refuses to put {child.their} uniform on] and that [{carer.they} has tried everything|taking the phone away made it worse].",
    "{carer} told me that since {absent.titledfull} left there has been no routine. {absent.They} [turns up without notice|rings {child} late at night|has moved in with someone new].",
    "{carer} does not want {absent.titledfull} to know where they are living. I said that we would not give out the address and have put a flag on the system.",
    "{gran.titledfull} was also there. {gran.They} does the school run [on Mondays and Tuesdays|when {carer} is on early shifts] and said {child.nick} is \"[as good as gold|no trouble]\" for her.",
    "{partner.titledfull} was present and said more than once that it was \"[school's problem|not fair on the kids]\". He is not a parent for the purposes of the Act unless he has care of {child}; I did not press it.",
    "{carer} said {child} has fallen out with {friend} in {child.their} class, [something on a group chat|after a birthday party], and that {friend}'s mum, {friendparent.full}, had \"had a go\" at her outside the Co-op.",
    "{carer} said school treats {sibling} differently and that nobody rings when {sibling.they} is off.",
    "Saw {child} briefly. {child.They} was [in pyjamas, watching videos|dressed and polite|hiding behind the door]. {child.They} said {child.they} likes [{teacher.titled}|Art|football club] but not [lunchtimes|reading out loud|the bus].",
    "{carer} has [an appointment at the surgery|her own health problems and takes tablets for depression|been told she may lose the tenancy].",
    "The neighbour at number {nbno}, {neighbour.titledfull}, spoke to me as I was leaving and said the children are \"[up till all hours|always out on the green]\". I did not comment.",
    "Home conditions: [clean and warm, food in the kitchen|cluttered but no concerns|cold, said the meter had run out; gave the number for the hardship fund].",
)  # fmt: skip
_NO_REPLY = (
    "Visited {carer.street}. No reply. [Blue car on the drive.|Bins not put out.|Upstairs light on.] Left a calling card asking {carer} to ring me on {eso.phone}.",
    "A woman at the next house said she thought they had [gone away for a few days|been taking the kids to their nan's].",
    "Tried {carer.phone} from the car: [straight to voicemail|rang out]. Sent a text.",
)  # fmt: skip
_NEXT = (
    "[Agreed|{carer} agreed]: bed by nine, phone downstairs, {child} in school every day next week. I will ring on Friday.",
    "I will ask {ao.full} to give {child} a [meet and greet|job to do] in the mornings.",
    "I explained section 444, that each parent can be prosecuted, and left the leaflet.",
    "Offered Early Help; [{carer} agreed to a referral|{carer} wants to think about it|declined].",
    "Speak to {dsl.full} about what {child} said.",
)  # fmt: skip


def home_visit(dossier: Dossier, on: date, *, answered: bool = True) -> Draft:
    """Record of a home visit by the education support officer."""
    writer = dossier.writer(on, f"visit/{answered}")
    writer = type(writer)(writer.cast, dict(writer.facts) | {"nbno": str(dossier.child_ref % 60 + 2)}, writer.rng)
    head = particulars(writer, (
        ("Case", "{ref}  {child.comma}"), ("Date of visit", "{ons}"), ("Officer", "{eso.full}"), ("Address visited", "{carer.address}"),
        ("Present", "{carer.full}" if answered else "No reply"),
    ))  # fmt: skip
    body = writer.lines(_DOOR) if answered else writer.lines(_NO_REPLY)
    talk = writer.some(_TALK, 4, 7) if answered else []
    after = writer.some(_NEXT, 2, 4) if answered else [Prose("Try again at a different time of day.")]
    blocks = [title("HOME VISIT RECORD"), head, heading("What happened"), paragraph(run(body)), *(paragraph(line) for line in talk)]
    blocks += [heading("Actions"), *(paragraph(Prose("- ") + line) for line in after), paragraph(writer.write("{eso.initials} {ons}"))]
    return Draft(kind="home_visit", title="Home visit record", category="communication_logs", on=on, about=(dossier.child.key,),
                 blocks=tuple(blocks))  # fmt: skip
