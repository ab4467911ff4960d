"""Texting a code, or that there is something to read, to those who said that their telephone is safe to text."""

from __future__ import annotations

from functools import partial

from requests_.services.collection import make_code
from requests_.services.work import record_text_sent
from requests_.store.outbox import Work
from requests_.store.session import UnitOfWork
from workers.context import Record, Tools
from workers.render.mail import render_text


def send_text(tools: Tools, work: Work) -> Record:
    """Send one text. A code for whom no number is safe to text goes by mail; news has gone by mail already.

    What Notify has already is not made anew: a code that has left goes on working.
    """
    key, texter = work.arguments["message"], tools.texter
    with tools.store.unit_of_work() as uow:
        message, requester = uow.people.message(key), uow.people.requester_of(work.case)
        number = requester.texts_to
        if texter is None or not number:
            is_code_by_mail = message.access_code_id and requester.email
            return partial(_mail_instead, tools, work) if is_code_by_mail else _nothing
        if texter.has_taken(key):
            return partial(_record, tools, key)
        code = make_code(uow, message.access_code_id) if message.access_code_id else ""
        # Stored, as a hash, before it leaves: a code that arrives works.
        uow.commit()
    texter.send(key, number, render_text(controller=tools.controller, code=code, language=requester.language))
    return partial(_record, tools, key)


def _mail_instead(tools: Tools, work: Work, uow: UnitOfWork) -> None:
    key = work.arguments["message"]
    uow.outbox.add("send_message", work.case, key, tools.clock.utc_now(), message=key)


def _record(tools: Tools, key: str, uow: UnitOfWork) -> None:
    record_text_sent(uow, tools.clock, key)


def _nothing(uow: UnitOfWork) -> None:
    """There is nothing to write down."""
