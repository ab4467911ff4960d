"""Mailing the way back to a form that is not sent yet."""

from __future__ import annotations

from requests_.services import draft_returns
from requests_.store.outbox import Work
from workers.context import Record, Tools
from workers.render.mail import render_draft_link


def send_draft_link(tools: Tools, work: Work) -> Record:
    """Make the link and mail it; nothing is sent once the form is gone. A mail sent again holds a new link."""
    key = work.arguments["draft_return"]
    with tools.store.unit_of_work() as uow:
        if tools.mailer.has_taken(key):
            # The link that has left goes on working.
            return lambda uow: draft_returns.record_link_sent(uow, key)
        to, secret = draft_returns.make_link(uow, key)
        # Stored, as a hash, before it leaves: a link that arrives works.
        uow.commit()
    if to:
        tools.mailer.send(
            render_draft_link(
                message=key,
                to=to,
                secret=secret,
                controller=tools.controller,
                mail_from=tools.mail_from,
                language=work.arguments.get("language", ""),
            )
        )
    return lambda uow: draft_returns.record_link_sent(uow, key)
