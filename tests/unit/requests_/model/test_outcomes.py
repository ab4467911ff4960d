"""What a request about a right may come to: the table, said once more by hand."""

import pytest

from requests_.ids import CaseId
from requests_.model.answers import answer_kind, first_words
from requests_.model.case import Case
from requests_.model.correspondence import LETTERS, LetterKind
from requests_.model.outcome_terms import QUESTIONS, Finding, Outcome, StoreAct
from requests_.model.outcomes import DECIDED_RIGHTS, OUTCOMES, findings_fault, may_decide, outcomes_for
from requests_.model.rights import Regime, Right
from tests.factories.people import APPROVER, AUDITOR, CASEWORKER

UK, PART_3 = Regime.UK_GDPR, Regime.LAW_ENFORCEMENT
NEEDED = (Finding.NEEDED, Finding.LAWFUL, Finding.WITHIN_RETENTION, Finding.NO_HOLD)

# right, law, about the request as a whole: the outcomes that are open
OPEN = [
    ("rectification", UK, False, "rectified completed statement_added refused_accurate"),
    (
        "rectification",
        PART_3,
        False,
        "rectified completed statement_added refused_accurate refused_evidence_restricted",
    ),
    ("erasure", UK, False, "erased erasure_refused_needed erasure_refused_hold"),
    (
        "erasure",
        PART_3,
        False,
        "erased erasure_refused_needed erasure_refused_hold erasure_evidence_restricted",
    ),
    ("restriction", UK, False, "restricted restriction_refused"),
    ("restriction", PART_3, False, "restricted restriction_refused"),
    (
        "objection",
        UK,
        False,
        "objection_upheld objection_refused_compelling objection_not_available",
    ),
    ("objection", PART_3, False, "objection_not_available"),
    ("objection", UK, True, "marketing_stopped decided_by_person no_automated_decision"),
    ("objection", PART_3, True, "decided_by_person no_automated_decision"),
    ("portability", UK, False, "ported portability_not_available"),
    ("portability", PART_3, False, "portability_not_available"),
    ("consent_withdrawal", UK, True, "consent_withdrawn no_consent_relied_on"),
    ("consent_withdrawal", PART_3, True, "consent_withdrawn no_consent_relied_on"),
    ("erasure", UK, True, ""),
    ("access", UK, False, ""),
    ("complaint", UK, True, ""),
]


@pytest.mark.parametrize(("right", "regime", "whole", "expected"), OPEN)
def test_a_right_has_these_outcomes_under_a_law_and_no_others(
    right: str, regime: Regime, whole: bool, expected: str
) -> None:
    found = outcomes_for(Right(right), regime, whole=whole)
    assert " ".join(row.outcome for row in found) == expected


# outcome, what it does to the record, whether the person gets what they asked for
ACTS = [
    ("rectified", "change", True),
    ("completed", "change", True),
    ("statement_added", "statement", True),
    ("refused_accurate", "none", False),
    ("refused_evidence_restricted", "restrict", False),
    ("erased", "erase", True),
    ("erasure_refused_needed", "none", False),
    ("erasure_refused_hold", "none", False),
    ("erasure_evidence_restricted", "restrict", False),
    ("restricted", "restrict", True),
    ("restriction_refused", "none", False),
    ("objection_upheld", "restrict", True),
    ("objection_refused_compelling", "none", False),
    ("objection_not_available", "none", False),
    ("marketing_stopped", "task", True),
    ("decided_by_person", "none", True),
    ("no_automated_decision", "none", False),
    ("consent_withdrawn", "task", True),
    ("no_consent_relied_on", "none", False),
    ("ported", "port", True),
    ("portability_not_available", "none", False),
]


@pytest.mark.parametrize(("outcome", "act", "is_granted"), ACTS)
def test_an_outcome_does_this_to_a_record(outcome: str, act: str, is_granted: bool) -> None:
    row = OUTCOMES[Outcome(outcome)]
    assert (str(row.act), row.is_granted) == (act, is_granted)


def test_no_marketing_objection_is_ever_refused() -> None:
    assert all(row.is_granted for row in OUTCOMES.values() if row.right == "marketing_objection")


def test_every_outcome_is_reached_by_some_right() -> None:
    every = [(right, regime, whole) for right in DECIDED_RIGHTS for regime in Regime for whole in (True, False)]
    reached = {row.outcome for right, regime, whole in every for row in outcomes_for(right, regime, whole=whole)}
    assert reached == set(Outcome)


def test_what_is_refused_changes_nothing_but_keeps_evidence_out_of_use() -> None:
    acts = {row.act for row in OUTCOMES.values() if not row.is_granted}
    assert acts == {StoreAct.NONE, StoreAct.RESTRICT}


def test_compelling_grounds_are_decided_by_somebody_who_may_sign_off() -> None:
    row = OUTCOMES[Outcome.OBJECTION_REFUSED_COMPELLING]
    assert (may_decide(row, CASEWORKER), may_decide(row, APPROVER)) == (False, True)
    assert not may_decide(OUTCOMES[Outcome.ERASED], AUDITOR)
    assert may_decide(OUTCOMES[Outcome.ERASED], CASEWORKER)


