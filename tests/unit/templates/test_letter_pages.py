"""Every letter, in every variant: complete by law, easy to read, silent where it must be, and editable in Word."""

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from requests_.model.correspondence import PART_3, UK, Audience, Letter, LetterKind
from requests_.model.letters import facts as given
from requests_.model.letters.check import Silence, check_letter
from requests_.model.letters.examples import all_examples, example
from requests_.model.letters.reading_age import HARDEST, grade
from requests_.settings import ControllerProfile
from templates.letter_docx import letter_docx
from templates.letter_text import blocks_of, body_of, read_letter, text_of
from templates.letter_writer import LARGE, LetterFault, LetterWriter

WRITER, PROFILE = LetterWriter(), ControllerProfile()
EXAMPLES = list(all_examples())
# The same letters, written when the last day to answer had passed.
LATE = [
    replace(letter, facts=replace(letter.facts, **{"ended_on": date(2026, 6, 1), **late}))
    for letter in EXAMPLES
    if hasattr(letter.facts, "ended_on")
    for late in [{"due_on": None} if hasattr(letter.facts, "due_on") else {}]
]
# Between them every element a letter has: making a Word document takes a fifth of a second.
IN_WORD = (LetterKind.ACCESS_RESPONSE, LetterKind.BREACH_NOTICE, LetterKind.CLARIFICATION)


def name_of(letter: Letter) -> str:
    return f"{letter.kind}-{letter.head.regime}-{letter.head.audience}"


def page_of(letter: Letter, size: str = "standard") -> str:
    return WRITER.html(letter.template, letter.context(PROFILE), size=size)


def faults(letter: Letter, *, silence: Silence | None = None) -> list[str]:
    head = letter.head
    return check_letter(letter.kind, head.regime, head.written_on, read_letter(page_of(letter)), silence=silence)


@pytest.mark.parametrize("letter", EXAMPLES, ids=name_of)
def test_a_letter_says_everything_the_law_wants_and_nothing_it_must_not(letter: Letter) -> None:
    assert faults(letter, silence=Silence(is_quiet=True)) == []


@pytest.mark.parametrize("letter", EXAMPLES, ids=name_of)
def test_a_letter_is_as_easy_to_read_as_its_reader_needs(letter: Letter) -> None:
    assert 0 < grade(body_of(page_of(letter))) <= HARDEST[letter.head.audience]


@pytest.mark.parametrize("letter", LATE, ids=name_of)
def test_a_letter_that_is_late_promises_no_time_that_is_over(letter: Letter) -> None:
    text = text_of(page_of(letter))
    assert "ended on" in text
    assert "1 June 2026" in text
    for promise in ("We must answer you by", "stops today", "stops now.", "starts on the day"):
        assert promise not in text.replace("Nothing stops it now.", "")
    assert faults(letter) == []
    assert 0 < grade(body_of(page_of(letter))) <= HARDEST[letter.head.audience]


@pytest.mark.parametrize("letter", EXAMPLES, ids=name_of)
def test_large_print_says_the_same_in_18_points_or_more(letter: Letter) -> None:
    large = page_of(letter, LARGE)
    assert '<body class="large">' in large
    assert text_of(large) == text_of(page_of(letter))
    sizes = re.findall(r"\.large[^{]*\{[^}]*?font-size: (\d+)pt", large)
    assert sizes
    assert min(map(int, sizes)) >= 18


@pytest.mark.parametrize("kind", list(LetterKind))
def test_a_letter_before_the_complaints_law_does_not_promise_it(kind: LetterKind) -> None:  # law 0.6
    letter = example(kind)
    early = replace(letter, head=replace(letter.head, written_on=date(2026, 6, 18)))
    assert faults(early) == []
    assert "164A" not in text_of(page_of(early))


@pytest.mark.parametrize("letter", EXAMPLES, ids=name_of)
def test_a_page_has_a_language_a_title_and_one_first_heading(letter: Letter) -> None:
    page = page_of(letter)
    assert '<html lang="en-GB">' in page
    assert re.search(r"<title>.+RR-2026-4821397-K", page)
    assert [block.tag for block in blocks_of(page)].count("h1") == 1
    assert "http" not in re.sub(re.escape(PROFILE.regulator_website) + "|" + re.escape(PROFILE.website), "", page)


