"""Who acts on a case, and what each role may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A member of staff's role; one person may hold several."""

    CASEWORKER = "caseworker"
    APPROVER = "approver"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One thing that may be allowed."""

    SEE_QUEUE = "see_queue"
    SEE_CASE = "see_case"
    WORK_CASE = "work_case"
    DECIDE_MARKS = "decide_marks"
    SIGN_OFF = "sign_off"
    RELEASE = "release"


_READ = {Permission.SEE_QUEUE, Permission.SEE_CASE}
_WORK = _READ | {Permission.WORK_CASE, Permission.DECIDE_MARKS}
_APPROVE = _WORK | {Permission.SIGN_OFF, Permission.RELEASE}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CASEWORKER: frozenset(_WORK | {Permission.RELEASE}),
    Role.APPROVER: frozenset(_APPROVE),
    Role.DATA_PROTECTION_OFFICER: frozenset(_APPROVE),
    Role.AUDITOR: frozenset(_READ),
    Role.ADMINISTRATOR: frozenset(),
}


class ActorKind(StrEnum):
    """What sort of actor did something."""

    STAFF = "staff"
    REQUESTER = "requester"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: `key` is a staff id, a case id for its requester, or the name of a part of the system."""

    kind: ActorKind
    key: str
    roles: frozenset[Role] = frozenset()

    def may(self, permission: Permission) -> bool:
        """Whether any of the actor's roles allows it; the system's own work is bounded by the code it runs."""
        if self.kind is ActorKind.SYSTEM:
            return True
        return any(permission in PERMISSIONS[role] for role in self.roles)


SYSTEM = Actor(ActorKind.SYSTEM, "worker")