def with_(*changed: Finding) -> tuple[Finding, ...]:
    """The findings of a record that has to be kept, with other answers to some questions."""
    pairs = {answer: {yes, no} for _, yes, no in QUESTIONS for answer in (yes, no)}
    return tuple(next((new for new in changed if new in pairs[old]), old) for old in NEEDED)


# UK GDPR art. 17(1)(a), (d) and 17(3)(b), (e)
ERASURE = [
    (Outcome.ERASED, with_(Finding.NOT_NEEDED), ""),
    (Outcome.ERASED, with_(Finding.UNLAWFUL), ""),
    (Outcome.ERASED, with_(Finding.PAST_RETENTION), ""),
    (Outcome.ERASED, NEEDED, "Nothing here says"),
    (Outcome.ERASED, with_(Finding.UNLAWFUL, Finding.ON_HOLD), "under a legal hold"),
    (Outcome.ERASURE_REFUSED_NEEDED, NEEDED, ""),
    (Outcome.ERASURE_REFUSED_NEEDED, with_(Finding.NOT_NEEDED), "cannot be refused as still needed"),
    (Outcome.ERASURE_REFUSED_NEEDED, with_(Finding.PAST_RETENTION), "cannot be refused as still needed"),
    (Outcome.ERASURE_REFUSED_HOLD, with_(Finding.ON_HOLD, Finding.PAST_RETENTION), ""),
    (Outcome.ERASURE_REFUSED_HOLD, NEEDED, "no legal hold or claim"),
    (Outcome.ERASURE_EVIDENCE_RESTRICTED, NEEDED, ""),
    (Outcome.RESTRICTED, (), ""),
]


@pytest.mark.parametrize(("outcome", "findings", "says"), ERASURE)
def test_erasure_follows_from_the_four_questions(outcome: Outcome, findings: tuple[Finding, ...], says: str) -> None:
    fault = findings_fault(outcome, findings)
    assert (fault is None) if not says else says in str(fault)


@pytest.mark.parametrize("missing", range(4))
@pytest.mark.parametrize("outcome", ["erased", "erasure_refused_needed", "erasure_refused_hold"])
def test_no_erasure_is_decided_with_a_question_open(outcome: str, missing: int) -> None:
    answers = tuple(finding for number, finding in enumerate(NEEDED) if number != missing)
    assert "Answer the question first" in str(findings_fault(Outcome(outcome), answers))


LETTER = [
    ("rectification", UK, "rectified", LetterKind.RECTIFICATION_DONE),
    ("rectification", UK, "refused_accurate", LetterKind.RECTIFICATION_REFUSED),
    ("rectification", UK, "rectified refused_accurate", LetterKind.PART_REFUSAL),
    ("erasure", PART_3, "erased", LetterKind.ERASURE_DONE),
    ("erasure", PART_3, "erasure_evidence_restricted", LetterKind.EVIDENCE_LIMITED),
    ("rectification", PART_3, "refused_evidence_restricted", LetterKind.EVIDENCE_LIMITED),
    ("rectification", PART_3, "refused_evidence_restricted refused_accurate", LetterKind.RECTIFICATION_REFUSED),
    ("restriction", UK, "restricted", LetterKind.RESTRICTION_DONE),
    ("objection", UK, "objection_upheld", LetterKind.OBJECTION_UPHELD),
    ("objection", UK, "marketing_stopped", LetterKind.OBJECTION_UPHELD),
    ("objection", UK, "decided_by_person", LetterKind.RIGHT_DONE),
    ("objection", UK, "objection_not_available", LetterKind.OBJECTION_REFUSED),
    ("objection", PART_3, "objection_not_available", LetterKind.REFUSAL),
    ("portability", UK, "ported", LetterKind.RIGHT_DONE),
    ("portability", PART_3, "portability_not_available", LetterKind.REFUSAL),
    ("consent_withdrawal", UK, "consent_withdrawn", LetterKind.RIGHT_DONE),
    ("consent_withdrawal", UK, "no_consent_relied_on", LetterKind.REFUSAL),
]


@pytest.mark.parametrize(("right", "regime", "decided", "kind"), LETTER)
def test_the_answer_is_the_letter_for_what_was_decided(
    right: str, regime: Regime, decided: str, kind: LetterKind
) -> None:
    decisions = {str(number): Outcome(outcome) for number, outcome in enumerate(decided.split())}
    case = Case(key=CaseId("c"), right=Right(right), regime=regime, decisions=decisions)
    assert answer_kind(case, (regime,)) is kind
    assert regime in LETTERS[kind].citations


def test_the_answer_says_what_became_of_each_record() -> None:
    words = first_words([("Contact log", Outcome.ERASED, "It was too old."), ("", Outcome.MARKETING_STOPPED, "")])
    assert words == "Contact log: We deleted it. It was too old.\n\nWe stopped sending you publicity."
