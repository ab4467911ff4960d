"""Every event has words, and the words name no code."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, get_args, get_type_hints

import pytest

from portal.staff.timeline_words import actor_words, sentence
from requests_.model.event_codec import payload_of
from requests_.model.events.kinds import EVENT_KINDS, event_of
from requests_.store.queries.timeline import TimelineRow

SAMPLES: dict[Any, Any] = {int: 2, bool: True, str: "share", float: 1.0}


def row_of(kind: str) -> TimelineRow:
    hints = get_type_hints(EVENT_KINDS[kind])
    payload = {name: _sample(hint) for name, hint in hints.items() if name not in ("kind", "version")}
    payload = payload_of(event_of(kind, payload))
    at = datetime(2026, 6, 15, tzinfo=UTC)
    return TimelineRow(seq=1, kind=kind, payload=payload, at=at, actor_kind="system", actor_key="worker", actor_name="")


def _sample(hint: Any) -> Any:
    if type(None) in get_args(hint):
        return None if "date" not in str(hint) else "2026-06-15"
    if hasattr(hint, "__members__"):
        return next(iter(hint)).value
    if "date" in str(hint):
        return "2026-06-15"
    return ["share"] if "tuple" in str(hint) and "str" in str(hint) else [] if "tuple" in str(hint) else SAMPLES[hint]


@pytest.mark.parametrize("kind", EVENT_KINDS)
def test_every_event_is_a_sentence(kind: str) -> None:
    words = sentence(row_of(kind), {"share": "ESS network share"})
    assert words != kind.replace("_", " ").capitalize(), "add the event to the table of words"
    assert words[0].isupper() or words[0].isdigit()
    assert "_" not in words


def test_a_source_is_called_by_its_title() -> None:
    assert sentence(row_of("source_searched"), {"share": "ESS network share"}).startswith("ESS network share searched")


@pytest.mark.parametrize(("kind", "name", "words"), [("staff", "T Hale", "T Hale"), ("system", "", "The portal")])
def test_who_did_it_is_named(kind: str, name: str, words: str) -> None:
    row = replace(row_of("signed_off"), actor_kind=kind, actor_name=name)
    assert actor_words(row) == words
