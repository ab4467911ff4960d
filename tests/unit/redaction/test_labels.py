"""One person has one label however they are called, and no two people share one."""

import pytest

from redaction.labels import Labels
from redaction.propose import propose_text
from redaction.values import Person, Role

AMELIA = Person(key="amelia", name="Amelia Okafor", role=Role.SUBJECT)
BRAD = Person(key="brad", name="Bradley Brown", role=Role.THIRD_PARTY)


def labels(text: str, people: tuple[Person, ...], given: Labels | None = None) -> list[str]:
    given = given or Labels(people)
    given.begin_file()
    return [given.of(one) for one in propose_text(text, people)]


CALLED = [
    "Bradley Brown left. Brad was late.", "Bradley Brown left. Bradders was late.", "Bradley Brown left. BB was late.",
    "Bradley Brown left. B. Brown was late.", "Bradley Brown left. Bradley B. was late.",
    "Bradley Brown left. Brad Brown was late. BB cried.", "Brown, Bradley left. Brad cried.",
    "Bradley Brown left. Mr Brown was late.",
]  # fmt: skip


@pytest.mark.parametrize("text", CALLED)
def test_a_nickname_or_initials_have_the_label_of_the_listed_person(text: str) -> None:
    assert set(labels(text, (AMELIA, BRAD))) == {"[Person A]"}


@pytest.mark.parametrize("text", CALLED[:-1])
def test_a_nickname_or_initials_have_the_label_of_the_stranger_named_in_full(text: str) -> None:
    assert set(labels(text, (AMELIA,))) == {"[Person A]"}


@pytest.mark.parametrize("text", ["brad went home", "BRAD WENT HOME", "and then Brad left", "saw kate there"])
def test_a_short_form_is_found_without_the_full_name(text: str) -> None:
    kate = Person(key="kate", name="Katherine Jones", role=Role.THIRD_PARTY)
    assert len(labels(text, (AMELIA, BRAD, kate))) == 1


def test_two_people_of_one_given_name_keep_their_own_labels() -> None:
    assert labels("Bradley Brown left. Bradley Hall came.", (AMELIA,)) == ["[Person A]", "[Person B]"]


def test_a_stranger_of_the_next_file_never_gets_a_letter_that_was_given_before() -> None:
    given = Labels((AMELIA, BRAD))
    assert labels("Bradley Brown met Kit Marsh.", (AMELIA, BRAD), given) == ["[Person A]", "[Person B]"]
    assert labels("Zoe Hart met Bradley Brown.", (AMELIA, BRAD), given) == ["[Person C]", "[Person A]"]
