"""Each row of each table of law: a citation, an example test, and a sentence a parent could read."""

import re
from dataclasses import dataclass

import pytest

from requests_.deadlines.rules import RULES
from requests_.model import entitlement, exemptions, gates, lawful_basis, other_people, outcomes
from requests_.model.basis_notes import NOTES
from tests.house.tree import ROOT

TESTS = ROOT / "tests" / "unit" / "requests_"
LONGEST_SENTENCE_WORDS = 36


@dataclass(frozen=True)
class Row:
    """A row of a table: what its example is known by, its sentence, its law."""

    table: str
    key: str
    says: str
    citation: str


def rows() -> list[Row]:
    """Every row of every table."""
    return [
        *(Row("who", row.rule, row.reason, row.citation) for row in entitlement.ROWS),
        *(Row("who", row.rule, row.reason, row.citation) for row in entitlement.SAFETY_ROWS),
        *(Row("exemption", row.code, row.says, row.citation) for row in exemptions.EXEMPTIONS.values()),
        *(Row("exemption test", row.code, row.test, row.citation) for row in exemptions.EXEMPTIONS.values()),
        *(Row("ruling", row.rule, row.says, row.citation) for row in gates.RULINGS.values()),
        *(Row("worker", row.rule, row.says, row.citation) for row in other_people.WORKER_ROWS),
        *(Row("order of work", row.rule, row.asks, row.citation) for row in gates.ORDER_OF_WORK),
        *(
            Row("outcome", f"{row.outcome}", row.says, citation)
            for row in outcomes.OUTCOMES.values()
            for citation in row.citations.values()
        ),
        *(Row("note", note.rule, note.says, note.citation) for note in NOTES.values()),
        *(Row("duty", duty.rule, duty.says, duty.citation) for duty in lawful_basis.RECIPIENT_DUTIES),
        *(
            Row("right and basis", right.value, found.says, found.citation)
            for right, basis in lawful_basis.MATRIX
            for found in (lawful_basis.advice(right, basis),)
        ),
    ]


ROWS = rows()
EXAMPLES = "\n".join(path.read_text(encoding="utf-8") for path in sorted(TESTS.rglob("test_*.py")))
LAW = re.compile(r"UK GDPR, (article|recital)|DPA 2018, |Data Protection Act 2018, |Act \d{4}, section")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.table} {row.key}")
def test_a_row_of_a_table_of_law_cites_it_and_can_be_read(row: Row) -> None:
    assert LAW.search(row.citation), row.citation
    assert row.says[0].isupper()
    assert row.says.endswith((".", "?"))
    longest = max(re.split(r"[.?:;]\s", row.says), key=lambda part: len(part.split()))
    assert len(longest.split()) <= LONGEST_SENTENCE_WORDS, longest


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.table} {row.key}")
def test_a_row_of_a_table_of_law_has_an_example(row: Row) -> None:
    # A rule stands as "WHO-3a" in a table of examples, or as WHO_10 in the name of a test.
    in_a_name = re.escape(row.key.replace("-", "_"))
    assert re.search(rf"[\"\-]{re.escape(row.key)}[\"\-]|test_{in_a_name}_", EXAMPLES), row.key


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: str(rule.regime))
def test_a_clock_cites_its_law_and_has_an_example(rule: object) -> None:
    assert rule.title  # type: ignore[attr-defined]
    assert all(basis.period for basis in rule.bases)  # type: ignore[attr-defined]
    vectors = (ROOT / "tests" / "data" / "deadline_vectors.csv").read_text(encoding="utf-8")
    assert rule.regime in vectors  # type: ignore[attr-defined]
