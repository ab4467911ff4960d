"""Leaving out at once what lies outside what was asked for: each document by a decision of its own, and back again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from requests_.clock import Clock
from requests_.model.commands import CaseCommand
from requests_.model.events.base import DocumentOutcome
from requests_.model.events.reviewing import DocumentDecided, DocumentPutBack
from requests_.model.lifecycle import Action, require
from requests_.model.looked_first import look_first
from requests_.model.sources import Band, ReadState
from requests_.model.staff import ActorKind
from requests_.store.document_rows import CaseDocument
from requests_.store.queries.timeline import timeline_rows
from requests_.store.session import UnitOfWork

_AS_PROPOSED = (None, DocumentOutcome.INCLUDE)


def leave_out(uow: UnitOfWork, clock: Clock, command: CaseCommand) -> int:
    """Leave out every document outside what was asked for, with why it is; returns how many.

    What a person decided by hand stays.
    """
    case = uow.cases.load(command.case)
    require(case, Action.DECIDE, command.actor)
    by_hand = _decided_by_hand(uow, command)
    events = []
    for document in uow.documents.of_case(command.case):
        outside = case.scope.outside(document.category, document.dated_on)
        if outside is None or document.outcome not in _AS_PROPOSED or document.key in by_hand:
            continue
        uow.documents.decide(command.case, document.key, DocumentOutcome.NOT_ASKED_FOR, outside)
        event = DocumentDecided(document=document.key, outcome=DocumentOutcome.NOT_ASKED_FOR, reason=outside)
        events.append(event)
    uow.cases.append(case, command.actor, clock.utc_now(), *events)
    return len(events)


def put_back(uow: UnitOfWork, clock: Clock, command: CaseCommand) -> int:
    """Have every document that was left out so stand as it was proposed; returns how many."""
    case = uow.cases.load(command.case)
    require(case, Action.DECIDE, command.actor)
    events = []
    kinds: dict[str, set[str]] = defaultdict(set)
    for mark in uow.documents.marks(command.case):
        kinds[mark.document].add(mark.kind)
    for document in uow.documents.of_case(command.case):
        if document.outcome is DocumentOutcome.NOT_ASKED_FOR:
            outcome = _proposed(document, kinds[document.key])
            uow.documents.decide(command.case, document.key, outcome, "")
            events.append(DocumentPutBack(document=document.key, outcome=outcome))
    uow.cases.append(case, command.actor, clock.utc_now(), *events)
    return len(events)


def _proposed(document: CaseDocument, kinds: Collection[str]) -> DocumentOutcome | None:
    """How a document with marks of these kinds stands before anybody decides: what is surely theirs and was read goes.

    What a person has to look at first does not.
    """
    is_sure = document.band == Band.MATCH and document.read_state is ReadState.READ
    return DocumentOutcome.INCLUDE if is_sure and look_first(document.category, kinds) is None else None


def _decided_by_hand(uow: UnitOfWork, command: CaseCommand) -> set[str]:
    """The documents about which a person decided last, and did not take it back."""
    newest = {}
    for row in reversed(timeline_rows(uow.session, command.case)):
        if row.kind in (DocumentDecided.kind, DocumentPutBack.kind):
            newest[str(row.payload["document"])] = row
    return {
        document
        for document, row in newest.items()
        if row.kind == DocumentDecided.kind and row.actor_kind == ActorKind.STAFF
    }
