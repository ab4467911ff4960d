"""Sending a message to the requester."""

from __future__ import annotations

from email.message import EmailMessage
from functools import partial

from requests_.ids import CaseId
from requests_.services.collection import make_code
from requests_.services.work import record_message_sent
from requests_.store.outbox import Work
from requests_.store.session import UnitOfWork
from workers.context import Record, Tools
from workers.render.mail import render_message


def send_message(tools: Tools, work: Work) -> Record:
    """Write and send one message. A crash in between sends it again, with the same Message-ID."""
    key = work.arguments["message"]
    with tools.store.unit_of_work() as uow:
        mail = _written(tools, uow, key)
        # A one-time code is stored (as a hash) before it leaves: a code that arrives always works.
        uow.commit()
    tools.mailer.send(mail)
    return partial(_record, tools, key)


def _written(tools: Tools, uow: UnitOfWork, key: str) -> EmailMessage:
    message = uow.people.message(key)
    case = uow.cases.load(CaseId(message.case_id))
    return render_message(
        kind=message.kind,
        message=key,
        case=case,
        reference=uow.cases.reference_of(case.key),
        subject=uow.people.subject_of(case.key),
        requester=uow.people.requester_of(case.key),
        words=uow.people.words_of(key),
        code=make_code(uow, message.access_code_id) if message.access_code_id else "",
        controller=tools.controller,
        mail_from=tools.mail_from,
        written_on=tools.clock.london_date(),
    )


def _record(tools: Tools, key: str, uow: UnitOfWork) -> None:
    record_message_sent(uow, tools.clock, key)
