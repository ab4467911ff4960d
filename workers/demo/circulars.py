"""Lists of several children that schools send to the service by mail."""

from __future__ import annotations

from datetime import datetime

from workers.demo.mailbox import circular
from workers.demo.messages import Message
from workers.demo.prose import Writer
from workers.demo.texts.panels import class_list
from workers.demo.town import Town


def circulars(town: Town) -> list[Message]:
    """Once a school: its list of poor attenders, sent to the service with a line of thanks and one child's name."""
    messages = []
    for school in town.schools:
        pupils = [dossier for dossier in town.dossiers if dossier.school is school][:12]
        if not pupils:
            continue
        on = max(dossier.events["referral"] for dossier in pupils)
        draft = class_list(pupils, on)
        last = pupils[-1]
        words = Writer(last.cast, last.facts(on), last.rng("circular")).write(
            (
                "Hi all\n\nOur list of pupils of concern is attached. The ones I worry about most "
                "are {child.full} and {friend.full}.\n\nThanks\n{ao.full}"
            )
            if "friend" in last.cast
            else "Hi all\n\nOur list of pupils of concern is attached.\n\nThanks\n{ao.full}"
        )
        sent = datetime(on.year, on.month, on.day, 8, 12)  # noqa: DTZ001 - written with its own offset
        messages.append(
            circular(
                school.staff["ao"],
                (town.officers.by_role["admin"],),
                draft,
                words,
                f"Pupils of concern, {school.short}",
                sent,
            )
        )
    return messages
