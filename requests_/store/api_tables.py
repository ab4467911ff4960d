"""Programs of the council: their tokens, the cases that they opened, and where they are told of changes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Digest, Key


class ApiToken(Base):
    """One token of a program: its hash, and when it was last shown. `made_by` is "" for the command line."""

    __tablename__ = "api_token"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    secret_hash: Mapped[str] = mapped_column(Digest, unique=True)
    client: Mapped[str] = mapped_column(Code, index=True)
    scopes: Mapped[list[str]]
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(Key)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class ApiCase(Base):
    """A case that a program opened; `body_digest` tells the same call, sent again, from another one."""

    __tablename__ = "api_case"

    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), primary_key=True)
    client: Mapped[str] = mapped_column(Code, index=True)
    body_digest: Mapped[str] = mapped_column(Digest)


class Webhook(Base):
    """An address at which a program is told that a case of its own has moved on. Its signing key is derived."""

    __tablename__ = "api_webhook"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    client: Mapped[str] = mapped_column(Code, index=True)
    address: Mapped[str] = mapped_column(String(400))
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(Key)
    ended_at: Mapped[datetime | None]
