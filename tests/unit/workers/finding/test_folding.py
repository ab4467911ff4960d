"""One form for names, numbers and addresses."""

from __future__ import annotations

import pytest

from workers.finding import folding


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("O'Néill", "oneill"),
        ("Łukasz", "lukasz"),
        ("BJÖRK", "bjork"),
        ("D’Souza", "dsouza"),
        ("علی\u200cرضا", "علیرضا"),
    ],
)
def test_accents_apostrophes_and_capitals_make_no_difference(name: str, folded: str) -> None:
    assert folding.fold(name) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("mohammed", "muhammad"), ("hussain", "husein"), ("yusuf", "youssef"), ("sophia", "sofia"), ("nowak", "novak"),
     ("zainab", "zaynab"), ("catherine", "katherine")],
)  # fmt: skip
def test_one_name_written_by_ear_in_two_ways_is_the_same(one: str, other: str) -> None:
    assert folding.is_same_by_ear(one, other)


@pytest.mark.parametrize(("one", "other"), [("jones", "james"), ("ali", "eli"), ("lee", "leah"), ("mary", "tom")])
def test_other_names_do_not_sound_the_same(one: str, other: str) -> None:
    assert not folding.is_same_by_ear(one, other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("smith", "smiht", True), ("okafor", "okafr", True), ("lee", "see", False), ("papadopoulos", "papadopolus", True),
     ("brown", "green", False)],
)  # fmt: skip
def test_one_slip_of_the_hand_is_forgiven_and_two_only_in_long_names(one: str, other: str, same: bool) -> None:
    assert folding.is_same_but_for_typing(one, other) is same


@pytest.mark.parametrize("number", ["07700 900123", "+44 7700 900123", "0044 7700900123", "+44 (0)7700 900123"])
def test_a_phone_number_is_the_same_however_it_is_written(number: str) -> None:
    assert folding.digits(number) == "7700900123"


def test_an_address_gives_its_street_and_postcode() -> None:
    assert folding.street("Flat 2, 12 Mill Lane, Brackenford") == "12 mill"
    assert folding.postcodes("12 Mill Lane, bx1 2cd") == {"BX12CD"}
