"""Deciding what is withheld: by person, by mark, by whole document; by hand see `withholding`."""

from __future__ import annotations

from dataclasses import replace

from requests_.clock import Clock
from requests_.errors import Conflict, InvalidCommand
from requests_.ids import CaseId
from requests_.model.case import Case
from requests_.model.commands import CaseCommand
from requests_.model.consents import ConsentAnswer, newest_for
from requests_.model.contact_details import CONTACT_KINDS, LOOK_FIRST, ONE_BY_ONE, contact_values
from requests_.model.events.base import DocumentOutcome
from requests_.model.events.reviewing import (
    DocumentDecided,
    MarksDecided,
    RedactionsProposed,
    SubmittedForSignOff,
)
from requests_.model.exemptions import EXEMPTIONS, ExemptionUse, in_regime, require_use
from requests_.model.gates import health_fault
from requests_.model.lifecycle import Action, require
from requests_.model.looked_first import look_first
from requests_.model.other_people import (
    NOBODY,
    OWN_ROLES,
    OtherPerson,
    ShowGround,
    show_ruling,
    show_words,
    unrecorded_fault,
)
from requests_.model.review import why_not_asked_for
from requests_.model.review_commands import DecideDocument, DecideMarks, DecidePerson, RecordProposals
from requests_.model.rights import Regime
from requests_.model.sources import Band, ReadState
from requests_.model.staff import SYSTEM
from requests_.store.documents import DecidedMark
from requests_.store.queries.concerns import protects_address
from requests_.store.queries.other_people import people_used
from requests_.store.released import look_at_released
from requests_.store.session import UnitOfWork

_WITHHOLD, _DISCLOSE = "withhold", "disclose"
NOT_FOR_THAT = (
    "The name of somebody who acted in their work is shown (DPA 2018 Sch. 2 para. 17), and so is what is the "
    "requester's own: choose the other reason for which this is withheld."
)


def record_proposals(uow: UnitOfWork, clock: Clock, command: RecordProposals) -> None:
    """Keep what was proposed over the bundle. Nothing is decided by it: people decide."""
    case = uow.cases.load(command.case)
    if case.proposals_made or case.pending_sources or uow.documents.unread(command.case):
        return
    found = uow.documents.of_case(command.case)
    if any(document.read_sha256 and document.key not in command.marks for document in found):
        return  # Something was read while these were worked out: its own proposing comes after it.
    require(case, Action.RECORD_PROPOSALS, SYSTEM)
    keys = uow.people.add_people(command.case, command.unknown_people)
    regimes, sources = uow.searches.regimes(), {document.key: document.source for document in found}
    for document, marks in command.marks.items():
        regime = regimes[sources[document]]
        # Somebody unknown keeps, or gets, a key of their own: numbers start again at every proposing.
        # A ground of the UK GDPR stands for its like where the document is held under Part 3.
        named = tuple(
            replace(mark, person=keys.get(mark.person, mark.person), reason=in_regime(mark.reason, regime))
            for mark in marks
        )
        uow.documents.replace_proposals(command.case, document, named)
    for one in found:
        is_sure = one.band == Band.MATCH and one.read_state is ReadState.READ
        asks = look_first(one.category, (mark.kind for mark in command.marks.get(one.key, ())))
        if one.outcome is None and is_sure and asks is None:
            uow.documents.decide(command.case, one.key, DocumentOutcome.INCLUDE, "")
    proposed = [mark for marks in command.marks.values() for mark in marks]
    event = RedactionsProposed(
        documents=len(command.marks),
        marks=len(proposed),
        referred=sum(mark.disposition == "refer" for mark in proposed),
    )
    uow.cases.append(case, SYSTEM, clock.utc_now(), event)


