"""Which passwords will do."""

import pytest

from requests_.model.passwords import why_not

EMAIL = "tamsin.hale@brackenford.example"


@pytest.mark.parametrize(
    "password",
    ["correct horse battery", "seven quiet herons", "Vw3-kkP_q8zLx1Ja", "über große Füße", "x" * 3 + "yzqwvut123a"],
)
def test_a_long_password_of_ones_own_will_do_whatever_it_is_made_of(password: str) -> None:
    assert why_not(password, email=EMAIL) is None


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("", "12 characters"),
        ("Tamsin.Hale@Brackenford.example", "own e-mail address"),
        ("elevenchars", "12 characters"),
        ("a" * 501, "500 characters"),
        ("aaaabbbbaaaabbbb", "repeats"),
        ("111122223333", "repeats"),
        ("password12345", "guess first"),
        ("Password1234!", "guess first"),
        ("Welcome2026!!", "guess first"),
        ("qwertyuiop123", "guess first"),
        ("SpringSummer2026", "guess first"),
        ("councilschool1", "guess first"),
        ("TamsinHale2026", "guess first"),
        ("brackenford123", "guess first"),
    ],
)
def test_a_password_that_is_short_or_guessed_first_will_not_do(password: str, says: str) -> None:
    assert says in (why_not(password, email=EMAIL) or "")
