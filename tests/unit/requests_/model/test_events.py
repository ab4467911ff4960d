import json
from dataclasses import fields
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given

from requests_.model.event_codec import payload_of
from requests_.model.events.base import CaseEvent
from requests_.model.events.kinds import EVENT_KINDS, event_of
from requests_.model.timeline import _FOLDS
from tests.factories.events import A_DECIDED_LIFE, A_LIFE, any_event

# The only words an event may hold: keys of rows, digests, names of our own checks, jobs and rules, codes, the line that
# says why a piece of work failed (ours, never a document's), and other events (of the same words) that wait to happen.
WORD_FIELDS = {
    "source", "sources", "document", "person", "message", "message_kind", "outbox", "job", "pack", "sha256", "check",
    "reason", "reasons", "record", "row_seal", "rule", "task", "note", "notice", "consent", "hold", "reference", "file",
    "enquiry", "change", "kept", "merged", "decided_as", "taken_out", "letter",
    "weighed", "left_out", "withdrawn", "reply", "effects",
}  # fmt: skip
# No life has two ends, and the examples end with an answer that stands.
ENDINGS = {
    "case_reopened",
    "joined_to_earlier",
    "request_lapsed",
    "request_refused",
    "request_transferred",
    "request_withdrawn",
    "not_confirmed",
}


@given(any_event())
def test_every_event_comes_back_from_its_stored_form(event: CaseEvent) -> None:
    stored = json.loads(json.dumps(payload_of(event)))
    assert event_of(event.kind, stored) == event


@pytest.mark.parametrize("event_class", EVENT_KINDS.values(), ids=EVENT_KINDS.keys())
def test_an_event_holds_codes_dates_and_counts_and_no_free_text(event_class: type[CaseEvent]) -> None:
    hints = get_type_hints(event_class)
    for field in fields(event_class):
        for kind in _plain_types(hints[field.name]):
            is_code = kind in (date, int, bool, type(None)) or issubclass(kind, StrEnum)
            assert is_code or (kind is str and field.name in WORD_FIELDS), field.name


def _plain_types(hint: Any) -> list[type]:
    if get_origin(hint) in (Union, UnionType, tuple):
        return [plain for member in get_args(hint) if member is not Ellipsis for plain in _plain_types(member)]
    return [hint]


def test_every_kind_is_named_once_and_spelled_as_its_class() -> None:
    names = {event_class.__name__ for event_class in CaseEvent.__subclasses__()}
    assert {event_class.__name__ for event_class in EVENT_KINDS.values()} == names
    for event_class in EVENT_KINDS.values():
        spelled = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in event_class.__name__)
        assert event_class.kind == spelled.removeprefix("_")


def test_every_kind_changes_the_case_or_is_said_not_to() -> None:
    assert set(_FOLDS) == set(EVENT_KINDS.values())


def test_the_example_lives_of_cases_have_every_kind_but_other_endings() -> None:
    assert {event.kind for _, event in (*A_LIFE, *A_DECIDED_LIFE)} == set(EVENT_KINDS) - ENDINGS


def test_a_kind_nobody_knows_is_not_guessed() -> None:
    with pytest.raises(KeyError):
        event_of("request_shredded", {})
