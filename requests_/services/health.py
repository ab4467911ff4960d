"""The health gate: what lets documents about health pass, or keeps them."""

from __future__ import annotations

from datetime import date

from requests_.clock import Clock
from requests_.errors import InvalidCommand
from requests_.model.events.reviewing import HealthRecorded
from requests_.model.gates import HealthGround, is_health
from requests_.model.lifecycle import Action, require
from requests_.model.review_commands import RecordHealth
from requests_.store.document_rows import CaseDocument
from requests_.store.session import UnitOfWork


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
