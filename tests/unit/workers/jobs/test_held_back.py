"""What an installation never gives out is not dropped: it is a find of its own, withheld for the code of its rule."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from requests_.model.search_commands import FoundDocument
from workers.finding.bands import Decision
from workers.finding.record import Finding
from workers.jobs.search import _documents
from workers.sources.base import RawRecord
from workers.sources.held_back import HoldBack
from workers.sources.stores import Store, StoreKind, TeamPlace

STORE = Store(id="case", kind=StoreKind.TEAM, title="Cases", place=TeamPlace("a@b.example"))
ADVICE = HoldBack(code="S2P19_LPP", why="Advice of legal services.", table="log", columns=("Advice",))
FILES = HoldBack(code="S2P24_REF", why="References are confidential.", category="attainment")


class Files:
    """A vault that keeps what it is given."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []

    def put(self, content: bytes) -> str:
        self.kept.append(content)
        return f"{len(self.kept):064}"


def found(rules: tuple[HoldBack, ...], *cells: tuple[tuple[str, str], ...], category: str = "health") -> Any:
    """The documents of the rows of one table, and the bytes that were kept of them."""
    files: Any = Files()
    rows = [
        Finding(
            store="case",
            ref=f"log:{number}",
            title="Log",
            category=category,
            date=date(2024, 1, number),
            score=9.0,
            decision=Decision.MATCH,
            why=("same name",),
            record=RawRecord(store="case", ref=f"log:{number}", title="Log", category=category, group="log", row=row),
            person="A",
        )
        for number, row in enumerate(cells, start=1)
    ]
    made = list(_documents(files, replace(STORE, withhold=rules), rows, is_by_record=False))
    return made, files.kept


def code(document: FoundDocument) -> str:
    return document.held_back.code if document.held_back else ""


def test_a_column_that_is_never_given_is_a_document_of_its_own_and_stands_in_no_other() -> None:
    rows = ((("Words", "Hello"), ("Advice", "Settle it")), (("Words", "Again"), ("Advice", "")))
    (main, advice), (main_bytes, advice_bytes) = found((ADVICE,), *rows)
    assert (main.ref, code(main)) == ("log:match", "")
    assert (advice.ref, code(advice), advice.title) == ("log:match:held-back:1", "S2P19_LPP", "Log: Advice")
    assert b"Settle it" not in main_bytes
    assert b"Settle it" in advice_bytes
    assert b"Hello" not in advice_bytes


def test_a_column_with_nothing_in_it_makes_no_document() -> None:
    made, _ = found((ADVICE,), (("Words", "Hello"), ("Advice", "")))
    assert [code(one) for one in made] == [""]


@pytest.mark.parametrize(
    ("rule", "category", "held"),
    [
        (FILES, "attainment", "S2P24_REF"),
        (FILES, "health", ""),
        (replace(FILES, category=""), "health", "S2P24_REF"),
        (replace(FILES, category="", table="other"), "health", ""),
    ],
)
def test_a_kind_of_information_or_a_whole_store_is_held_back_with_its_code(
    rule: HoldBack, category: str, held: str
) -> None:
    made, _ = found((rule,), (("Words", "Hello"),), category=category)
    assert [code(one) for one in made] == [held]
