"""What people are told of the processing beside a copy of it, drawn from the record of processing activities.

Source: UK GDPR art. 15(1)(a) to (d) and (g); DPA 2018 s.45(2).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from requests_.model.processing import ACTIVITIES, HELD, RECIPIENTS, RETENTION_TOLD, SOURCES, TRANSFERS_TOLD, Plain
from requests_.model.rights import Category, Regime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessingTold:
    """Purposes, laws, sources, recipients, how long it is kept, and where it goes."""

    purposes: tuple[str, ...]
    acts: tuple[str, ...]
    sources: tuple[str, ...]
    recipients: tuple[str, ...]
    retention: str
    transfers: str


def processing_told(regime: Regime, categories: Iterable[Category], *, is_young: bool) -> ProcessingTold:
    """What is told with records of these kinds that are held under a law; with none of them, of all kinds."""
    known = set(categories)
    activities = [row for row in ACTIVITIES if row.regime is regime]
    held = [row for row in HELD if row.category in known] or list(HELD)
    return ProcessingTold(
        purposes=tuple(f"to {row.young if is_young else row.plain}" for row in activities),
        acts=_each_once(act for row in activities for act in row.acts),
        sources=_each_once(_said(SOURCES[row.source], is_young) for row in held),
        recipients=_each_once(_said(row.plain, is_young) for row in RECIPIENTS),
        retention=_said(RETENTION_TOLD, is_young),
        transfers=_said(TRANSFERS_TOLD, is_young),
    )


def _said(plain: Plain, is_young: bool) -> str:
    return plain.young if is_young else plain.adult


def _each_once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