def test_words_of_staff_cannot_act_in_a_letter() -> None:
    letter = replace(example(LetterKind.REFUSAL), facts=given.Refused(reasons="<script>x</script> & {{ 7 * 7 }} words"))
    page = page_of(letter)
    assert "<script>" not in page
    assert "<script>x</script> & {{ 7 * 7 }} words" in text_of(page)


def test_only_a_part_3_letter_speaks_of_the_commissioners_check() -> None:
    assert "section 51" in text_of(page_of(example(LetterKind.REFUSAL, PART_3)))
    assert "section 51" not in text_of(page_of(example(LetterKind.REFUSAL, UK)))


@pytest.mark.parametrize("letter", [example(kind) for kind in IN_WORD], ids=name_of)
@pytest.mark.parametrize(("size", "points"), [("standard", 11.5), ("large", 18)])
def test_the_word_form_has_the_same_paragraphs_with_real_headings_and_lists(
    letter: Letter, size: str, points: float
) -> None:
    page = page_of(letter)
    made = docx.Document(io.BytesIO(letter_docx(page, title="Our decision", author=PROFILE.name, size=size)))
    assert [" ".join(p.text.split()) for p in made.paragraphs] == [block.text for block in blocks_of(page)]
    styles = [p.style.name for p in made.paragraphs]
    assert styles.count("Heading 1") == 1
    assert styles.count("List Bullet") == page.count("<li>")
    assert made.styles["Normal"].font.size.pt == points
    assert (made.core_properties.title, made.core_properties.language) == ("Our decision", "en-GB")


def test_the_lines_of_an_address_and_of_staffs_words_stay_lines_in_word() -> None:
    letter = replace(example(LetterKind.REFUSAL), facts=given.Refused(reasons="First of all.\n\nAnd then more."))
    made = docx.Document(io.BytesIO(letter_docx(page_of(letter), title="t", author="a")))
    assert "The reasons are: First of all.\n\nAnd then more." in [p.text for p in made.paragraphs]
    assert "Maeve Fenwick\n12 Mill Lane\nBrackenford QX1 4ZZ" in [p.text for p in made.paragraphs]


def test_a_councils_own_wording_stands_before_ours_and_may_build_on_it(tmp_path: Path) -> None:
    (tmp_path / "refusal.html").write_text(
        '{% extends "standard/letters/refusal.html" %}{% block title %}Sorry from Brackenford{% endblock %}'
    )
    own = LetterWriter(tmp_path)
    letter, young = example(LetterKind.REFUSAL), example(LetterKind.REFUSAL, UK, Audience.YOUNG)
    page = own.html(letter.template, letter.context(PROFILE))
    assert "<h1>Sorry from Brackenford</h1>" in page
    assert "section 164A" in page
    assert own.html(young.template, young.context(PROFILE)) == page_of(young)


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("{{ ''.__class__.__mro__ }}", "SecurityError"),
        ('{% include "../secret.txt" %}', "secret.txt, which is not there"),
        ('{% include "letters/../../secret.txt" %}', "secret.txt, which is not there"),
        ("{{ facts.nobody_said_this }}", "UndefinedError"),
        ("{% if %}", "letters/refusal.html, line 1"),
        ("{{ head.written_on | uk_date(1, 2) }}", "TypeError"),
        ("{{ 1 / 0 }}", "ZeroDivisionError"),
        ('{% extends "letters/refusal.html" %}', "RecursionError"),
    ],
)
def test_a_councils_template_reaches_nothing_but_the_letter(tmp_path: Path, template: str, fault: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "refusal.html").write_text(template)
    letter = example(LetterKind.REFUSAL)
    with pytest.raises(LetterFault, match=re.escape(fault)):
        LetterWriter(folder).html(letter.template, letter.context(PROFILE))
