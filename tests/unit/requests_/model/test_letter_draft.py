"""A case's letter is written to the right person, in the right words, with the case's own dates."""

from dataclasses import replace
from datetime import date

import pytest

from requests_.errors import InvalidCommand
from requests_.ids import CaseId
from requests_.model.case import Case
from requests_.model.complaints import ComplaintResult
from requests_.model.correspondence import LETTERS, PART_3, UK, Audience, Letter, LetterKind, law_of
from requests_.model.letters import facts as given
from requests_.model.letters.draft import CaseFacts, draft, kinds_for
from requests_.model.letters.examples import example
from requests_.model.people import Capacity
from requests_.model.rights import Regime, Right
from tests.factories.people import data_subject, requester

TODAY = date(2026, 6, 23)


def known(words: str = "", *, due_on: date | None = date(2026, 7, 22), **case: object) -> CaseFacts:
    values: dict[str, object] = dict(key=CaseId("c"), received_on=date(2026, 6, 22), capacity=Capacity.SUBJECT)
    return CaseFacts(
        case=Case(**{**values, **case}),  # type: ignore[arg-type]
        reference="RR-2026-00042-K",
        subject=data_subject(),
        requester=requester(address="12 Mill Lane"),
        written_on=TODAY,
        due_on=due_on,
        words=words,
    )


@pytest.mark.parametrize("right", list(Right))
@pytest.mark.parametrize("regime", list(Regime))
def test_every_letter_a_case_may_need_can_be_drafted_before_a_word_is_written(right: Right, regime: Regime) -> None:
    for kind in kinds_for(right, regime):
        letter = draft(kind, known(right=right, regime=regime))
        assert isinstance(letter.facts, LETTERS[kind].facts)
        assert letter.template.startswith("letters/")


def test_a_letter_written_after_the_last_day_says_so_and_promises_no_date() -> None:
    late = known("Which year?", due_on=date(2026, 6, 22))
    facts = draft(LetterKind.ACKNOWLEDGEMENT, late).facts
    assert facts == given.Acknowledged(due_on=None, ended_on=date(2026, 6, 22))
    for kind in (LetterKind.CLARIFICATION, LetterKind.IDENTITY_REQUEST, LetterKind.AUTHORITY_REQUEST):
        assert getattr(draft(kind, late).facts, "ended_on", None) == date(2026, 6, 22)
        assert getattr(draft(kind, known("Which year?", due_on=TODAY)).facts, "ended_on", "") is None


def test_there_is_no_objection_under_part_3() -> None:
    assert LetterKind.OBJECTION_REFUSED in kinds_for(Right.OBJECTION, UK)
    assert LetterKind.OBJECTION_REFUSED not in kinds_for(Right.OBJECTION, PART_3)
    with pytest.raises(InvalidCommand, match="does not exist under the law"):
        draft(LetterKind.OBJECTION_REFUSED, known("No.", regime=PART_3))


@pytest.mark.parametrize(
    ("capacity", "born", "audience"),
    [
        (Capacity.SUBJECT, date(2008, 6, 24), Audience.YOUNG),
        (Capacity.SUBJECT, date(2008, 6, 23), Audience.ADULT),
        (Capacity.SUBJECT, None, Audience.ADULT),
        (Capacity.PARENT, date(2014, 3, 9), Audience.ADULT),
    ],
)
def test_a_young_person_who_asks_for_themselves_is_written_to_as_one(
    capacity: Capacity, born: date | None, audience: Audience
) -> None:
    facts = known("No.", capacity=capacity)
    subject = data_subject(date_of_birth=born)
    changed = CaseFacts(**{**{f: getattr(facts, f) for f in facts.__dataclass_fields__}, "subject": subject})
    assert draft(LetterKind.REFUSAL, changed).head.audience is audience


def test_a_letter_that_is_only_written_to_adults_is_written_to_an_adult() -> None:
    assert draft(LetterKind.AUTHORITY_REQUEST, known()).head.audience is Audience.ADULT


def test_no_address_stands_on_a_letter_that_is_not_safe_to_post() -> None:
    facts = known()
    unsafe = requester(address="12 Mill Lane", is_safe_to_write=False)
    changed = CaseFacts(**{**{f: getattr(facts, f) for f in facts.__dataclass_fields__}, "requester": unsafe})
    assert draft(LetterKind.ACKNOWLEDGEMENT, facts).head.to_address == "12 Mill Lane"
    assert draft(LetterKind.ACKNOWLEDGEMENT, changed).head.to_address == ""


def test_parts_of_the_words_are_set_apart_by_an_empty_line() -> None:
    breach = draft(
        LetterKind.BREACH_NOTICE, known("It went\r\nastray.\r\n\r\nSomebody saw it.\n\nWe got it back.")
    ).facts
    assert breach == given.BreachTold(
        nature="It went\nastray.", consequences="Somebody saw it.", measures="We got it back."
    )
    fee = draft(LetterKind.FEE_REQUEST, known("1250\n\nCopies.")).facts
    assert fee == given.FeeAsked(fee_pence=1250, reasons="Copies.", lapses_on=date(2026, 9, 21))


@pytest.mark.parametrize("result", list(ComplaintResult))
def test_the_letter_about_a_complaint_says_the_outcome_that_was_decided(result: ComplaintResult) -> None:
    chosen = replace(known("We were late.\n\nWe asked the post room."), result=result)
    decided = known("We were late.\n\nWe asked the post room.", complaint_result=result)
    says = given.ComplaintDecided(
        complained_on=date(2026, 6, 22), result=result, reasons="We were late.\n\nWe asked the post room."
    )
    assert [draft(LetterKind.COMPLAINT_OUTCOME, facts).facts for facts in (chosen, decided)] == [says, says]


@pytest.mark.parametrize(
    ("kind", "words", "says"),
    [
        (LetterKind.BREACH_NOTICE, "Only what happened.", "consequences"),
        (LetterKind.FEE_REQUEST, "much\n\nCopies.", "in pence"),
        (LetterKind.COMPLAINT_OUTCOME, "Upheld.", "Choose what you decided"),
        (LetterKind.ACCESS_RESPONSE, "", "comes with the pack"),
    ],
)
def test_words_that_lack_a_part_are_refused_with_what_to_write(kind: LetterKind, words: str, says: str) -> None:
    with pytest.raises(InvalidCommand, match=says):
        draft(kind, known(words))


def test_a_period_that_does_not_run_cannot_be_extended_by_letter() -> None:
    with pytest.raises(InvalidCommand, match="the clock does not run"):
        draft(LetterKind.EXTENSION, known("Because.", due_on=None))


def test_a_letter_takes_its_own_facts_and_audience_only() -> None:
    head = example(LetterKind.REFUSAL).head
    with pytest.raises(InvalidCommand, match="facts of another kind"):
        Letter(kind=LetterKind.REFUSAL, head=head, facts=given.NotConfirmed())
    with pytest.raises(InvalidCommand, match="only written to adults"):
        example(LetterKind.AUTHORITY_REQUEST, UK, Audience.YOUNG)


def test_the_law_of_a_letter_is_its_rights_own() -> None:
    assert law_of(LetterKind.ERASURE_REFUSED, Right.ACCESS, PART_3) == "section 47 of the Data Protection Act 2018"
    assert law_of(LetterKind.REFUSAL, Right.OBJECTION, UK) == "article 21 of the UK GDPR"
