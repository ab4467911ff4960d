"""The reasons of a letter come from the codes that were chosen: a sentence for each reader, and its law."""

import re
from dataclasses import replace
from datetime import date

import pytest

from requests_.ids import CaseId
from requests_.model.case import Case, Stage
from requests_.model.correspondence import Audience, LetterKind
from requests_.model.exemptions import EXEMPTIONS, QUIET_CODES
from requests_.model.letters.check import Silence, check_letter, hints
from requests_.model.letters.draft import CaseFacts, draft
from requests_.model.letters.reading_age import HARDEST, grade
from requests_.model.letters.reasons import GROUND_REASONS, QUIET, REASONS, Reason, offered, sentences, told
from requests_.model.letters.young_words import YOUNG_WORDS
from requests_.model.outcome_terms import Outcome
from requests_.model.people import Capacity
from requests_.model.rights import Regime, Right
from requests_.settings import ControllerProfile
from templates.letter_text import LetterText, read_letter
from templates.letter_writer import LetterWriter
from tests.factories.people import data_subject, requester

UK, PART_3 = Regime.UK_GDPR, Regime.LAW_ENFORCEMENT
TOLD = [*REASONS.values(), QUIET]


def refusal(reasons: tuple[str, ...], *, words: str = "", is_young: bool = False, regime: Regime = UK) -> LetterText:
    """The text of a refusal for these reasons."""
    known = CaseFacts(
        case=Case(key=CaseId("c"), received_on=date(2026, 6, 22), regime=regime, stage=Stage.REFUSED),
        reference="RR-2026-00042-K",
        subject=data_subject(),
        requester=requester(),
        written_on=date(2026, 7, 1),
        due_on=None,
        words=words,
        chosen=reasons,
    )
    letter = draft(LetterKind.REFUSAL, known, audience=Audience.YOUNG if is_young else Audience.ADULT)
    return read_letter(LetterWriter().html(letter.template, letter.context(ControllerProfile())))


def test_every_code_has_its_words_for_young_people_and_nothing_else_has() -> None:
    assert set(YOUNG_WORDS) == set(REASONS) >= {*EXEMPTIONS, *GROUND_REASONS.values()}


@pytest.mark.parametrize("reason", TOLD, ids=lambda reason: reason.code)
def test_a_reason_is_a_sentence_for_each_reader_with_its_law(reason: Reason) -> None:
    for says, hardest in ((reason.adult, 12.0), (reason.young, HARDEST["young"])):
        assert re.fullmatch(r"[A-Z].*\.", says)
        assert grade(says) <= hardest, (says, grade(says))
    assert all(re.search(r"UK GDPR|Data Protection Act 2018|DPA 2018", law) for law in reason.citations.values())


@pytest.mark.parametrize("code", REASONS)
def test_where_an_investigation_must_not_be_told_no_reason_hints_at_one(code: str) -> None:  # Sch. 2 para. 2; s.45(6)
    for regime in Regime:
        for is_young in (False, True):
            for says in sentences([code, *QUIET_CODES], regime, is_young=is_young):
                assert not hints(says.casefold()), says


@pytest.mark.parametrize("code", QUIET_CODES)
def test_a_reason_that_tips_off_is_told_in_the_words_of_all_of_them(code: str) -> None:
    assert told(code) is QUIET
    assert sentences(QUIET_CODES, PART_3, is_young=False) == (f"{QUIET.adult} (Data Protection Act 2018)",)


def test_what_came_from_an_investigating_authority_tips_off_as_much_as_an_investigation_of_ours() -> None:
    assert "S2P2_CTRL2" in QUIET_CODES  # Sch. 2 para. 2(2)-(3): exempt to the same extent


@pytest.mark.parametrize("regime", Regime)
@pytest.mark.parametrize("is_young", [False, True])
def test_a_refusal_is_complete_by_its_codes_alone(regime: Regime, is_young: bool) -> None:  # LT-2
    for reason in offered(Right.ACCESS, regime, Capacity.SUBJECT):
        text = refusal((reason.code,), regime=regime, is_young=is_young)
        assert f"The reasons are: {reason.says(is_young=is_young)} ({reason.citation(regime)})" in text.own
        silence = Silence(is_quiet=regime is UK)
        assert check_letter(LetterKind.REFUSAL, regime, date(2026, 7, 1), text, silence=silence) == []


def test_each_reason_is_given_once_in_the_order_it_was_chosen_and_words_come_after() -> None:
    text = refusal(("OUT_OF_SCOPE", "S2P24_REF", "OUT_OF_SCOPE"), words="Call us to talk about it.")
    first, second, last = (
        text.own.index(part) for part in ("not information about", "given in confidence", "Call us to talk")
    )
    assert first < second < last
    assert text.own.count("not information about") == 1


def test_words_alone_are_no_reason() -> None:
    text = refusal((), words="We do not want to.")
    assert check_letter(LetterKind.REFUSAL, UK, date(2026, 7, 1), text)


def test_a_right_that_is_refused_in_part_is_told_by_what_was_decided() -> None:
    decided = {"a": Outcome.ERASED, "b": Outcome.ERASURE_REFUSED_HOLD}
    case = Case(key=CaseId("c"), received_on=date(2026, 6, 22), right=Right.ERASURE, decisions=decided)
    known = CaseFacts(
        case=case,
        reference="R",
        subject=data_subject(),
        requester=requester(),
        written_on=date(2026, 7, 1),
        due_on=None,
    )
    assert known.reasons == ("erasure_refused_hold",)
    assert replace(known, chosen=("refused_accurate",)).reasons == ("refused_accurate",)


def test_what_may_be_chosen_is_of_the_law_and_the_right_and_needs_no_second_person() -> None:
    access = {reason.code for reason in offered(Right.ACCESS, UK, Capacity.SUBJECT)}
    assert {"S2P24_REF", "A12_5_EXCESSIVE", "not_entitled"} <= access
    assert access.isdisjoint({"S2P2_CRIME", "P3_S45A_LPP", "S2P22_MGMT", "erasure_refused_hold"})
    assert "erasure_refused_hold" in {reason.code for reason in offered(Right.ERASURE, UK, Capacity.SUBJECT)}
