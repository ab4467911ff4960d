"""Form fields: whatever is sent, a value or a plain sentence."""

import re
import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from portal.web.date_field import DateField
from portal.web.fields import CheckboxField, EmailField, RadioField, SelectField, TextField
from portal.web.forms import PortalForm
from portal.web.typed import cleaned

CHOICES = (("a", "First"), ("b", "Second", "with a hint"))
TODAY = date(2026, 6, 15)


class EveryField(PortalForm):
    line = TextField("A line", needed="Enter a line", longest=20)
    lines = TextField("Lines", rows=3, longest=20)
    email = EmailField("Email", needed="Enter an email address")
    one = RadioField("One", choices=CHOICES, needed="Select one")
    some = CheckboxField("Some", choices=CHOICES, needed="Select some")
    listed = SelectField("Listed", choices=(("a", "First"),), needed="Choose")
    born = DateField(
        "Born", needed="Enter a date", latest=lambda: TODAY, earliest=lambda: date(1906, 1, 1), is_birthday=True
    )


NAMES = ["line", "lines", "email", "one", "some", "listed", "born", "born-day", "born-month", "born-year"]


def form_of(**sent: Any) -> EveryField:
    return EveryField(MultiDict({name.replace("__", "-"): value for name, value in sent.items()}))


def born(day: str = "", month: str = "", year: str = "") -> EveryField:
    form = form_of(born__day=day, born__month=month, born__year=year)
    form.validate()
    return form


@given(st.dictionaries(st.sampled_from(NAMES), st.lists(st.text(max_size=30), max_size=3)))
def test_no_field_fails_whatever_is_sent_and_every_fault_is_shown(sent: dict[str, list[str]]) -> None:
    form = EveryField(MultiDict(sent))
    is_valid = form.validate()
    page = "".join(field() for field in form)
    assert is_valid is (form.error_list == [])
    for fault in form.error_list:
        assert re.search(rf'<(input|textarea|select)[^>]+id="{fault["href"][1:]}"', page), "the link lands on an input"


@pytest.mark.parametrize(("day", "month", "year"), [("٣", "١١", "٢٠١٢"), ("৩", "১১", "২০১২"), ("3", "11", "2012")])
def test_a_date_is_taken_in_the_digits_of_any_script(day: str, month: str, year: str) -> None:
    assert born(day, month, year).born.data == date(2012, 11, 3)


@pytest.mark.parametrize("name", ["one", "some", "born"])
def test_every_group_of_inputs_has_a_legend_with_words_in_it(name: str) -> None:
    html = str(EveryField()[name]())
    legend = re.search(r"<legend[^>]*>(.*?)</legend>", html, re.DOTALL)
    assert legend is not None
    assert re.sub(r"<[^>]+>", "", legend[1]).strip() == EveryField()[name].label.text


