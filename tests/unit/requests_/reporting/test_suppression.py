"""No number from 1 to 4 is published, and none can be worked out from what is."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from requests_.reporting.suppression import SMALLEST_SHOWN, Showing, Sum, protect

SMALL, HIDDEN, SHOWN = Showing.SMALL, Showing.HIDDEN, Showing.SHOWN


def test_a_small_number_is_shown_as_less_than_five_and_nothing_is_shown_as_nothing() -> None:
    assert protect({"a": 4, "b": 5, "c": 0, "d": 1}, ()) == {"a": SMALL, "b": SHOWN, "c": SHOWN, "d": SMALL}


def test_a_small_number_cannot_be_had_by_subtraction() -> None:
    # 3 of 20: had the 17 been shown, the 3 would be known.
    shown = protect({"all": 20, "a": 3, "b": 17}, [Sum("all", ("a", "b"))])
    assert shown == {"all": SHOWN, "a": SMALL, "b": HIDDEN}


def test_the_smallest_other_part_is_left_out_first() -> None:
    numbers = {"all": 60, "a": 2, "b": 30, "c": 8, "d": 20}
    shown = protect(numbers, [Sum("all", ("a", "b", "c", "d"))])
    assert [name for name, state in shown.items() if state is HIDDEN] == ["c"]


def test_one_other_part_is_not_enough_where_the_two_leave_little_room() -> None:
    # 1 + 5: with only these two hidden, the rest of 6 would say that the small one is 1.
    numbers = {"all": 36, "a": 1, "b": 5, "c": 30}
    shown = protect(numbers, [Sum("all", ("a", "b", "c"))])
    assert (shown["b"], shown["c"]) == (HIDDEN, HIDDEN)


def test_two_small_numbers_do_not_guard_each_other_when_their_sum_is_known() -> None:
    # 1 + 1 = 2 has one answer; the 9 has to go as well.
    shown = protect({"all": 11, "a": 1, "b": 1, "c": 9}, [Sum("all", ("a", "b", "c"))])
    assert shown["c"] is HIDDEN


def test_a_small_number_in_a_table_of_two_ways_is_guarded_both_ways() -> None:
    numbers = {"ax": 2, "ay": 18, "bx": 23, "by": 27, "a": 20, "b": 50, "x": 25, "y": 45, "all": 70}
    sums = [
        Sum("a", ("ax", "ay")),
        Sum("b", ("bx", "by")),
        Sum("x", ("ax", "bx")),
        Sum("y", ("ay", "by")),
        Sum("all", ("a", "b")),
        Sum("all", ("x", "y")),
    ]
    shown = protect(numbers, sums)
    assert shown["ax"] is SMALL
    assert {shown["ay"], shown["bx"], shown["by"]} == {HIDDEN}


COUNTS = st.integers(0, 12)


@given(st.lists(COUNTS, min_size=2, max_size=5))
def test_whatever_is_published_leaves_every_small_part_all_four_answers(parts: list[int]) -> None:
    names = tuple(f"part {number}" for number in range(len(parts)))
    numbers = {**dict(zip(names, parts, strict=True)), "all": sum(parts)}
    shown = protect(numbers, [Sum("all", names)])
    answers = [
        answer
        for answer in product(*(_possible(numbers[name], shown[name]) for name in names))
        if sum(answer) in _possible(numbers["all"], shown["all"], most=60)
    ]
    if all(shown[name] is SMALL or not numbers[name] for name in names):
        return  # nothing is left to hide: all of it is small
    for place, name in enumerate(names):
        if shown[name] is SMALL:
            assert {answer[place] for answer in answers} == {1, 2, 3, 4}


def _possible(number: int, state: Showing, *, most: int = 20) -> range:
    """What a reader thinks a number could be."""
    if state is SHOWN:
        return range(number, number + 1)
    return range(1, SMALLEST_SHOWN) if state is SMALL else range(SMALLEST_SHOWN, most)


@given(st.dictionaries(st.sampled_from("abcdef"), COUNTS, min_size=1))
def test_no_small_number_is_ever_shown(numbers: dict[str, int]) -> None:
    names = tuple(sorted(numbers))
    shown = protect({**numbers, "all": sum(numbers.values())}, [Sum("all", names)])
    assert all(shown[name] is SMALL for name, number in numbers.items() if 0 < number < SMALLEST_SHOWN)
    assert all(shown[name] is not HIDDEN for name, number in numbers.items() if not number)
