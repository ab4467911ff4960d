"""The committed name tagger keeps its promise on judgments it has never seen."""

from redaction.detect import tagger
from redaction.evaluate import scored_unknown
from redaction.training.attendance_sentences import attendance_sentences
from redaction.training.train import judgments, labels


def test_people_in_unseen_judgments_are_covered_and_little_else() -> None:
    figures = scored_unknown([(one.text, one.people) for one in judgments("dev")])
    assert figures["recall"] >= 0.94
    assert figures["precision"] >= 0.85


def test_a_sentence_is_one_sequence_and_a_line_break_ends_it() -> None:
    read = [[token.text for token in tokens] for tokens in tagger.sentences("He left. She stayed.\nMr J. May")]
    assert read == [["He", "left", "."], ["She", "stayed", "."], ["Mr", "J", ".", "May"]]


def test_training_sentences_are_the_same_for_the_same_seed_and_mark_names_only() -> None:
    first, second = list(attendance_sentences(80, 3)), list(attendance_sentences(80, 3))
    assert first == second
    assert all("[" not in text and "<G>" not in text for text, _ in first)
    assert all(text[start].isupper() for text, spans in first for start, _ in spans)


def test_the_first_token_of_a_name_is_labelled_apart_from_the_rest() -> None:
    (tokens,) = tagger.sentences("met Mr J May and Bo")
    assert labels(tokens, [(4, 12, "a"), (17, 19, "b")]) == ["O", "B", "I", "I", "O", "B"]
