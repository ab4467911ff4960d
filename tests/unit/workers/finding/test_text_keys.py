"""The keys of a text lead to it whenever reading it would: an index may show too much, never too little."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.finding.evidence import Gatherer
from workers.finding.expansion import expand
from workers.finding.look_alikes import Landscape
from workers.finding.profile import SubjectProfile
from workers.finding.text_keys import keys_of
from workers.finding.verdicts import TextJudge

PERSON = SubjectProfile(
    given_name="Zoë",
    family_name="O'Neill-Hart",
    date_of_birth=date(2012, 3, 14),
    upn="A823432112001",
    aliases=("Zo Brown",),
    addresses=("12a King's Road, Brackenford BX1 2CD", "The Old Rectory, Brackenford BX7 7DD"),
    phones=("01632 960 555",),
    emails=("zoe.o'neill12@pupils.example",),
)
LANDSCAPE = Landscape(
    person=replace(expand(PERSON), references=frozenset({"br-1001", "ess/24/0326"})),
    has_lists=True,
    parents=(("miriam", "cole"),),
    parent_contacts=frozenset({"m.cole@mail.example", "+44 7700 900123"}),
)
PARTS = [
    "Zoe", "Zoë", "ZOE'S", "Zo", "O’Neill-Hart", "Oneill", "Hart's", "Brown", "Miriam Cole", "Cole", "14 March 2012",
    "14/03/2012", "14/03/2013", "A823432112001", "a823432112001", "B823432112002", "BR-1001", "BR1001", "br 1001",
    "ESS/24/0326", "12a King's Road", "12A KINGS RD", "King's Lane", "BX1 2CD", "bx77dd", "The Old Rectory",
    "01632 960555",
    "0 1 6 3 2 9 6 0 5 5 5", "+44 (0)1632-960-555", "07700 900 123", "(07700)  900123", "m.cole@mail.example",
    "zoe.o'neill12@pupils.example", "the", "Dear", "12", "2", "99 red balloons", "x_1", "Room 12-14", "1234567890" * 9,
]  # fmt: skip
GAPS = st.sampled_from([" ", "\n", ", ", "\t", " - ", ". ", "/", "  ", "\n\n", ": ", "(", "_", ""])


@given(st.lists(st.tuples(st.sampled_from(PARTS), GAPS), min_size=1, max_size=8))
def test_whatever_reading_a_text_would_find_its_keys_lead_to(parts: list[tuple[str, str]]) -> None:
    text = "".join(part + gap for part, gap in parts)
    judge = TextJudge(LANDSCAPE)
    read = judge._decide(Gatherer(LANDSCAPE).gather(text), is_household=False)
    assert judge.judge(text) == read


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Zoë O'Neill's dog", {"zoe", "oneill", "oneills", "dog"}),
        ("born 14 March 2012", {"born", "march", "@2012-03-14", "#14", "#2012"}),
        ("call 01632 960 555 now", {"call", "now", "#01632960555"}),
        ("BX1 2CD", {"bx", "cd", "#bx12cd"}),
        ("", set()),
    ],
)
def test_a_text_has_its_words_its_numbers_and_its_dates_as_keys(text: str, keys: set[str]) -> None:
    assert keys_of(text) == keys


def test_a_long_row_of_numbers_is_cut_so_that_no_number_in_it_is_lost() -> None:
    row = " ".join(f"{number:05}" for number in range(400)) + " 01632 960555 " + " ".join("7" * 300)
    assert any("01632960555" in key for key in keys_of(row))
    assert max(map(len, keys_of(row))) <= 81
