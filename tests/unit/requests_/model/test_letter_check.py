"""A letter without what the law wants is not made; nor is one that says what it must not."""

import re
from datetime import date

import pytest

from requests_.errors import InvalidCommand
from requests_.model.correspondence import PART_3, UK, Letter, LetterKind
from requests_.model.letters import facts as given
from requests_.model.letters.check import (
    SAYING_KINDS,
    TIPPING_OFF,
    LetterIncomplete,
    Silence,
    check_letter,
    names_to_keep_out,
    require_complete,
    require_words,
    required,
)
from requests_.model.letters.contents import COMPLAINTS_FROM
from requests_.model.letters.examples import all_examples
from requests_.model.rights import Regime
from requests_.settings import ControllerProfile
from templates.letter_text import LetterText, read_letter
from templates.letter_writer import LetterWriter

BEFORE, SINCE = date(2026, 6, 18), date(2026, 6, 19)
LINES = {
    "received": "You asked us for information on 22 June 2026.",
    "reasons": "The reasons are: we hold this because the law says so.",
    "s164a": "You can complain to us under section 164A of the Data Protection Act 2018.",
    "s165": "You can complain to the Commissioner under section 165.",
    "court": "You can ask a court under section 167.",
    "s51": "You can ask the Commissioner to check this under section 51.",
}


def refusal(*without: str, regime: Regime = UK) -> str:
    left_out = {*without, *(() if regime is PART_3 else ("s51",))}
    return "\n".join(line for name, line in LINES.items() if name not in left_out)


def all_ours(text: str) -> LetterText:
    return LetterText(whole=text, said=text, routes=text, own=text)


def faults(text: str, *, regime: Regime = UK, on: date = SINCE, silence: Silence | None = None) -> str:
    return " ".join(check_letter(LetterKind.REFUSAL, regime, on, all_ours(text), silence=silence))


@pytest.mark.parametrize("regime", [UK, PART_3])
def test_a_refusal_with_everything_is_complete(regime: Regime) -> None:  # LT-2
    assert faults(refusal(regime=regime), regime=regime) == ""


@pytest.mark.parametrize(
    ("regime", "left_out", "says"),
    [
        (UK, "reasons", "lacks the reasons (UK GDPR art. 12(4)"),
        (UK, "s164a", "section 164A"),
        (UK, "s165", "section 165"),
        (UK, "court", "that a court can decide (UK GDPR art. 12(4)"),
        (UK, "received", "the day the request came"),
        (PART_3, "reasons", "the reasons"),
        (PART_3, "s164a", "section 164A"),
        (PART_3, "s165", "section 165"),
        (PART_3, "s51", "section 51"),
        (PART_3, "court", "section 167"),
    ],
)
def test_a_refusal_that_lacks_one_thing_is_refused_by_its_name(regime: Regime, left_out: str, says: str) -> None:
    text = refusal(left_out, regime=regime)
    assert says in faults(text, regime=regime)
    with pytest.raises(LetterIncomplete, match=re.escape(says)):
        require_complete(LetterKind.REFUSAL, regime, SINCE, all_ours(text))


def test_the_complaint_to_the_council_is_wanted_from_its_first_day_on() -> None:  # law 0.6
    assert COMPLAINTS_FROM == SINCE
    assert faults(refusal("s164a"), on=BEFORE) == ""
    assert "section 164A" in faults(refusal("s164a"), on=SINCE)


def test_a_letter_under_the_uk_gdpr_may_not_name_section_51() -> None:
    assert "Part 3" in faults(f"{refusal()}\n{LINES['s51']}")
    assert faults(refusal() + "\nSee section 515.") == ""


@pytest.mark.parametrize(
    "reason", ["The reasons are:", "The reasons are: no.", "The reasons are:\nYou can complain to us."]
)
def test_a_heading_without_reasons_after_it_is_no_reason(reason: str) -> None:
    assert "the reasons" in faults(f"{refusal('reasons')}\n{reason}")


def test_an_extension_without_a_reason_is_refused() -> None:  # LT-3, TL-35
    text = "We need two more months. We will answer you by 22 September 2026.\n" + refusal("reasons")
    assert check_letter(LetterKind.EXTENSION, UK, SINCE, all_ours(text))[0].startswith("It lacks the reasons")


def test_a_letter_with_a_place_still_to_fill_is_refused() -> None:
    assert "still to be written" in faults(refusal() + "\n[Write here: the reasons]")


def test_a_letter_names_nobody_else() -> None:
    silence = Silence(names=frozenset({"dee fox"}))
    says = faults(refusal() + "\nWe spoke to Dee  FOX.", silence=silence)
    assert "names somebody else" in says
    assert "fox" not in says.casefold()
    assert faults(refusal() + "\nWe spoke to Dee Foxton.", silence=silence) == ""


