"""Putting changes back while it is possible, and the day from which it is not."""

from __future__ import annotations

from requests_.clock import Clock
from requests_.model.commands import CaseCommand
from requests_.model.decisions import ApproveChanges
from requests_.model.events.deciding import ChangesUndone, UndoAsked, UndoEnded
from requests_.model.lifecycle import Action, require
from requests_.model.staff import SYSTEM
from requests_.store.erased_copies import forget_copies
from requests_.store.session import UnitOfWork


def ask_undo(uow: UnitOfWork, clock: Clock, command: CaseCommand) -> None:
    """Have everything that was changed in the stores put back as it was."""
    case = uow.cases.load(command.case)
    require(case, Action.UNDO_CHANGES, command.actor)
    assert case.changes is not None
    at, plan = clock.utc_now(), case.changes.sha256
    uow.cases.append(case, command.actor, at, UndoAsked(sha256=plan))
    uow.outbox.add("undo_changes", command.case, f"{plan}:{case.version}", at, plan=plan)


def record_undone(uow: UnitOfWork, clock: Clock, command: ApproveChanges) -> None:
    """Everything was put back, read again and found as it was before: the decisions are open again."""
    case = uow.cases.load(command.case)
    require(case, Action.RECORD_CHANGES, SYSTEM)
    uow.cases.append(case, SYSTEM, clock.utc_now(), ChangesUndone(sha256=command.sha256))


def end_undo(uow: UnitOfWork, clock: Clock, command: ApproveChanges) -> None:
    """Destroy the plan, whatever the changes could be put back from, and our own copies of what was deleted."""
    files = uow.vault.of(command.case)
    for digest in uow.decisions.forget_plan(command.case, command.sha256):
        files.shred(digest)
    case = uow.cases.load(command.case)
    # Changes that were put back, or worked out again, have nothing to end.
    if case.changes is not None and case.changes.sha256 == command.sha256 and case.changes.is_made:
        copies = forget_copies(uow, case)
        # What was approved says something else from here on: the record vouches for what is left of it.
        row_seal = uow.row_seals.seal_approved(command.case) if copies else ""
        ended = UndoEnded(sha256=command.sha256, copies=copies, row_seal=row_seal)
        uow.cases.append(case, SYSTEM, clock.utc_now(), ended)