def decide_person(uow: UnitOfWork, clock: Clock, command: DecidePerson) -> int:
    """Decide every mark of one person over the whole bundle, for a reason that is kept; returns how many.

    Raises InvalidCommand, with the rule's own sentence, while the record is not what the ground asks for.
    """
    case = uow.cases.load(command.case)
    require(case, Action.DECIDE, command.actor)
    marks = [mark for mark in uow.documents.marks(command.case) if mark.person == command.person and mark.is_mention]
    if not marks:
        raise InvalidCommand("Nothing in this case is marked for this person.")
    settle = _withheld_for if command.withhold else _shown_by
    reason, words = settle(uow, case, command, marks)
    person, at = command.person or NOBODY, clock.utc_now()
    decision = _WITHHOLD if command.withhold else _DISCLOSE
    if command.withhold:
        decided = uow.documents.decide_person(command.case, command.person, decision, command.actor.key, at)
    else:
        keys = tuple(mark.key for mark in _shown_at_once(uow, case, command, marks))
        decided = uow.documents.decide_marks(command.case, keys, decision, command.actor.key, at)
    event = MarksDecided(
        withheld=decided if command.withhold else 0,
        disclosed=0 if command.withhold else decided,
        person=person,
        reason=reason,
        record=uow.people.add_record(command.case, person, reason, words, by=command.actor.key, at=at),
    )
    after = uow.cases.append(case, command.actor, at, event)
    if command.withhold:
        look_at_released(uow, after, at)
    return decided


def decide_marks(uow: UnitOfWork, clock: Clock, command: DecideMarks) -> int:
    """Decide single marks; returns how many. Nobody else's is shown before it is written down why they may be."""
    case = uow.cases.load(command.case)
    require(case, Action.DECIDE, command.actor)
    wanted = set(command.marks)
    chosen = [mark for mark in uow.documents.marks(command.case) if mark.key in wanted]
    if not chosen:
        raise InvalidCommand("Choose at least one mark.")
    reason = _mark_reason(uow, case, command, chosen)
    contacts = {} if command.withhold else contact_values(chosen)
    if contacts and protects_address(uow.session, case) and (len(contacts) > 1 or not command.record.strip()):
        raise InvalidCommand(ONE_BY_ONE, field="record")
    decision, at = _WITHHOLD if command.withhold else _DISCLOSE, clock.utc_now()
    uow.documents.decide_marks(command.case, command.marks, decision, command.actor.key, at)
    person = NOBODY if reason else ""
    event = MarksDecided(
        withheld=len(chosen) if command.withhold else 0,
        disclosed=0 if command.withhold else len(chosen),
        person=person,
        reason=reason,
        record=uow.people.add_record(command.case, person, reason, command.record, by=command.actor.key, at=at),
    )
    after = uow.cases.append(case, command.actor, at, event)
    if command.withhold:
        look_at_released(uow, after, at)
    return len(chosen)


def decide_document(uow: UnitOfWork, clock: Clock, command: DecideDocument) -> None:
    """Decide whether a whole document goes into the pack."""
    case = uow.cases.load(command.case)
    require(case, Action.DECIDE, command.actor)
    document = uow.documents.get(command.case, command.document)
    if command.outcome is DocumentOutcome.INCLUDE and document.read_state is not ReadState.READ:
        raise InvalidCommand(
            "A document that could not be read cannot be disclosed: attach a scan, or decide otherwise."
        )
    reason, record, at = "", "", clock.utc_now()
    if command.outcome is DocumentOutcome.WITHHOLD:
        reason = command.reason
        require_use(_use(reason, uow.searches.regimes()[document.source], case, command))
        record = uow.people.add_record(command.case, document.key, reason, command.record, by=command.actor.key, at=at)
    if command.outcome is DocumentOutcome.NOT_ASKED_FOR:
        reason = why_not_asked_for(case.scope, document.category, document.dated_on)
    uow.documents.decide(command.case, command.document, command.outcome, reason)
    event = DocumentDecided(document=command.document, outcome=command.outcome, reason=reason, record=record)
    after = uow.cases.append(case, command.actor, at, event)
    if command.outcome is not DocumentOutcome.INCLUDE:
        look_at_released(uow, after, at)


def submit_for_sign_off(uow: UnitOfWork, clock: Clock, command: CaseCommand) -> None:
    """Ask a second person to check: refused while anything is undecided."""
    case = uow.cases.load(command.case)
    require(case, Action.SUBMIT_FOR_SIGN_OFF, command.actor)
    still = uow.documents.open_decisions(command.case)
    if still.marks or still.documents:
        raise Conflict(
            f"Not decided yet: {still.marks} marks and {still.documents} documents. Decide them, then submit again."
        )
    marks = uow.documents.marks(command.case)
    included = [d for d in uow.documents.of_case(command.case) if d.outcome is DocumentOutcome.INCLUDE]
    fault = unrecorded_fault(people_used(uow.session, command.case), case.other_people) or health_fault(
        {d.key: d.category for d in included}, case.health, clock.london_date()
    )
    if fault is not None:
        raise Conflict(fault)
    event = SubmittedForSignOff(documents=len(included), withheld=sum(mark.decision == _WITHHOLD for mark in marks))
    uow.cases.append(case, command.actor, clock.utc_now(), event)


