"""Sealing the logs every minute, and writing down each night, outside the database, where every chain ends."""

from __future__ import annotations

from datetime import date

from requests_.settings import SealingSettings
from requests_.store.log_seals import LOGS, seal_rows
from requests_.store.seal_keys import signing_key
from requests_.store.sealed_heads import moved_heads, seal_heads
from workers.context import Tools


def seal_logs(tools: Tools) -> int:
    """Seal what was added to the logs; returns how many rows."""
    count = 0
    for log in LOGS:
        with tools.store.unit_of_work() as uow:
            count += seal_rows(uow.session, log)
            uow.commit()
    return count


def seal_record(tools: Tools, day: date, *, for_real: bool = True) -> int:
    """Add a line to the file of sealed heads, where the installation names one; returns how many chains had moved."""
    settings = SealingSettings.from_environment()
    if settings is None:
        return 0
    key = None if settings.key is None else signing_key(settings.key)
    if for_real:
        seal_logs(tools)
    with tools.store.reading_one_moment() as session:
        if not for_real:
            return len(moved_heads(session, settings.file))
        return len(seal_heads(session, settings.file, tools.clock.utc_now(), key).heads)
