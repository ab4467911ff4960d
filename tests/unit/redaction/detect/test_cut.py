"""A listed name is found when it is cut in the middle of a word; words that merely stand together are left alone."""

import pytest

from redaction.propose import propose
from redaction.values import Document, Layout, Person, Role, TextUnit, UnitForm, UnitSource

PEOPLE = (
    Person(key="kit", name="Kit Marlow", role=Role.SUBJECT),
    Person(key="dora", name="Dora Quill", role=Role.THIRD_PARTY),
    Person(key="bart", name="Bartholomew May", role=Role.THIRD_PARTY),
    Person(key="grace", name="Grace O'Neill-Hall", role=Role.THIRD_PARTY),
    Person(key="ann", name="Annabel Brown", role=Role.THIRD_PARTY),
)


def found(text: str, form: UnitForm = UnitForm.PROSE) -> list[str]:
    unit = TextUnit(label="1", text=text, source=UnitSource.NATIVE, form=form)
    document = Document(name="a", media_type="text/plain", layout=Layout.RETYPESET, units=(unit,))
    return [one.text for one in propose([document], PEOPLE)[0] if one.kind == "person"]


@pytest.mark.parametrize(
    "name",
    [
        "Dora Qu\nill", "Dora Qu-\nill", "D-\nora Quill", "DORA QUI\nLL", "DORA QUI-\nLL", "Dora Q\u00ad\nuill",
        "Do\u200bra Qu\u00adill", "Do\u200cra Quill", "Bartho lomew May", "Bartholo-mew May", "Bartholo\n\nmew May",
        "Bar\ntholo\nmew May", "Q u i l l", "D o r a  Q u i l l", "D.O.R.A", "Dora Qu|ill", "Grace O'Nei\nll-Hall",
        "Dora Qu\u2010\nill",
    ],
)  # fmt: skip
def test_a_name_cut_by_a_line_a_hyphen_or_a_mark_nobody_sees_is_one_find(name: str) -> None:
    assert found(f"we saw {name} there") == [name]


@pytest.mark.parametrize("name", ["Dora Qu\till", "Dora Qu\u2028ill", "Bartholo\tmew May", "DORA QUI\tLL"])
def test_a_name_cut_by_the_cells_of_a_table_is_one_find(name: str) -> None:
    assert found(f"Who\tWhen\n{name}\tMonday", UnitForm.TABLE) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "it may be\nso",
        "a rabel\nof",
        "the own\ner was in",
        "I do rap music",
        "for a rattle",
        "can\na bell ring",
        "Br\nOwn goal",
    ],
)
def test_words_that_stand_together_are_no_name(text: str) -> None:
    assert found(text) == []


def test_cells_of_whole_words_are_not_put_together() -> None:
    assert found("Year\tNote\n7\tb\nx\town", UnitForm.TABLE) == []
    assert found("Year\tNote\nher\town", UnitForm.TABLE) == []
