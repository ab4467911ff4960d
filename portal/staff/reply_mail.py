"""A mail that answers us: whose case it belongs to, what it answers, and what is new in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.web.resources import resources
from portal.web.transaction import reading
from requests_.model.replies import answered_messages, came_on, own_words, references_in, sender_of
from requests_.store.queries.thread import reference_answered


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyMail:
    """What a mail says. `reference` is the case it belongs to, `answers` the message; both "" when it does not say."""

    words: str
    came_on: date | None
    sender: str
    reference: str
    answers: str


def read_reply(content: bytes, name: str) -> ReplyMail | None:
    """The mail in a file; None for a file of another kind. Raises InvalidCommand for one that cannot be read."""
    mail = resources().read_mail(content, name)
    if mail is None:
        return None
    reference, answers = reference_answered(reading(), answered_messages(content), references_in(mail))
    sent, today = came_on(mail), resources().clock.london_date()
    return ReplyMail(
        words=own_words(mail.body),
        # A mail's own date can be wrong: one that lies ahead is left for a person to find out.
        came_on=sent if sent is not None and sent <= today else None,
        sender=sender_of(mail),
        reference=reference,
        answers=answers,
    )
