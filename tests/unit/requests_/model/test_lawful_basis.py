"""Which right is to be had under which basis: the matrix against the law's own table, cell by cell."""

import pytest

from requests_.model.basis_notes import NOTES
from requests_.model.lawful_basis import (
    MATRIX,
    RECIPIENT_DUTIES,
    Availability,
    Basis,
    LegalRight,
    StoreBasis,
    advice,
    advise,
    basis_of,
    recipient_duty,
)
from requests_.model.rights import Regime, Right

# The columns are: legal obligation, public task, consent, contract, legitimate interests, vital interests, special
# category, criminal offence, Part 3.
EXPECTED = {
    "access": "YYYYYYYYC",
    "rectification": "YYYYYYYYY",
    "erasure": "CCYCCCCCC",
    "restriction": "YYYYYYYYC",
    "recipients_told": "YYYYYYYYY",
    "portability": "NNYYNNCCN",
    "objection": "NYNNYNCCN",
    "marketing_objection": "YYYYYYYYN",
    "automated_decisions": "CCCCCCCCC",
    "consent_withdrawal": "NNYNNNCCC",
    "complaint": "YYYYYYYYY",
}


@pytest.mark.parametrize("right", EXPECTED)
def test_RX_the_matrix_is_the_law(right: str) -> None:
    assert "".join(advice(LegalRight(right), basis).availability for basis in Basis) == EXPECTED[right]


def test_RX_no_cell_is_missing() -> None:
    assert set(MATRIX) == {(right, basis) for right in LegalRight for basis in Basis}


@pytest.mark.parametrize(
    ("rule", "right", "basis"),
    [
        ("RX-n1", Right.ERASURE, Basis.LEGAL_OBLIGATION),
        ("RX-n1", Right.ERASURE, Basis.PUBLIC_TASK),
        ("RX-n2", Right.ERASURE, Basis.CONSENT),
        ("RX-n3", Right.ERASURE, Basis.CONTRACT),
        ("RX-n4", Right.ERASURE, Basis.LEGITIMATE_INTERESTS),
        ("RX-n5", Right.ERASURE, Basis.SPECIAL_CATEGORY),
        ("RX-n6", Right.RESTRICTION, Basis.LEGAL_OBLIGATION),
        ("RX-n7", Right.PORTABILITY, Basis.CONSENT),
        ("RX-n8", Right.OBJECTION, Basis.PUBLIC_TASK),
        ("RX-n9", LegalRight.AUTOMATED_DECISIONS, Basis.LEGAL_OBLIGATION),
        ("RX-n10", Right.ACCESS, Basis.LAW_ENFORCEMENT),
        ("RX-n11", Right.RECTIFICATION, Basis.LAW_ENFORCEMENT),
        ("RX-n12", LegalRight.RECIPIENTS_TOLD, Basis.LAW_ENFORCEMENT),
        ("RX-n13", Right.OBJECTION, Basis.LEGAL_OBLIGATION),
        ("RX-n14", Right.OBJECTION, Basis.CONSENT),
        ("RX-n15", Right.OBJECTION, Basis.CRIMINAL_OFFENCE),
        ("RX-n16", Right.CONSENT_WITHDRAWAL, Basis.SPECIAL_CATEGORY),
    ],
)
def test_a_note_stands_where_it_has_to_be_looked_at(rule: str, right: Right | LegalRight, basis: Basis) -> None:
    assert [note.rule for note in advice(right, basis).notes] == [rule]


def test_every_note_is_used() -> None:
    assert {note.rule for _, notes in MATRIX.values() for note in notes} == {note.rule for note in NOTES.values()}


def test_RX_advice_that_a_right_is_not_there_still_asks_for_reasons_and_the_way_to_complain() -> None:
    refusals = [advice(*place) for place, (letter, _) in MATRIX.items() if letter is Availability.NO]
    assert refusals
    assert all(found.says.endswith("Say why, and how to complain.") for found in refusals)


def test_RX_each_store_is_advised_about_under_its_own_law_and_a_mixed_answer_is_seen() -> None:
    stores = [
        StoreBasis(store="case", regime=Regime.UK_GDPR, basis=Basis.LEGAL_OBLIGATION),
        StoreBasis(store="legal", regime=Regime.LAW_ENFORCEMENT, basis=Basis.LEGAL_OBLIGATION),
    ]
    found = advise(Right.ACCESS, stores)
    assert [(store, each.availability) for store, each in found.by_store] == [
        ("case", Availability.YES),
        ("legal", Availability.CONDITIONAL),
    ]
    assert found.is_mixed
    assert "45" in found.by_store[1][1].citation
    assert not advise(Right.ACCESS, stores[:1]).is_mixed


@pytest.mark.parametrize(
    ("name", "regime", "basis"),
    [
        ("public_task", Regime.UK_GDPR, Basis.PUBLIC_TASK),
        ("", Regime.UK_GDPR, Basis.LEGAL_OBLIGATION),
        ("public_task", Regime.LAW_ENFORCEMENT, Basis.LAW_ENFORCEMENT),
    ],
)
def test_a_store_without_a_basis_of_its_own_has_the_councils(name: str, regime: Regime, basis: Basis) -> None:
    assert basis_of(name, regime) is basis


@pytest.mark.parametrize("right", [Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION])
@pytest.mark.parametrize(
    ("regime", "law"), [(Regime.UK_GDPR, "UK GDPR, article 19"), (Regime.LAW_ENFORCEMENT, "section 48(7) and (9)")]
)
def test_RX_19_recipients_are_told_of_a_change(right: Right, regime: Regime, law: str) -> None:
    duty = recipient_duty(right, regime)
    assert duty is not None
    assert law in duty.citation


def test_RX_19_nobody_is_told_of_an_access_request() -> None:
    assert recipient_duty(Right.ACCESS, Regime.UK_GDPR) is None
    assert len(RECIPIENT_DUTIES) == 6
