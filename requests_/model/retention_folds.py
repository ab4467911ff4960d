"""What keeping back and erasing do to a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from requests_.model.case import Case
from requests_.model.events.base import CaseEvent
from requests_.model.events.keeping import DetailsErased, EvidenceErased, KeptLonger
from requests_.model.staff import Actor


def _kept_longer(case: Case, event: KeptLonger, _: Actor) -> Case:
    return replace(case, kept_until=event.until)


def _evidence_erased(case: Case, event: EvidenceErased, _: Actor) -> Case:
    return case


def _details_erased(case: Case, event: DetailsErased, _: Actor) -> Case:
    # Nothing is left to be looked at, started again or waited for.
    nothing: frozenset[str] = frozenset()
    return replace(case, erased_on=event.erased_on, looks={}, failed_work=nothing, holds=nothing)


RETENTION_FOLDS: dict[type[CaseEvent], Callable[[Case, Any, Actor], Case]] = {
    KeptLonger: _kept_longer,
    EvidenceErased: _evidence_erased,
    DetailsErased: _details_erased,
}
