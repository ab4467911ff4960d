"""Deciding what is withheld: by person, by mark, by word, by whole document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from redaction.read_form import load
from requests_.clock import Clock
from requests_.errors import Conflict, InvalidCommand
from requests_.ids import CaseId
from requests_.model.case import Case
from requests_.model.commands import (
    CaseCommand,
    DecideDocument,
    DecideMarks,
    DecidePerson,
    ProposedMark,
    RecordHealth,
    RecordProposals,
    WithholdWords,
)
from requests_.model.events import (
    DocumentDecided,
    DocumentOutcome,
    HealthRecorded,
    MarksAdded,
    MarksDecided,
    RedactionsProposed,
    SubmittedForSignOff,
)
from requests_.model.exemptions import EXEMPTIONS, ExemptionUse, in_regime
from requests_.model.exemptions import why_not as exemption_fault
from requests_.model.gates import HealthGround, health_fault, is_health
from requests_.model.lifecycle import Action, require
from requests_.model.review import occurrences_of
from requests_.model.rights import Regime
from requests_.model.sources import Band, ReadState
from requests_.model.staff import SYSTEM, Actor
from requests_.store.documents import CaseDocument
from requests_.store.session import UnitOfWork

_WITHHOLD, _DISCLOSE = "withhold", "disclose"


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
        if one.outcome is None and one.band == Band.MATCH and one.read_state is ReadState.READ:
            uow.documents.decide(command.case, one.key, DocumentOutcome.INCLUDE, "")
    proposed = [mark for marks in command.marks.values() for mark in marks]
    event = RedactionsProposed(
        documents=len(command.marks),
        marks=len(proposed),
        referred=sum(mark.disposition == "refer" for mark in proposed),
    )
    uow.cases.append(case, SYSTEM, clock.utc_now(), event)


def decide_person(uow: UnitOfWork, clock: Clock, command: DecidePerson) -> int:
    """Decide every mark of one person over the whole bundle; returns how many."""
    case = uow.cases.load(command.case)
    require(case, Action.DECIDE, command.actor)
    decision, at = _WITHHOLD if command.withhold else _DISCLOSE, clock.utc_now()
    decided = uow.documents.decide_person(command.case, command.person, decision, command.actor.key, at)
    if not decided:
        raise InvalidCommand("Nothing in this case is marked for this person.")
    event = MarksDecided(
        withheld=decided if command.withhold else 0,
        disclosed=0 if command.withhold else decided,
        person=command.person,
    )
    uow.cases.append(case, command.actor, at, event)
    return decided


def decide_marks(uow: UnitOfWork, clock: Clock, command: DecideMarks) -> int:
    """Decide single marks; returns how many."""
    case = uow.cases.load(command.case)
    require(case, Action.DECIDE, command.actor)
    decision, at = _WITHHOLD if command.withhold else _DISCLOSE, clock.utc_now()
    decided = uow.documents.decide_marks(command.case, command.marks, decision, command.actor.key, at)
    if not decided:
        raise InvalidCommand("Choose at least one mark.")
    event = MarksDecided(withheld=decided if command.withhold else 0, disclosed=0 if command.withhold else decided)
    uow.cases.append(case, command.actor, at, event)
    return decided


def withhold_words(uow: UnitOfWork, clock: Clock, command: WithholdWords) -> int:
    """Mark and withhold words wherever they stand in the bundle; returns how often they do."""
    case = uow.cases.load(command.case)
    require(case, Action.DECIDE, command.actor)
    words = " ".join(command.words.split())
    if len(words) < 2:
        raise InvalidCommand("Type the words to withhold: two letters at least.")
    if command.reason not in EXEMPTIONS:
        raise InvalidCommand("Choose a reason from the list of exemptions.")
    at, added, regimes = clock.utc_now(), 0, uow.searches.regimes()
    for document in uow.documents.of_case(command.case):
        regime = regimes[document.source]
        reason = in_regime(command.reason, regime)
        found = _marks_for(uow, document, words, reason)
        if found:
            _require_use(reason, regime, case, command.actor, command.record)
        uow.documents.replace_proposals(command.case, document.key, found)
        added += len(found)
    if not added:
        raise InvalidCommand("These words stand nowhere in the documents of this case.")
    record = uow.people.add_record(command.case, "words", command.reason, command.record, by=command.actor.key, at=at)
    marks = uow.documents.marks(command.case)
    ours = tuple(mark.key for mark in marks if mark.kind == "words" and _is_same(mark.text, words))
    uow.documents.decide_marks(command.case, ours, _WITHHOLD, command.actor.key, at)
    uow.cases.append(case, command.actor, at, MarksAdded(marks=added, reason=command.reason, record=record))
    return added


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
        _require_use(reason, uow.searches.regimes()[document.source], case, command.actor, command.record)
        record = uow.people.add_record(command.case, document.key, reason, command.record, by=command.actor.key, at=at)
    uow.documents.decide(command.case, command.document, command.outcome, reason)
    event = DocumentDecided(document=command.document, outcome=command.outcome, reason=reason, record=record)
    uow.cases.append(case, command.actor, at, event)


def record_health(uow: UnitOfWork, clock: Clock, command: RecordHealth) -> int:
    """Record what lets documents about health pass, or keeps them; returns how many (DPA 2018 Sch. 3 para. 6)."""
    case = uow.cases.load(command.case)
    require(case, Action.RECORD_HEALTH, command.actor)
    documents = [uow.documents.get(command.case, key) for key in command.documents]
    _require_health(command, documents, clock.london_date())
    at = clock.utc_now()
    events = [
        HealthRecorded(
            document=document.key,
            ground=command.ground,
            opinion_on=command.opinion_on,
            record=uow.people.add_record(
                command.case, document.key, "S3P6_HEALTH_GATE", command.record, by=command.actor.key, at=at
            ),
        )
        for document in documents
    ]
    uow.cases.append(case, command.actor, at, *events)
    return len(events)


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
    fault = health_fault({d.key: d.category for d in included}, case.health, clock.london_date())
    if fault is not None:
        raise Conflict(fault)
    event = SubmittedForSignOff(documents=len(included), withheld=sum(mark.decision == _WITHHOLD for mark in marks))
    uow.cases.append(case, command.actor, clock.utc_now(), event)


def open_decisions_of(uow: UnitOfWork, case: CaseId) -> tuple[int, int]:
    """How many marks and how many documents are still undecided."""
    still = uow.documents.open_decisions(case)
    return still.marks, still.documents


def _require_use(code: str, regime: Regime, case: Case, actor: Actor, record: str) -> None:
    use = ExemptionUse(code=code, regime=regime, capacity=case.capacity, actor=actor, record=record)
    fault = exemption_fault(use)
    if fault is not None:
        raise InvalidCommand(fault, field="reason")


def _require_health(command: RecordHealth, documents: list[CaseDocument], today: date) -> None:
    if not documents or not all(is_health(document.category) for document in documents):
        raise InvalidCommand("Choose at least one document about health.", field="documents")
    if not command.record.strip():
        raise InvalidCommand("Write down whose opinion it is, or how you know that the person knows it.")
    is_opinion = command.ground is not HealthGround.ALREADY_KNOWN
    if is_opinion and command.opinion_on is None:
        raise InvalidCommand("Enter the day the health professional gave their opinion.", field="opinion_on")
    if is_opinion and command.opinion_on is not None and command.opinion_on > today:
        raise InvalidCommand("The day of an opinion cannot be in the future.", field="opinion_on")


def _is_same(text: str, words: str) -> bool:
    return " ".join(text.split()).casefold() == words.casefold()


def _marks_for(uow: UnitOfWork, document: CaseDocument, words: str, reason: str) -> tuple[ProposedMark, ...]:
    if not document.read_sha256:
        return ()
    texts = [unit.text for unit in load(uow.vault.get(document.read_sha256)).units]
    return tuple(
        ProposedMark(
            unit=found.unit,
            start=found.start,
            end=found.end,
            kind="words",
            text=found.text,
            person="",
            disposition=_WITHHOLD,
            reason=reason,
            why="A reviewer marked these words.",
            score=1.0,
        )
        for found in occurrences_of(words, texts)
    )
