"""The tokens and webhooks of the council's programs, for those who look after them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.model.api import Scope
from requests_.store.api_tables import ApiToken, Webhook
from requests_.store.staff_tables import StaffMember


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRow:
    """One token; `made_by` is "" for the command line."""

    key: str
    client: str
    scopes: tuple[Scope, ...]
    made_at: datetime
    made_by: str
    expires_at: datetime
    used_at: datetime | None
    ended_at: datetime | None

    def is_good(self, now: datetime) -> bool:
        """Whether it opens anything."""
        return self.ended_at is None and self.expires_at > now


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookRow:
    """One address at which a program is told of changes."""

    key: str
    client: str
    address: str
    made_at: datetime


def token_rows(session: Session) -> tuple[TokenRow, ...]:
    """Every token that was ever made, by program, the newest first."""
    rows = session.execute(
        select(ApiToken, StaffMember.display_name)
        .outerjoin(StaffMember, StaffMember.id == ApiToken.made_by)
        .order_by(ApiToken.client, ApiToken.made_at.desc(), ApiToken.id)
    )
    return tuple(
        TokenRow(
            key=row.id,
            client=row.client,
            scopes=tuple(Scope(scope) for scope in row.scopes),
            made_at=row.made_at,
            made_by=name or "",
            expires_at=row.expires_at,
            used_at=row.used_at,
            ended_at=row.ended_at,
        )
        for row, name in rows
    )


def webhook_rows(session: Session, client: str = "") -> tuple[WebhookRow, ...]:
    """The webhooks in force: of one program, or of all."""
    query = select(Webhook).where(Webhook.ended_at.is_(None)).order_by(Webhook.client, Webhook.made_at, Webhook.id)
    rows = session.scalars(query.where(Webhook.client == client) if client else query)
    return tuple(WebhookRow(key=row.id, client=row.client, address=row.address, made_at=row.made_at) for row in rows)
