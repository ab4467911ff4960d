"""The files that a requester sent with a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.errors import NotFound
from requests_.ids import CaseId
from requests_.model.verdicts import Verdict
from requests_.store.file_tables import SentFile
from requests_.store.together import CaseKey, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFileRow:
    """One file, and what looking for viruses came to."""

    key: str
    name: str
    media_type: str
    purpose: str
    size_bytes: int
    sent_at: datetime
    verdict: Verdict
    sha256: str


def files_sent(session: Session, case: CaseId) -> tuple[SentFileRow, ...]:
    """Every file of a case, the newest first."""
    return files_section(case).alone(session)


def files_section(case: CaseKey) -> Section[SentFileRow]:
    """What `files_sent` reads."""
    query = select(SentFile).where(SentFile.case_id == case).order_by(SentFile.sent_at.desc(), SentFile.id)
    return Section(query, _shown)


def harmless_file(session: Session, case: CaseId, key: str) -> SentFileRow:
    """One file that may be opened. Raises NotFound, for a file that waits or was destroyed too."""
    row = session.get(SentFile, key)
    if row is None or row.case_id != case or not Verdict(row.verdict).may_be_opened:
        raise NotFound("This file cannot be opened: it is still being checked for viruses, or it was destroyed.")
    return _shown(row)


def _shown(row: SentFile) -> SentFileRow:
    return SentFileRow(
        key=row.id,
        name=row.file_name,
        media_type=row.media_type,
        purpose=row.purpose,
        size_bytes=row.size_bytes,
        sent_at=row.sent_at,
        verdict=Verdict(row.verdict),
        sha256=row.sha256,
    )
