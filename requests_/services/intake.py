"""Receiving a request: the clock's first day is fixed here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.clock import Clock
from requests_.deadlines.law_texts import GDPR_ON
from requests_.errors import InvalidCommand, NotAllowed, NotFound
from requests_.ids import CaseId, new_id
from requests_.model.addressee import CopyGoesTo
from requests_.model.commands import LogRequest, SubmitRequest
from requests_.model.correspondence import LetterKind
from requests_.model.events.base import Channel
from requests_.model.events.receiving import RequestReceived
from requests_.model.people import CasePerson, DataSubject, PersonRole, Requester, name_key
from requests_.model.rights import Right
from requests_.model.staff import SYSTEM, Actor, ActorKind, Permission
from requests_.store.cases import due_on_or_none
from requests_.store.full_text import TextKind
from requests_.store.logging_tables import CaseOriginal, LoggedDraft
from requests_.store.people import details_of
from requests_.store.row_seals import ASKED, digest_of, seal_over
from requests_.store.session import UnitOfWork


@dataclass(frozen=True, slots=True)
class Received:
    """What the requester is told at once."""

    case: CaseId
    reference: str
    due_on: date | None


def receive_submission(uow: UnitOfWork, clock: Clock, command: SubmitRequest) -> Received:
    """Open a case. The same form sent twice opens one case, and is answered alike both times."""
    case = CaseId(new_id())
    return _receive(uow, clock, command, case=case, actor=Actor(ActorKind.REQUESTER, case))


def log_request(uow: UnitOfWork, clock: Clock, command: LogRequest) -> Received:
    """Open the case of a draft, on the day the request truly came, with its original. Logged twice, it is one case."""
    if not command.actor.may(Permission.LOG_REQUEST):
        raise NotAllowed("Your role does not allow this. Ask an administrator if it should.")
    draft = uow.session.get(LoggedDraft, command.draft)
    is_part = draft is not None and bool(draft.answers.get("split_from"))
    if command.request.channel is Channel.ONLINE and not is_part:
        raise InvalidCommand("Requests by the form log themselves. Say how this one came.", field="channel")
    if draft is None and uow.cases.opened_by(command.request.form_token) is None:
        raise NotFound("This draft is not there any more: it was thrown away.")
    received = _receive(uow, clock, command.request, case=CaseId(command.draft), actor=command.actor)
    if draft is not None:
        if draft.sha256:
            uow.session.add(CaseOriginal(case_id=received.case, sha256=draft.sha256, file_name=draft.file_name))
        uow.session.delete(draft)
    return received


def _receive(uow: UnitOfWork, clock: Clock, command: SubmitRequest, *, case: CaseId, actor: Actor) -> Received:
    uow.cases.hold_form(command.form_token)
    known = uow.cases.opened_by(command.form_token)
    if known is not None:
        return _received(uow, known)
    today = clock.london_date()
    received_on = command.received_on or today
    if received_on > today:
        raise InvalidCommand("The day a request was received cannot be in the future.", field="received_on")
    if received_on < GDPR_ON:
        raise InvalidCommand(
            f"The law of these requests is in force since {GDPR_ON:%-d %B %Y}: nothing received before can be logged. "
            "Correct the day.",
            field="received_on",
        )
    _require_possible(command, received_on)
    at = clock.utc_now()
    details = details_of(case, command.subject, command.requester, command.wording, command.asked, command.addressee)
    vouching = seal_over(case, digest_of(ASKED, details))
    reference = uow.cases.new_reference(received_on.year)
    event = _event_of(command, received_on, reference, vouching.id)
    opened = uow.cases.open(case, reference=reference, form_token=command.form_token, event=event, actor=actor, at=at)
    uow.session.add(vouching)
    uow.people.add_request(details)
    _keep_words(uow, case, command)
    kind = LetterKind.COMPLAINT_ACKNOWLEDGEMENT if command.right is Right.COMPLAINT else LetterKind.ACKNOWLEDGEMENT
    message = uow.people.add_message(case, kind, at)
    uow.letters.send(opened, SYSTEM, at, message, has_address=bool(command.requester.email.strip()))
    return _received(uow, case)


def _event_of(command: SubmitRequest, received_on: date, reference: str, row_seal: str) -> RequestReceived:
    return RequestReceived(
        right=command.right,
        regime=command.regime,
        capacity=command.capacity,
        channel=command.channel,
        received_on=received_on,
        categories=command.scope.categories,
        from_on=command.scope.from_on,
        until_on=command.scope.until_on,
        dated=command.scope.dated,
        copy_goes_to=command.copy_goes_to,
        reference=reference,
        row_seal=row_seal,
    )


def _keep_words(uow: UnitOfWork, case: CaseId, command: SubmitRequest) -> None:
    uow.full_text.put(case, TextKind.REQUEST, command.wording)
    uow.people.add_people(case, _first_people(command.subject, command.requester))
    if not command.requester.is_mailbox_private:
        uow.admission.need_word(case, command.entry_word)


def _require_possible(command: SubmitRequest, received_on: date) -> None:
    """Refuse days that cannot be: a period that ends before it begins, somebody born after they were asked about."""
    if (command.addressee is None) != (command.copy_goes_to is CopyGoesTo.REQUESTER):
        raise InvalidCommand("Name the person whom the copy goes to, or nobody.", field="addressee")
    if command.scope.fault is not None:
        field, says = command.scope.fault
        raise InvalidCommand(f"{says}.", field=field)
    born = command.subject.date_of_birth
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
    if name_key(requester.name) == name_key(subject.full_name):
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
