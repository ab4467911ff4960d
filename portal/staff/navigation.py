"""What stands at the top of every page: the parts of the service, as far as somebody's role opens them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, request, url_for
from flask_login import current_user

from requests_.model.staff import Actor, Permission


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the service: its first page, its name, who finds it at the top, and the other views it is made of.

    It is left out for those whose role opens `unless`: they find it inside another part.
    """

    endpoint: str
    title: str
    permission: Permission
    others: frozenset[str] = frozenset()
    unless: Permission | None = None

    def is_for(self, actor: Actor) -> bool:
        """Whether somebody finds it at the top."""
        return actor.may(self.permission) and not (self.unless and actor.may(self.unless))

    def holds(self, blueprint: str) -> bool:
        """Whether a page of these views is one of its pages."""
        return blueprint == self.endpoint.partition(".")[0] or blueprint in self.others


PARTS = (
    Part("queue.show", "Requests", Permission.SEE_QUEUE),
    Part("logging.begin", "Log a request", Permission.LOG_REQUEST),
    Part("calendar.show", "Due dates", Permission.SEE_QUEUE),
    Part("workload.show", "Workload", Permission.SEE_WORKLOAD),
    Part("looking_again.show", "To look at again", Permission.SEE_EVERY_CASE),
    Part("returns.show", "Reports", Permission.SEE_WORKLOAD, frozenset({"forecast", "self_check"})),
    Part("registers.show", "Registers", Permission.SEE_WORKLOAD, frozenset({"kept_registers"})),
    Part("breaches.show", "Breaches", Permission.SEE_BREACHES, frozenset({"breach_reports"})),
    Part("retention.show", "Retention", Permission.DECIDE_RETENTION),
    Part("access_log.show", "Who looked", Permission.SEE_ACCESS_LOG),
    Part("accounts.show", "Accounts", Permission.MANAGE_ACCOUNTS, frozenset({"teams"})),
    Part("programs.show", "Programs", Permission.MANAGE_ACCOUNTS),
    Part("settings_page.show", "Settings", Permission.SEE_SETTINGS, frozenset({"controller", "stores"})),
    Part("wording.show", "Letters", Permission.EDIT_LETTERS),
    Part("breach_reports.ask", "Report a breach", Permission.REPORT_BREACH, unless=Permission.SEE_BREACHES),
)
OWN_ACCOUNT = "own_account.show"


def first_page(actor: Actor) -> str:
    """Where somebody starts: the first part that is open to them, or their own account."""
    return url_for(next((part.endpoint for part in PARTS if part.is_for(actor)), OWN_ACCOUNT))


def install(app: Flask) -> None:
    """Give every page the parts that are open to whoever is signed in."""
    app.context_processor(_context)


def _context() -> dict[str, object]:
    if not current_user.is_authenticated:
        return {"service_parts": (), "first_page": url_for("sign_in.ask"), "here_part": None}
    actor: Actor = current_user.actor
    parts = tuple(part for part in PARTS if part.is_for(actor))
    here = (request.endpoint or "").partition(".")[0]
    return {
        "service_parts": parts,
        "first_page": first_page(actor),
        "here_part": next((part for part in parts if part.holds(here)), None),
    }
