"""Members of staff: their accounts, how they prove who they are, and where they are signed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Digest, Key
from requests_.store.own_marks import BearsOwnMark


class StaffTeamRow(Base):
    """A team as it is written down now; its versions are in the register of teams. `parent` is "" at the top."""

    __tablename__ = "staff_team"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    parent: Mapped[str] = mapped_column(Key)
    path: Mapped[str] = mapped_column(String(400))
    version: Mapped[int]


class StaffMember(Base):
    """A member of staff's account.

    `totp_sealed` is the sealed secret of their authenticator app, "" where there is none; `totp_step` is the last time
    step whose code was taken, so that no code is taken twice.
    """

    __tablename__ = "staff_member"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    email: Mapped[str] = mapped_column(String(320), unique=True)
    display_name: Mapped[str] = mapped_column(String(200))
    roles: Mapped[list[str]]
    password_hash: Mapped[str] = mapped_column(String(200))
    is_active: Mapped[bool]
    totp_sealed: Mapped[str] = mapped_column(Text, default="")
    totp_step: Mapped[int] = mapped_column(default=0)
    team_id: Mapped[str | None] = mapped_column(Key, ForeignKey("staff_team.id"), index=True, default=None)


class StaffSession(BearsOwnMark, Base):
    """A signed-in member of staff: the hash of the secret in their cookie.

    `key` names the session on its owner's page. `awaits_code` is set between the password and the second step: such a
    session opens nothing else.
    """

    __tablename__ = "staff_session"

    secret_hash: Mapped[str] = mapped_column(Digest, primary_key=True)
    key: Mapped[str] = mapped_column(Key, unique=True)
    staff_id: Mapped[str] = mapped_column(Key, ForeignKey("staff_member.id"), index=True)
    started_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    opened_with: Mapped[str] = mapped_column(Code)
    browser: Mapped[str] = mapped_column(String(200))
    awaits_code: Mapped[bool]


class RecoveryCode(Base):
    """The hash of a code that stands in once for a lost telephone."""

    __tablename__ = "staff_recovery_code"

    code_hash: Mapped[str] = mapped_column(Digest, primary_key=True)
    staff_id: Mapped[str] = mapped_column(Key, ForeignKey("staff_member.id"), index=True)


class Passkey(Base):
    """The public half of a key that somebody's device or security key holds."""

    __tablename__ = "staff_passkey"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)
    staff_id: Mapped[str] = mapped_column(Key, ForeignKey("staff_member.id"), index=True)
    public_key: Mapped[str] = mapped_column(Text)
    sign_count: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))
    added_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PasskeyChallenge(BearsOwnMark, Base):
    """A question put to a browser: answered once, and soon. `staff_id` is None for signing in."""

    __tablename__ = "staff_passkey_challenge"

    challenge_hash: Mapped[str] = mapped_column(Digest, primary_key=True)
    staff_id: Mapped[str | None] = mapped_column(Key, ForeignKey("staff_member.id"))
    expires_at: Mapped[datetime]


class ProviderIdentityRow(Base):
    """A person of the council's own sign-in service, and the account here that they open."""

    __tablename__ = "staff_provider_identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    staff_id: Mapped[str] = mapped_column(Key, ForeignKey("staff_member.id"), index=True)
    issuer: Mapped[str] = mapped_column(String(400))
    subject: Mapped[str] = mapped_column(String(255))
    connected_at: Mapped[datetime]


class StaffInvitation(Base):
    """A link with which somebody chooses their password: used once, then gone."""

    __tablename__ = "staff_invitation"

    secret_hash: Mapped[str] = mapped_column(Digest, primary_key=True)
    staff_id: Mapped[str] = mapped_column(Key, ForeignKey("staff_member.id"), index=True)
    expires_at: Mapped[datetime]


class StaffEventRow(Base):
    """What happened to an account, for ever: a trigger refuses change and removal. `by_id` is "" for the command."""

    __tablename__ = "staff_event"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    staff_id: Mapped[str] = mapped_column(Key, ForeignKey("staff_member.id"), index=True)
    by_id: Mapped[str] = mapped_column(Key)
    kind: Mapped[str] = mapped_column(Code)
    detail: Mapped[str] = mapped_column(String(400))
    at: Mapped[datetime]
