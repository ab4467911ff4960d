from itertools import islice

from requests_.store.labels import Labels, _letters
from tests.factories.marks import mark


def test_one_person_has_one_label_through_the_whole_pack() -> None:
    marks = [mark("Dee Fox", "person-2"), mark("Kwame Frimpong"), mark("Fox", "person-2")]
    labels = Labels(marks)
    assert [labels.of(one) for one in marks] == ["[Person A]", "[Person B]", "[Person A]"]


def test_a_number_says_whose_it_is_and_what_sort_it_is() -> None:
    marks = [mark("Dee Fox", "person-2"), mark("07700 900341", "person-2", "phone"), mark("QX2 4AB", "", "postcode")]
    labels = Labels(marks)
    assert [labels.of(one) for one in marks[1:]] == ["[Person A: phone number]", "[withheld: postcode]"]


def test_words_a_reviewer_marked_have_a_plain_label() -> None:
    assert Labels([]).of(mark("the blue house", "", "words")) == "[withheld]"


def test_letters_go_on_after_z() -> None:
    assert list(islice(_letters(), 24, 29)) == ["Y", "Z", "AA", "AB", "AC"]


def test_somebody_who_stands_only_within_what_is_withheld_whole_has_a_plain_label() -> None:
    assert Labels([]).of(mark("Dee Fox", "person-2")) == "[withheld]"
