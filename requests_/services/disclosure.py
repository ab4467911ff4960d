"""From a second person's approval to the requester's hands: these bytes and no others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from requests_.clock import Clock, london_date_of
from requests_.errors import Conflict, InvalidCommand
from requests_.ids import CaseId
from requests_.model.addressee import TO_ADDRESSEE, CopyGoesTo, SettleAddressee, told_of_release
from requests_.model.case import Case
from requests_.model.collecting import COPY_TYPES, collect_until, ending_of
from requests_.model.commands import CaseCommand, RecordPack, ReturnForReview
from requests_.model.correspondence import LetterKind
from requests_.model.events.answering import LookAgainSet
from requests_.model.events.base import DocumentOutcome
from requests_.model.events.receiving import AddresseeSettled
from requests_.model.events.reviewing import ReturnedForReview, SignedOff
from requests_.model.events.sending import PackAssembled, PackCollected, PackRejected, PackReleased, ResponseSent
from requests_.model.gates import health_fault
from requests_.model.lifecycle import Action, require
from requests_.model.looking_again import Matter
from requests_.model.promises import heard_by, owed_stores
from requests_.model.rights import Right
from requests_.model.staff import SYSTEM
from requests_.store.cases import due_on_or_none
from requests_.store.queries.looking_again import exemption_looks
from requests_.store.queries.protected import readable_protected
from requests_.store.queries.timeline import timeline_rows
from requests_.store.session import UnitOfWork

# The check that a pack fails whose tables were changed behind the portal's back.
CHANGED_SINCE = "what was approved was changed since"


@dataclass(frozen=True, slots=True)
class Collected:
    """What the requester takes away, or reads page by page, until a day; a file to take elsewhere has no pages."""

    sha256: str
    file_name: str
    pages: int
    until: date | None

    @property
    def media_type(self) -> str:
        """What the file is."""
        return COPY_TYPES[PurePosixPath(self.file_name).suffix]


def sign_off(uow: UnitOfWork, clock: Clock, command: CaseCommand) -> None:
    """Approve what was decided, as a second person; the pack is then built."""
    case = uow.cases.load(command.case)
    require(case, Action.SIGN_OFF, command.actor)
    found = readable_protected(uow.session, case, uow.vault.of(case.key).get)
    if found:
        raise Conflict(
            f"A protected address can be read on {len(found)} of the pages that would go out: the page of signing off "
            "names them. Send the case back, so that it is withheld there."
        )
    after = uow.cases.append(
        case, command.actor, clock.utc_now(), SignedOff(row_seal=uow.row_seals.seal_approved(command.case))
    )
    uow.outbox.add("assemble_pack", command.case, f"at-{after.version}", clock.utc_now())


def return_for_review(uow: UnitOfWork, clock: Clock, command: ReturnForReview) -> None:
    """Send the case back to its reviewers, with what to change; a pack of what they decided is not built any more."""
    at, by = clock.utc_now(), command.actor
    uow.outbox.withdraw("assemble_pack", command.case, at)
    case = uow.cases.load(command.case)
    require(case, Action.RETURN_FOR_REVIEW, by)
    if not command.changes.strip():
        raise InvalidCommand("Write what is to be changed: the reviewers read it.", field="changes")
    event = ReturnedForReview(
        record=uow.people.add_record(command.case, "sign_off", "", command.changes.strip(), by=by.key, at=at),
        withdrawn=uow.outbox.withdraw_failed("assemble_pack", command.case, at),
    )
    uow.cases.append(case, by, at, event)


def reassemble(uow: UnitOfWork, clock: Clock, command: CaseCommand) -> None:
    """Build the pack again after a check failed."""
    case = uow.cases.load(command.case)
    require(case, Action.REASSEMBLE_PACK, command.actor)
    uow.outbox.add("assemble_pack", command.case, f"at-{case.version}", clock.utc_now())


def record_pack(uow: UnitOfWork, clock: Clock, command: RecordPack) -> None:
    """Keep a pack that was built; one that failed a check can never be released."""
    case = uow.cases.load(command.case)
    require(case, Action.RECORD_PACK, SYSTEM)
    if not case.signed_off_by:
        raise Conflict("The case was sent back while its pack was being built.")
    if not uow.row_seals.is_as_approved(command.case, case.approved_seal):
        # Somebody changed the tables behind the portal's back: what was built is not what a second person approved.
        command = replace(command, sha256="", failed_check=CHANGED_SINCE)
    at = clock.utc_now()
    uow.documents.add_pack(command, at)
    if command.failed_check:
        uow.cases.append(case, SYSTEM, at, PackRejected(pack=command.pack, check=command.failed_check))
        return
    event = PackAssembled(pack=command.pack, sha256=command.sha256, pages=command.pages, documents=len(command.items))
    uow.cases.append(case, SYSTEM, at, event)


def release(uow: UnitOfWork, clock: Clock, command: CaseCommand) -> None:
    """Let the requester collect the pack, and tell them."""
    case = uow.cases.load(command.case)
    require(case, Action.RELEASE_PACK, command.actor)
    assert case.pack is not None
    if not uow.row_seals.is_as_approved(command.case, case.approved_seal):
        raise Conflict(
            "What was approved is not what stands in the case now: nothing can be sent. Ask whoever runs the portal "
            "for `rights audit verify`, and send the case back to be reviewed."
        )
    # An opinion is relied on when the information leaves, not when somebody typed it in.
    included = [d for d in uow.documents.of_case(command.case) if d.outcome is DocumentOutcome.INCLUDE]
    fault = health_fault({d.key: d.category for d in included}, case.health, clock.london_date())
    if fault is not None:
        raise Conflict(fault)
    # The bytes are read once more: a file that changed in the vault is refused here, before anybody is told.
    uow.vault.of(case.key).get(case.pack.sha256)
    at = clock.utc_now()
    goes_to = case.addressee.goes_to
    released = PackReleased(pack=case.pack.key, sha256=case.pack.sha256, copy_goes_to=goes_to)
    looks = exemption_looks(uow.session, command.case, clock.london_date())
    # A day that somebody chose for a reason stands before the one of the table.
    again = [
        LookAgainSet(matter=look.matter, reason=look.about, due_on=look.due_on)
        for look in looks
        if look.key not in case.looks
    ]
    events = (released, ResponseSent(sent_on=clock.london_date()), *again, *_promised(uow, clock, case))
    if goes_to is CopyGoesTo.REQUESTER and not uow.people.requester_of(case.key).email:
        # The pack itself is what is printed: it holds the letter that comes with it.
        message = uow.people.add_message(command.case, LetterKind.ACCESS_RESPONSE, at)
        uow.letters.send(case, command.actor, at, message, *events)
        return
    uow.cases.append(case, command.actor, at, *events)
    _tell(uow, clock, command.case, told_of_release(goes_to))


def _promised(uow: UnitOfWork, clock: Clock, case: Case) -> list[LookAgainSet]:
    """The day that the letter of a pack names for what is still to come."""
    follows = any(each.outcome is DocumentOutcome.TO_FOLLOW for each in uow.documents.of_case(case.key))
    if not follows and not owed_stores(case) and not case.following_answers:
        return []
    made = [row.at for row in timeline_rows(uow.session, case.key) if row.kind == PackAssembled.kind]
    written_on = london_date_of(max(made)) if made else clock.london_date()
    return [LookAgainSet(matter=Matter.PROMISED, due_on=heard_by(written_on, due_on_or_none(case)))]


def settle_addressee(uow: UnitOfWork, clock: Clock, command: SettleAddressee) -> None:
    """Keep whether the person whom the requester named may have the copy, and what was checked.

    After the release it is decided anew where the copy goes, and whoever may collect it from now on is told.
    """
    case = uow.cases.load(command.case)
    require(case, Action.SETTLE_ADDRESSEE, command.actor)
    if not command.considered.strip():
        raise InvalidCommand("Write down what you checked: it is kept with the case.", field="considered")
    is_file = case.right is Right.PORTABILITY
    if is_file and not command.may_receive and command.why_not is None:
        raise InvalidCommand("Select why it does not go straight to them: the letter says so.", field="why_not")
    at, by = clock.utc_now(), command.actor
    why_not = command.why_not if is_file and not command.may_receive else None
    record = uow.people.add_record(command.case, "addressee", "", command.considered, by=by.key, at=at)
    after = uow.cases.append(
        case, by, at, AddresseeSettled(may_receive=command.may_receive, record=record, why_not=why_not)
    )
    if after.pack is not None and after.pack.is_released and after.addressee.goes_to is not case.addressee.goes_to:
        goes_to = after.addressee.goes_to
        released = PackReleased(pack=after.pack.key, sha256=after.pack.sha256, copy_goes_to=goes_to)
        uow.cases.append(after, by, at, released)
        _tell(uow, clock, command.case, told_of_release(goes_to))


def _tell(uow: UnitOfWork, clock: Clock, case: CaseId, kinds: tuple[str, ...]) -> None:
    at, has_mail = clock.utc_now(), bool(uow.people.requester_of(case).email)
    for kind in kinds:
        # A requester without an address is told by whoever speaks with them, and not by a mail to nobody.
        if kind not in TO_ADDRESSEE and not has_mail:
            continue
        message = uow.people.add_message(case, kind, at)
        uow.outbox.add("send_message", case, message, at, message=message)


def copy_to_collect(uow: UnitOfWork, clock: Clock, command: CaseCommand) -> Collected:
    """The pack that lies ready. Raises Conflict when there is none, or when its time is over."""
    case = uow.cases.load(command.case)
    require(case, Action.COLLECT_PACK, command.actor)
    assert case.pack is not None
    until = None if case.last_answered_on is None else collect_until(case.last_answered_on)
    if until is not None and clock.london_date() > until:
        raise Conflict("The time to collect this copy is over. Telephone us, and we send it to you.")
    name = f"{uow.cases.reference_of(command.case)}{ending_of(case)}"
    return Collected(case.pack.sha256, name, case.pack.pages, until)


def record_collection(uow: UnitOfWork, clock: Clock, command: CaseCommand) -> Collected:
    """Keep that the requester took the pack, and say which bytes to give."""
    collected = copy_to_collect(uow, clock, command)
    case = uow.cases.load(command.case)
    assert case.pack is not None
    event = PackCollected(pack=case.pack.key, sha256=case.pack.sha256)
    uow.cases.append(case, command.actor, clock.utc_now(), event)
    return collected
