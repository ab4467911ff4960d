"""The morning's mail to each caseworker: what of theirs is overdue or due soon."""

from __future__ import annotations

from datetime import date

from requests_.settings import ControllerProfile
from requests_.store.daily import DailyRuns
from requests_.store.queries.controller import profile_in_force
from requests_.store.queries.daily import Digest, digests
from workers.context import Tools
from workers.render.digest import render_digest

NAME = "send_digests"


def send_digests(tools: Tools, day: date, *, for_real: bool = True) -> int:
    """Send each caseworker theirs, once a day; a crash in between sends it again with the same Message-ID."""
    with tools.store.unit_of_work() as uow:
        controller = profile_in_force(uow.session, tools.controller)
        found = digests(uow.session, today=day)
        waiting = [digest for digest in found if not DailyRuns(uow.session).is_done(NAME, day, digest.staff)]
    for digest in waiting if for_real else ():
        _send(tools, digest, day, controller)
    return len(waiting)


def _send(tools: Tools, digest: Digest, day: date, controller: ControllerProfile) -> None:
    tools.mailer.send(render_digest(digest, day=day, controller=controller, mail_from=tools.mail_from))
    with tools.store.unit_of_work() as uow:
        DailyRuns(uow.session).mark_done(NAME, day, tools.clock.utc_now(), digest.staff)
        uow.commit()
