"""Being sure of who asks, by what authority, and whether they may."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from requests_.clock import Clock
from requests_.errors import Conflict, InvalidCommand
from requests_.model.case import Case
from requests_.model.commands import AcceptEvidence, AssessEntitlement, RequestEvidence
from requests_.model.concerns import Concern, carried
from requests_.model.entitlement import Entitlement, entitlement
from requests_.model.entitlement_facts import (
    SAFETY_WORDS,
    Asker,
    AuthorityEvidence,
    EntitlementFacts,
    SafetyCheck,
    age_on,
)
from requests_.model.entitlement_rows import EntitlementOutcome
from requests_.model.events.agreeing import SecondPersonAsked, Step
from requests_.model.events.receiving import EntitlementAssessed, EvidenceAccepted, EvidenceRequested
from requests_.model.identity import ALREADY_HELD, ASKERS_FOR, AUTHORITY_SHOWN, CHECKS_FOR, EVIDENCE_FOR, Check
from requests_.model.lifecycle import Action, require
from requests_.model.second_persons import LIFTING_NEEDS
from requests_.model.waiting_letters import as_json
from requests_.store.queries.concerns import concerns_elsewhere
from requests_.store.session import UnitOfWork


def request_evidence(uow: UnitOfWork, clock: Clock, command: RequestEvidence) -> None:
    """Ask for evidence: the clock does not start until it comes (UK GDPR art. 12A(2))."""
    case = uow.cases.load(command.case)
    require(case, Action.REQUEST_EVIDENCE, command.actor)
    is_wanted = command.check is Check.AUTHORITY and case.wants_other_authority
    if command.check not in case.open_checks and not is_wanted:
        raise InvalidCommand("This check is settled, or is not needed for this request.")
    at, kind = clock.utc_now(), f"{command.check}_request"
    if any(letter.kind == kind for letter in case.letters.values()):
        raise Conflict("The letter that asks for this waits to be posted.")
    event = EvidenceRequested(check=command.check, requested_on=clock.london_date())
    message = uow.people.add_message(command.case, kind, at)
    uow.letters.send(case, command.actor, at, message, event)


def accept_evidence(uow: UnitOfWork, clock: Clock, command: AcceptEvidence) -> None:
    """Settle a check. Only the kind of evidence is kept, never a copy."""
    case = uow.cases.load(command.case)
    require(case, Action.ACCEPT_EVIDENCE, command.actor)
    if command.check not in CHECKS_FOR[case.capacity]:
        raise InvalidCommand("This check is not needed for this request.")
    if command.evidence not in EVIDENCE_FOR[command.check]:
        raise InvalidCommand("This kind of evidence does not settle this check.")
    came_on = command.received_on
    if command.evidence in ALREADY_HELD:
        # It was here before the request: the clock goes by the request.
        came_on = max(came_on or case.received_on, case.received_on)
    if came_on is None:
        raise InvalidCommand("Enter the day the evidence came.", field="received_on")
    if not case.received_on <= came_on <= clock.london_date():
        raise InvalidCommand("Evidence is received between the day of the request and today.", field="received_on")
    event = EvidenceAccepted(check=command.check, evidence=command.evidence, received_on=came_on)
    uow.cases.append(case, command.actor, clock.utc_now(), event)


def advise_entitlement(uow: UnitOfWork, clock: Clock, command: AssessEntitlement) -> Entitlement:
    """What the table says of these facts; nothing is kept. Raises InvalidCommand for facts that cannot be."""
    case = uow.cases.load(command.case)
    concerns = concerns_elsewhere(uow.session, command.case, case.links)
    return entitlement(_facts(uow, clock, case, command, concerns))


def assess_entitlement(uow: UnitOfWork, clock: Clock, command: AssessEntitlement) -> Entitlement:
    """Keep whether the requester may ask. Going on against the table needs a reason that is written down.

    One that lifts what protects somebody is kept once a second person agrees.
    """
    case = uow.cases.load(command.case)
    require(case, Action.ASSESS_ENTITLEMENT, command.actor)
    if command.asker not in ASKERS_FOR[case.capacity]:
        raise InvalidCommand("Nobody who asks in this capacity can be that.")
    concerns = concerns_elsewhere(uow.session, command.case, case.links)
    facts = _facts(uow, clock, case, command, concerns)
    found, at, lifted = entitlement(facts), clock.utc_now(), facts.safety.lifts(case.safety)
    overridden = _require_reasons(command, found, concerns, lifted)
    words = "\n\n".join(filter(None, map(str.strip, (command.considered, command.stand, command.lifting))))
    record = uow.people.add_record(command.case, "entitlement", found.rule, words, by=command.actor.key, at=at)
    event = EntitlementAssessed(
        outcome=found.outcome,
        rule=found.rule,
        asker=facts.asker,
        competence=facts.competence,
        evidence=facts.evidence,
        child_view=facts.child_view,
        protected_address=facts.safety.protected_address,
        court_order=facts.safety.court_order,
        overridden=overridden,
        record=record,
        weighed=tuple(concern.reference for concern in concerns),
        lifted=lifted,
    )
    if lifted:
        asked = SecondPersonAsked(step=Step.LIFTING, effects=as_json((event,)), needed=LIFTING_NEEDS, record=record)
        uow.cases.append(case, command.actor, at, asked)
    else:
        uow.cases.append(case, command.actor, at, event)
    return found


def _require_reasons(
    command: AssessEntitlement,
    found: Entitlement,
    concerns: Collection[Concern],
    lifted: tuple[SafetyCheck, ...],
) -> bool:
    """Whether somebody goes on against the table, which needs its reasons, as what lifts a concern does."""
    overridden = command.overrides and found.outcome is not EntitlementOutcome.PROCEED
    if overridden and not found.may_be_overridden:
        raise InvalidCommand(found.reason, field="asker")
    if not command.considered.strip() and (overridden or command.asker is not Asker.SUBJECT):
        raise InvalidCommand("Write down what you took into account: it is kept with the case.")
    if overridden and concerns and not command.stand.strip():
        raise InvalidCommand("Write down why it is safe to go on: it is kept with the case.", field="stand")
    if lifted and not command.lifting.strip():
        raise InvalidCommand(
            f"This lifts {' and '.join(map(SAFETY_WORDS.__getitem__, lifted))} recorded before: write down why.",
            field="lifting",
        )
    return overridden


def _facts(
    uow: UnitOfWork, clock: Clock, case: Case, command: AssessEntitlement, concerns: Iterable[Concern]
) -> EntitlementFacts:
    if why_not := command.safety.why_not(command.asker):
        raise InvalidCommand(why_not, field="protected_address")
    authority = case.checks.get(Check.AUTHORITY)
    evidence = authority.evidence if authority is not None else None
    return EntitlementFacts(
        asker=command.asker,
        age=age_on(uow.people.subject_of(command.case).date_of_birth, clock.london_date()),
        is_deceased=command.is_deceased,
        competence=command.competence,
        evidence=AuthorityEvidence.NONE if evidence is None else AUTHORITY_SHOWN[evidence],
        child_view=command.child_view,
        safety=command.safety,
        carried=carried(concerns),
    )
