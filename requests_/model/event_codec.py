"""Events as JSON values and back: what an event may hold is what stands here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Event = TypeVar("Event")


def payload_of(event: Any) -> dict[str, Any]:
    """The event's fields as JSON values."""
    return {field.name: _to_json(getattr(event, field.name)) for field in fields(event)}


def from_payload(event_class: type[Event], payload: Mapping[str, Any]) -> Event:
    """The event of a class that `payload_of` was given."""
    hints = get_type_hints(event_class)
    return event_class(**{name: _from_json(hints[name], value) for name, value in payload.items()})


def _to_json(value: Any) -> Any:
    if isinstance(value, date):  # an instant too
        return value.isoformat()
    if isinstance(value, tuple):
        return [_to_json(member) for member in value]
    return str(value) if isinstance(value, StrEnum) else value


def _from_json(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) in (Union, UnionType):
        hint = next(member for member in get_args(hint) if member is not type(None))
    if get_origin(hint) is tuple:
        return tuple(_from_json(get_args(hint)[0], member) for member in value)
    if hint in (date, datetime):
        return hint.fromisoformat(value)
    return hint(value)
