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
from workers.demo.texts.diaries import incident_diary
from workers.demo.texts.medical import appointment_card
from workers.demo.texts.phrases import rows
from workers.demo.texts.referral import referral
from workers.demo.texts.statements import attendance_certificate

# A step of a thread: who writes, to whom, after how many days, the words.
Steps = tuple[tuple[str, ...], ...]

_REFERRAL = rows("mails", "referral")
_PARENT = rows("mails", "parent")
_ABSENT = rows("mails", "absent")
_LEGAL = rows("mails", "legal")
_COMPLAINT = (
    "Dear {teacher.titled}\n\nThis is about {child.full} again. {friend.given} came "
    "home with [a ripped coat|a mark on {friend.their} arm] and says {child.given} "
    "[pushed {friend.them} off the wall|took {friend.their} phone]. "
    "I know {carer.given} {carer.family} is having a hard time since [the split|{carer.they} "
    "lost the job] but that is not {friend.given}'s fault. If it happens again I "
    "am going to the police.\n\n"
    "{friendparent.full}\n{friendparent.phone}"
)
_COVER = (
    "Hi {eso.given}\n\nForwarding the attached as it bears on {child.initials}. "
    "Please do not tell {carer.titled} who it came from.\n\n{teacher.full}\n{teacher.job}"
)


def threads(dossier: Dossier) -> Iterator[list[Message]]:
    """The threads of the case, each oldest message first."""
    first = dossier.events["referral"]
    yield _thread(
        dossier,
        "referral",
        _REFERRAL,
        first,
        "Referral: {child.full} {cls}",
        {0: ("docx", "referral"), 2: ("pdf", "certificate")},
    )
    if "phonecall" in dossier.events:
        later = {2: ("scan", "card")} if dossier.route.key in {"health", "hero"} else {}
        yield _thread(
            dossier,
            "parent",
            _PARENT,
            dossier.events["phonecall"],
            "[{child.given}|Re: your letter|{child.full} school]",
            later,
        )
    if "absent" in dossier.cast and dossier.rng("absent").random() < 0.6 or dossier.route.key == "hero":
        yield _thread(dossier, "absent", _ABSENT, first + timedelta(days=10), "My {child.son} {child.full}", {})
    if "advice" in dossier.events:
        day = dossier.events["advice"] - timedelta(days=6)
        yield _thread(dossier, "legal", _LEGAL, day, "PRIVILEGED: {carer.family} / {ref}", {0: ("pdf", "certificate")})
    if "friendparent" in dossier.cast and (dossier.route.key == "hero" or dossier.rng("fwd").random() < 0.35):
        yield [_forwarded(dossier, first + timedelta(days=16))]


def _thread(
    dossier: Dossier, name: str, steps: Steps, start: date, subject: str, attached: dict[int, tuple[str, str]]
) -> list[Message]:
    """The steps that can be written, each answering the one before it."""
    messages: list[Message] = []
    about = (dossier.child.key,)
    for index, (sender, to, days, words) in enumerate(steps):
        on = school_day(start + timedelta(days=int(days)))
        writer = dossier.writer(on, f"mail/{name}/{index}", "visit")
        if (
            sender not in dossier.cast
            or to not in dossier.cast
            or not writer.can_write(words)
            or (messages and messages[-1].sender is dossier.cast[sender])
        ):
            continue
        before = messages[-1] if messages else None
        opening = before.subject if before else writer.write(subject)
        topic = opening if before is None else opening if opening.text.startswith("Re: ") else Prose("Re: ") + opening
        body = writer.write(words)
        files = (
            tuple((_attachment(dossier, on, what), form) for form, what in (attached[index],))
            if index in attached
            else ()
        )
        messages.append(
            Message(
                sender=dossier.cast[sender],
                to=(dossier.cast[to],),
                cc=_copied(dossier, index, name),
                subject=topic,
                sent_at=_moment(dossier, on, f"{name}/{index}", after=before),
                words=body,
                about=about,
                replies_to=before,
                attachments=files,
                kind=f"mail_{name}",
            )
        )
    return messages


def _copied(dossier: Dossier, index: int, name: str) -> tuple[Person, ...]:
    return (
        (dossier.cast["manager"],)
        if index == 0 and name in {"legal", "referral"} and dossier.rng(name).random() < 0.3
        else ()
    )


def _moment(dossier: Dossier, on: date, purpose: str, *, after: Message | None = None) -> datetime:
    """A time in office hours; an answer of the same day comes after what it answers."""
    rng = dossier.rng(f"clock/{purpose}")
    at = datetime(on.year, on.month, on.day, rng.randrange(8, 17), rng.randrange(60), rng.randrange(60))  # noqa: DTZ001 - written with its own offset
    if after is None or at > after.sent_at:
        return at
    return after.sent_at + timedelta(minutes=rng.randrange(9, 50), seconds=rng.randrange(60))


def _attachment(dossier: Dossier, on: date, what: str) -> Draft:
    return {"referral": referral, "certificate": attendance_certificate, "card": appointment_card}[what](dossier, on)


def _forwarded(dossier: Dossier, day: date) -> Message:
    """Another parent's complaint, forwarded whole by the school: a message within a message, with a scan of its own."""
    on = school_day(day)
    writer = dossier.writer(on, "mail/complaint")
    cast = dossier.cast
    inner = Message(
        sender=cast["friendparent"],
        to=(cast["teacher"],),
        subject=writer.write("{child.given} and {friend.given}"),
        words=writer.write(_COMPLAINT),
        sent_at=_moment(dossier, on, "complaint"),
        about=(dossier.child.key, cast["friend"].key),
        kind="mail_complaint",
        attachments=((incident_diary(dossier, on), "pdf"),),
    )
    return Message(
        sender=cast["teacher"],
        to=(cast["eso"],),
        subject=writer.write("FW: {child.given} and {friend.given}"),
        words=writer.write(_COVER),
        sent_at=_moment(dossier, on, "forward", after=inner),
        about=(dossier.child.key,),
        kind="mail_forward",
        forwards=inner,
    )