def test_single_words_and_the_requesters_own_name_are_not_kept_out() -> None:
    names = ["Dee  Fox", "Mum", "Maeve Fenwick"]
    assert names_to_keep_out(names, ["Maeve Fenwick", "Orla Fenwick"]) == {"dee fox"}


@pytest.mark.parametrize("word", TIPPING_OFF)
def test_where_telling_would_harm_no_letter_hints_at_an_investigation(word: str) -> None:  # Sch. 2 para. 2; s.45(6)
    text = f"{refusal()}\nThere is {word} here."
    assert "hints at an investigation" in faults(text, silence=Silence(is_quiet=True))
    assert faults(text) == "" or "section 45(" in word


def test_part_3_asks_for_more_than_the_uk_gdpr() -> None:
    more = set(required(LetterKind.REFUSAL, PART_3, SINCE)) - set(required(LetterKind.REFUSAL, UK, SINCE))
    assert {content.name.partition(" (")[2] for content in more} == {"section 51)", "section 167)"}


@pytest.mark.parametrize(
    ("make", "names"),
    [
        (lambda: given.Refused(reasons="  "), "reasons"),
        (lambda: given.PeriodLengthened(reasons="", due_on=SINCE), "reasons"),
        (lambda: given.QuestionAsked(question="\n", lapses_on=SINCE), "question"),
        (lambda: given.BreachTold(nature="a", consequences="", measures="b"), "consequences"),
    ],
)
def test_facts_without_the_words_the_law_wants_are_refused(make: object, names: str) -> None:
    with pytest.raises(InvalidCommand, match=names):
        make()  # type: ignore[operator]


UNSAID = Silence(is_unsaid=True)


@pytest.mark.parametrize("letter", list(all_examples()), ids=lambda letter: f"{letter.kind}-{letter.head.regime}")
def test_EX_N_no_letter_of_a_case_that_neither_confirms_nor_denies_says_otherwise(letter: Letter) -> None:
    page = LetterWriter().html(letter.template, letter.context(ControllerProfile()))
    head = letter.head
    found = check_letter(letter.kind, head.regime, head.written_on, read_letter(page), silence=UNSAID)
    assert bool(found) is (letter.kind in SAYING_KINDS), found


TAKEN_AWAY = (
    "You cannot complain to us under section 164A.",
    "You can not complain about this.",
    "You can’t appeal.",
    "You have no right to complain to the Information Commissioner under section 165.",
    "You do not have any right to complain.",
    "You must not ask a court.",
    "Do not go to the Commissioner with this.",
    "It is too late to complain.",
    "The time to complain has passed.",
    "We do not accept complaints about this.",
    "Complaints are not answered.",
    "No court can change this.",
    "The Commissioner will not help you.",
    "There is no point in complaining.",
    "You may never complain about it.",
    "Our decision is final.",
)


@pytest.mark.parametrize("words", TAKEN_AWAY)
def test_no_letter_takes_a_route_of_complaint_away_whoever_wrote_it(words: str) -> None:  # UK GDPR art. 12(4), 77, 79
    assert "the law gives every requester these routes" in faults(f"{refusal()}\n{words}")
    with pytest.raises(InvalidCommand, match="the law gives every requester these routes"):
        require_words(words, regime=UK, silence=Silence(), field="explanation")


@pytest.mark.parametrize(
    "words",
    [
        "You do not have to go to court.",
        "The court has ordered that this stays closed.",
        "We cannot ask the court to open it.",
        "You do not need to complain to us first.",
        "This does not change your right to complain.",
        "We have no record of your complaint of May.",
        "We cannot tell you who complained.",
    ],
)
def test_words_about_courts_and_complaints_that_take_nothing_away_may_be_written(words: str) -> None:
    require_words(words, regime=UK, silence=Silence(), field="explanation")


@pytest.mark.parametrize("regime", [UK, PART_3])
def test_routes_in_free_words_an_address_or_a_signature_are_no_routes(regime: Regime) -> None:
    lines = [f"<p>{line}</p>" for line in refusal(regime=regime).splitlines()]
    page = f"<p class='from'>Civic Court</p><h1>No</h1>{''.join(lines)}<p class='closing'>The court</p>"
    found = " ".join(check_letter(LetterKind.REFUSAL, regime, SINCE, read_letter(page)))
    for lost in ("section 164A", "section 165", "that a court can decide"):
        assert lost in found
    ours = page.replace("<h1>No</h1>", "<h1>No</h1><section class='routes'>").replace(
        "<p class='cl", "</section><p class='cl"
    )
    assert check_letter(LetterKind.REFUSAL, regime, SINCE, read_letter(ours)) == []
