"""A text cut at its marks: nothing lost, nothing doubled, whatever overlaps."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from portal.staff.marked_text import marked_boxes, state_of, stretches
from portal.web.resources import PageBox, ReadUnit
from requests_.store.queries.review import MarkRow

TEXT = "Dee Fox brought Orla in. Dee Fox stayed."
MARK = MarkRow(
    key="m",
    unit=0,
    start=0,
    end=7,
    kind="person",
    text="Dee Fox",
    person="person-1",
    person_name="Dee Fox",
    disposition="withhold",
    reason="S2P16_THIRD_PARTY",
    why="",
    decision=None,
)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 60)), max_size=8))
def test_the_stretches_are_the_whole_text_in_order(spans: list[tuple[int, int]]) -> None:
    marks = [replace(MARK, key=str(n), start=start, end=end) for n, (start, end) in enumerate(spans)]
    assert "".join(stretch.text for stretch in stretches(ReadUnit("Page 1", TEXT, 0), marks)) == TEXT


def test_a_mark_is_one_stretch() -> None:
    first = next(stretches(ReadUnit("Page 1", TEXT, 0), [MARK]))
    assert (first.text, first.mark) == ("Dee Fox", MARK)


def test_a_name_is_seen_in_the_passage_it_stands_in() -> None:
    passage = replace(MARK, key="p", kind="passage", end=len(TEXT))
    cut = list(stretches(ReadUnit("1", TEXT, 0), [passage, MARK]))
    assert [(stretch.text, stretch.mark) for stretch in cut] == [("Dee Fox", MARK), (TEXT[7:], passage)]


def test_a_mark_is_undecided_until_somebody_decides_it() -> None:
    assert state_of(MARK) == "refer"
    assert state_of(replace(MARK, decision="withhold")) == "withhold"
    assert state_of(replace(MARK, decision="disclose")) == "disclose"
    assert state_of(replace(MARK, disposition="disclose")) == "disclose"


def test_every_word_a_mark_touches_gets_a_box() -> None:
    words = (PageBox(0, 3, 10, 10, 20, 10), PageBox(4, 7, 32, 10, 20, 10), PageBox(8, 15, 54, 10, 40, 10))
    unit = ReadUnit("Page 1", TEXT, 0, words)
    assert [marked.box for marked in marked_boxes(unit, [MARK])] == list(words[:2])
