"""Keeping a half-answered form for its visitor: sealed, for a while, under the hash of a secret that only they have."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from requests_.clock import Clock
from requests_.errors import InvalidCommand
from requests_.store.doors import Door, open_door
from requests_.store.file_tables import DraftFile
from requests_.store.people_tables import DraftRow
from requests_.store.session import UnitOfWork

LIFETIME = timedelta(hours=48)
LARGEST_CHARACTERS = 1_000_000


def take_draft(uow: UnitOfWork, clock: Clock, key: str) -> str:
    """The sealed form, locked until this transaction ends so that two tabs never overwrite each other; or nothing."""
    open_door(uow.session, Door.DRAFT, key)
    row = uow.session.scalars(select(DraftRow).where(DraftRow.id == key).with_for_update()).one_or_none()
    return row.sealed if row is not None and row.expires_at > clock.utc_now() else ""


def keep_draft(uow: UnitOfWork, clock: Clock, key: str, sealed: str) -> None:
    """Keep the sealed form, for `LIFETIME` from now at least; forms whose time is over go."""
    if len(sealed) > LARGEST_CHARACTERS:
        raise InvalidCommand("Your answers are too long to keep together. Shorten some of them.")
    now = clock.utc_now()
    open_door(uow.session, Door.DRAFT, key)
    uow.session.execute(delete(DraftRow).where(DraftRow.expires_at <= now))
    row = uow.session.get(DraftRow, key)
    if row is None:
        row = DraftRow(id=key, sealed=sealed, expires_at=now + LIFETIME)
        uow.session.add(row)
    # A form with a way back to it lives longer.
    row.sealed, row.expires_at = sealed, max(row.expires_at, now + LIFETIME)
    uow.session.flush()


def keep_draft_file(uow: UnitOfWork, key: str, space: str, sha256: str) -> None:
    """Name a file of a form, so that it is kept as long as the form is; its bytes are in the vault's `space`."""
    open_door(uow.session, Door.DRAFT, key)
    if uow.session.get(DraftFile, (space, sha256)) is None:
        uow.session.add(DraftFile(space=space, sha256=sha256, draft_id=key))
        uow.session.flush()


def drop_draft_file(uow: UnitOfWork, key: str, space: str, sha256: str) -> None:
    """Remove a file of a form, its bytes too; nothing happens when there is none."""
    open_door(uow.session, Door.DRAFT, key)
    gone = delete(DraftFile).where(DraftFile.draft_id == key, DraftFile.space == space, DraftFile.sha256 == sha256)
    if uow.session.execute(gone).rowcount:  # type: ignore[attr-defined]
        uow.vault.of(space).shred(sha256)


def hand_over_draft_files(uow: UnitOfWork, key: str) -> None:
    """The files of a form belong to cases from now on: they stay when the form goes."""
    open_door(uow.session, Door.DRAFT, key)
    uow.session.execute(delete(DraftFile).where(DraftFile.draft_id == key))


def forget_draft(uow: UnitOfWork, key: str) -> None:
    """Remove a form; nothing happens when there is none."""
    open_door(uow.session, Door.DRAFT, key)
    uow.session.execute(delete(DraftRow).where(DraftRow.id == key))
