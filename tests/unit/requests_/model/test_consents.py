"""What another person answers advises, and decides nothing; the letter to them says nothing of whoever asks."""

from datetime import date

import pytest

from requests_.model.consents import (
    ADVICE,
    ConsentAnswer,
    ConsentState,
    Road,
    factor_words,
    is_overdue,
    newest_for,
)
from requests_.model.letters.asking_others import silence_towards, single_names
from requests_.model.letters.check import Silence
from requests_.model.other_people import ShowGround

ASKED = ConsentState(person="person-1", road=Road.EMAIL, asked_on=date(2026, 7, 1), answer_by=date(2026, 7, 15))

# rule, what was answered, the ground it would be shown for, what the record says of steps
ANSWERS = [
    ("EX-C1", ConsentAnswer.AGREES, ShowGround.AGREED, "answered on 9 July 2026"),
    ("EX-C2", ConsentAnswer.REFUSES, None, "answered on 9 July 2026"),
    ("EX-C3", ConsentAnswer.UNABLE, ShowGround.REASONABLE, "answered on 9 July 2026"),
    ("EX-C4", ConsentAnswer.NO_ANSWER, ShowGround.REASONABLE, "no answer by 9 July 2026"),
    ("EX-C5", None, None, "to answer by 15 July 2026"),
]


def answered(answer: ConsentAnswer | None) -> ConsentState:
    on = None if answer is None else date(2026, 7, 9)
    return ConsentState(
        person="person-1",
        road=Road.PAPER,
        asked_on=ASKED.asked_on,
        answer_by=ASKED.answer_by,
        reminded_on=date(2026, 7, 8),
        answer=answer,
        answered_on=on,
    )


@pytest.mark.parametrize(("rule", "answer", "ground", "steps"), ANSWERS)
def test_an_answer_is_advice_with_its_law_and_a_draft_of_three_factors(
    rule: str, answer: ConsentAnswer | None, ground: ShowGround | None, steps: str
) -> None:
    advice = ADVICE[answer]
    assert (advice.rule, advice.ground) == (rule, ground)
    words = factor_words(answered(answer))
    assert words["steps_for_consent"] == f"Asked by letter on 1 July 2026, reminded on 8 July 2026, {steps}."
    assert all(words.values()) is (answer is not None)


def test_every_answer_has_its_advice() -> None:
    assert set(ADVICE) == {*ConsentAnswer, None} == {answer for _, answer, _, _ in ANSWERS}


def test_silence_is_late_only_after_the_day_and_only_while_nothing_is_recorded() -> None:
    assert not is_overdue(ASKED, date(2026, 7, 15))
    assert is_overdue(ASKED, date(2026, 7, 16))
    assert not is_overdue(answered(ConsentAnswer.NO_ANSWER), date(2026, 7, 16))


def test_the_last_question_to_a_person_counts() -> None:
    first, second = answered(ConsentAnswer.REFUSES), ASKED
    assert newest_for({"a": first, "b": second}, "person-1") is second
    assert newest_for({"a": first}, "person-2") is None


def test_their_own_name_may_stand_in_their_letter_and_nobody_elses() -> None:
    silence = silence_towards("Dee Fox", ["Dee Fox", "Maeve Fenwick", "Orla Fenwick"], Silence(is_quiet=True))
    assert silence.names == {"maeve fenwick", "orla fenwick"}
    assert silence.is_quiet


def test_a_single_name_counts_unless_they_share_it_or_it_is_an_everyday_word() -> None:
    assert single_names(["Maeve Fenwick", "May Fox"], "Dee Fenwick") == {"maeve"}
