"""What is written down before another person is shown or withheld."""

from dataclasses import replace

import pytest

from requests_.errors import InvalidCommand
from requests_.model.other_people import (
    FACTOR_QUESTIONS,
    LIMBS,
    NOBODY,
    WORKER_ROWS,
    OtherPerson,
    PersonUse,
    ShowGround,
    ThirdPartyFactors,
    WorkerKind,
    WorkerLimb,
    show_ruling,
    show_words,
    third_party_gate,
    unrecorded,
    unrecorded_fault,
    worker_limb,
)


@pytest.mark.parametrize(
    ("rule", "kind", "limb"),
    [
        ("EX-W1", WorkerKind.HEALTH_PROFESSIONAL, WorkerLimb.HEALTH),
        ("EX-W2", WorkerKind.COUNCIL_OFFICER, WorkerLimb.SOCIAL_WORK),
        ("EX-W2", WorkerKind.CHILDRENS_COURT_OFFICER, WorkerLimb.SOCIAL_WORK),
        ("EX-W2", WorkerKind.PAID_PROVIDER, WorkerLimb.SOCIAL_WORK),
        ("EX-W3", WorkerKind.TEACHER, WorkerLimb.EDUCATION),
    ],
)
def test_EX_W_a_worker_acting_as_one_is_named(rule: str, kind: WorkerKind, limb: WorkerLimb) -> None:
    found = worker_limb(kind, acted_officially=True)
    assert found is not None
    assert (found.rule, found.limb) == (rule, limb)
    assert worker_limb(kind, acted_officially=False) is None


def test_EX_W_a_private_person_is_no_worker() -> None:
    assert worker_limb(WorkerKind.PRIVATE_PERSON, acted_officially=True) is None


FACTORS = ThirdPartyFactors(
    kind_of_information="a first name",
    duty_of_confidence="none",
    steps_for_consent="a letter of 3 June",
    able_to_consent="yes",
    refused_consent="no answer",
)
TEACHER = worker_limb(WorkerKind.TEACHER, acted_officially=True)


@pytest.mark.parametrize(
    ("rule", "has_consented", "limb", "factors", "is_reasonable", "is_open"),
    [
        ("EX-T1", True, None, None, False, True),
        ("EX-T2", False, TEACHER, None, False, True),
        ("EX-T3", False, None, None, True, False),
        ("EX-T4", False, None, FACTORS, True, True),
        ("EX-T5", False, None, FACTORS, False, False),
    ],
)
def test_EX_T_another_person_is_shown_for_a_reason_that_is_written_down(
    rule: str, has_consented: bool, limb: object, factors: ThirdPartyFactors | None, is_reasonable: bool, is_open: bool
) -> None:
    found = third_party_gate(
        has_consented=has_consented,
        limb=limb,  # type: ignore[arg-type]
        factors=factors,
        is_reasonable=is_reasonable,
    )
    assert (found.rule, found.is_open) == (rule, is_open)


@pytest.mark.parametrize("missing", FACTOR_QUESTIONS)
def test_EX_T3_a_missing_factor_keeps_it_closed(missing: str) -> None:
    factors = replace(FACTORS, **{missing: " "})  # type: ignore[arg-type]
    assert third_party_gate(has_consented=False, limb=None, factors=factors, is_reasonable=True).rule == "EX-T3"


def test_every_limb_has_a_rule_of_its_own_and_a_ground_that_rests_on_it() -> None:
    assert len({row.rule for row in WORKER_ROWS}) == len(WORKER_ROWS)
    assert set(LIMBS.values()) == {row.limb for row in WORKER_ROWS} == set(WorkerLimb)


@pytest.mark.parametrize(
    ("ground", "factors", "record", "rule"),
    [
        (ShowGround.AGREED, None, "By telephone, 3 June.", "EX-T1"),
        (ShowGround.HEALTH_WORKER, None, "", "EX-W1"),
        (ShowGround.SOCIAL_WORKER, None, "", "EX-W2"),
        (ShowGround.SCHOOL_WORKER, None, "", "EX-W3"),
        (ShowGround.REASONABLE, FACTORS, "", "EX-T4"),
        (ShowGround.NOT_ANOTHER, None, "The number of the school office.", "EX-T6"),
    ],
)
def test_EX_T6_every_ground_for_showing_somebody_is_a_ruling(
    ground: ShowGround, factors: ThirdPartyFactors | None, record: str, rule: str
) -> None:
    found = show_ruling(ground, factors, record)
    assert (found.rule, found.is_open) == (rule, True)


@pytest.mark.parametrize(
    ("ground", "factors", "field", "says"),
    [
        (ShowGround.AGREED, None, "record", "how and when they agreed"),
        (ShowGround.NOT_ANOTHER, None, "record", "whose it is"),
        (ShowGround.REASONABLE, None, "kind_of_information", "nobody has written down yet why it is reasonable"),
        (ShowGround.REASONABLE, replace(FACTORS, able_to_consent=" "), "able_to_consent", "each of the five questions"),
    ],
)
def test_EX_T3_nobody_is_shown_without_what_their_ground_asks_for(
    ground: ShowGround, factors: ThirdPartyFactors | None, field: str, says: str
) -> None:
    with pytest.raises(InvalidCommand, match=says) as fault:
        show_ruling(ground, factors, " ")
    assert fault.value.context["field"] == field


def test_EX_T_what_is_kept_has_each_question_with_its_answer() -> None:
    kept = show_words(FACTORS, "Told by the school.").splitlines()
    assert len(kept) == len(FACTOR_QUESTIONS) + 1
    assert kept[1] == "Do we owe them confidence? none"
    assert kept[-1] == "Told by the school."
    assert show_words(None, " ") == ""


def use(person: str, role: str = "third_party", *, is_shown: bool = False, is_withheld: bool = False) -> PersonUse:
    return PersonUse(person=person, role=role, is_shown=is_shown, is_withheld=is_withheld)


def test_EX_T_a_bundle_waits_for_the_record_of_everybody_else_in_it() -> None:
    uses = [
        use("subject", "subject", is_shown=True),
        use("person-1", is_withheld=True),
        use("person-2", "professional", is_shown=True),
        use(NOBODY, "", is_shown=True, is_withheld=True),
    ]
    half = {"person-1": OtherPerson(withheld_for="S2P16_THIRD_PARTY"), NOBODY: OtherPerson(shown_by="EX-T6")}
    assert unrecorded(uses, half) == ("person-2", NOBODY)
    assert "2 people are shown or withheld without a reason" in str(unrecorded_fault(uses, half))
    whole = {
        **half,
        "person-2": OtherPerson(shown_by="EX-W3"),
        NOBODY: OtherPerson(shown_by="EX-T6", withheld_for="S2P16_THIRD_PARTY"),
    }
    assert unrecorded_fault(uses, whole) is None