def test_typed_markup_is_shown_as_text() -> None:
    assert "<script>" not in form_of(line="<script>alert(1)</script>").line()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Zoe\u0308  Ash\u00a0ton ", "Zo\u00eb Ash ton"),
        ("a\x00b\u202ec\u200bd", "abcd"),
        ("one\r\ntwo\tthree", "one two three"),
        ("\ud83d", ""),
        # Joiners: in Persian, Hindi and Sinhala a name is another word without them; elsewhere nobody sees them.
        ("\u0639\u0644\u06cc\u200c\u0631\u0636\u0627", "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627"),
        ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"),
        # After a virama they shape what is before them, at the end of a name too (UAX 31, A2 and B).
        ("\u0d30\u0d3e\u0d1c\u0d28\u0d4d\u200d \u0d15\u0d41", "\u0d30\u0d3e\u0d1c\u0d28\u0d4d\u200d \u0d15\u0d41"),
        ("\u0d05\u0d28\u0d3f\u0d32\u0d28\u0d4d\u200d", "\u0d05\u0d28\u0d3f\u0d32\u0d28\u0d4d\u200d"),
        ("\u0d05\u0d28\u0d3f\u0d32\u0d28\u0d4d\u200c", "\u0d05\u0d28\u0d3f\u0d32\u0d28\u0d4d"),
        ("\u0d05\u0d28\u0d3f\u200d", "\u0d05\u0d28\u0d3f"),
        ("\u0d4d\u200d", "\u0d4d"),
        ("\u1000\u1039\u200d\u1001", "\u1000\u1039\u200d\u1001"),
        ("\U0001e900\u200c\U0001e901", "\U0001e900\u200c\U0001e901"),
        ("\u0dc1\u0dca\u200d\u0dbb\u0dd3", "\u0dc1\u0dca\u200d\u0dbb\u0dd3"),
        ("\u0639\u0644\u06cc\u202e\u200c\u200d\u200c\u0631", "\u0639\u0644\u06cc\u200c\u0631"),
        ("\u200c\u0639\u0644\u06cc\u200c \u200d\u060c", "\u0639\u0644\u06cc \u060c"),
        ("Or\u200cla\u200d", "Orla"),
    ],
)
def test_what_cannot_be_seen_is_dropped_and_what_was_meant_is_kept(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


def test_lines_are_kept_where_lines_are_asked_for() -> None:
    assert form_of(lines="one\r\n two \r\n").lines.data == "one\ntwo"


def test_a_value_that_is_no_choice_counts_as_no_answer() -> None:
    form = form_of(one="c", some="c", listed="c")
    form.validate()
    assert [form.one.data, form.some.data, form.listed.data] == ["", [], ""]
    assert form.one.errors == ["Select one"]


@pytest.mark.parametrize("address", ["maeve", "maeve@", "@b.example", "a b@c.example", "a@b", "a@b.example\nBcc: x"])
def test_an_address_no_mail_server_would_take_is_refused(address: str) -> None:
    form = form_of(email=address)
    form.validate()
    assert "correct format" in form.email.errors[0]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("9", "3", "2014"), date(2014, 3, 9)),
        (("09", "March", "2014"), date(2014, 3, 9)),
        ((" 9 ", "mar", "2014"), date(2014, 3, 9)),
        (("29", "2", "2024"), date(2024, 2, 29)),
        (("15", "6", "2026"), TODAY),
    ],
)
def test_a_date_is_read_as_people_type_it(typed: tuple[str, str, str], expected: date) -> None:
    form = born(*typed)
    assert form.born.data == expected
    assert not form.born.errors


@pytest.mark.parametrize(
    ("typed", "message", "box"),
    [
        (("", "", ""), "Enter a date", "born-day"),
        (("9", "", "2014"), "must include a month", "born-month"),
        (("9", "", ""), "must include a month and year", "born-month"),
        (("32", "3", "2014"), "a real day", "born-day"),
        (("9", "13", "2014"), "a real month", "born-month"),
        (("9", "3", "14"), "a real year, like 2012", "born-year"),
        (("31", "2", "2014"), "a real date", "born-day"),
        (("29", "2", "2023"), "a real date", "born-day"),
        (("16", "6", "2026"), "today or in the past", "born-day"),
        (("1", "1", "1900"), "must be after 1905", "born-year"),
        (("\u00b2", "3", "2014"), "a real day", "born-day"),
        (("9", "3", "99999999999999999999"), "a real year", "born-year"),
        (("-1", "3", "2014"), "a real day", "born-day"),
    ],
)
def test_a_wrong_date_is_told_in_words_and_the_link_goes_to_the_wrong_box(
    typed: tuple[str, str, str], message: str, box: str
) -> None:
    form = born(*typed)
    assert message in form.born.errors[0]
    assert form.born.first_input_id == box


def test_what_puts_thousands_of_marks_on_a_letter_is_read_in_the_time_that_its_length_takes() -> None:
    """Ordering marks takes the square of their number: one short request would hold up everybody's."""
    short, long = ("a" + "\u0327" * count + "\u0301" * count for count in (500, 8_000))
    assert cleaned(long) == cleaned(short) == cleaned("a" + "\u0327" * 30)
    assert processor_time(long) < 16 * 8 * processor_time(short)


def processor_time(text: str) -> float:
    times = []
    for _ in range(3):
        begun = time.process_time()
        cleaned(text)
        times.append(time.process_time() - begun)
    return min(times)
