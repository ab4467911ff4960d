"""A withheld passage has one label; the names inside it are still looked for everywhere."""

from dataclasses import replace

from redaction.passages import outermost
from tests.factories.marks import mark
from workers.render.binding import denied_terms

TEXT = "4. Malachi Bennett, 8B: not in school since May."
PASSAGE = mark(TEXT, "", "passage")
NAME = replace(mark("Malachi Bennett", "person-2"), start=3, end=18)


def test_a_passage_stands_for_the_names_in_it() -> None:
    assert outermost([PASSAGE, NAME]) == [PASSAGE]


def test_a_name_in_another_part_or_reaching_out_of_the_passage_has_its_own_label() -> None:
    elsewhere, over = replace(NAME, unit=1), replace(NAME, start=40, end=60)
    assert outermost([PASSAGE, elsewhere, over]) == [PASSAGE, elsewhere, over]


def test_a_name_in_a_passage_may_stand_nowhere_else() -> None:
    assert "Malachi Bennett" in denied_terms([PASSAGE, NAME], frozenset(), "Attendance 71%")
