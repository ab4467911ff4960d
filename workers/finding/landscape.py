"""Reading the lists of people of all stores: the person and their look-alikes, before anything else is judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from workers.finding.bands import Decision, decide
from workers.finding.expansion import Expansion, expand, row_names
from workers.finding.facts import with_facts
from workers.finding.faults import fault_of
from workers.finding.folding import name_parts
from workers.finding.look_alikes import Judged, Landscape
from workers.finding.profile import SubjectProfile
from workers.finding.rulings import Rulings, ruled
from workers.finding.score import HOUSEHOLD, Comparison, RowScorer
from workers.finding.settling import settled
from workers.finding.weights import Weights, load_weights
from workers.sources.base import PeopleSource, PersonRow
from workers.sources.opening import open_people
from workers.sources.stores import LISTING, Store

_NONE: Rulings = {}


def survey(stores: Iterable[Store], profile: SubjectProfile, *, rulings: Rulings = _NONE) -> Landscape:
    """Read the lists of people twice: to find the person, then again with the facts the confirmed rows told.

    A list that cannot be read is noted and left out. `rulings` are what people decided about rows before.
    """
    listing = [store for store in stores if store.kind in LISTING]
    asked = expand(profile)
    found = _read(listing, asked, before={}, rulings=rulings)
    if found.has_lists:
        found = _read(listing, found.person, before=found.rows, rulings=rulings)
    before, now = asked.keys(), found.person.keys()
    return replace(found, profile=profile, learned=tuple(key for key in now if key not in before))


def _read(
    stores: Iterable[Store], person: Expansion, *, before: Mapping[str, tuple[Judged, ...]], rulings: Rulings
) -> Landscape:
    """Read every list; rows that matched `before` stay as they were judged, lest they confirm themselves."""
    weights = load_weights()
    counts: Counter[str] = Counter()
    rows: dict[str, tuple[Judged, ...]] = {}
    looked_at: dict[str, int] = {}
    problems: dict[str, str] = {}
    relations: list[tuple[str, str, PersonRow]] = []
    for store in stores:
        try:
            with open_people(store) as source:
                judged, total = _judge(source, person, weights, counts)
                keys = [one.row.key for one in judged]
                relations += [(store.id, key, row) for key, row in source.relations(keys)]
                rows[store.id], looked_at[store.id] = judged, total
        except Exception as error:  # the lists of the other stores still tell who is who
            problems[store.id] = fault_of(store, error)
    worked_out = settled({store_id: _kept(judged, before.get(store_id, ())) for store_id, judged in rows.items()})
    final = ruled(worked_out, rulings)
    return replace(
        with_facts(person, final, relations),
        rows=final,
        looked_at=looked_at,
        problems=problems,
        given_names=counts,
        has_lists=bool(rows),
    )


def _judge(
    source: PeopleSource, person: Expansion, weights: Weights, counts: Counter[str]
) -> tuple[tuple[Judged, ...], int]:
    """Compare every row of a list; keeps those that are near in any way, and those of the household."""
    scorer = RowScorer(person, weights)
    near: list[Judged] = []
    total = 0
    for row in source.people():
        total += 1
        given = name_parts(row_names(row.fields)[0])
        if given:
            counts[given[0]] += 1
        comparison = scorer.compare(row.fields)
        if comparison is not None:
            decision, rule = decide(comparison, weights)
            near.append(Judged(row=row, comparison=comparison, decision=decision, why=_why(comparison, rule)))
        elif scorer.lives_there(row.fields):
            near.append(Judged(row=row, comparison=HOUSEHOLD, decision=Decision.EXCLUDED, why=HOUSEHOLD.why))
    return tuple(near), total


def _kept(judged: tuple[Judged, ...], before: tuple[Judged, ...]) -> tuple[Judged, ...]:
    matched = {one.row.key: one for one in before if one.decision is Decision.MATCH}
    return tuple(matched.get(one.row.key, one) for one in judged)


def _why(comparison: Comparison, rule: str) -> tuple[str, ...]:
    return (*comparison.why, rule) if rule else comparison.why
