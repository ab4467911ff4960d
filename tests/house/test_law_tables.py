"""Each row of each table of law: a citation, an example test, and a sentence a parent could read."""

import re
from dataclasses import dataclass

import pytest

from requests_.deadlines.rules import RULES
from requests_.model import entitlement, exemptions, gates, lawful_basis, other_people, outcomes
from requests_.model.basis_notes import NOTES
from requests_.model.consents import ADVICE
from requests_.model.law_index import LAW as INDEX
from requests_.model.letters.actions import LETTER_ACTIONS
from requests_.model.letters.reading_age import grade
from requests_.model.lifecycle import TRANSITIONS
from requests_.model.looking_again import MATTERS
from requests_.model.pauses import PAUSE_REASONS
from requests_.model.set_dates import SET_DATES
from tests.house.tree import ROOT

TESTS = ROOT / "tests" / "unit" / "requests_"
LONGEST_SENTENCE_WORDS = 36
# What a parent may be told is as easy as school leavers read; a statutory test, the matrix and a duty are for staff.
HARDEST_GRADE = 12.0
FOR_STAFF = {"exemption test", "right and basis", "duty"}


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
        *(Row("look again", matter.rule, matter.asks, matter.citation) for matter in MATTERS.values()),
        *(
            Row("pause", f"{pause.reason}", pause.says, citation)
            for pause in PAUSE_REASONS.values()
            for citation in pause.citations.values()
        ),
        *(Row("date set from outside", f"{date.kind}", date.says, date.citation) for date in SET_DATES.values()),
        *(Row("agreement", row.rule, row.says, row.citation) for row in ADVICE.values()),
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


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.table not in FOR_STAFF], ids=lambda row: f"{row.table} {row.key}"
)
def test_what_a_parent_may_be_told_can_be_read_by_one(row: Row) -> None:
    assert grade(row.says) <= HARDEST_GRADE, (row.says, grade(row.says))


def test_every_rule_that_a_decision_may_name_is_in_the_index() -> None:
    named = [row for row in ROWS if row.table in ("who", "exemption", "ruling", "worker")]
    assert {row.key for row in named} <= set(INDEX)


@pytest.mark.parametrize("row", LETTER_ACTIONS.values(), ids=lambda row: str(row.kind))
def test_every_kind_of_letter_is_sent_by_something_and_says_by_what(row: object) -> None:
    says = row.says  # type: ignore[attr-defined]
    assert says[0].isupper()
    assert says.endswith(".")
    assert row.action is None or row.action in TRANSITIONS  # type: ignore[attr-defined]


def test_every_right_meets_every_basis_once() -> None:
    assert len(lawful_basis.MATRIX) == len(lawful_basis.LegalRight) * len(lawful_basis.Basis)
