"""Linking cases that belong together, and closing a request that came twice into the earlier one."""

from __future__ import annotations

from datetime import datetime

from requests_.clock import Clock
from requests_.errors import Conflict, InvalidCommand, NotFound
from requests_.ids import CaseId, normal_reference
from requests_.model.case import Case
from requests_.model.events.agreeing import SecondPersonAsked, Step
from requests_.model.events.linking import CasesLinked, CasesUnlinked, DuplicateJoined, JoinedToEarlier
from requests_.model.guards import has_no_proposal
from requests_.model.handling import given_reason
from requests_.model.lifecycle import Action, require
from requests_.model.links import JoinDuplicate, LinkCases, LinkKind, UnlinkCases, is_same_requester, likeness
from requests_.model.people import DataSubject, Requester
from requests_.model.second_persons import LIFTING_NEEDS
from requests_.model.staff import Actor
from requests_.model.waiting_letters import as_json
from requests_.store.queries.concerns import concerns_elsewhere
from requests_.store.session import UnitOfWork


def link_cases(uow: UnitOfWork, clock: Clock, command: LinkCases) -> None:
    """Link two cases, in the history of both. Raises NotFound for one that does not open for the actor."""
    case, other = _both(uow, command.case, command.reference, command.actor, Action.LINK_CASES)
    if command.link is LinkKind.DUPLICATE:
        raise InvalidCommand("Say whether it is the same person or the same family.", field="link")
    if uow.cases.reference_of(other.key) in case.links:
        raise Conflict("These cases are linked already.")
    at, references = clock.utc_now(), _references(uow, case, other)
    for one, reference in ((case, references[1]), (other, references[0])):
        uow.cases.append(one, command.actor, at, CasesLinked(reference=reference, link=command.link))


def unlink_cases(uow: UnitOfWork, clock: Clock, command: UnlinkCases) -> bool:
    """Take a link away, in both cases, but one that joined two requests. Returns whether a second person must agree.

    They have to where either request learns by the link what the other records about safety (WHO-14).
    """
    case, other = _both(uow, command.case, command.reference, command.actor, Action.LINK_CASES)
    references, at = _references(uow, case, other), clock.utc_now()
    if case.links.get(references[1]) in (None, LinkKind.DUPLICATE):
        raise Conflict("There is no link that could be taken away.")
    if _tells_of_safety(uow, case, other):
        _ask_second_person(uow, case, command, CasesUnlinked(reference=references[1]), at)
        return True
    for one, reference in ((case, references[1]), (other, references[0])):
        uow.cases.append(one, command.actor, at, CasesUnlinked(reference=reference))
    return False


def _tells_of_safety(uow: UnitOfWork, case: Case, other: Case) -> bool:
    """Whether either of two linked requests is told of a concern that the other records."""
    return any(
        concern.case == there.key
        for here, there in ((case, other), (other, case))
        for concern in concerns_elsewhere(uow.session, here.key, here.links)
    )


def _ask_second_person(uow: UnitOfWork, case: Case, command: UnlinkCases, effect: CasesUnlinked, at: datetime) -> None:
    if waits := has_no_proposal(case, command.actor):
        raise Conflict(waits)
    reason = given_reason(command.reason, "This link carries a protection: write down why it is taken away.")
    record = uow.people.add_record(case.key, "unlinking", "", reason, by=command.actor.key, at=at)
    asked = SecondPersonAsked(step=Step.UNLINKING, effects=as_json((effect,)), needed=LIFTING_NEEDS, record=record)
    uow.cases.append(case, command.actor, at, asked)


def join_duplicate(uow: UnitOfWork, clock: Clock, command: JoinDuplicate) -> None:
    """Close a request into the earlier one that asks for the same: the record of both stays, the earlier clock counts.

    Raises Conflict unless the same person asked for the same right about the same person, and both cases are open.
    """
    case, earlier = _both(uow, command.case, command.reference, command.actor, Action.JOIN_DUPLICATE)
    require(earlier, Action.TAKE_DUPLICATE, command.actor)
    if case.right is not earlier.right:
        raise Conflict("They do not ask for the same: each is answered.")
    own, first = _references(uow, case, earlier)
    if (earlier.received_on, first) > (case.received_on, own):
        raise Conflict("The other request came later: close that one into this one, so that the earlier clock counts.")
    alike = likeness(*_people(uow, case), *_people(uow, earlier))
    if alike is None or alike.link is not LinkKind.SAME_PERSON:
        raise Conflict("Nothing shows that they are about the same person: compare the UPN, or name and date of birth.")
    if not is_same_requester(_people(uow, case)[1], _people(uow, earlier)[1]):
        raise Conflict("Two people asked: each is answered.")
    at = clock.utc_now()
    uow.outbox.withdraw_all(case.key, at)
    uow.cases.append(case, command.actor, at, JoinedToEarlier(reference=first, joined_on=clock.london_date()))
    uow.cases.append(earlier, command.actor, at, DuplicateJoined(reference=own))


def _both(uow: UnitOfWork, key: CaseId, typed: str, actor: Actor, action: Action) -> tuple[Case, Case]:
    case = uow.cases.load(key)
    require(case, action, actor)
    reference = normal_reference(typed)
    other = None if reference is None else uow.cases.with_reference(reference)
    if other is None or not uow.desk.need_to_know(other, actor.key).opens_for(actor):
        raise NotFound("There is no case with this reference that is open to you.")
    if other == key:
        raise InvalidCommand("That is this case itself.", field="reference")
    return case, uow.cases.load(other)


def _references(uow: UnitOfWork, case: Case, other: Case) -> tuple[str, str]:
    return uow.cases.reference_of(case.key), uow.cases.reference_of(other.key)


def _people(uow: UnitOfWork, case: Case) -> tuple[DataSubject, Requester]:
    return uow.people.subject_of(case.key), uow.people.requester_of(case.key)
