"""What becomes of one mail: one transaction, with the line that says so. A crash before its end leaves the mail new."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError

from redaction.errors import RedactionError
from redaction.mails import MailFile, read_mail_file
from requests_.errors import Unavailable
from requests_.model.arrivals import Fate, Kind, digest_of_mail, kind_of_mail
from requests_.model.verdicts import Verdict
from requests_.services import inbox
from requests_.services.inbox import Arrived
from requests_.store.session import UnitOfWork
from workers.context import Tools
from workers.inbox.returned import take_returned
from workers.inbox.written import Written, take_written

HARMFUL = "There is a virus in it. Have it deleted, and do not open it."
NO_MAIL = "It cannot be read as a mail."


# What became of it, and why it was left.
Outcome = tuple[Fate, str]
Effect = Callable[[UnitOfWork], Outcome]


def take(tools: Tools, content: bytes, *, validity: str, uid: int, at: datetime) -> bool:
    """Take one mail in, once; returns whether it was new. Raises Unavailable while nobody can look for viruses."""
    arrived = Arrived(digest=digest_of_mail(content), validity=validity, uid=uid, at=at)
    with tools.store.unit_of_work() as uow:
        if inbox.is_known(uow, arrived):
            uow.commit()
            return False
    try:
        _record(tools, arrived, _prepared(tools, content, arrived))
    except (Unavailable, OperationalError, InterfaceError):
        raise
    except Exception as fault:
        # One mail that trips us up must not keep those behind it waiting: it is left, and named.
        structlog.get_logger().warning("mail_left", fault=type(fault).__name__)
        return take_unread(tools, arrived, f"It could not be taken in ({type(fault).__name__}).")
    return True


def take_unread(tools: Tools, arrived: Arrived, reason: str) -> bool:
    """Leave a mail where it is, for people to look at; returns whether it was new."""
    with tools.store.unit_of_work() as uow:
        if is_new := not inbox.is_known(uow, arrived):
            inbox.record(uow, tools.clock, arrived, Fate.LEFT, reason)
        uow.commit()
    return is_new


def _record(tools: Tools, arrived: Arrived, effect: Effect) -> None:
    with tools.store.unit_of_work() as uow:
        fate, reason = effect(uow)
        inbox.record(uow, tools.clock, arrived, fate, reason)
        uow.commit()


def _prepared(tools: Tools, content: bytes, arrived: Arrived) -> Effect:
    """The slow part, outside any transaction: what is to be done with it."""
    kind = kind_of_mail(content)
    if kind is Kind.AUTOMATIC:
        return lambda uow: (Fate.IGNORED, "")
    if kind is Kind.RETURNED:
        return lambda uow: take_returned(tools, uow, content)
    if tools.scanner.look_at(content) is Verdict.HARMFUL:
        return lambda uow: (Fate.LEFT, HARMFUL)
    mail, fault = _read(content)
    if mail is None:
        return lambda uow: (Fate.LEFT, fault)
    written = Written(mail=mail, content=content, arrived=arrived)
    return lambda uow: (take_written(tools, uow, written), "")


def _read(content: bytes) -> tuple[MailFile | None, str]:
    try:
        return read_mail_file(content, "mail.eml"), NO_MAIL
    except RedactionError as fault:
        return None, f"It cannot be read: {fault.reason}."
