"""Ways back to a half-answered form: a link by mail, or a code to write down. Each works once, and for a week."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, select

from requests_.clock import Clock
from requests_.ids import digest_of, new_id, new_secret, readable_code
from requests_.store.doors import Door, open_door
from requests_.store.people_tables import DraftReturn, DraftRow
from requests_.store.session import UnitOfWork

LIFETIME = timedelta(days=7)
# How long what was used leads on to where the form went: until that browser shows itself, whose answer may be lost.
UNTIL_SHOWN = timedelta(minutes=10)
# Twelve signs, 59 bits, a week, six tries in a quarter of an hour.
CODE_SIGNS = 12
JOB = "send_draft_link"


class TakenBack(NamedTuple):
    """A form that is come back to: the way that was used, the key it is kept under, and the form, sealed."""

    way: str
    key: str
    sealed: str


def mail_link(uow: UnitOfWork, clock: Clock, key: str, email: str, language: str = "en") -> datetime:
    """Have a link to the form of `key` mailed, in a language; returns when it ends."""
    row = _way_back(uow, clock, key, email=email)
    at = clock.utc_now()
    uow.outbox.add(JOB, None, row.id, at, draft_return=row.id, language=language)
    return row.expires_at


def make_code(uow: UnitOfWork, clock: Clock, key: str) -> tuple[str, datetime]:
    """A code for the form of `key`, to be shown once, and when it ends."""
    code = readable_code(CODE_SIGNS)
    row = _way_back(uow, clock, key, secret_hash=digest_of(code))
    return "-".join(code[start : start + 4] for start in range(0, CODE_SIGNS, 4)), row.expires_at


def make_link(uow: UnitOfWork, key: str) -> tuple[str, str]:
    """The mail's address and its secret, in the job that mails it; only the hash is kept. None is left: ("", "")."""
    row = uow.session.get(DraftReturn, key)
    if row is None or not row.email:
        return "", ""
    secret = new_secret()
    row.secret_hash = digest_of(secret)
    return row.email, secret


def record_link_sent(uow: UnitOfWork, key: str) -> None:
    """The mail left: the address is no longer needed."""
    row = uow.session.get(DraftReturn, key)
    if row is not None:
        row.email = ""


def end_ways_back(uow: UnitOfWork, key: str) -> bool:
    """No link or code made so far leads to the form of `key` any more; whether there was one."""
    open_door(uow.session, Door.DRAFT, key)
    ended = uow.session.execute(delete(DraftReturn).where(DraftReturn.draft_id == key))
    return bool(ended.rowcount)  # type: ignore[attr-defined]


def has_way_back(uow: UnitOfWork, clock: Clock, key: str) -> bool:
    """Whether a link or a code leads to the form of `key`."""
    open_door(uow.session, Door.DRAFT, key)
    ways = select(DraftReturn.id).where(DraftReturn.draft_id == key, DraftReturn.expires_at > clock.utc_now())
    return uow.session.scalars(ways.limit(1)).first() is not None


def take_back(uow: UnitOfWork, clock: Clock, shown: str) -> TakenBack | None:
    """The form that a secret or code leads to; None, alike, for any that does not. Held until the transaction ends."""
    now = clock.utc_now()
    for secret in (shown, "".join(sign for sign in shown.upper() if sign.isalnum())):
        digest = digest_of(secret)
        open_door(uow.session, Door.RETURN, digest)
        row = uow.session.scalars(
            select(DraftReturn).where(DraftReturn.secret_hash == digest).with_for_update()
        ).one_or_none()
        if row is None:
            continue
        if row.expires_at <= now:
            return None
        key = row.draft_id
        open_door(uow.session, Door.DRAFT, key)
        form = uow.session.get(DraftRow, key)
        return None if form is None else TakenBack(row.id, key, form.sealed)
    return None


def lead_on(uow: UnitOfWork, clock: Clock, way: str, key: str) -> None:
    """Have what was used lead to where the form went, until the browser there shows itself: its answer may be lost."""
    row = uow.session.get_one(DraftReturn, way)
    row.draft_id, row.expires_at = key, clock.utc_now() + UNTIL_SHOWN
    uow.session.flush()


def arrived(uow: UnitOfWork, clock: Clock, key: str) -> None:
    """The browser that has the form of `key` shows itself: what led it here leads nowhere any more."""
    open_door(uow.session, Door.DRAFT, key)
    used = DraftReturn.expires_at <= clock.utc_now() + UNTIL_SHOWN
    uow.session.execute(delete(DraftReturn).where(DraftReturn.draft_id == key, used))


def _way_back(
    uow: UnitOfWork, clock: Clock, key: str, *, email: str = "", secret_hash: str | None = None
) -> DraftReturn:
    open_door(uow.session, Door.DRAFT, key)
    expires_at = clock.utc_now() + LIFETIME
    form = uow.session.get_one(DraftRow, key)
    form.expires_at = max(form.expires_at, expires_at)
    row = DraftReturn(id=new_id(), draft_id=key, email=email, secret_hash=secret_hash, expires_at=expires_at)
    uow.session.add(row)
    uow.session.flush()
    return row
