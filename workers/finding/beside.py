"""Two records side by side, for a person to decide whether they are one: what was asked for, and what stands there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workers.finding.profile import SubjectProfile

_ASKED: dict[str, Callable[[SubjectProfile], str]] = {
    "name": lambda one: f"{one.given_name} {one.family_name}".strip(),
    "given_name": lambda one: one.given_name,
    "middle_name": lambda one: one.given_name,
    "family_name": lambda one: one.family_name,
    "former_name": lambda one: "; ".join(one.aliases),
    "former_family_name": lambda one: "; ".join(one.aliases),
    "known_as": lambda one: "; ".join(one.aliases),
    "preferred_name": lambda one: "; ".join(one.aliases),
    "alias": lambda one: "; ".join(one.aliases),
    "date_of_birth": lambda one: one.date_of_birth.isoformat() if one.date_of_birth else "",
    "upn": lambda one: one.upn,
    "address": lambda one: "; ".join(one.addresses),
    "postcode": lambda one: "; ".join(one.addresses),
    "former_address": lambda one: "; ".join(one.addresses),
    "former_postcode": lambda one: "; ".join(one.addresses),
    "phone": lambda one: "; ".join(one.phones),
    "email": lambda one: "; ".join(one.emails),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One field of both records; either side is "" where it says nothing."""

    field: str
    asked: str
    found: str


def side_by_side(profile: SubjectProfile, fields: Mapping[str, str]) -> tuple[Beside, ...]:
    """Give every field of a row with what was asked for beside it."""
    return tuple(
        Beside(field=name.replace("_", " "), asked=_ASKED[name](profile) if name in _ASKED else "", found=value)
        for name, value in fields.items()
        if value
    )
