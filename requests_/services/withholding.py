"""Withholding by hand: words wherever they stand, a passage of one place, all of a page or section."""

from __future__ import annotations

from redaction.passages import EXTRACT, PAGE
from redaction.read_form import load
from requests_.clock import Clock
from requests_.errors import InvalidCommand
from requests_.ids import CaseId
from requests_.model.case import Case
from requests_.model.events.reviewing import MarksAdded
from requests_.model.exemptions import EXEMPTIONS, ExemptionUse, in_regime, require_use
from requests_.model.lifecycle import Action, require
from requests_.model.review import occurrences_of
from requests_.model.review_commands import ProposedMark, WithholdPart, WithholdWords
from requests_.model.rights import Regime
from requests_.store.document_rows import CaseDocument
from requests_.store.released import look_at_released
from requests_.store.session import UnitOfWork

_WITHHOLD = "withhold"


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
        found = _marks_for(uow, command.case, document, words, reason)
        if found:
            require_use(_use(reason, regime, case, command))
        uow.documents.replace_proposals(command.case, document.key, found)
        added += len(found)
    if not added:
        raise InvalidCommand("These words stand nowhere in the documents of this case.")
    record = uow.people.add_record(command.case, "words", command.reason, command.record, by=command.actor.key, at=at)
    marks = uow.documents.marks(command.case)
    ours = tuple(mark.key for mark in marks if mark.kind == "words" and _is_same(mark.text, words))
    uow.documents.decide_marks(command.case, ours, _WITHHOLD, command.actor.key, at)
    after = uow.cases.append(case, command.actor, at, MarksAdded(marks=added, reason=command.reason, record=record))
    look_at_released(uow, after, at)
    return added


def withhold_part(uow: UnitOfWork, clock: Clock, command: WithholdPart) -> int:
    """Mark and withhold a passage of one page or section, or all of it; returns in how many places it stands."""
    case = uow.cases.load(command.case)
    require(case, Action.DECIDE, command.actor)
    document = uow.documents.get(command.case, command.document)
    require_use(_use(command.reason, uow.searches.regimes()[document.source], case, command))
    marks = _part_marks(uow, document, command)
    at, places = clock.utc_now(), {(mark.unit, mark.start, mark.end, mark.kind) for mark in marks}
    uow.documents.replace_proposals(command.case, document.key, marks)
    record = uow.people.add_record(command.case, document.key, command.reason, command.record,
                                   by=command.actor.key, at=at)  # fmt: skip
    ours = tuple(
        mark.key
        for mark in uow.documents.marks(command.case)
        if mark.document == document.key and (mark.unit, mark.start, mark.end, mark.kind) in places
    )
    uow.documents.decide_marks(command.case, ours, _WITHHOLD, command.actor.key, at)
    event = MarksAdded(marks=len(marks), reason=command.reason, document=document.key, record=record)
    look_at_released(uow, uow.cases.append(case, command.actor, at, event), at)
    return len(marks)


def _part_marks(uow: UnitOfWork, document: CaseDocument, command: WithholdPart) -> tuple[ProposedMark, ...]:
    """The marks of a part that is withheld. Raises InvalidCommand where the passage does not stand there."""
    read = uow.vault.of(command.case).get(document.read_sha256) if document.read_sha256 else b""
    texts = [unit.text for unit in load(read).units] if read else []
    if not 0 <= command.unit < len(texts):
        raise InvalidCommand("There is no such page or section: reload the page and choose again.", field="passage")
    text = texts[command.unit]
    spans = [(one.start, one.end) for one in occurrences_of(command.passage, [text])]
    if command.passage.strip() and not spans:
        raise InvalidCommand("This passage does not stand here: copy it from the text as it is.", field="passage")
    kind, why = (EXTRACT, "A reviewer withholds this passage.") if spans else (PAGE, "A reviewer withholds all of it.")
    return tuple(
        ProposedMark(unit=command.unit, start=start, end=end, kind=kind, text=text[start:end], person="",
                     disposition=_WITHHOLD, reason=command.reason, why=why, score=1.0)
        for start, end in spans or [(0, len(text))]
    )  # fmt: skip


def _use(code: str, regime: Regime, case: Case, command: WithholdWords | WithholdPart) -> ExemptionUse:
    return ExemptionUse(code=code, regime=regime, capacity=case.capacity, actor=command.actor, record=command.record)


def _is_same(text: str, words: str) -> bool:
    return " ".join(text.split()).casefold() == words.casefold()


def _marks_for(
    uow: UnitOfWork, case: CaseId, document: CaseDocument, words: str, reason: str
) -> tuple[ProposedMark, ...]:
    if not document.read_sha256:
        return ()
    texts = [unit.text for unit in load(uow.vault.of(case).get(document.read_sha256)).units]
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
