"""Scores count whole mentions, covered words, and people of whom nothing shows."""

from redaction.evaluate import Score, add, kept_back, scored_known
from redaction.propose import propose_text
from redaction.values import Person, Role

TEXT = "Grace Okafor met Will."
TRUTH = [(0, 12, "grace"), (17, 21, "will")]


def test_a_name_with_one_part_showing_counts_as_shown() -> None:
    score = Score()
    add(score, TEXT, TRUTH, [(0, 5), (17, 21)])
    assert (score.covered, score.mentions, score.people_safe, score.people) == (1, 2, 1, 2)
    assert score.recall == 0.5


def test_words_outside_any_mention_cost_precision_unless_allowed() -> None:
    score = Score()
    add(score, TEXT, TRUTH, [(0, 16)])
    assert (score.words_right, score.words_marked) == (2, 3)
    free = Score()
    add(free, TEXT, TRUTH, [(0, 16)], allowed=[(13, 16)])
    assert free.precision == 1.0


def test_figures_of_nothing_are_whole() -> None:
    assert Score().figures()["recall"] == Score().figures()["precision"] == Score().figures()["safe"] == 1.0


def test_what_is_kept_back_can_be_asked_by_kind() -> None:
    people = (Person(key="g", name="Grace Okafor", role=Role.THIRD_PARTY),)
    proposals = propose_text("Grace Okafor 07700 900123", people)
    assert kept_back(proposals) == [(0, 12), (13, 25)]
    assert kept_back(proposals, frozenset({"phone"})) == [(13, 25)]


def test_known_people_are_scored_on_tagged_texts() -> None:
    people = (Person(key="grace", name="Grace Okafor", role=Role.THIRD_PARTY),)
    figures = scored_known([("Grace Okafor rang.", [(0, 12, "grace")])], people)
    assert figures["recall"] == figures["safe"] == 1.0
