"""Threads of mail around one child: referrals, parents, other parents, lawyers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from workers.demo.dossier import Dossier
from workers.demo.drafts import Draft
from workers.demo.messages import Message
from workers.demo.people.person import Person
from workers.demo.prose import Prose
from workers.demo.school_year import school_day
from workers.demo.texts.medical import appointment_card
from workers.demo.texts.referral import referral
from workers.demo.texts.statements import attendance_certificate

# A step of a thread: who writes, to whom, after how many days, the words.
Step = tuple[str, str, int, str]

_REFERRAL: tuple[Step, ...] = (
    ("ao", "eso", 0, "Hi {eso.given},\n\nPlease find attached our referral for {child.full} ({child.dob}), {cls}. Attendance is {pct}.\n\n"
     "[I will also have one for you on {friend.full} next week, similar picture.|Could you tell me what happened with {friend.full}? Mum is saying you closed it.|{sibling.full} is not far behind.]\n\n"
     "Kind regards\n{ao.given}\n{ao.full}\n{ao.job}, {school}"),
    ("eso", "ao", 1, "Thanks {ao.given}, received and logged as {ref}. [Has {carer.titled} been told?|Can you send the register print with codes too?]\n\n{eso.full}\nEducation Support Officer"),
    ("ao", "eso", 2, "[Yes, I rang her on Monday.|Print attached to follow.] By the way the office has two pupils called {child.given} in {year}, so please always use the UPN, {child.upn}.\n\n"
     "{friend.given} {friend.family} was off again today too. [Same bus.|Same excuse.]\n\n{ao.initials}"),
    ("eso", "ao", 3, "Noted. I have {friend.initials} with a different officer. I will visit {child.given}'s family [on {visit_on}|this week].\n\n{eso.given}"),
)  # fmt: skip
_PARENT: tuple[Step, ...] = (
    ("carer", "eso", 0, "hi its {carer.full} {child.nick}s {carer.relation}. [got your letter and im not happy|i have tried to ring you but it goes to answer phone]. "
     "{child.given} has been off because [{child.they} was sick and i told the school|of what {friend.full} has been doing to {child.them} and nobody in school will sort it]. "
     "[my number has changed its {carer.phone}|please ring me after 3 on {carer.phone}]"),
    ("eso", "carer", 1, "Dear {carer.titled}\n\nThank you for your message. I am sorry you are upset. I have asked {teacher.titled} about what you say happened. I cannot talk to you about another family's child.\n\n"
     "Attendance is now {pct}. [Can we speak on Thursday?|I will ring on the number you gave.]\n\nYours sincerely\n{eso.full}"),
    ("carer", "eso", 2, "thank you. [{gran.given} will bring {child.them} in tomorrow as im on earlies|ill try]. [also please dont send anything to {absent.given} he doesnt know were here|also {sibling.given} has a dentist on friday]\n\n{carer.given}"),
)  # fmt: skip
_ABSENT: tuple[Step, ...] = (
    ("absent", "eso", 0, "To whom it may concern,\n\nI am the {absent.relation} of {child.full} born {child.doblong}. I have parental responsibility and I have not been told anything about {child.their} schooling. "
     "I want to know what {carer.full} has been telling you about me and where my {child.son} is living.\n\n{absent.full}\n{absent.address}\n{absent.phone}"),
    ("eso", "manager", 0, "{manager.given}, see below from {absent.titledfull}. There is [an address flag|a court order] on this one, {carer.titled} is adamant. [I suggest we do not reply until legal have looked.|What can I tell him about attendance?]\n\n{eso.given}"),
    ("manager", "eso", 1, "Speak to {solicitor.full} before you answer. Nothing about {carer.titled}'s address, nothing about {partner.full}. Attendance figures only if {solicitor.given} agrees.\n\n{manager.given}"),
    ("manager", "eso", 1, "Speak to {solicitor.full} before you answer. Nothing about {carer.titled}'s address. Attendance figures only if {solicitor.given} agrees.\n\n{manager.given}"),
)  # fmt: skip
_LEGAL: tuple[Step, ...] = (
    ("eso", "solicitor", 0, "LEGALLY PRIVILEGED\n\n{solicitor.given}\n\nInstructions attached for {carer.full} re {child.full}. Certificate attached. I am worried about {carer.their} health and about what {carer.they} said on {friend.full}.\n\n{eso.full}"),
    ("solicitor", "eso", 4, "LEGALLY PRIVILEGED\n\n{eso.given}, a few gaps: no statement from {dsl.full}, and {gp.titled}'s letter is not exhibited. Otherwise I think we have enough. Please do not forward this to the school.\n\n{solicitor.full}\n{solicitor.job}"),
)  # fmt: skip
_COMPLAINT = (
    "Dear {teacher.titled}\n\nThis is about {child.full} again. {friend.given} came home with [a ripped coat|a mark on {friend.their} arm] and says {child.given} [pushed {friend.them} off the wall|took {friend.their} phone]. "
    "I know {carer.given} {carer.family} is having a hard time since [the split|{carer.they} lost the job] but that is not {friend.given}'s fault. If it happens again I am going to the police.\n\n"
    "{friendparent.full}\n{friendparent.phone}"
)  # fmt: skip
_COVER = (
    "Hi {eso.given}\n\nForwarding the attached as it bears on {child.initials}. Please do not tell {carer.titled} who it came from.\n\n{teacher.full}\n{teacher.job}"
)


def threads(dossier: Dossier) -> Iterator[list[Message]]:
    """The threads of the case, each oldest message first."""
    first = dossier.events["referral"]
    card = appointment_card(dossier, first)
    yield _thread(dossier, "referral", _REFERRAL, first, "Referral: {child.full} {cls}", {0: ("docx", "referral"), 2: ("pdf", "certificate")})
    if "phonecall" in dossier.events:
        later = {2: ("scan", "card")} if dossier.route.key in {"health", "hero"} else {}
        yield _thread(dossier, "parent", _PARENT, dossier.events["phonecall"], "[{child.given}|Re: your letter|{child.full} school]", later)
    if "absent" in dossier.cast and dossier.rng("absent").random() < 0.6 or dossier.route.key == "hero":
        yield _thread(dossier, "absent", _ABSENT, first + timedelta(days=10), "My {child.son} {child.full}", {})
    if "advice" in dossier.events:
        day = dossier.events["advice"] - timedelta(days=6)
        yield _thread(dossier, "legal", _LEGAL, day, "PRIVILEGED: {carer.family} / {ref}", {0: ("pdf", "certificate")})
    if "friendparent" in dossier.cast and (dossier.route.key == "hero" or dossier.rng("fwd").random() < 0.35):
        yield [_forwarded(dossier, first + timedelta(days=16), card.on)]


def _thread(
    dossier: Dossier, name: str, steps: tuple[Step, ...], start: date, subject: str, attached: dict[int, tuple[str, str]]
) -> list[Message]:  # fmt: skip
    """The steps that can be written, each answering the one before it."""
    messages: list[Message] = []
    about = (dossier.child.key,)
    for index, (sender, to, days, words) in enumerate(steps):
        on = school_day(start + timedelta(days=days))
        writer = dossier.writer(on, f"mail/{name}/{index}", "visit")
        if sender not in dossier.cast or to not in dossier.cast or not writer.can_write(words) or (messages and messages[-1].sender is dossier.cast[sender]):
            continue
        before = messages[-1] if messages else None
        opening = before.subject if before else writer.write(subject)
        topic = opening if before is None else opening if opening.text.startswith("Re: ") else Prose("Re: ") + opening
        body = writer.write(words)
        files = tuple((_attachment(dossier, on, what), form) for form, what in (attached[index],)) if index in attached else ()
        messages.append(Message(
            sender=dossier.cast[sender], to=(dossier.cast[to],), cc=_copied(dossier, index, name), subject=topic,
            sent_at=_moment(dossier, on, f"{name}/{index}"), words=body, about=about, replies_to=before, attachments=files,
            kind=f"mail_{name}",
        ))  # fmt: skip
    return messages


def _copied(dossier: Dossier, index: int, name: str) -> tuple[Person, ...]:
    return (dossier.cast["manager"],) if index == 0 and name in {"legal", "referral"} and dossier.rng(name).random() < 0.3 else ()


def _moment(dossier: Dossier, on: date, purpose: str) -> datetime:
    rng = dossier.rng(f"clock/{purpose}")
    return datetime(on.year, on.month, on.day, rng.randrange(8, 17), rng.randrange(60), rng.randrange(60))  # noqa: DTZ001 - written with its own offset


def _attachment(dossier: Dossier, on: date, what: str) -> Draft:
    return {"referral": referral, "certificate": attendance_certificate, "card": appointment_card}[what](dossier, on)


def _forwarded(dossier: Dossier, day: date, card_on: date) -> Message:
    """Another parent's complaint, forwarded whole by the school: a message within a message, with a scan of its own."""
    on = school_day(day)
    writer = dossier.writer(on, "mail/complaint")
    cast = dossier.cast
    inner = Message(
        sender=cast["friendparent"], to=(cast["teacher"],), subject=writer.write("{child.given} and {friend.given}"), words=writer.write(_COMPLAINT),
        sent_at=_moment(dossier, on, "complaint"), about=(dossier.child.key, cast["friend"].key), kind="mail_complaint",
        attachments=((appointment_card(dossier, card_on), "pdf"),),
    )  # fmt: skip
    return Message(
        sender=cast["teacher"], to=(cast["eso"],), subject=writer.write("FW: {child.given} and {friend.given}"), words=writer.write(_COVER),
        sent_at=_moment(dossier, on, "forward") + timedelta(hours=2), about=(dossier.child.key,), kind="mail_forward", forwards=inner,
    )  # fmt: skip
