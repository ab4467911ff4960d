"""What a chart draws is what its numbers say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from templates.charts import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, bar_chart, line_chart, lying_chart, nice_top

MONTHS = [f"m{number}" for number in range(13)]


@pytest.mark.parametrize(
    ("value", "top"), [(0, 4), (4, 4), (5, 8), (9, 10), (11, 20), (21, 40), (99, 100), (101, 200), (1200, 2000)]
)
def test_the_axis_ends_at_a_round_number(value: float, top: float) -> None:
    assert nice_top(value) == top


@given(
    st.lists(st.integers(0, 5000), min_size=1, max_size=24), st.lists(st.integers(0, 5000), min_size=24, max_size=24)
)
def test_bars_are_as_high_as_their_numbers_and_stay_in_the_chart(first: list[int], second: list[int]) -> None:
    series = [first, second[: len(first)]]
    chart = bar_chart([str(n) for n in range(len(first))], series)
    top = nice_top(max(map(max, series)))
    drawn = sorted(bar.height for bar in chart.bars)
    expected = sorted((HEIGHT - TOP - BOTTOM) * value / top for values in series for value in values if value)
    assert drawn == pytest.approx(expected)
    assert all(bar.x >= LEFT and bar.x + bar.width <= WIDTH - RIGHT + 0.01 for bar in chart.bars)


def test_a_month_without_a_value_is_a_gap_in_the_line() -> None:
    chart = line_chart(["a", "b", "c", "d"], [[100, None, 50, 0]], top=100)
    [line] = chart.lines
    assert [[y for _, y in run] for run in line.runs] == [[TOP], [TOP + (HEIGHT - TOP - BOTTOM) / 2, HEIGHT - BOTTOM]]


def test_the_last_month_is_always_named() -> None:
    chart = line_chart(MONTHS, [[None] * 13], top=100)
    assert [tick.text for tick in chart.labels] == ["m0", "m2", "m4", "m6", "m8", "m10", "m12"]


def test_lying_bars_end_at_their_numbers() -> None:
    chart = lying_chart([("one to thirty", 20), ("more", 5), ("none", 0)])
    assert [bar.text for bar in chart.bars] == ["20", "5", "0"]
    assert chart.bars[0].width == pytest.approx(4 * chart.bars[1].width)
    assert lying_chart([]).bars == ()
