"""Invented people have numbers of valid form that nobody has, and every hard case has its family."""

from __future__ import annotations

import random
import re
from collections import Counter
from datetime import date
from typing import Any

import pytest
from stdnum.gb import nhs as nhs_form
from stdnum.gb import upn as upn_form

from workers.demo.attendance import Spell, fill_register
from workers.demo.people.names import CULTURES, VARIANTS
from workers.demo.people.numbers import landline, mobile, nhs_number, upn


@pytest.mark.parametrize("serial", range(1, 400, 7))
def test_numbers_pass_the_check_of_an_independent_library(serial: int) -> None:
    assert upn_form.is_valid(upn(entry_year=2015 + serial % 9, serial=serial))
    assert nhs_form.is_valid(nhs_number(serial))
    assert nhs_number(serial).startswith("999")


def test_telephone_numbers_are_of_the_ranges_kept_for_drama() -> None:
    rng = random.Random(3)
    assert all(re.fullmatch(r"07700 900\d{3}", mobile(rng)) for _ in range(50))
    assert all(re.fullmatch(r"01632 960\d{3}", landline(rng)) for _ in range(50))


def test_no_two_people_share_a_pupil_number_or_a_private_mail_address(people: list[dict[str, Any]]) -> None:
    for field in ("upn", "nhs", "email"):
        counts = Counter(person[field] for person in people if person[field])
        assert max(counts.values()) == 1


HARD_CASES = (
    "hero twins namesake changed-surname old-address estranged protected-address double-barrelled graeme-graham "
    "transliteration name-order father-and-son misspelt ordinary-words initials"
)


@pytest.mark.parametrize("trait", HARD_CASES.split())
def test_twelve_pupils_hold_every_hard_case(people: list[dict[str, Any]], trait: str) -> None:
    assert any(trait in person["traits"] for person in people)


def test_namesakes_share_name_and_birthday_and_nothing_else(people: list[dict[str, Any]]) -> None:
    one, other = (person for person in people if "namesake" in person["traits"])
    assert (one["name"], one["date_of_birth"]) == (other["name"], other["date_of_birth"])
    assert one["upn"] != other["upn"]
    assert not set(one["addresses"]) & set(other["addresses"])


def test_twins_share_their_birthday_and_home(people: list[dict[str, Any]]) -> None:
    one, other = (person for person in people if "twins" in person["traits"])
    assert one["date_of_birth"] == other["date_of_birth"]
    assert one["addresses"] == other["addresses"]
    assert one["given"] != other["given"]


def test_names_of_many_cultures_and_spellings_are_known() -> None:
    assert len(CULTURES) >= 15
    names = {name for culture in CULTURES for name in (*culture.girls, *culture.boys, *culture.families)}
    feminine = {name for culture in CULTURES for _, name in culture.feminine}
    assert set(VARIANTS) <= names | feminine


def test_a_register_has_two_marks_a_school_day_and_adds_up() -> None:
    spells = [Spell(date(2024, 11, 4), date(2024, 11, 15), "O", 1.0)]
    register = fill_register(random.Random(2), date(2014, 1, 5), spells, background=0.1, until=date(2025, 7, 20))
    summary = register.summary(date(2024, 11, 4), date(2024, 11, 15))
    assert summary.possible == 20
    assert summary.present + summary.authorised + summary.unauthorised == 20
    assert summary.unauthorised >= 10
    assert all(day.weekday() < 5 and len(marks) == 2 for day, marks in register.marks.items())


def test_no_holiday_is_authorised_after_the_code_was_abolished() -> None:
    register = fill_register(random.Random(5), date(2013, 1, 5), [], background=0.9, until=date(2026, 7, 20))
    with_h = [day for day, marks in register.marks.items() if "H" in marks]
    assert with_h
    assert max(with_h) < date(2024, 8, 19)
