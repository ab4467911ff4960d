"""What a case's letters may say comes from the case; what was sent is kept as it was sent."""

from datetime import date

import pytest

from requests_.errors import Conflict, InvalidCommand, NotAllowed, NotFound
from requests_.ids import CaseId
from requests_.model.commands import AskClarification
from requests_.model.correspondence import LetterKind
from requests_.model.events.base import DocumentOutcome
from requests_.model.letters.commands import KeepLetter, RewriteLetter
from requests_.model.letters.draft import draft
from requests_.model.letters.examples import example
from requests_.model.staff import Actor
from requests_.services import assessment, correspondence
from requests_.services.work import record_message_sent
from requests_.store.people_tables import RequestDetails
from requests_.store.queries.letters import LetterLine, facts_for, letter_lines, sent_letter, silence_of
from requests_.store.session import Store
from tests.factories.cases import Desk
from tests.factories.people import AUDITOR, CASEWORKER


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def asked(desk: Desk) -> tuple[CaseId, str]:
    """A case whose requester was asked a question that has not been sent, and the message."""
    case = desk.assessing()
    desk.do(assessment.ask_clarification, AskClarification(case=case, question="Which years?", actor=CASEWORKER))
    return case, line_of(desk, case, LetterKind.CLARIFICATION).message


def line_of(desk: Desk, case: CaseId, kind: LetterKind) -> LetterLine:
    with desk.store.reading() as session:
        return next(line for line in letter_lines(session, case) if line.kind is kind)


def keep(desk: Desk, message: str, digest: str = "a") -> None:
    command = KeepLetter(
        message=message,
        letter=example(LetterKind.CLARIFICATION),
        page_sha256=digest * 64,
        pdf_sha256="b" * 64,
        large_pdf_sha256="c" * 64,
    )
    desk.within(lambda uow: correspondence.keep_letter(uow, command))


def rewrite(desk: Desk, case: CaseId, message: str, words: str = "Which terms?", actor: Actor = CASEWORKER) -> None:
    command = RewriteLetter(case=case, message=message, words=words, actor=actor)
    desk.within(lambda uow: correspondence.rewrite_letter(uow, command))


def test_a_letter_draws_on_the_case_and_its_clock(desk: Desk) -> None:
    case = desk.reviewing()
    with desk.store.reading() as session:
        today = desk.clock.london_date()
        known = facts_for(session, case, LetterKind.NO_DATA, written_on=today)
        longer = facts_for(session, case, LetterKind.EXTENSION, written_on=today)
    assert known.searched == ("Case",)
    assert known.reference == desk.reference(case)
    assert (known.due_on or date.max) < (longer.due_on or date.min)
    assert draft(LetterKind.NO_DATA, known).head.to_name == "Maeve Fenwick"


def test_there_is_no_letter_once_the_details_are_erased(desk: Desk) -> None:
    case = desk.received()
    desk.within(lambda uow: uow.session.delete(uow.session.get(RequestDetails, case)))
    with desk.store.reading() as session, pytest.raises(NotFound, match="no longer held"):
        facts_for(session, case, LetterKind.NO_DATA, written_on=desk.clock.london_date())


def test_a_letter_keeps_out_every_third_party_and_neither_the_child_nor_the_requester(desk: Desk) -> None:
    case = desk.reviewing()
    with desk.store.reading() as session:
        silence = silence_of(session, case)
    assert "dee fox" in silence.names
    assert not {"orla fenwick", "maeve fenwick"} & silence.names
    assert not silence.is_quiet


@pytest.mark.parametrize("code", ["S2P2_CRIME", "P3_S45_4_B"])
def test_where_something_is_withheld_for_crime_no_letter_may_hint_at_it(desk: Desk, code: str) -> None:
    case = desk.reviewing()
    document = desk.documents(case)[0].key
    desk.within(lambda uow: uow.documents.decide(case, document, DocumentOutcome.WITHHOLD, code))
    with desk.store.reading() as session:
        assert silence_of(session, case).is_quiet


def test_a_letter_is_kept_once_as_it_was_sent_first_and_belongs_to_its_case(desk: Desk) -> None:
    case, message = asked(desk)
    assert line_of(desk, case, LetterKind.CLARIFICATION).kept is None
    keep(desk, message)
    keep(desk, message, digest="d")
    line = line_of(desk, case, LetterKind.CLARIFICATION)
    assert line.kept is not None
    assert line.kept.page_sha256 == "a" * 64
    other = desk.received()
    with desk.store.reading() as session:
        assert sent_letter(session, case, message) == line.kept
        with pytest.raises(NotFound):
            sent_letter(session, other, message)


def test_the_words_of_a_letter_that_has_not_left_can_be_mended(desk: Desk) -> None:
    case, message = asked(desk)
    rewrite(desk, case, message)
    assert line_of(desk, case, LetterKind.CLARIFICATION).words == "Which terms?"


def test_the_words_of_a_letter_that_has_left_are_for_ever(desk: Desk) -> None:
    case, message = asked(desk)
    desk.within(lambda uow: record_message_sent(uow, desk.clock, message))
    with pytest.raises(Conflict, match="what was sent is not changed"):
        rewrite(desk, case, message)


def test_words_are_not_mended_by_who_may_not_nor_into_nothing_nor_in_another_case(desk: Desk) -> None:
    case, message = asked(desk)
    with pytest.raises(NotAllowed):
        rewrite(desk, case, message, actor=AUDITOR)
    with pytest.raises(InvalidCommand, match="Write the words"):
        rewrite(desk, case, message, words=" ")
    with pytest.raises(NotFound):
        rewrite(desk, desk.received(), message)
    no_words = line_of(desk, case, LetterKind.ACKNOWLEDGEMENT).message
    with pytest.raises(InvalidCommand):
        rewrite(desk, case, no_words)
