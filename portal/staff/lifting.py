"""What a lift that waits would do: what it lifts, every answer that changes with it, and the requests it reaches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.staff.opened_file import file_of
from portal.staff.recorded_entitlement import answers_in
from portal.staff.timeline_words import actor_words
from portal.web.transaction import reading
from requests_.ids import CaseId
from requests_.model.entitlement_facts import SAFETY_WORDS, SafetyCheck
from requests_.model.event_codec import payload_of
from requests_.model.events.receiving import EntitlementAssessed
from requests_.model.second_persons import Proposal
from requests_.store.queries.concerns import belonging
from requests_.store.queries.timeline import TimelineRow
from templates.labels import label

_NOT_RECORDED = "Not recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifted:
    """A finding that would no longer hold: what it is about, who recorded it and when, and the words they wrote."""

    what: str
    finding: str
    by: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifting:
    """`changes` are the answers that differ, as (question, now, then); `reaches` the references it reaches."""

    lifted: tuple[Lifted, ...]
    changes: tuple[tuple[str, str, str], ...]
    reaches: tuple[str, ...]


def lifting_of(case: CaseId, proposal: Proposal) -> Lifting | None:
    """What the step that waits lifts; None where it lifts nothing."""
    then = next((effect for effect in proposal.effects if isinstance(effect, EntitlementAssessed)), None)
    if then is None or not then.lifted:
        return None
    file = file_of(case)
    assessed = [row for row in reversed(file.timeline) if row.kind == EntitlementAssessed.kind]
    return Lifting(
        lifted=tuple(_lifted(SafetyCheck(check), assessed, file.records) for check in then.lifted),
        changes=_changes(assessed[-1].payload, payload_of(then)),
        reaches=belonging(reading(), case, file.summary.case.links),
    )


def _lifted(check: SafetyCheck, assessed: Iterable[TimelineRow], records: Mapping[str, str]) -> Lifted:
    """The assessment that brought the finding in which still stands."""
    brought, stood = None, ""
    for row in assessed:
        if row.payload[check] != stood:
            brought, stood = row, row.payload[check]
    assert brought is not None
    return Lifted(
        what=SAFETY_WORDS[check],
        finding=label("finding", stood),
        by=actor_words(brought),
        at=brought.at,
        words=records.get(brought.payload["record"], ""),
    )


def _changes(now: Mapping[str, Any], then: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    before, after = dict(_lines(now)), dict(_lines(then))
    return tuple(
        (question, before.get(question, _NOT_RECORDED), after.get(question, _NOT_RECORDED))
        for question in dict.fromkeys((*before, *after))
        if before.get(question) != after.get(question)
    )


def _lines(kept: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The answers of an assessment and what they come to."""
    comes_to = label("entitlement_outcome", kept["outcome"])
    goes_on = "Yes" if kept["overridden"] else "No"
    return (
        *answers_in(kept),
        ("What the table says", f"{comes_to} ({kept['rule']})"),
        ("To go on all the same", goes_on),
    )
