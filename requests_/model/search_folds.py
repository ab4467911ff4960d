"""What searching the stores does to a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from requests_.model.case import Case, Stage
from requests_.model.events.base import CaseEvent
from requests_.model.events.searching import (
    SearchCompleted,
    SourceGapAccepted,
    SourceSearched,
    SourceSearchFailed,
    SourceSearchRetried,
    SourceWaiting,
)
from requests_.model.outcomes import DECIDED_RIGHTS
from requests_.model.sources import SearchState, SourceProgress
from requests_.model.staff import Actor


def _source(case: Case, source: SourceProgress) -> Case:
    return replace(case, sources={**case.sources, source.key: source})


def _source_searched(case: Case, event: SourceSearched, _: Actor) -> Case:
    return _source(
        case,
        SourceProgress(
            key=event.source,
            state=SearchState.SEARCHED,
            attempt=event.attempt,
            looked_at=event.looked_at,
            found=event.found,
            possible=event.possible,
            unreadable=event.unreadable,
            altered=event.altered,
            gone=event.gone,
        ),
    )


def _source_failed(case: Case, event: SourceSearchFailed, _: Actor) -> Case:
    failed = SourceProgress(key=event.source, state=SearchState.FAILED, attempt=event.attempt, reason=event.reason)
    return _source(case, failed)


def _source_waiting(case: Case, event: SourceWaiting, _: Actor) -> Case:
    return _source(case, SourceProgress(key=event.source, state=SearchState.WAITING, attempt=event.attempt))


def _source_retried(case: Case, event: SourceSearchRetried, _: Actor) -> Case:
    pending = SourceProgress(key=event.source, state=SearchState.PENDING, attempt=event.attempt)
    return replace(_source(case, pending), stage=Stage.SEARCHING, proposals_made=False)


def _search_completed(case: Case, event: SearchCompleted, _: Actor) -> Case:
    return replace(case, stage=Stage.DECIDING) if case.right in DECIDED_RIGHTS else case


def _gap_accepted(case: Case, event: SourceGapAccepted, actor: Actor) -> Case:
    # Whoever decides what the answer lacks takes part in it: another person signs it off.
    after = replace(case, reviewers=case.reviewers | {actor.key})
    return _source(after, replace(case.sources[event.source], gap_accepted=True, record=event.record))


SEARCH_FOLDS: dict[type[CaseEvent], Callable[[Case, Any, Actor], Case]] = {
    SourceSearched: _source_searched,
    SourceSearchFailed: _source_failed,
    SourceWaiting: _source_waiting,
    SourceSearchRetried: _source_retried,
    SourceGapAccepted: _gap_accepted,
    SearchCompleted: _search_completed,
}
