"""Somebody of the data subject's name is not the data subject: only a person may say that it goes."""

from datetime import date

import pytest

from redaction.namesakes import WHY
from redaction.passages import PASSAGE
from redaction.propose import propose, propose_text
from redaction.values import Disposition, Document, Layout, Person, Role, TextUnit, UnitForm, UnitSource

BORN = "14/03/2012"
ADA = Person(key="ada", name="Ada Marsh", role=Role.SUBJECT, date_of_birth=date(2012, 3, 14))


def referred(text: str) -> list[str]:
    return [one.text for one in propose_text(text, [ADA]) if one.kind == "person" and one.why == WHY]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Marsh (02/11/2010) has epilepsy.", ["Ada Marsh"]),
        ("Ada Marsh, born 02/11/2010, has epilepsy. Ada was away.", ["Ada Marsh", "Ada"]),
        ("Ada Marsh (14/03/2012) and Ada Marsh (b. 02/11/2010) were mixed up.", ["Ada Marsh"]),
        ("Ada Marsh (DOB 02/11/2010) left. Ada Marsh (14/03/2012) stayed. Ada is well.", ["Ada Marsh"]),
        ("Ada Marsh (14/03/2012) is well. Ada reads.", []),
        ("Ada Marsh came on 02/11/2024.", []),
        ("Ada Marsh is well.", []),
    ],
)
def test_a_name_beside_another_date_of_birth_is_referred(text: str, names: list[str]) -> None:
    assert referred(text) == names


def whole(text: str, form: UnitForm) -> list[tuple[str, Disposition]]:
    unit = TextUnit(label="Text", text=text, source=UnitSource.NATIVE, form=form)
    document = Document(name="d", media_type="text/plain", layout=Layout.RETYPESET, units=(unit,))
    return [(one.text, one.disposition) for one in propose([document], [ADA])[0] if one.kind == PASSAGE]


def test_the_row_of_a_namesake_is_referred_whole() -> None:
    table = "Name\tDOB\tPresent\nAda Marsh\t14/03/2012\t71 %\nAda Marsh\t02/11/2010\t88 %\nKofi Adu\t03/07/2012\t74 %"
    rows = dict(whole(table, UnitForm.TABLE))
    assert "Ada Marsh\t02/11/2010\t88 %" in rows
    assert not any(BORN in row for row in rows)


def test_the_item_of_a_namesake_is_referred_whole() -> None:
    minutes = "1. Ada Marsh (14/03/2012)\nAda attends well.\n2. Ada Marsh (02/11/2010)\nAda is on a managed move."
    assert [text for text, _ in whole(minutes, UnitForm.PROSE)] == [
        "2. Ada Marsh (02/11/2010)\nAda is on a managed move."
    ]
