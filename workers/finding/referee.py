"""Splink as referee: the same pairs, weighed by somebody else's model, and where the two of us disagree.

Splink (the Ministry of Justice's linkage library, version 5) learns its weights from the lists themselves, without
labels, by expectation maximisation. It sees names, date of birth and postcode; pupil numbers are no evidence to be
weighed and are left to our own rules. It decides nothing: a disagreement is worth a look.
Source: Splink documentation, `Linker.inference.score_pairs`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workers.finding.bands import Decision
from workers.finding.expansion import row_names
from workers.finding.folding import name_parts, postcodes
from workers.finding.landscape import survey
from workers.finding.profile import SubjectProfile
from workers.sources.errors import SourceError
from workers.sources.opening import open_people
from workers.sources.stores import LISTING, Store
from workers.sources.values import parsed_date

SURE, DOUBTFUL = 0.95, 0.5
_SAMPLE = 1e6
Record = dict[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """A row that was near enough to be judged: what we decided, and Splink's probability that it is the person."""

    store: str
    person: str
    ours: Decision
    splink: float
    why: tuple[str, ...]

    @property
    def is_disagreement(self) -> bool:
        """Say whether one of us accepts what the other does not."""
        is_match = self.ours is Decision.MATCH
        return self.splink < DOUBTFUL if is_match else self.splink >= SURE


def opinions(stores: Sequence[Store], profile: SubjectProfile) -> list[Opinion]:
    """Weigh every judged row of the lists once more. Raises SourceError when Splink is not installed."""
    linker = _trained(_rows(stores))
    landscape = survey(stores, profile)
    judged = {f"{store} {one.key}": (store, one) for store, rows in landscape.rows.items() for one in rows}
    if not judged:
        return []
    asked = _record("asked", {"given_name": profile.given_name, "family_name": profile.family_name,
                              "date_of_birth": profile.date_of_birth.isoformat() if profile.date_of_birth else "",
                              "address": "\n".join(profile.addresses)})  # fmt: skip
    candidates = [_record(name, one.row.fields) for name, (_, one) in judged.items()]
    scored = linker.inference.score_pairs([asked], candidates).as_record_list()
    weighed = {row["unique_id_r"]: float(row["match_probability"]) for row in scored}
    return [
        Opinion(store=store, person=one.key, ours=one.decision, splink=round(weighed[name], 4), why=one.why)
        for name, (store, one) in judged.items()
        if name in weighed
    ]


def _rows(stores: Iterable[Store]) -> Iterator[Record]:
    for store in stores:
        if store.kind in LISTING:
            with open_people(store) as source:
                for row in source.people():
                    yield _record(f"{store.id} {row.fields.get('ref') or row.key}", row.fields)


def _record(name: str, fields: Mapping[str, str]) -> Record:
    given, family = (" ".join(name_parts(part)) for part in row_names(fields))
    born = parsed_date(fields.get("date_of_birth", ""))
    codes = sorted(postcodes(f"{fields.get('address', '')}\n{fields.get('postcode', '')}"))
    return {
        "unique_id": name,
        "given_name": given or None,
        "family_name": family or None,
        "date_of_birth": born.isoformat() if born else None,
        "postcode": codes[0] if codes else None,
    }


def _trained(rows: Iterable[Record]) -> Any:
    try:
        from splink import DuckDBAPI, Linker, SettingsCreator, block_on
        from splink import comparison_library as compare
    except ImportError as error:
        raise SourceError(
            "Splink is not installed; install the dependency group 'referee' (uv sync --group referee)."
        ) from error
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            compare.JaroWinklerAtThresholds("given_name"),
            compare.JaroWinklerAtThresholds("family_name"),
            compare.DateOfBirthComparison("date_of_birth", input_is_string=True),
            compare.ExactMatch("postcode"),
        ],
        blocking_rules_to_generate_predictions=[block_on("date_of_birth")],
    )
    listed = DuckDBAPI().register(list(rows), dataset_display_name="lists")
    linker = Linker(listed, settings, log_level=logging.ERROR)
    training = linker.training
    sure = block_on("given_name", "family_name", "date_of_birth")
    training.estimate_probability_two_random_records_match([sure], recall=0.8)
    training.estimate_u_using_random_sampling(max_pairs=_SAMPLE, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("date_of_birth"))
    training.estimate_parameters_using_expectation_maximisation(block_on("given_name", "family_name"))
    return linker
