"""An administrator's words make a letter; nothing in them is run, and nothing is lost of what is shipped."""

from dataclasses import replace

import pytest

from requests_.model.correspondence import Letter, LetterKind
from requests_.model.letters.examples import all_examples, example
from requests_.settings import ControllerProfile
from templates.letter_text import blocks_of, text_of
from templates.letter_wording import faults_in
from templates.letter_writer import LetterFault, LetterWriter, OwnWords

WRITER, PROFILE = LetterWriter(), ControllerProfile()
EDITABLE = [letter for letter in all_examples() if letter.kind is not LetterKind.ACCESS_RESPONSE]


def page(letter: Letter, text: str, title: str = "Our words") -> str:
    return WRITER.html(letter.template, letter.context(PROFILE), words=OwnWords(title=title, text=text))


@pytest.mark.parametrize("letter", EDITABLE, ids=lambda one: f"{one.kind} {one.head.audience} {one.head.regime}")
def test_the_shipped_letter_as_words_writes_the_shipped_letter_again(letter: Letter) -> None:
    words = WRITER.words_of(letter.template, letter.context(PROFILE))
    again = WRITER.html(letter.template, letter.context(PROFILE), words=words)
    assert text_of(again) == text_of(WRITER.html(letter.template, letter.context(PROFILE)))
    names = WRITER.names_of(letter.template, letter.context(PROFILE))
    assert faults_in(words.text, names) == faults_in(words.title, names) == []


def test_words_become_headings_lists_and_paragraphs_with_the_facts_of_the_letter() -> None:
    text = "Dear you\n# First\n- one\n- by {lapses_on}\n\nTwo lines\nof {question}\n\n{email}"
    made = page(example(LetterKind.CLARIFICATION), text)
    inside = [(block.tag, block.text) for block in blocks_of(made)]
    for wanted in (
        ("h1", "Our words"),
        ("h2", "First"),
        ("li", "by 29 September 2026"),
        ("p", "Two lines of Which years do you want to know about?"),
        ("p", PROFILE.email),
    ):
        assert wanted in inside


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7 * 7 }}",
        "{% include 'letters/_routes.html' %}",
        "{head.__class__}",
        "{controller}",
        "{facts}",
        "{self}",
        "{reasons.__class__}",
        "{title}",
        "{body}",
        "{closing}",
        "{due_on}",
        "a { brace",
        "}",
        "{}",
        " ",
    ],
)
def test_words_that_are_no_words_are_refused_and_nothing_in_them_is_run(text: str) -> None:
    with pytest.raises(LetterFault):
        page(example(LetterKind.REFUSAL), text)
    with pytest.raises(LetterFault):
        page(example(LetterKind.REFUSAL), "Fine.", title=text)


def test_markup_in_words_and_in_facts_is_shown_and_not_run() -> None:
    letter = example(LetterKind.CLARIFICATION)
    letter = replace(letter, facts=replace(letter.facts, question="<b>x</b> {email} {{ 7 * 7 }}"))
    made = page(letter, "<script>alert(1)</script> & {question}", title="<i>")
    assert "<script>" not in made
    assert "&lt;script&gt;" in made
    assert "<b>x" not in made
    assert "{email} {{ 7 * 7 }}" in text_of(made)  # what a fact says is never read as words


def test_a_paragraph_whose_fact_is_not_known_is_left_out() -> None:
    letter = example(LetterKind.ACKNOWLEDGEMENT)
    unknown = replace(letter, facts=replace(letter.facts, due_on=None))
    text = "We answer by {due_on}.\n\nThank you."
    assert "We answer by Wednesday 22 July 2026." in text_of(page(letter, text))
    assert "We answer by" not in text_of(page(unknown, text))
    assert "Thank you." in text_of(page(unknown, text))


def test_a_passage_of_the_shipped_letter_follows_the_case() -> None:
    young = next(one for one in EDITABLE if one.kind is LetterKind.ACKNOWLEDGEMENT and one.head.audience == "young")
    known, unknown = young, replace(young, facts=replace(young.facts, due_on=None))
    assert "We must answer you by" in text_of(page(known, "{when}"))
    assert "We will write soon" in text_of(page(unknown, "{when}"))
