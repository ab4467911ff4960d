"""Telling a recipient of information what became of it."""

from __future__ import annotations

from functools import partial

from requests_.services.notices import record_told
from requests_.store.outbox import Work
from requests_.store.queries.decisions import laws_decided
from requests_.store.session import UnitOfWork
from workers.context import Record, Tools
from workers.render.notices import render_notice


def tell_recipient(tools: Tools, work: Work) -> Record:
    """Send one notice. A crash in between sends it again, with the same Message-ID."""
    key = work.arguments["notice"]
    with tools.store.unit_of_work() as uow:
        notice, case = uow.notices.notice(key), uow.cases.load(work.case)
        mail = render_notice(
            laws=laws_decided(uow.session, case),
            notice=key,
            to=notice.email,
            to_name=notice.name,
            given_on=notice.given_on,
            words=notice.words,
            reference=uow.cases.reference_of(work.case),
            subject=uow.people.subject_of(work.case),
            controller=tools.controller,
            mail_from=tools.mail_from,
        )
    tools.mailer.send(mail)
    return partial(_record, tools, work, key)


def _record(tools: Tools, work: Work, notice: str, uow: UnitOfWork) -> None:
    record_told(uow, tools.clock, work.case, notice)