def open_decisions_of(uow: UnitOfWork, case: CaseId) -> tuple[int, int]:
    """How many marks and how many documents are still undecided."""
    still = uow.documents.open_decisions(case)
    return still.marks, still.documents


def _use(code: str, regime: Regime, case: Case, command: DecideDocument | DecidePerson) -> ExemptionUse:
    return ExemptionUse(code=code, regime=regime, capacity=case.capacity, actor=command.actor, record=command.record)


def _withheld_for(uow: UnitOfWork, case: Case, command: DecidePerson, marks: list[DecidedMark]) -> tuple[str, str]:
    """The ground each mark is withheld for under the law of its document, checked; the first, and what is kept."""
    regimes = uow.searches.regimes()
    held_under = {document.key: regimes[document.source] for document in uow.documents.of_case(case.key)}
    reasons = {}
    for mark in marks:
        if not command.reason and mark.reason not in EXEMPTIONS:
            raise InvalidCommand(NOT_FOR_THAT, field="reason")
        reasons[mark.document] = in_regime(command.reason or mark.reason, held_under[mark.document])
        require_use(_use(reasons[mark.document], held_under[mark.document], case, command))
    if command.reason:
        uow.documents.set_reasons(case.key, command.person, reasons)
    return next(iter(reasons.values())), command.record


def _shown_by(uow: UnitOfWork, case: Case, command: DecidePerson, _: list[DecidedMark]) -> tuple[str, str]:
    """The ruling the person may be shown by, and what is kept. What is the requester's own needs neither."""
    if _roles(uow, case).get(command.person) in OWN_ROLES:
        return "", command.record
    if command.ground is None:
        raise InvalidCommand("Select why this person's information may be shown.", field="ground")
    asked = newest_for(case.consents, command.person)
    if command.ground is ShowGround.AGREED and asked is not None and asked.answer is ConsentAnswer.REFUSES:
        raise InvalidCommand("They said no: choose another ground, or record what they say now.", field="ground")
    ruling = show_ruling(command.ground, command.factors, command.record)
    return ruling.rule, show_words(command.factors, command.record)


def _shown_at_once(uow: UnitOfWork, case: Case, command: DecidePerson, marks: list[DecidedMark]) -> list[DecidedMark]:
    """The marks that one press shows: no address that is not listed first, and none at all while one is protected."""
    contacts = contact_values(marks)
    if contacts and protects_address(uow.session, case):
        others = [mark for mark in marks if mark.kind not in CONTACT_KINDS]
        if not others and not command.person:
            raise InvalidCommand(ONE_BY_ONE, field="person")
        return others
    if _roles(uow, case).get(command.person) not in OWN_ROLES and not contacts.keys() <= command.seen:
        raise InvalidCommand(LOOK_FIRST, field="person")
    return marks


def _mark_reason(uow: UnitOfWork, case: Case, command: DecideMarks, chosen: list[DecidedMark]) -> str:
    """Why marks that point to nobody known are decided so, to be kept; "" when that was written down before."""
    roles = _roles(uow, case)
    others = {m.person or NOBODY for m in chosen if m.is_of_person and roles.get(m.person) not in OWN_ROLES}
    known = {other: case.other_people.get(other, OtherPerson()) for other in others}
    if not command.withhold and any(not one.shown_by for other, one in known.items() if other != NOBODY):
        raise InvalidCommand("Write down first why this person's information may be shown: on the page of people.")
    nobody = known.get(NOBODY)
    if nobody is None or (
        not command.record.strip() and (nobody.withheld_for if command.withhold else nobody.shown_by)
    ):
        return ""
    if not command.record.strip():
        raise InvalidCommand("Write down why: some of these point to nobody known.", field="record")
    return next(m.reason for m in chosen if m.is_of_person and not m.person) if command.withhold else "EX-T6"


def _roles(uow: UnitOfWork, case: Case) -> dict[str, str]:
    return {person.key: person.role.value for person in uow.people.people_of(case.key)}
