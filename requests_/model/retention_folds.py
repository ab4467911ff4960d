"""What closing a case to others, keeping it back and erasing it do to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from requests_.model.case import Case
from requests_.model.events.base import CaseEvent
from requests_.model.events.keeping import AccessRestricted, DetailsErased, EvidenceErased, KeptLonger
from requests_.model.staff import Actor


def _access_restricted(case: Case, event: AccessRestricted, _: Actor) -> Case:
    # Who may open a case changes nothing of what becomes of it.
    return case


def _kept_longer(case: Case, event: KeptLonger, _: Actor) -> Case:
    return replace(case, kept_until=event.until)


def _evidence_erased(case: Case, event: EvidenceErased, _: Actor) -> Case:
    return case


def _details_erased(case: Case, event: DetailsErased, _: Actor) -> Case:
    # Nothing is left to be looked at, started again or waited for.
    nothing: frozenset[str] = frozenset()
    return replace(case, erased_on=event.erased_on, looks={}, failed_work=nothing, holds=nothing)


RETENTION_FOLDS: dict[type[CaseEvent], Callable[[Case, Any, Actor], Case]] = {
    AccessRestricted: _access_restricted,
    KeptLonger: _kept_longer,
    EvidenceErased: _evidence_erased,
    DetailsErased: _details_erased,
}
