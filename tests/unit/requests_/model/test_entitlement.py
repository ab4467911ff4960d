"""Who may ask: one example a row, typed from the law, and the table as a whole."""

from itertools import product

import pytest

from requests_.model.entitlement import (
    ROWS,
    SAFETY_ROWS,
    Asker,
    AuthorityEvidence,
    ChildView,
    Competence,
    EntitlementFacts,
    EntitlementOutcome,
    Finding,
    SafetyChecks,
    entitlement,
)

SUBJECT, HOLDER, CARER = Asker.SUBJECT, Asker.PARENTAL_RESPONSIBILITY, Asker.CARER
ACTING, AUTHORITY = Asker.REPRESENTATIVE, Asker.PUBLIC_AUTHORITY
UNKNOWN, COMPETENT, NOT = Competence.NOT_ASSESSED, Competence.COMPETENT, Competence.NOT_COMPETENT
NONE, PR = AuthorityEvidence.NONE, AuthorityEvidence.PARENTAL_RESPONSIBILITY
WRITTEN, ORDER = AuthorityEvidence.WRITTEN_AUTHORITY, AuthorityEvidence.COURT_ORDER
NO_VIEW, AGREES, REFUSES = ChildView.NOT_ASKED, ChildView.AGREES, ChildView.REFUSES
SAFE = SafetyChecks(protected_address=Finding.CLEAR, court_order=Finding.CLEAR)
PROTECTED = SafetyChecks(protected_address=Finding.CONCERN, court_order=Finding.CLEAR)
ORDERED = SafetyChecks(protected_address=Finding.CLEAR, court_order=Finding.CONCERN)
UNCHECKED = SafetyChecks()
Outcome = EntitlementOutcome

EXAMPLES = [
    ("WHO-1", SUBJECT, 18, UNKNOWN, NONE, NO_VIEW, UNCHECKED, Outcome.PROCEED),
    ("WHO-1", SUBJECT, 44, UNKNOWN, NONE, NO_VIEW, UNCHECKED, Outcome.PROCEED),
    ("WHO-2a", SUBJECT, 12, UNKNOWN, NONE, NO_VIEW, UNCHECKED, Outcome.PROCEED),
    ("WHO-2a", SUBJECT, 17, COMPETENT, NONE, NO_VIEW, UNCHECKED, Outcome.PROCEED),
    ("WHO-3a", SUBJECT, 14, NOT, NONE, NO_VIEW, UNCHECKED, Outcome.ASSESS),
    ("WHO-2b", SUBJECT, 11, COMPETENT, NONE, NO_VIEW, UNCHECKED, Outcome.PROCEED),
    ("WHO-2c", SUBJECT, 11, UNKNOWN, NONE, NO_VIEW, UNCHECKED, Outcome.ASSESS),
    ("WHO-2c", SUBJECT, 6, NOT, NONE, NO_VIEW, UNCHECKED, Outcome.ASSESS),
    ("WHO-2d", SUBJECT, None, UNKNOWN, NONE, NO_VIEW, UNCHECKED, Outcome.ASSESS),
    ("WHO-4", HOLDER, 8, NOT, PR, NO_VIEW, SAFE, Outcome.PROCEED),
    ("WHO-4", HOLDER, 15, NOT, PR, NO_VIEW, SAFE, Outcome.PROCEED),
    ("WHO-4", HOLDER, 8, NOT, ORDER, NO_VIEW, SAFE, Outcome.PROCEED),
    ("WHO-8e", CARER, 8, NOT, ORDER, NO_VIEW, SAFE, Outcome.ASSESS),
    ("WHO-8e", CARER, 8, NOT, PR, NO_VIEW, SAFE, Outcome.ASSESS),
    ("WHO-8e", CARER, 15, COMPETENT, PR, AGREES, SAFE, Outcome.ASSESS),
    ("WHO-14a", HOLDER, 8, NOT, PR, NO_VIEW, UNCHECKED, Outcome.ASSESS),
    ("WHO-14b", HOLDER, 8, NOT, PR, NO_VIEW, PROTECTED, Outcome.ASSESS),
    ("WHO-14c", HOLDER, 8, NOT, PR, NO_VIEW, ORDERED, Outcome.ASSESS),
    ("WHO-14a", HOLDER, 15, COMPETENT, WRITTEN, NO_VIEW, UNCHECKED, Outcome.ASSESS),
    ("WHO-2e", HOLDER, 13, UNKNOWN, PR, NO_VIEW, SAFE, Outcome.ASSESS),
    ("WHO-2e", HOLDER, 8, UNKNOWN, PR, NO_VIEW, SAFE, Outcome.ASSESS),
    ("WHO-3b", HOLDER, 15, COMPETENT, PR, REFUSES, SAFE, Outcome.REFUSE),
    ("WHO-3b", HOLDER, 15, COMPETENT, WRITTEN, REFUSES, SAFE, Outcome.REFUSE),
    ("WHO-3c", HOLDER, 15, COMPETENT, WRITTEN, NO_VIEW, SAFE, Outcome.PROCEED),
    ("WHO-3c", CARER, 15, COMPETENT, WRITTEN, AGREES, SAFE, Outcome.PROCEED),
    ("WHO-3d", HOLDER, 15, COMPETENT, PR, AGREES, SAFE, Outcome.PROCEED),
    ("WHO-3e", HOLDER, 15, COMPETENT, PR, NO_VIEW, SAFE, Outcome.SEEK_CHILD_VIEW),
    ("WHO-3e", HOLDER, 15, COMPETENT, NONE, NO_VIEW, SAFE, Outcome.SEEK_CHILD_VIEW),
    ("WHO-3f", HOLDER, 8, NOT, WRITTEN, NO_VIEW, SAFE, Outcome.ASSESS),
    ("WHO-5a", HOLDER, 18, UNKNOWN, PR, NO_VIEW, SAFE, Outcome.REFUSE),
    ("WHO-5b", HOLDER, None, UNKNOWN, PR, NO_VIEW, SAFE, Outcome.ASSESS),
    ("WHO-5c", HOLDER, 8, NOT, NONE, NO_VIEW, SAFE, Outcome.NOT_STARTED),
    ("WHO-8a", HOLDER, 19, UNKNOWN, WRITTEN, NO_VIEW, UNCHECKED, Outcome.PROCEED),
    ("WHO-8b", CARER, 8, NOT, NONE, NO_VIEW, SAFE, Outcome.REFUSE),
    ("WHO-8b", CARER, 15, COMPETENT, NONE, NO_VIEW, SAFE, Outcome.REFUSE),
    ("WHO-8c", ACTING, 33, UNKNOWN, WRITTEN, NO_VIEW, UNCHECKED, Outcome.PROCEED),
    ("WHO-8d", ACTING, 33, UNKNOWN, NONE, NO_VIEW, UNCHECKED, Outcome.NOT_STARTED),
    ("WHO-9a", CARER, 20, UNKNOWN, ORDER, NO_VIEW, UNCHECKED, Outcome.PROCEED),
    ("WHO-11", AUTHORITY, 15, UNKNOWN, NONE, NO_VIEW, UNCHECKED, Outcome.NOT_A_SAR),
]


