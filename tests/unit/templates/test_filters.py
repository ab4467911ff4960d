from datetime import UTC, date, datetime

import pytest

from templates.filters import listed, plural, shortened, tel, uk_date, uk_time, uk_weekday
from templates.languages import ENGLISH


def test_dates_are_written_as_in_england() -> None:
    assert uk_date(date(2026, 2, 5)) == "5 February 2026"
    assert uk_weekday(date(2026, 2, 5)) == "Thursday 5 February 2026"
    assert uk_date(None) == uk_weekday(None) == uk_time(None) == ""


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 6, 15, 23, 30, tzinfo=UTC), "16 June 2026 at 12:30am"),
        (datetime(2026, 1, 15, 12, 0, tzinfo=UTC), "15 January 2026 at 12:00pm"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "29 March 2026 at 2:00am"),
    ],
)
def test_times_are_londons(moment: datetime, words: str) -> None:
    assert uk_time(moment) == words


@pytest.mark.parametrize(
    ("count", "noun", "words"),
    [
        (1, "document", "1 document"),
        (0, "document", "0 documents"),
        (1204, "working day", "1,204 working days"),
        (2, "person", "2 people"),
        (2, "authority", "2 authorities"),
        (2, "survey", "2 surveys"),
    ],
)
def test_counts_agree_with_their_nouns(count: int, noun: str, words: str) -> None:
    assert plural(count, noun) == words


@pytest.mark.parametrize(("words", "text"), [("", ""), ("a", "a"), ("ab", "a and b"), ("abc", "a, b and c")])
def test_lists_are_read_aloud(words: str, text: str) -> None:
    assert listed(words) == text


def test_long_text_is_cut_at_a_word() -> None:
    assert shortened("a meeting about attendance", 15) == "a meeting…"
    assert shortened("x" * 50, 10) == "x" * 9 + "…"
    assert shortened("short", 10) == "short"


def test_a_telephone_number_can_be_touched_and_stands_in_a_sentence_of_any_language() -> None:
    number = tel("01632 960 001")
    assert number == '<a class="govuk-link rp-nowrap" href="tel:01632960001">01632 960 001</a>'
    assert tel('"><script>') == '<a class="govuk-link rp-nowrap" href="tel:">&#34;&gt;&lt;script&gt;</a>'
    said = ENGLISH.fill("Call {who} on {phone}.", who="<us>", phone=number)
    assert said == f"Call &lt;us&gt; on {number}."
