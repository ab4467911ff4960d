"""Every kind of event by its stored name, and events as they were stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from requests_.model.event_codec import from_payload
from requests_.model.events import (
    agreeing,
    answering,
    clock,
    consents,
    deciding,
    enquiries,
    following,
    keeping,
    linking,
    people,
    receiving,
    reviewing,
    searching,
    sending,
)
from requests_.model.events.base import CaseEvent

# Imported so that every kind is known whoever asks first.
PARTS = (
    agreeing,
    answering,
    clock,
    consents,
    deciding,
    enquiries,
    following,
    keeping,
    linking,
    people,
    receiving,
    reviewing,
    searching,
    sending,
)
EVENT_KINDS: dict[str, type[CaseEvent]] = {subclass.kind: subclass for subclass in CaseEvent.__subclasses__()}


def event_of(kind: str, payload: Mapping[str, Any]) -> CaseEvent:
    """The event that `payload_of` was given. Raises KeyError for a kind nobody knows."""
    return from_payload(EVENT_KINDS[kind], payload)
