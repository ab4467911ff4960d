"""Breaches: the team is told at once that one was reported, and people that it is about them."""

from __future__ import annotations

from functools import partial

from requests_.clock import london_date_of
from requests_.model.breaches.breach import Breach
from requests_.model.correspondence import Audience
from requests_.model.letters.breach_letters import ToldPerson, breach_letter, silence_towards
from requests_.model.letters.wording import LetterType
from requests_.model.staff import SYSTEM
from requests_.services.breaches import record_letter
from requests_.store.outbox import Work
from requests_.store.queries.wording import wording_in_force
from requests_.store.session import UnitOfWork
from workers.context import Record, Tools
from workers.render.breaches import render_announcement
from workers.render.letters import WrittenLetter, set_letter, write_letter
from workers.render.mail import render_letter_mail


def announce_breach(tools: Tools, work: Work) -> Record:
    """Tell the team that the hours run: a reference and an instant, nothing of what happened."""
    with tools.store.unit_of_work() as uow:
        breach = uow.breaches.load(work.arguments["breach"])
        reference = uow.breaches.reference_of(breach.key)
    tools.mailer.send(
        render_announcement(breach, reference=reference, controller=tools.controller, mail_from=tools.mail_from)
    )
    return lambda uow: None


def tell_of_breach(tools: Tools, work: Work) -> Record:
    """Make somebody's letter, keep it, and send it where it goes by mail; else it waits to be posted."""
    key, person = work.arguments["breach"], work.arguments["person"]
    with tools.store.unit_of_work() as uow:
        breach = uow.breaches.load(key)
        if person not in breach.untold_people:
            return lambda uow: None
        email, written = uow.breaches.person(key, person).email, _written(tools, uow, breach, person)
    files, put = set_letter(written, tools.letter_renderer), tools.store.vault.of(key).put
    kept = (put(files.page), put(files.pdf))
    if email:
        tools.mailer.send(
            render_letter_mail(
                written, message=f"{person}-b", to=email, controller=tools.controller, mail_from=tools.mail_from
            )
        )
    return partial(_record, tools, key, person, kept, bool(email))


def _written(tools: Tools, uow: UnitOfWork, breach: Breach, key: str) -> WrittenLetter:
    row = uow.breaches.person(breach.key, key)
    assert breach.aware_at is not None
    letter = breach_letter(
        ToldPerson(name=row.name, address=row.address, is_own=row.is_own, audience=Audience(row.audience)),
        uow.breaches.words(breach.key),
        reference=uow.breaches.reference_of(breach.key),
        regime=breach.regime,
        aware_on=london_date_of(breach.aware_at),
        written_on=tools.clock.london_date(),
    )
    silence = silence_towards(row.name, [each.name for each in uow.breaches.people(breach.key)])
    wording = wording_in_force(uow.session, LetterType.of(letter))
    return write_letter(letter, tools.letter_writer, tools.controller, silence, wording)


def _record(tools: Tools, breach: str, person: str, files: tuple[str, str], is_sent: bool, uow: UnitOfWork) -> None:
    record_letter(uow, tools.clock, breach=breach, person=person, files=files, is_sent=is_sent, by=SYSTEM)