@pytest.mark.parametrize(
    ("rule", "asker", "age", "competence", "evidence", "view", "safety", "outcome"),
    EXAMPLES,
    ids=[f"{row[0]}-{row[1]}-{row[2]}-{row[3]}-{row[4]}-{row[5]}" for row in EXAMPLES],
)
def test_who_may_ask(
    rule: str,
    asker: Asker,
    age: int | None,
    competence: Competence,
    evidence: AuthorityEvidence,
    view: ChildView,
    safety: SafetyChecks,
    outcome: EntitlementOutcome,
) -> None:
    facts = EntitlementFacts(
        asker=asker, age=age, competence=competence, evidence=evidence, child_view=view, safety=safety
    )
    found = entitlement(facts)
    assert (found.rule, found.outcome) == (rule, outcome)


@pytest.mark.parametrize("asker", [SUBJECT, HOLDER, ACTING])
def test_WHO_10_nobody_uses_the_right_of_somebody_who_has_died(asker: Asker) -> None:
    found = entitlement(EntitlementFacts(asker=asker, age=40, is_deceased=True, evidence=ORDER, safety=SAFE))
    assert (found.rule, found.outcome) == ("WHO-10", Outcome.NOT_A_SAR)


def every_fact() -> list[EntitlementFacts]:
    ages = (None, 0, 11, 12, 17, 18, 70)
    return [
        EntitlementFacts(
            asker=asker, age=age, is_deceased=dead, competence=competence, evidence=evidence, child_view=view
        )
        for asker, age, dead, competence, evidence, view in product(
            Asker, ages, (False, True), Competence, AuthorityEvidence, ChildView
        )
    ]


def test_every_fact_meets_a_row_and_every_row_meets_a_fact() -> None:
    met = {next(row.rule for row in ROWS if row.fits(facts)) for facts in every_fact()}
    assert met == {row.rule for row in ROWS}


def test_WHO_14_no_adult_proceeds_for_a_child_before_both_safety_checks() -> None:
    for facts in every_fact():
        if facts.asker in (HOLDER, CARER) and facts.age is not None and facts.age < 18:
            assert entitlement(facts).outcome is not Outcome.PROCEED


def test_WHO_1_a_parent_never_has_the_right_by_being_a_parent_alone() -> None:
    assert all(
        entitlement(facts).outcome is not Outcome.PROCEED
        for facts in every_fact()
        if facts.asker in (HOLDER, CARER) and facts.evidence is NONE
    )


def test_safety_rows_and_rows_have_names_of_their_own() -> None:
    rules = [row.rule for row in ROWS] + [row.rule for row in SAFETY_ROWS]
    assert len(rules) == len(set(rules))
