"""A listed person's number is theirs without its 0, with a letter in its place, and never more than its own line."""

import pytest

from redaction.propose import propose_text
from redaction.values import Disposition, Person, Role

MEGAN = Person(key="megan", name="Megan Gwynne", role=Role.THIRD_PARTY, phones=("07700900789", "01632 960507"))
WRITTEN = [
    "7700900789", "7700 900 789", "7700-900-789", "7700.900.789", "O7700 900789", "O77OO 9OO789", "07700900789",
    "+44 7700 900789", "+44 (0)7700 900789", "00447700900789", "447700900789", "1632 960507", "0770 0900 789",
]  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("listed", ["07700900789", "7700900789", "+44 7700 900789"])
def test_a_listed_number_is_found_however_it_is_written(written: str, listed: str) -> None:
    megan = Person(key="megan", name="Megan Gwynne", role=Role.THIRD_PARTY, phones=(listed, "01632960507"))
    (found,) = propose_text(f"Gran: {written}, after four.", (megan,))
    assert (found.text, found.kind, found.person) == (written, "phone", "megan")
    assert found.disposition is Disposition.WITHHOLD


@pytest.mark.parametrize("text", ["Order 177009007891 came.", "Order 27700900789 came.", "Order 77009007891 came."])
def test_a_listed_number_inside_a_longer_one_is_not_theirs(text: str) -> None:
    assert [one for one in propose_text(text, (MEGAN,)) if one.person == "megan"] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Telephone 01632 960507\n9 February 2026", "01632 960507"),
        ("Ring 07700 900789\n3 pupils came.", "07700 900789"),
        ("Ring 07700 900456\n3 pupils came.", "07700 900456"),
        ("Ring 07700 900\n456 today.", "07700 900\n456"),
        ("Ring 07700 90045\n6 today.", "07700 90045\n6"),
        ("Mail barnaby@example.org.\nDOB of a pupil", "barnaby@example.org"),
        ("Mail barnaby@example.com\nsee.you there", "barnaby@example.com"),
        ("Mail barnaby@example.org.\nuk today", "barnaby@example.org.\nuk"),
        ("Mail barnaby@elm.sch.\nuk today", "barnaby@elm.sch.\nuk"),
    ],
)
def test_a_whole_identifier_ends_with_its_line(text: str, number: str) -> None:
    assert [one.text for one in propose_text(text, (MEGAN,)) if one.kind in ("phone", "email")] == [number]
