"""Taking in the files that a requester sends, and what a look for viruses came to. Fails closed."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from requests_.clock import Clock
from requests_.errors import InvalidCommand, NotFound
from requests_.ids import CaseId, new_id
from requests_.model.case import Stage
from requests_.model.events.following import FileChecked, FileDestroyed, FileSent
from requests_.model.lifecycle import Action, require
from requests_.model.sent_files import (
    LOOK_AGAIN_DAYS,
    MOST_FILES,
    PROOF_DAYS,
    OfferedFile,
    Purpose,
    SendFiles,
)
from requests_.model.staff import SYSTEM
from requests_.model.unanswered import ends_lapse
from requests_.model.verdicts import Verdict
from requests_.store.file_tables import SentFile
from requests_.store.session import UnitOfWork

# While it is asked who somebody is.
WAITING = (Stage.RECEIVED, Stage.VERIFYING)


def send_files(uow: UnitOfWork, clock: Clock, command: SendFiles) -> None:
    """Keep files in quarantine, and have each looked at. The same file sent twice is kept once.

    Raises InvalidCommand when there would be too many of them.
    """
    case = uow.cases.load(command.case)
    require(case, Action.SEND_FILE, command.actor)
    at = clock.utc_now()
    for offered in command.files:
        if _is_known(uow, command.case, offered):
            continue
        if _count(uow, command.case) >= MOST_FILES:
            raise InvalidCommand(f"You have sent {MOST_FILES} files, which is the most we can take here.", field="file")
        key = new_id()
        uow.session.add(
            SentFile(
                id=key,
                case_id=command.case,
                space=command.space,
                sha256=offered.sha256,
                sent_sha256=offered.sha256,
                file_name=offered.name,
                media_type=offered.media_type,
                purpose=offered.purpose,
                size_bytes=offered.size_bytes,
                sent_at=at,
                verdict=Verdict.WAITING,
                checked_at=None,
            )
        )
        uow.session.flush()
        came = ends_lapse(case, clock.london_date()) if Purpose(offered.purpose).proves else []
        case = uow.cases.append(case, command.actor, at, FileSent(file=key), *came)
        uow.outbox.add("check_file", command.case, key, at, file=key)


def file_to_check(uow: UnitOfWork, case: CaseId, key: str) -> bytes | None:
    """The bytes of a file that waits to be looked at; None for one that was looked at. Raises NotFound."""
    row = _row(uow, key)
    if row.verdict != Verdict.WAITING:
        return None
    own = uow.vault.of(case)
    return (own if own.holds(row.sha256) else uow.vault.of(row.space)).get(row.sha256)


def record_file_checked(uow: UnitOfWork, clock: Clock, case: CaseId, key: str, verdict: Verdict) -> None:
    """Keep the verdict. A harmless file is under the case's own key by now.

    A harmful one is destroyed, and whoever sent it is told.
    """
    row, at = _row(uow, key), clock.utc_now()
    came_in, digest = row.space, row.sha256
    if not verdict.may_be_opened:
        row.sha256 = ""
        uow.vault.of(case).shred(digest)
        message = uow.people.add_message(case, "file_refused", at)
        uow.outbox.add("send_message", case, message, at, message=message)
    elif Purpose(row.purpose).proves:
        _forget_after(uow, clock, case, key, PROOF_DAYS)
    row.space, row.verdict, row.checked_at = case, verdict, at
    uow.cases.append(uow.cases.load(case), SYSTEM, at, FileChecked(file=key, verdict=verdict))
    if came_in != case:
        _leave(uow, came_in)


def forget_proof(uow: UnitOfWork, clock: Clock, case: CaseId, key: str) -> None:
    """Destroy a proof once nobody has to look at it any more; while its check is open it is kept for a week more."""
    row, loaded = _row(uow, key), uow.cases.load(case)
    if Purpose(row.purpose).proves in loaded.open_checks and loaded.stage in WAITING:
        _forget_after(uow, clock, case, key, LOOK_AGAIN_DAYS)
        return
    if not row.sha256:
        return
    uow.vault.of(case).shred(row.sha256)
    row.sha256, row.verdict = "", Verdict.DESTROYED
    uow.cases.append(loaded, SYSTEM, clock.utc_now(), FileDestroyed(file=key))


def _forget_after(uow: UnitOfWork, clock: Clock, case: CaseId, key: str, days: int) -> None:
    at = clock.utc_now()
    due = at + timedelta(days=days)
    uow.outbox.add("forget_proof", case, f"{key}-{due.date()}", at, not_before=due, file=key)


def _leave(uow: UnitOfWork, space: str) -> None:
    """Erase the space of a form's files once each of its cases has its own."""
    uow.session.flush()
    if uow.session.scalar(select(SentFile.id).where(SentFile.space == space).limit(1)) is None:
        uow.vault.erase(space)


def _is_known(uow: UnitOfWork, case: CaseId, offered: OfferedFile) -> bool:
    same = select(SentFile.id).where(SentFile.case_id == case, SentFile.sent_sha256 == offered.sha256)
    return uow.session.scalar(same) is not None


def _count(uow: UnitOfWork, case: CaseId) -> int:
    return uow.session.scalar(select(func.count()).select_from(SentFile).where(SentFile.case_id == case)) or 0


def _row(uow: UnitOfWork, key: str) -> SentFile:
    row = uow.session.get(SentFile, key)
    if row is None:
        raise NotFound("This file is no longer held.", file=key)
    return row
