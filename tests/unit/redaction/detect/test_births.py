"""A date of birth is found however it is written; an ordinary day is left alone; nobody loses their own."""

from datetime import date

import pytest

from redaction.detect.dates import Day, dates_of, days_of
from redaction.propose import propose, propose_text
from redaction.values import Disposition, Document, Layout, Person, Role, TextUnit, UnitForm, UnitSource

AMELIA = Person(key="amelia", name="Amelia Okafor", role=Role.SUBJECT, date_of_birth=date(2012, 3, 14))
SIAN = Person(key="sian", name="Sian Hall", role=Role.THIRD_PARTY, date_of_birth=date(2011, 6, 1))
PEOPLE = (AMELIA, SIAN)


def births(text: str) -> list[tuple[str, str, str]]:
    return [
        (one.text, one.person, one.disposition.value)
        for one in propose_text(text, PEOPLE)
        if one.kind == "date_of_birth"
    ]


@pytest.mark.parametrize(
    "written",
    [
        "first of June 2011", "the first of June, 2011", "1st June '11", "01 Jun 2011", "1-June-2011", "01JUN2011",
        "June the first, 2011", "June the 1st 2011", "June 1st 2011", "2011 June 1", "1st of\nJune 2011",
        "first day of June in 2011", "first of June two thousand and eleven", "first of June twenty eleven", "1/6/'11",
        "FIRST OF JUNE 2011",
    ],
)  # fmt: skip
def test_a_listed_persons_date_of_birth_is_kept_back_in_words_too(written: str) -> None:
    ((found, person, disposition),) = births(f"On file: {written}.")
    assert (person, disposition) == ("sian", "withhold")
    assert written.removeprefix("the ") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("her birthday is 1 June", "1 June"),
        ("Her birthday is on the first of June.", "first of June"),
        ("1 June is Sian's birthday", "1 June"),
        ("seen on 1 June (her birthday)", "1 June"),
        ("she turned 13 on 1 June", "1 June"),
        ("they were 13 on the 1st of June", "1st of June"),
        ("Birthday 1/6", "1/6"),
        ("Sian was born in June 2011", "June 2011"),
    ],
)
def test_a_birthday_without_its_year_is_kept_back_where_the_words_say_it_is_one(text: str, found: str) -> None:
    assert births(text) == [(found, "sian", "withhold")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kit was born on the thirty-first of May 2010.", "thirty-first of May 2010"),
        ("DOB: the third of March twenty thirteen", "third of March twenty thirteen"),
        ("date of birth is the twenty first of October, 2009", "twenty first of October, 2009"),
        ("born at Brackenford General Hospital on 4 May 2010", "4 May 2010"),
        ("birthday: 30th of September", "30th of September"),
        ("DOB 30SEP2010", "30SEP2010"),
        ("Kit Marsh, b. 30/09/2010", "30/09/2010"),
    ],
)
def test_an_unknown_persons_date_of_birth_is_put_to_a_person(text: str, found: str) -> None:
    assert births(text) == [(found, "", "refer")]


@pytest.mark.parametrize(
    "text",
    [
        "Amelia's birthday is 14 March", "born on the fourteenth of March 2012", "DOB fourteenth March '12",
        "Amelia turned 12 on 14 March", "born in March 2012",
    ],
)  # fmt: skip
def test_the_subjects_own_date_of_birth_is_never_kept_back(text: str) -> None:
    assert {disposition for _, _, disposition in births(text)} == {"disclose"}


@pytest.mark.parametrize(
    "text",
    [
        "The meeting is on 1 June.", "the first of June meeting", "We meet on the first of July 2024.",
        "She was born in Leeds. We met on 1 July 2024.", "You may first ask.", "He was seen on May 12 2024.",
        "Wednesday the twenty-first of October", "Attendance was 92 on 1 June", "in June 2024", "3/4 of the class",
    ],
)  # fmt: skip
def test_the_day_of_a_meeting_is_no_date_of_birth(text: str) -> None:
    assert births(text) == []


def test_a_birthday_does_not_take_every_mention_of_that_day_with_it() -> None:
    unit = TextUnit(label="Text", text="Her birthday is the first of June.", source=UnitSource.NATIVE)
    other = TextUnit(label="Text", text="We met again on the first of June.", source=UnitSource.NATIVE)
    document = Document(name="a.txt", media_type="text/plain", layout=Layout.RETYPESET, units=(unit, other))
    (found,) = propose([document], PEOPLE)
    assert [(one.unit, one.text) for one in found] == [(0, "first of June")]


def test_half_a_date_that_fits_the_subject_and_somebody_else_is_put_to_a_person() -> None:
    twin = Person(key="kit", name="Kit Marsh", role=Role.THIRD_PARTY, date_of_birth=date(2012, 3, 30))
    found = [one for one in propose_text("born in March 2012", (*PEOPLE, twin)) if one.kind == "date_of_birth"]
    assert [one.disposition for one in found] == [Disposition.REFER]


def test_the_heading_of_a_column_says_that_its_days_are_birthdays() -> None:
    table = TextUnit(
        label="Table", text="Pupil\tBirthday\nKit Marsh\t30 September", source=UnitSource.NATIVE, form=UnitForm.TABLE
    )
    document = Document(name="a.csv", media_type="text/csv", layout=Layout.RETYPESET, units=(table,))
    (found,) = propose([document], PEOPLE)
    assert "30 September" in {one.text for one in found}


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("thirty-first of May 1999", (Day(1999, 5, 31),)),
        ("twenty second of July nineteen eighty-four", (Day(1984, 7, 22),)),
        ("May the second twenty oh nine", (Day(2009, 5, 2),)),
        ("1 June", (Day(0, 6, 1),)),
        ("29 February", (Day(0, 2, 29),)),
        ("June '11", (Day(2011, 6, 0), Day(1911, 6, 0))),
        ("30th of February 2011", ()),
        ("first", ()),
    ],
)
def test_a_day_in_words_is_read_as_far_as_it_is_written(written: str, days: tuple[Day, ...]) -> None:
    assert days_of(written) == days
    assert dates_of(written) == tuple(date(one.year, one.month, one.day) for one in days if one.year and one.day)
