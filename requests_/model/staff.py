"""Who acts on a case, and what each role may do: one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A member of staff's role; one person may hold several."""

    CASEWORKER = "caseworker"
    APPROVER = "approver"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    ESS_OFFICER = "ess_officer"
    MANAGER = "manager"
    LEGAL_ADVISER = "legal_adviser"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One thing that may be allowed.

    `see_case` opens the cases somebody is named on; `see_every_case` those nobody named them on too, unless they are
    restricted. `decide_access` says who may open a case, restricted ones among them, without opening it. What may be
    done in a case is for the other permissions. `decide_retention` sees what is erased when, and keeps a case back.
    Every member of staff reports a breach; who sees one (`see_breaches`) sees all of it, names of people too.
    `keep_registers` writes in the registers; `see_workload` reads them. `edit_settings` says who the controller is.
    """

    SEE_QUEUE = "see_queue"
    SEE_CASE = "see_case"
    SEE_EVERY_CASE = "see_every_case"
    WORK_CASE = "work_case"
    DECIDE_MARKS = "decide_marks"
    SIGN_OFF = "sign_off"
    RELEASE = "release"
    LOG_REQUEST = "log_request"
    ASSIGN_CASE = "assign_case"
    SEE_WORKLOAD = "see_workload"
    DECIDE_ACCESS = "decide_access"
    SEE_ACCESS_LOG = "see_access_log"
    SEE_SETTINGS = "see_settings"
    MAKE_EVIDENCE = "make_evidence"
    MANAGE_ACCOUNTS = "manage_accounts"
    EDIT_LETTERS = "edit_letters"
    DECIDE_RETENTION = "decide_retention"
    REPORT_BREACH = "report_breach"
    SEE_BREACHES = "see_breaches"
    WORK_BREACH = "work_breach"
    DECIDE_BREACH = "decide_breach"
    KEEP_REGISTERS = "keep_registers"
    EDIT_SETTINGS = "edit_settings"


_STAFF = {Permission.REPORT_BREACH}
_ASKED = _STAFF | {Permission.SEE_QUEUE, Permission.SEE_CASE}
_WORK = _ASKED | {
    Permission.SEE_EVERY_CASE,
    Permission.WORK_CASE,
    Permission.DECIDE_MARKS,
    Permission.LOG_REQUEST,
    Permission.ASSIGN_CASE,
    Permission.SEE_WORKLOAD,
    Permission.SEE_BREACHES,
    Permission.WORK_BREACH,
}
_APPROVE = _WORK | {Permission.SIGN_OFF, Permission.RELEASE, Permission.DECIDE_ACCESS, Permission.DECIDE_BREACH}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    # The Corporate Information Governance Team.
    Role.CASEWORKER: frozenset(_WORK | {Permission.RELEASE}),
    Role.APPROVER: frozenset(_APPROVE),
    Role.DATA_PROTECTION_OFFICER: frozenset(
        _APPROVE
        | {
            Permission.SEE_ACCESS_LOG,
            Permission.SEE_SETTINGS,
            Permission.MAKE_EVIDENCE,
            Permission.DECIDE_RETENTION,
            Permission.KEEP_REGISTERS,
        }
    ),
    # Those who supply records or advice see the cases they are named on.
    Role.ESS_OFFICER: frozenset(_ASKED),
    Role.MANAGER: frozenset(_ASKED | {Permission.SEE_WORKLOAD, Permission.DECIDE_RETENTION}),
    Role.LEGAL_ADVISER: frozenset(_ASKED),
    # Reads everything that is not restricted, changes nothing.
    Role.AUDITOR: frozenset(
        _ASKED
        | {
            Permission.SEE_EVERY_CASE,
            Permission.SEE_WORKLOAD,
            Permission.SEE_ACCESS_LOG,
            Permission.SEE_SETTINGS,
            Permission.SEE_BREACHES,
        }
    ),
    # Looks after accounts, the words of letters and who the controller is, and sees no case.
    Role.ADMINISTRATOR: frozenset(
        _STAFF
        | {
            Permission.MANAGE_ACCOUNTS,
            Permission.EDIT_LETTERS,
            Permission.SEE_SETTINGS,
            Permission.EDIT_SETTINGS,
        }
    ),
}


class ActorKind(StrEnum):
    """What sort of actor did something."""

    STAFF = "staff"
    REQUESTER = "requester"
    ADDRESSEE = "addressee"
    SYSTEM = "system"


# The job that writes to the owner of an account.
MAIL_JOB = "write_to_staff"


class StaffMail(StrEnum):
    """What the owner of an account is written to about it; an administrator reads none of it."""

    LINK = "link"
    CHOSEN = "chosen"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something.

    `key` is a staff id, a case id for its requester or addressee, or the name of a part of the system.
    """

    kind: ActorKind
    key: str
    roles: frozenset[Role] = frozenset()

    def may(self, permission: Permission) -> bool:
        """Whether any of the actor's roles allows it; the system's own work is bounded by the code it runs."""
        if self.kind is ActorKind.SYSTEM:
            return True
        return any(permission in PERMISSIONS[role] for role in self.roles)


SYSTEM = Actor(ActorKind.SYSTEM, "worker")
