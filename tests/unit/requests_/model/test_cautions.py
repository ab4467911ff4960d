"""Whoever may be the person that a copy is to be kept from is told from their family, who share a name with them."""

import pytest

from requests_.model.addressee import Addressee
from requests_.model.cautions import Caution, cautions
from requests_.model.people import DataSubject, Requester

CHILD = DataSubject(given_name="Orla", family_name="Fenwick", other_names=("Orla Fox",))
HER_FATHER = "John Fenwick, her father"


@pytest.mark.parametrize(
    ("keep_from", "name", "email", "is_warned_of"),
    [
        (HER_FATHER, "John Fenwick", "x@mail.example", True),
        (HER_FATHER, "JOHN", "x@mail.example", True),
        (HER_FATHER, "Johnny Fox", "x@mail.example", True),
        (HER_FATHER, "J. Fenwick", "x@mail.example", True),
        (HER_FATHER, "Ines Hale", "johnfenwick80@mail.example", True),
        (HER_FATHER, "Ines Hale", "ines+john@mail.example", False),
        (HER_FATHER, "Mary Fenwick", "mary@mail.example", False),
        (HER_FATHER, "Ines Hale", "ines@hale.example", False),
        ("whoever reads dad@home.example", "Ines Hale", "Dad@home.example", True),
        ("my ex, José Núñez", "Jose Nunez", "x@mail.example", True),
        ("Maeve Fenwick the elder", "Maeve Fenwick", "maeve@mail.example", True),
        ("", "John Fenwick", "john@mail.example", False),
    ],
)
def test_a_copy_may_reach_whom_it_is_to_be_kept_from(keep_from: str, name: str, email: str, is_warned_of: bool) -> None:
    asks = Requester(name="Maeve Fenwick", email="m@fenwick.example", is_protected=True, keep_from=keep_from)
    expected = Caution.IS_KEPT_FROM if is_warned_of else Caution.MAY_TELL
    assert cautions(CHILD, asks, Addressee(name=name, email=email)) == [expected]


@pytest.mark.parametrize("email", ["M@fenwick.example", "m+copy@FENWICK.example"])
def test_a_code_that_would_come_back_to_whoever_asks_is_said(email: str) -> None:
    asks = Requester(name="Maeve Fenwick", email="m@fenwick.example")
    assert cautions(CHILD, asks, Addressee(name="Ines Hale", email=email)) == [Caution.OWN_EMAIL]


def test_nothing_is_said_where_nobody_was_named_or_the_details_are_erased() -> None:
    asks = Requester(name="Maeve Fenwick", email="m@fenwick.example", is_protected=True)
    assert cautions(CHILD, asks, None) == cautions(None, None, None) == []
