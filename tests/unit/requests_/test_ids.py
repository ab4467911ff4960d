import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from requests_.ids import (
    FIRST_DRAWN,
    LAST_DRAWN,
    REFERENCE_IN_TEXT,
    case_reference,
    check_letter,
    new_id,
    new_secret,
    normal_reference,
)

# Counted once, with five digits; drawn since, with seven.
NUMBERS = st.tuples(st.integers(2020, 2099), st.one_of(st.integers(0, 99_999), st.integers(FIRST_DRAWN, LAST_DRAWN)))


@given(NUMBERS)
def test_a_reference_is_known_by_itself(number: tuple[int, int]) -> None:
    reference = case_reference(*number)
    assert normal_reference(reference) == reference


@given(NUMBERS)
def test_a_reference_is_found_in_a_sentence_and_spelt_as_it_is(number: tuple[int, int]) -> None:
    reference = case_reference(*number)
    text = f"Re: ({reference}), {reference.lower()}. Not x{reference} nor {reference}9 nor RR-2026-123456-K."
    assert REFERENCE_IN_TEXT.findall(text) == [reference, reference.lower()]


@given(NUMBERS, st.data())
def test_two_digits_of_the_number_that_changed_places_are_noticed(number: tuple[int, int], data: st.DataObject) -> None:
    reference = case_reference(*number)
    one, other = sorted(data.draw(st.sets(st.integers(8, len(reference) - 3), min_size=2, max_size=2)))
    signs = list(reference)
    signs[one], signs[other] = signs[other], signs[one]
    assume(signs[one] != signs[other])
    assert normal_reference("".join(signs)) is None


@given(NUMBERS, st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(number: tuple[int, int], place: int, added: int) -> None:
    reference = case_reference(*number)
    places = [at for at, sign in enumerate(reference) if sign.isdigit()]
    at = places[place % len(places)]
    wrong = reference[:at] + str((int(reference[at]) + added) % 10) + reference[at + 1 :]
    assert normal_reference(wrong) is None


@pytest.mark.parametrize(
    "typed", ["rr-2026-00042-{}", " RR 2026 00042 {} ", "rr202600042{}", "RR—2026—00042—{}", "rr-2026-42-{}"]
)
def test_a_reference_is_forgiven_its_spaces_its_case_its_hyphens_and_its_zeros(typed: str) -> None:
    letter = check_letter(2026, 42)
    assert normal_reference(typed.format(letter.lower())) == f"RR-2026-00042-{letter}"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "RR",
        "RR-2026-00042",
        "RR-2026-{}",
        "XX-2026-00042-A",
        "RR-20²6-00042-A",
        "RR-٢٠٢٦-00042-A",
        "RR-2026-123456-A",
        "a" * 5000,
    ],
)
def test_what_cannot_be_a_reference_is_none(typed: str) -> None:
    assert normal_reference(typed) is None


def test_no_check_letter_is_mistaken_for_another() -> None:
    letters = {check_letter(2026, number) for number in range(500)}
    assert not letters & set("IOQS")


def test_keys_and_secrets_are_never_the_same_twice() -> None:
    assert len({new_id() for _ in range(100)}) == 100
    assert len(new_secret()) >= 43
