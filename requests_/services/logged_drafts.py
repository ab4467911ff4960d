"""Requests that came another way than by the form, while somebody logs them."""

from __future__ import annotations

from dataclasses import dataclass, field

from requests_.clock import Clock
from requests_.errors import NotAllowed, NotFound
from requests_.ids import CaseId
from requests_.model.staff import Actor, ActorKind, Permission
from requests_.store.logging_tables import LoggedDraft
from requests_.store.session import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginDraft:
    """Begin to log a request. `case` is the key its case will have; `sha256` names the original under it, if any."""

    case: CaseId
    actor: Actor
    answers: dict[str, str] = field(default_factory=dict)
    sha256: str = ""
    file_name: str = ""


def begin_draft(uow: UnitOfWork, clock: Clock, command: BeginDraft) -> None:
    """Keep a draft for whoever logs requests to finish."""
    _require(command.actor)
    uow.session.add(
        LoggedDraft(
            id=command.case,
            made_by=command.actor.key if command.actor.kind is ActorKind.STAFF else None,
            made_at=clock.utc_now(),
            answers=command.answers,
            sha256=command.sha256,
            file_name=command.file_name,
        )
    )


def discard_draft(uow: UnitOfWork, draft: str, actor: Actor) -> None:
    """Throw a draft away, and its original with it: nothing brings them back."""
    _require(actor)
    row = uow.session.get(LoggedDraft, draft)
    if row is None:
        raise NotFound("This draft is not there any more.")
    uow.session.delete(row)
    if row.sha256:
        uow.vault.erase(row.id)


def _require(actor: Actor) -> None:
    if not actor.may(Permission.LOG_REQUEST):
        raise NotAllowed("Your role does not allow this. Ask an administrator if it should.")
