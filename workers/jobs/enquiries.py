"""Writing to those who are asked to look for us, and putting what they answer into the case."""

from __future__ import annotations

from functools import partial

from requests_.model.verdicts import Verdict
from requests_.services import enquiries
from requests_.store.outbox import Work
from requests_.store.session import UnitOfWork
from workers.context import Record, Tools
from workers.render.enquiries import render_enquiry


def ask_team(tools: Tools, work: Work) -> Record:
    """Send one mail with a fresh link; nobody is written to about what is answered.

    The link is stored (as a hash) before it leaves: a link that arrives always works.
    """
    key, why = work.arguments["enquiry"], work.arguments["why"]
    record = partial(_record_reminded, tools, key) if why == enquiries.REMINDER else _nothing
    with tools.store.unit_of_work() as uow:
        row = enquiries.mail_due(uow, key)
        if row is None:
            return _nothing
        if tools.mailer.has_taken(f"{key}-{work.key}"):
            # The link that has left goes on working.
            return record
        secret = uow.enquiries.new_link(key, tools.clock.utc_now())
        mail = render_enquiry(
            message=f"{key}-{work.key}",
            to=row.email,
            to_name=row.name,
            reference=row.reference,
            due_on=row.due_on,
            is_reminder=why == enquiries.REMINDER,
            secret=secret,
            controller=tools.controller,
            mail_from=tools.mail_from,
        )
        uow.commit()
    tools.mailer.send(mail)
    return record


def take_in_answer(tools: Tools, work: Work) -> Record:
    """Look for viruses in what was sent, and write the answer into its case. While nobody can look, it waits."""
    key = work.arguments["enquiry"]
    with tools.store.unit_of_work() as uow:
        waiting = enquiries.files_to_check(uow, key)
    verdicts = {file: tools.scanner.look_at(content) for file, content in waiting.items()}
    return partial(_record_answer, tools, key, verdicts)


def _record_reminded(tools: Tools, key: str, uow: UnitOfWork) -> None:
    enquiries.record_reminded(uow, tools.clock, key)


def _record_answer(tools: Tools, key: str, verdicts: dict[str, Verdict], uow: UnitOfWork) -> None:
    enquiries.record_answer(uow, tools.clock, key, verdicts)


def _nothing(uow: UnitOfWork) -> None:
    """There is nothing to write down."""
