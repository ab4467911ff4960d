"""Every kind of letter has its law, its example, its words for a parent, and a page in each of its variants."""

import re

import pytest

from requests_.model.correspondence import LETTERS, Audience, LetterKind
from requests_.model.letters.examples import EXAMPLES, all_examples
from requests_.model.letters.reading_age import grade
from templates.environment import FOLDER

CITATION = re.compile(r"UK GDPR art\.|DPA 2018 s\.|DPA 2018 Sch\.")


def test_the_table_has_every_kind_and_every_kind_has_an_example() -> None:
    assert set(LETTERS) == set(LetterKind) == set(EXAMPLES)


@pytest.mark.parametrize("kind", list(LetterKind))
def test_a_row_cites_its_law_in_each_regime_and_says_what_it_is(kind: LetterKind) -> None:
    row = LETTERS[kind]
    assert re.fullmatch(r"LT-\d+|TL-1", row.rule)
    assert row.citations
    assert all(CITATION.search(citation) for citation in row.citations.values())
    assert row.says.endswith(".")
    assert grade(row.says) <= 9
    assert row.contents


@pytest.mark.parametrize("kind", list(LetterKind))
def test_every_content_of_a_row_cites_its_law(kind: LetterKind) -> None:
    for content in LETTERS[kind].contents:
        assert re.search(r"UK GDPR|DPA 2018|LT-|TL-|ICO", content.citation), content.name


def test_every_template_of_a_letter_is_of_a_row_and_every_row_has_its_templates() -> None:
    used = {letter.template for letter in all_examples()}
    there = {path.relative_to(FOLDER).as_posix() for path in (FOLDER / "letters").rglob("[!_]*.html")}
    assert used == there


def test_only_the_request_for_authority_has_no_words_for_the_young() -> None:
    only_adults = [kind for kind, row in LETTERS.items() if Audience.YOUNG not in row.audiences]
    assert only_adults == [LetterKind.AUTHORITY_REQUEST]
