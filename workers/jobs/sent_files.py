"""Looking at a file that a requester sent, before anybody else does."""

from __future__ import annotations

from functools import partial

from requests_.model.verdicts import Verdict
from requests_.services import sent_files
from requests_.store.outbox import Work
from requests_.store.session import UnitOfWork
from workers.context import Record, Tools


def check_file(tools: Tools, work: Work) -> Record:
    """Look for viruses; put a harmless file under the key of its case. While nobody can look, the file waits."""
    key = work.arguments["file"]
    with tools.store.unit_of_work() as uow:
        content = sent_files.file_to_check(uow, work.case, key)
    if content is None:
        return lambda _: None
    verdict = tools.scanner.look_at(content)
    if verdict.may_be_opened:
        tools.store.vault.of(work.case).put(content)
    return partial(_record, tools, work, verdict)


def forget_proof(tools: Tools, work: Work) -> Record:
    """Destroy the copy of a proof that has been looked at."""
    return lambda uow: sent_files.forget_proof(uow, tools.clock, work.case, work.arguments["file"])


def _record(tools: Tools, work: Work, verdict: Verdict, uow: UnitOfWork) -> None:
    sent_files.record_file_checked(uow, tools.clock, work.case, work.arguments["file"], verdict)
