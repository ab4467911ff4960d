"""What was recorded of who may ask: the answers, what they came to, by whom and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.staff.timeline_words import actor_words
from requests_.model.entitlement_facts import Asker
from requests_.model.entitlement_rows import DECEASED_RULES
from requests_.model.events.receiving import EntitlementAssessed
from requests_.store.queries.case_file import CaseFile
from templates.labels import label

# What the event keeps of the answers, and the words they are shown in: (name, question, group of labels).
_OF_ANOTHER = (
    ("asker", "Who is asking", "asker"),
    ("competence", "The child understands what this right is", "competence"),
    ("child_view", "What the child says", "child_view"),
    ("protected_address", "A protected address", "finding"),
    ("court_order", "The order of a court", "finding"),
)
_OF_THEMSELVES = (("competence", "They understand what this right is", "competence"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEntitlement:
    """The newest assessment; `is_current` until other evidence makes it a new question.

    `lines` are its answers as (question, answer), `words` what was written. `answers` are what the form begins with
    when somebody changes it: going on all the same is chosen anew each time.
    """

    lines: tuple[tuple[str, str], ...]
    words: str
    by: str
    at: datetime
    answers: dict[str, str]
    is_current: bool


def recorded_entitlement(file: CaseFile) -> RecordedEntitlement | None:
    """What was recorded last, also where other evidence has made it a new question since."""
    row = next((row for row in file.timeline if row.kind == EntitlementAssessed.kind), None)
    if row is None:
        return None
    kept, asked = row.payload, _asked(row.payload)
    words = file.records.get(kept["record"], "")
    return RecordedEntitlement(
        lines=answers_in(kept),
        words=words,
        by=actor_words(row),
        at=row.at,
        answers={
            **{name: kept[name] for name, _, _ in asked},
            "deceased": "yes" if kept["rule"] in DECEASED_RULES else "no",
            "considered": words,
        },
        is_current=file.summary.case.entitlement is not None,
    )


def answers_in(kept: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The answers of an assessment, as its event keeps them: (question, answer)."""
    return tuple((question, label(group, kept[name])) for name, question, group in _asked(kept))


def _asked(kept: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    return _OF_THEMSELVES if kept["asker"] == Asker.SUBJECT else _OF_ANOTHER
