"""Tokens and webhooks of the council's programs, and whose call a call is."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta

from sqlalchemy import select

from requests_.clock import Clock
from requests_.errors import InvalidCommand, NotAllowed, NotFound
from requests_.ids import CaseId, digest_of, new_id, new_secret
from requests_.model.api import (
    SECRETS_BEGIN,
    Caller,
    Scope,
    UnknownToken,
    require_address,
    require_client,
    require_days,
)
from requests_.model.staff import Actor, Permission
from requests_.store.api_tables import ApiCase, ApiToken, Webhook
from requests_.store.doors import Door, open_door
from requests_.store.session import UnitOfWork
from requests_.store.vault import Vault

NOTED_AGAIN_AFTER = timedelta(minutes=5)
_SIGNING = "webhooks"
_WRONG = "This token opens nothing: it was never made, was ended, or is too old. Ask an administrator for another."


def make_token(
    uow: UnitOfWork, clock: Clock, actor: Actor, *, client: str, scopes: tuple[Scope, ...], days: int
) -> tuple[str, str]:
    """Make a token; returns its key and its secret, which is kept nowhere. Raises InvalidCommand."""
    _require_administrator(actor)
    if not scopes:
        raise InvalidCommand("Choose at least one thing that the token allows.", field="scopes")
    secret, now = SECRETS_BEGIN + new_secret(), clock.utc_now()
    row = ApiToken(
        id=new_id(),
        secret_hash=digest_of(secret),
        client=require_client(client),
        scopes=sorted(scope.value for scope in scopes),
        made_at=now,
        made_by=_by(actor),
        expires_at=now + timedelta(days=require_days(days)),
        used_at=None,
        ended_at=None,
    )
    uow.session.add(row)
    uow.session.flush()
    return row.id, secret


def end_token(uow: UnitOfWork, clock: Clock, actor: Actor, key: str) -> None:
    """End a token: from now on it opens nothing. Raises NotFound."""
    _require_administrator(actor)
    row = uow.session.get(ApiToken, key)
    if row is None:
        raise NotFound("There is no such token.")
    row.ended_at = row.ended_at or clock.utc_now()


def authenticate(uow: UnitOfWork, clock: Clock, secret: str) -> Caller:
    """Whose token it is; that it was shown is noted. Raises UnknownToken."""
    shown, now = digest_of(secret), clock.utc_now()
    open_door(uow.session, Door.PROGRAM, shown)
    row = uow.session.scalars(select(ApiToken).where(ApiToken.secret_hash == shown)).one_or_none()
    if row is None or row.ended_at is not None or row.expires_at <= now:
        raise UnknownToken(_WRONG)
    if row.used_at is None or row.used_at + NOTED_AGAIN_AFTER <= now:
        row.used_at = now
    return Caller(row.id, row.client, frozenset(Scope(scope) for scope in row.scopes))


def form_token_of(caller: Caller, idempotency_key: str) -> str:
    """What the intake knows a call by: the same key of the same program is the same request."""
    return digest_of(f"api|{caller.client}|{idempotency_key}")[:60]


def keep_opened(uow: UnitOfWork, caller: Caller, case: CaseId, body: bytes) -> bool:
    """Note that a program opened a case with `body`; returns whether it is new. Raises InvalidCommand.

    The intake has answered a call that was sent again as it did before: here another body under the same key is seen.
    """
    digest = hashlib.sha256(b"\n".join((caller.client.encode(), case.encode(), body))).hexdigest()
    known = uow.session.get(ApiCase, case)
    if known is None and uow.cases.load(case).erased_on is not None:
        raise InvalidCommand(
            "The request of this Idempotency-Key was answered long ago, and is erased. Use a fresh key for another.",
            field="Idempotency-Key",
        )
    if known is None:
        uow.session.add(ApiCase(case_id=case, client=caller.client, body_digest=digest))
        uow.session.flush()
        return True
    if not hmac.compare_digest(known.body_digest, digest):
        raise InvalidCommand(
            "This Idempotency-Key came before with another body, and that request is kept. Use a fresh key for another "
            "request.",
            field="Idempotency-Key",
        )
    return False


def add_webhook(uow: UnitOfWork, clock: Clock, actor: Actor, *, client: str, address: str) -> tuple[str, str]:
    """Tell a program of changes at an address; returns the webhook's key and the secret it is signed with."""
    _require_administrator(actor)
    row = Webhook(
        id=new_id(),
        client=require_client(client),
        address=require_address(address),
        made_at=clock.utc_now(),
        made_by=_by(actor),
        ended_at=None,
    )
    uow.session.add(row)
    uow.session.flush()
    return row.id, signing_secret(uow.vault, row.id)


def end_webhook(uow: UnitOfWork, clock: Clock, actor: Actor, key: str) -> None:
    """Tell nothing more at an address. Raises NotFound."""
    _require_administrator(actor)
    row = uow.session.get(Webhook, key)
    if row is None:
        raise NotFound("There is no such webhook.")
    row.ended_at = row.ended_at or clock.utc_now()


def fan_out(uow: UnitOfWork, clock: Clock, case: CaseId, *, stage: str, changed_at: str, announcement: str) -> int:
    """One piece of work for each webhook of the program that opened the case; returns how many."""
    opened = uow.session.get(ApiCase, case)
    if opened is None:
        return 0
    is_told = (Webhook.client == opened.client, Webhook.ended_at.is_(None))
    hooks = uow.session.scalars(select(Webhook.id).where(*is_told)).all()
    for hook in hooks:
        effect = f"{announcement}:{hook}"
        uow.outbox.add("send_webhook", case, effect, clock.utc_now(), webhook=hook, stage=stage, changed_at=changed_at)
    return len(hooks)


def address_of(uow: UnitOfWork, key: str) -> str:
    """Where a webhook is; "" once it was ended."""
    row = uow.session.get(Webhook, key)
    return "" if row is None or row.ended_at is not None else row.address


def signing_secret(vault: Vault, webhook: str) -> str:
    """The secret that a webhook is signed with: derived from a key of the vault, and so in no table."""
    key = vault.keys.open_or_make(_SIGNING).names
    return hmac.digest(key, webhook.encode(), "sha256").hex()


def _require_administrator(actor: Actor) -> None:
    if not actor.may(Permission.MANAGE_ACCOUNTS):
        raise NotAllowed("Only an administrator looks after the council's programs.")


def _by(actor: Actor) -> str:
    return actor.key if actor.roles else ""
