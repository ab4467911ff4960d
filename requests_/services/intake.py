"""Receiving a request: the clock's first day is fixed here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.clock import Clock
from requests_.errors import InvalidCommand
from requests_.ids import CaseId, new_id
from requests_.model.commands import SubmitRequest
from requests_.model.events import RequestReceived
from requests_.model.people import CasePerson, DataSubject, PersonRole, Requester
from requests_.model.staff import Actor, ActorKind
from requests_.store.cases import due_on_or_none
from requests_.store.session import UnitOfWork


@dataclass(frozen=True, slots=True)
class Received:
    """What the requester is told at once."""

    case: CaseId
    reference: str
    due_on: date | None


def receive_submission(uow: UnitOfWork, clock: Clock, command: SubmitRequest) -> Received:
    """Open a case. The same form sent twice opens one case, and is answered alike both times."""
    known = uow.cases.opened_by(command.form_token)
    if known is not None:
        return _received(uow, known)
    today = clock.london_date()
    received_on = command.received_on or today
    if received_on > today:
        raise InvalidCommand("The day a request was received cannot be in the future.", field="received_on")
    _require_possible(command, received_on)
    case, at = CaseId(new_id()), clock.utc_now()
    reference = uow.cases.next_reference(received_on.year)
    # Getting a reference waits for whoever is getting one: the same form, sent twice at once, is seen here.
    known = uow.cases.opened_by(command.form_token)
    if known is not None:
        return _received(uow, known)
    event = RequestReceived(
        right=command.right,
        regime=command.regime,
        capacity=command.capacity,
        channel=command.channel,
        received_on=received_on,
        categories=command.scope.categories,
        from_on=command.scope.from_on,
        until_on=command.scope.until_on,
    )
    actor = Actor(ActorKind.REQUESTER, case)
    uow.cases.open(case, reference=reference, form_token=command.form_token, event=event, actor=actor, at=at)
    uow.people.add_request(case, command.subject, command.requester, command.wording, command.asked)
    uow.people.add_people(case, _first_people(command.subject, command.requester))
    message = uow.people.add_message(case, "acknowledgement", at)
    uow.outbox.add("send_message", case, message, at, message=message)
    return _received(uow, case)


def _require_possible(command: SubmitRequest, received_on: date) -> None:
    """Refuse days that cannot be: a period that ends before it begins, somebody born after they were asked about."""
    scope, born = command.scope, command.subject.date_of_birth
    if scope.from_on is not None and scope.until_on is not None and scope.until_on < scope.from_on:
        raise InvalidCommand("The period asked for ends before it begins.", field="until_on")
    if born is not None and born > received_on:
        raise InvalidCommand("Nobody is born after the day the request was received.", field="date_of_birth")


def _received(uow: UnitOfWork, case: CaseId) -> Received:
    return Received(case, uow.cases.reference_of(case), due_on_or_none(uow.cases.load(case)))


def _first_people(subject: DataSubject, requester: Requester) -> tuple[CasePerson, ...]:
    about = CasePerson(
        key="subject",
        name=subject.full_name,
        role=PersonRole.SUBJECT,
        aliases=subject.other_names,
        emails=subject.emails,
        phones=subject.phones,
        addresses=subject.addresses,
        date_of_birth=subject.date_of_birth,
        upn=subject.upn,
    )
    if requester.name.casefold() == subject.full_name.casefold():
        return (about,)
    asking = CasePerson(
        key="requester",
        name=requester.name,
        role=PersonRole.REQUESTER,
        relation=requester.relation,
        emails=tuple(filter(None, (requester.email,))),
        phones=tuple(filter(None, (requester.phone,))),
        addresses=tuple(filter(None, (requester.address,))),
    )
    return (about, asking)
