"""Being sure of who asks, and by what authority."""

from __future__ import annotations

from requests_.clock import Clock
from requests_.errors import InvalidCommand
from requests_.model.commands import AcceptEvidence, RequestEvidence
from requests_.model.events import EvidenceAccepted, EvidenceRequested
from requests_.model.identity import CHECKS_FOR, EVIDENCE_FOR
from requests_.model.lifecycle import Action, require
from requests_.store.session import UnitOfWork


def request_evidence(uow: UnitOfWork, clock: Clock, command: RequestEvidence) -> None:
    """Ask for evidence: the clock does not start until it comes (UK GDPR art. 12A(2))."""
    case = uow.cases.load(command.case)
    require(case, Action.REQUEST_EVIDENCE, command.actor)
    if command.check not in case.open_checks:
        raise InvalidCommand("This check is settled, or is not needed for this request.")
    at = clock.utc_now()
    event = EvidenceRequested(check=command.check, requested_on=clock.london_date())
    uow.cases.append(case, command.actor, at, event)
    message = uow.people.add_message(command.case, f"{command.check}_request", at)
    uow.outbox.add("send_message", command.case, message, at, message=message)


def accept_evidence(uow: UnitOfWork, clock: Clock, command: AcceptEvidence) -> None:
    """Settle a check. Only the kind of evidence is kept, never a copy."""
    case = uow.cases.load(command.case)
    require(case, Action.ACCEPT_EVIDENCE, command.actor)
    if command.check not in CHECKS_FOR[case.capacity]:
        raise InvalidCommand("This check is not needed for this request.")
    if command.evidence not in EVIDENCE_FOR[command.check]:
        raise InvalidCommand("This kind of evidence does not settle this check.")
    if not case.received_on <= command.received_on <= clock.london_date():
        raise InvalidCommand("Evidence is received between the day of the request and today.")
    event = EvidenceAccepted(check=command.check, evidence=command.evidence, received_on=command.received_on)
    uow.cases.append(case, command.actor, clock.utc_now(), event)
