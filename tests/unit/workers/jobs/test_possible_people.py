"""The rows of somebody who is possibly the person come apart from everybody else's, and one answer settles them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from requests_.model.events.base import DocumentOutcome
from requests_.model.records import ComparedFact, compared_in
from workers.finding.bands import Decision
from workers.finding.beside import Beside
from workers.finding.record import Finding
from workers.finding.rulings import Ruling
from workers.jobs.search import _documents, rulings_of
from workers.sources.base import RawRecord
from workers.sources.stores import Store, StoreKind, TeamPlace

STORE = Store(id="case", kind=StoreKind.TEAM, title="Cases", place=TeamPlace("a@b.example"))


@dataclass
class Files:
    kept: list[bytes] = field(default_factory=list)

    def put(self, content: bytes) -> str:
        self.kept.append(content)
        return f"{len(self.kept):064}"


def row(ref: str, person: str, decision: Decision, *, is_ruled: bool = False) -> Finding:
    record = RawRecord(store="case", ref=ref, title="Log", category="health", group="log", row=(("words", ref),))
    return Finding(store="case", ref=ref, title="Log", category="health", date=date(2024, 1, 1), score=9.0,
                   decision=decision, why=("same name",), record=record, person=person, is_ruled=is_ruled)  # fmt: skip


def documents(*findings: Finding) -> dict[str, str]:
    files: Any = Files()
    return {one.ref: str(one.band) for one in _documents(files, STORE, findings, is_by_record=False)}


def test_two_possible_people_are_two_documents_and_the_certain_rows_are_one() -> None:
    found = documents(
        row("log:1", "A", Decision.MATCH), row("log:2", "B", Decision.MATCH), row("log:3", "C", Decision.POSSIBLE),
        row("log:4", "D", Decision.POSSIBLE), row("log:5", "C", Decision.POSSIBLE), row("log:6", "", Decision.POSSIBLE),
    )  # fmt: skip
    assert found == {"log:match": "match", "log:possible:C": "possible", "log:possible:D": "possible",
                     "log:possible": "possible"}  # fmt: skip


def test_somebody_said_to_be_the_person_keeps_their_documents_and_is_not_found_twice() -> None:
    found = documents(row("log:1", "A", Decision.MATCH), row("log:3", "C", Decision.MATCH, is_ruled=True))
    assert found == {"log:match": "match", "log:possible:C": "match"}


def test_somebody_possible_is_kept_beside_the_data_subject_and_whoever_is_certain_beside_nobody() -> None:
    born = Beside(field="date of birth", asked="2012-03-14", found="2012-04-13")
    files = Files()
    possible = replace(row("log:3", "C", Decision.POSSIBLE), beside=(born,))
    certain = row("log:1", "A", Decision.MATCH)
    list(_documents(files, STORE, [possible, certain], is_by_record=False))  # type: ignore[arg-type]
    told = sorted(map(compared_in, files.kept), key=len)
    assert told == [(), (ComparedFact("date of birth", "2012-03-14", "2012-04-13"),)]


@pytest.mark.parametrize(
    ("asked", "found", "is_alike"),
    [
        ("Orla Fenwick", "ORLA  FENWICK", True),
        ("3 Mill Lane, ZZ1 4QB; 9 Quay Road", "9 Quay Road", True),
        ("2012-03-14", "2012-04-13", False),
        ("", "", False),
        ("", "07700 900123", False),
    ],
)
def test_what_both_say_alike_is_said_so(asked: str, found: str, is_alike: bool) -> None:
    assert ComparedFact("fact", asked, found).is_alike is is_alike


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ([DocumentOutcome.INCLUDE], Ruling.SAME),
        ([DocumentOutcome.NOT_ABOUT_SUBJECT, DocumentOutcome.NOT_ABOUT_SUBJECT], Ruling.ANOTHER),
        ([DocumentOutcome.INCLUDE, DocumentOutcome.NOT_ABOUT_SUBJECT], None),
        ([DocumentOutcome.WITHHOLD], None),
        ([None], None),
    ],
)
def test_what_a_reviewer_decides_about_a_possible_persons_rows_holds_in_the_next_search(
    outcomes: list[DocumentOutcome | None], expected: Ruling | None
) -> None:
    decided: Any = [
        SimpleNamespace(source="case", ref=f"t{number}:possible:C:7", outcome=outcome)
        for number, outcome in enumerate(outcomes)
    ]
    others: Any = [SimpleNamespace(source="case", ref="t:possible", outcome=DocumentOutcome.INCLUDE)]
    assert rulings_of([*decided, *others]) == ({("case", "C:7"): expected} if expected else {})
